#pragma once

#include "domain/feed.h"
#include "domain/plausibility.h"
#include "domain/quarantine.h"
#include "domain/registers.h"
#include "domain/rejection.h"
#include "usecase/unit_of_work.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// 隔離: files and rows that are implausible wait here until the operator has accepted or refused them, with a reason.
namespace onshi::usecase {

/// Ends the comparison of a file: quarantined with the doubts as its first notes, and on the record; or, without
/// doubts, a full file waits for its insurer and one of changes is applied. Inside Desk::write; throws as record_feed
/// does.
void end_comparison(UnitOfWork&, domain::Feed compared, const domain::Feed& was, std::span<const domain::Doubt>,
                    std::span<const domain::FeedNote>);

/// Puts a row into quarantine, and on the record. `row` without id, insurer, spell and time.
void hold_row(UnitOfWork&, const domain::Caller&, const domain::CoverageReport&, domain::HeldRow row);

struct Quarantine
{
    std::vector<domain::Feed> feeds;
    std::vector<domain::HeldRow> rows;
};
[[nodiscard]] Quarantine list_quarantine(UnitOfWork&);
struct QuarantineCounts
{
    std::int64_t feeds = 0, rows = 0;
};
[[nodiscard]] QuarantineCounts count_quarantine(UnitOfWork&);

/// A quarantined file with its notes, or a held row in any state; that somebody looked is put on the record.
struct QuarantinedItem
{
    std::optional<domain::Feed> feed;
    std::vector<domain::FeedNote> notes;
    std::optional<domain::HeldRow> row;
};
/// Error: feed_unknown (no such file in quarantine, no such row).
[[nodiscard]] domain::Result<QuarantinedItem> see_quarantined(UnitOfWork&, const domain::Caller&, std::string_view id);

/// A held row, to be read again. Error: feed_unknown.
[[nodiscard]] domain::Result<domain::HeldRow> see_held_row(UnitOfWork&, std::string_view id);

/// A file goes on where it stopped: a full one waits for its insurer, one of changes is applied. Or it ends as refused,
/// with the reason as a note. A row is taken (`report`: what its content says) or not; its feed's notes tell it, while
/// the feed is kept. Only in Desk::write. Errors: feed_unknown, feed_state (not in quarantine any more),
/// element_missing and length (reason, at most domain::longest_reason characters); of a row also what import_batch
/// refuses.
[[nodiscard]] domain::Result<domain::Feed> decide_quarantined_feed(UnitOfWork&, const domain::Caller&,
                                                                   std::string_view id, bool accept,
                                                                   const std::string& reason);
[[nodiscard]] domain::Result<void> accept_held_row(UnitOfWork&, const domain::Caller&, std::string_view id,
                                                   const domain::CoverageReport& report, const std::string& reason);
[[nodiscard]] domain::Result<void> refuse_held_row(UnitOfWork&, const domain::Caller&, std::string_view id,
                                                   const std::string& reason);

// Of an import by hand: its file lies with the operator, so nothing of it is kept here, and all of it is on the record.

/// What is implausible about a file.
struct ImportDoubts
{
    std::int64_t rows = 0;       ///< implausible ones
    std::set<std::string> rules; ///< that these rows break, or the file as a whole
};
/// The rules' names, for the record.
[[nodiscard]] std::set<std::string> rules_of(std::span<const domain::Doubt>);

/// That whatever is implausible in it is taken (onshi import --accept-implausible). Errors: of the reason, as above.
[[nodiscard]] domain::Result<void> record_accepted_import(UnitOfWork&, const domain::Caller&, const std::string& file,
                                                          const ImportDoubts&, const std::string& reason);
/// That it was not taken, since it is implausible as a whole.
void record_refused_import(UnitOfWork&, const domain::Caller&, const std::string& file, const ImportDoubts&);
/// That one row of it was left out.
void record_left_out_row(UnitOfWork&, const domain::Caller&, const std::string& file, std::size_t line,
                         std::span<const domain::Doubt>);

} // namespace onshi::usecase
