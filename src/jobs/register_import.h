#pragma once

#include "domain/caller.h"
#include "domain/feed.h"
#include "domain/registers.h"
#include "domain/rejection.h"
#include "usecase/desk.h"

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <span>
#include <string>

/// Import of the register files (doc/formats/): reads, checks, and hands on in batches; each batch is one unit of
/// work. Good rows are taken; every bad row is reported with its line, column and reason, and left out.
namespace onshi::jobs {

enum class RegisterFile { insurers, facilities, coverage, cards };

/// "insurers", "facilities", "coverage" or "cards".
[[nodiscard]] std::optional<RegisterFile> register_file(const std::string& name);

using ImportReport = domain::RowCounts;

/// Small enough that an answer waiting for the committer hardly notices a batch before it.
inline constexpr std::size_t batch_beside_answers = 1'000;
/// For loading on the machine itself: the pages that a batch scatters its keys over are written once for all its rows.
inline constexpr std::size_t batch_in_bulk = 20'000;

struct ImportSettings
{
    std::string source; ///< the file's name, for the record
    std::size_t batch_rows = batch_beside_answers;
    /// Rows up to this line were dealt with before, with `before` as the report: an import that was cut off goes on.
    std::size_t done_through_line = 0;
    ImportReport before;
    /// Coverage: implausible rows are held instead of taken, and on the record; with the 受付番号 of a feed they go
    /// into quarantine.
    bool hold_doubtful = false;
    std::string feed;
    /// Coverage: asked before each batch is taken; false ends the import before it.
    std::function<bool(std::span<const domain::CoverageReport>)> may_take;
    /// Each refusal and remark, once its batch is durable.
    std::function<void(const domain::FeedNote&)> on_note;
    /// After each batch.
    std::function<void(std::size_t bytes, const ImportReport&)> on_progress;
    /// Inside the batch's unit of work: what it writes becomes durable with the batch, or neither does.
    std::function<void(usecase::UnitOfWork&, std::size_t last_line, const ImportReport&,
                       std::span<const domain::FeedNote>)>
        in_batch;
};

/// At the end of a coverage file it is written when each of its insurers was heard of (usecase::record_intakes).
/// Error: a header that does not fit the format (nothing is taken). Throws base::Fault if the database does not take a
/// batch; the batches before it stay, and importing the same file again changes nothing of them.
[[nodiscard]] domain::Result<ImportReport> import_register(usecase::Desk&, const domain::Caller&, RegisterFile,
                                                           std::istream&, const ImportSettings&);

} // namespace onshi::jobs
