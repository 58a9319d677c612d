#pragma once

#include "domain/registers.h"

#include <string>

/// The made-up insurers, facilities and people of the interface page's samples. Nobody real.
namespace onshi::test {

inline constexpr const char* clinic = "1319999999";            ///< 見本診療所
inline constexpr const char* other_clinic = "1349999993";      ///< 例示薬局
inline constexpr const char* sample_society = "06139992";      ///< 見本健康保険組合
inline constexpr const char* sample_city = "139998";           ///< 架空県見本市 (国民健康保険)
inline constexpr const char* sample_late_elderly = "39139993"; ///< 架空県後期高齢者医療広域連合

[[nodiscard]] domain::InsurerNumber insurer(const char* number);
[[nodiscard]] domain::FacilityCode facility(const char* code);
[[nodiscard]] domain::InsuredId insured_id(const char* symbol, const char* number, const char* branch = "");
[[nodiscard]] domain::PersonCode person(const std::string& code);

/// 見本　花子 of M2: 架空・１２３４・01, born 1985-04-07, 本人, gained 2020-04-01 with a certificate from that day.
[[nodiscard]] domain::Coverage hanako();

} // namespace onshi::test
