#pragma once

#include "domain/coverage.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// 資格確認: the rule. Pure: the same input gives the same answer.
namespace onshi::domain {

/// What the receipt computer asks by 保険者番号・記号・番号(・枝番)・生年月日 for one date of care (資格確認日).
struct EligibilityQuery
{
    InsurerNumber insurer;
    InsuredId id;
    base::Date birth_date;
    base::Date on;
};

/// 資格有効性 (OQSCD006). 6 有効（未登録） belongs to 医療扶助 and is not built.
enum class Validity : std::uint8_t {
    valid = 1,           ///< 有効
    lost = 2,            ///< 無効
    lost_with_newer = 3, ///< 無効（新しい資格あり）
    none = 4,            ///< 該当資格なし
    several = 5,         ///< 複数該当
};

/// 「無効」 and so on: the terms of OQSCD006.
[[nodiscard]] std::string_view term_of(Validity);

/// What the desk must be told beside the validity.
enum class Remark : std::uint8_t {
    nothing,
    /// Code 4 although there is a row: the insurers must first agree about the person's birth date or sex.
    withheld,
    /// Code 1 with another row than the asked one: the employees' scheme pays, not 国民健康保険.
    other_cover_first,
};

/// All spells of one person who holds, or held, the number asked for, in the order in which they were recorded.
struct HeldCoverage
{
    std::int64_t person = 0; ///< storage's id of the person
    std::vector<Coverage> spells;
};

struct Decision
{
    Validity validity = Validity::none;
    std::optional<std::int64_t> person; ///< whom the answer is about; none for 4 and 5
    /// The asked row; none for 4 and 5. For code 3 it is the asked row too, never the newer insurer's.
    std::optional<Coverage> coverage;
    Remark remark = Remark::nothing;
    /// One of the person's rows carries a protection flag (domain rules 7.7): no address may leave.
    bool is_protected = false;
    /// Places among the person's spells in the order of recording, from 1: of `coverage`, and of the spell under the
    /// number asked for (another one with other_cover_first only). A place never changes. 0 for 4 and 5.
    std::size_t told_row = 0, asked_row = 0;
};

/// True if the two rows cannot be of one person: another birth date, or another sex where both state one. Rows that say
/// so are withheld, never guessed about; names and addresses change in life and are graded instead (person_match.h).
[[nodiscard]] bool disagree(const Coverage& a, const Coverage& b);

/// True for each spell that disagrees with another one of the same person. Void spells (Coverage::is_void) neither
/// disagree nor are withheld: voiding a row is how an insurer ends a disagreement that it caused.
[[nodiscard]] std::vector<bool> withheld(std::span<const Coverage> spells);

/// `candidates` are all persons with at least one spell under the asked insurer and (folded) symbol and number, each
/// person once; others do no harm, since every spell is compared again. Void spells count for nothing.
///
/// A spell matches if insurer, symbol and number, and birth date are equal, and the branch is equal or missing on
/// either side (a query without 枝番 is allowed; certificates from before April 2021 have none). Symbol and number are
/// compared in normal form; only if nobody matches so, with ASCII case folded. A withheld spell also matches the birth
/// dates of the rows that it disagrees with. No person: none. More than one: several. One person with withheld matches
/// only: none, with the remark. Otherwise withheld spells count for nothing, and:
/// a matching spell covers the day and its certificate is valid: valid, with that spell, the latest gained if several;
/// but if that is 国民健康保険 and an employees' scheme covers the day too, with that scheme's spell and the remark.
/// Otherwise the asked row is the matching spell gained last up to the day, else the first to come; lost_with_newer if
/// a spell of the person with any insurer, gained after it, covers the day, else lost.
[[nodiscard]] Decision decide(const EligibilityQuery& query, std::span<const HeldCoverage> candidates);

/// The same law for a person whom the My Number card names. The cover alone counts: no certificate was shown, so that a
/// lapsed one ends nothing. A spell covers the day: valid, with that of an employees' scheme before any other, of
/// several the latest gained. None does: lost, with the spell gained last up to the day, else the first to come. No
/// spell that may be answered from: none, with the remark if all are withheld. Never lost_with_newer or several.
[[nodiscard]] Decision decide_for_person(const HeldCoverage& held, base::Date on);

} // namespace onshi::domain
