#pragma once

#include "domain/coverage.h"
#include "domain/rejection.h"

#include <vector>

/// What insurers must not send: rows whose facts contradict each other or the law. Pure.
namespace onshi::domain {

/// All objections to a row (contradiction), each naming the field by its column in the coverage file. `today` is the
/// day of the report in Japan. Between dates: gain before birth, loss before gain, loss reason without loss, birth
/// after today. Of 後期高齢者医療 (39): gain before the 65th birthday; no certificate, or one without share; 2割 that
/// ends before 2022-10-01; 高齢受給者証; a limit class A. Of all others: gain or loss after the 75th birthday; a share
/// on the certificate; 高齢受給者証 before 70 or from 75 on, or of 1割 for people born after 1944-04-01; a limit class
/// that does not fit the age, or that only 39 has. 長期入院 without 標準負担額減額; 20,000 yen for other than dialysis;
/// 07 only with 自衛官, who has no family in the scheme; a hidden sex that is not stated.
[[nodiscard]] std::vector<Rejection> objections(const Coverage& coverage, base::Date today);

} // namespace onshi::domain
