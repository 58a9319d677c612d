#pragma once

#include "base/date.h"
#include "domain/coverage.h"

/// 一部負担金割合 by age, as the law states it for people without a special finding.
namespace onshi::domain {

/// The date on which a person reaches `age` years in law: the end of the day before the birthday, so the day before.
/// A birthday of 29 February is taken as 1 March in other years (the day before is then 28 February).
[[nodiscard]] base::Date reaches_age(base::Date birth, int age);

/// The birthday itself in the year of `age` (29 February becomes 1 March in other years).
[[nodiscard]] base::Date birthday(base::Date birth, int age);

/// First day of the share for people of 70 and more: the first of the month after the month of reaching 70.
[[nodiscard]] base::Date elderly_share_from(base::Date birth);

/// Last day before compulsory school: the first 31 March on or after the day the child reaches six.
[[nodiscard]] base::Date preschool_until(base::Date birth);

/// 20 before compulsory school; 30 up to 69; 20 from `elderly_share_from`; 10 from the 75th birthday.
/// 現役並み (30) and the 2割 of 75 and over depend on income, which insurers find and report: where an insurer reports
/// a share, that one counts and this function does not.
[[nodiscard]] Share ordinary_share(base::Date birth, base::Date on);

} // namespace onshi::domain
