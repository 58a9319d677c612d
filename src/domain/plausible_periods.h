#pragma once

#include "domain/coverage.h"
#include "domain/coverage_fields.h"

#include <optional>
#include <string>
#include <vector>

/// How the certified shares and limit classes of one spell differ between two of its versions. Internal to domain/.
namespace onshi::domain {

/// One item of a list, by what it says.
struct CertifiedItem
{
    Period valid;
    std::string code; ///< "30", "B05"

    /// The first valid day; the first day of all if it is not limited.
    [[nodiscard]] base::Date first() const;
};

/// 一部負担金割合: on the certificate of 後期高齢者医療, on the 高齢受給者証 of all others.
[[nodiscard]] std::vector<CertifiedItem> share_items(const Coverage&);
[[nodiscard]] std::vector<CertifiedItem> class_items(const Coverage&);
[[nodiscard]] const Field& share_field(const Coverage&);

/// What was certified last, and what is instead.
struct Step
{
    std::string before;
    std::optional<std::string> after; ///< none: nothing is certified from then on any more. May equal `before`
    bool renewal = false;             ///< another code, in a new period that begins with the yearly renewal
    bool rewritten = false;           ///< another code in a period that was certified already
};
/// None if nothing was certified before. A class that changes from A to B with the 70th year is the age, not a step.
[[nodiscard]] std::optional<Step> share_step(const Coverage& before, const Coverage& after);
[[nodiscard]] std::optional<Step> class_step(const Coverage& before, const Coverage& after);

} // namespace onshi::domain
