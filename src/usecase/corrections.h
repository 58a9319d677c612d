#pragma once

#include "domain/correction.h"
#include "domain/rejection.h"
#include "usecase/unit_of_work.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Undo: the answers that were given from facts which were corrected since, and the files that tell facilities of them.
namespace onshi::usecase {

struct CorrectionSearch
{
    base::Instant since{};              ///< corrections that were recorded from this moment on
    std::optional<base::Instant> until; ///< up to this moment; none: up to now
    std::optional<domain::InsurerNumber> insurer;
    std::optional<domain::FacilityCode> facility;
};

struct CorrectionsFound
{
    domain::CorrectionPeriod period; ///< without a reason; `made_at` now
    std::int64_t people = 0;         ///< of whom something was corrected
    std::int64_t checks = 0;         ///< entries of the record that were looked at
    std::int64_t without_row = 0;    ///< checks of those people that do not say which row was told (older programs)
    std::vector<domain::CorrectedAnswer> answers; ///< in the order in which they were given
};

/// A check is found if something of its person that it was made from was changed, taken back or contradicted within the
/// period, and the same question about the same day, asked at the period's end, is answered otherwise in what matters
/// for care and bill (domain::AnswerFacts), and that difference arose within the period. The question is rebuilt from
/// the row then asked for: its insurer, symbol, number and branch, and the birth date then stored. If the number is
/// another person's now, the answer about this one is 該当資格なし. An answer by card is looked for too; its question
/// is the person. Answers that named nobody (4, 5) cannot be found. Recorded. In Desk::read. Time: the record is read
/// from before the oldest corrected fact on; without an insurer also every row of coverage. Memory: the people and the
/// checks of them.
[[nodiscard]] CorrectionsFound find_corrections(UnitOfWork&, const domain::Caller&, const CorrectionSearch&);

/// The search that stands for one feed: its insurer, and from its first batch to its last. Errors: feed_unknown (or
/// forgotten), feed_state (nothing of it was taken).
[[nodiscard]] domain::Result<CorrectionSearch> search_for_feed(UnitOfWork&, std::string_view id);

/// Stores files for their facilities to fetch (ids are given here), and drops those older than `corrections_kept`.
/// Recorded. In Desk::write.
void publish_corrections(UnitOfWork&, const domain::Caller&, std::span<domain::CorrectionFile>);

/// A bill is claimed by the 10th of the next month and comes back in the month after: three months see it mended.
inline constexpr std::chrono::days corrections_kept{90};

/// The caller's own facility's files, the oldest first, without their content. Not recorded: it tells of nobody.
[[nodiscard]] std::vector<domain::CorrectionFile> own_corrections(UnitOfWork&, const domain::FacilityCode&);
/// One of them. Recorded. Error: corrections_unknown, also for another facility's.
[[nodiscard]] domain::Result<domain::CorrectionFile>
fetch_corrections(UnitOfWork&, const domain::Caller&, const domain::FacilityCode&, std::string_view id);

} // namespace onshi::usecase
