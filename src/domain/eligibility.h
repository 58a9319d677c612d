#pragma once

#include "domain/coverage.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
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

/// All spells of one person who holds, or held, the number asked for.
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
};

/// `candidates` are all persons with at least one spell under the asked insurer and (folded) symbol and number, each
/// person once; others do no harm, since every spell is compared again.
///
/// A spell matches if insurer, symbol and number, and birth date are equal, and the branch is equal or missing on
/// either side (a query without 枝番 is allowed; certificates from before April 2021 have none). Symbol and number are
/// compared in normal form; only if nobody matches so, with ASCII case folded. No person: none. More than one: several.
/// One person, and a matching spell covers the day and its certificate is valid: valid, with that spell, the latest
/// gained if several. Otherwise the asked row is the matching spell gained last up to the day, else the first to come;
/// lost_with_newer if a spell of the person with any insurer, gained after it, covers the day, else lost.
[[nodiscard]] Decision decide(const EligibilityQuery& query, std::span<const HeldCoverage> candidates);

} // namespace onshi::domain
