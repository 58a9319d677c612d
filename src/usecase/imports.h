#pragma once

#include "domain/intake.h"
#include "domain/plausibility.h"
#include "domain/registers.h"
#include "usecase/unit_of_work.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

/// Taking in what insurers and the ministry's registers report, a batch at a time. Only in Desk::write. A batch records
/// one line; rows that are refused leave the others untouched.
namespace onshi::usecase {

/// What files brought, by insurer.
using Arrivals = std::map<domain::InsurerNumber, domain::Arrivals>;

struct ImportCounts
{
    std::size_t added = 0, changed = 0, unchanged = 0;
};

struct RefusedRow
{
    std::size_t index = 0; ///< in the batch
    std::vector<domain::Rejection> reasons;
};

/// What the insurer should look at although the row was taken.
struct RowRemark
{
    std::size_t index = 0; ///< in the batch
    std::string field;     ///< column of the coverage file
    std::string text;      ///< Japanese: the grade of a difference, or that the row is withheld. Never another's value
};

/// A row that was not taken because it is hardly true (domain::doubts).
struct DoubtfulRow
{
    std::size_t index = 0; ///< in the batch
    std::vector<domain::Doubt> doubts;
};

struct BatchResult
{
    ImportCounts counts;
    std::vector<RefusedRow> refused;
    std::vector<DoubtfulRow> held;
    std::vector<RowRemark> remarks;
    Arrivals arrivals; ///< of coverage that was taken
};

/// What becomes of a row that is hardly true (domain::doubts).
enum class Doubtful : std::uint8_t { hold, take };

/// `source` goes on the record: the file's name and the lines of the batch.
[[nodiscard]] BatchResult import_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::Insurer>,
                                       const std::string& source);
[[nodiscard]] BatchResult import_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::Facility>,
                                       const std::string& source);
/// Refused are rows whose insurer is not in the register (insurer_unknown) or not the caller's (other_insurer), and
/// rows that the law or their own dates speak against (domain::objections). Remarks: a row that is withheld because it
/// disagrees with the person's other rows (domain::disagree), and the grade of a differing name or address. A row that
/// is taken makes void what waits of its spell in quarantine.
[[nodiscard]] BatchResult import_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::CoverageReport>,
                                       const std::string& source, Doubtful doubtful = Doubtful::take);

/// Whose card is whose. Refused are rows of people whom no insurer has reported (person_unknown), of certificates that
/// are another person's (card_taken), and with a predecessor that this person does not have (card_predecessor). A row
/// with a predecessor supersedes it.
[[nodiscard]] BatchResult import_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::CardReport>,
                                       const std::string& source);

/// What import_batch would do, holding what is doubtful; changes and records nothing. `on_known` hears of each row
/// whose spell is stored, with that version, also if nothing differs.
[[nodiscard]] BatchResult
compare_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::CoverageReport>,
              const std::function<void(std::size_t index, const domain::Coverage& before)>& on_known);

/// By which a held row is known: person, insurer, numbers and 資格取得日, as a spell is known (coverage.md).
[[nodiscard]] std::string spell_key(const domain::CoverageReport&);
/// Whether anything of that insurer is stored; now and then also of one that shares the first bits of its key.
[[nodiscard]] bool has_cover(UnitOfWork&, const domain::InsurerNumber&);

/// The stored spells of an insurer that cover today or a later day.
void each_open_spell(UnitOfWork&, const domain::InsurerNumber&, const std::function<void(const domain::Coverage&)>&);

} // namespace onshi::usecase
