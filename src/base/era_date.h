#pragma once

#include "base/date.h"

#include <optional>
#include <string>
#include <string_view>

/// 和暦: Japanese era dates, both ways. Eras are known from 明治6年1月1日 (1873-01-01), when Japan took the Gregorian
/// calendar; earlier dates have no defined conversion and are refused.
namespace onshi::base {

/// "令和8年4月1日", "令和元年5月1日", "R8.4.1", "R08.04.01", "r8/4/1"; full-width digits and letters too. A date
/// outside its era ("昭和64年1月8日", which is 平成元年) is refused: such a row is a typing error, not a way of
/// speaking.
[[nodiscard]] std::optional<Date> parse_era(std::string_view utf8);

/// The forms in which people write dates: "20260401", "2026-04-01", or as parse_era reads them.
[[nodiscard]] std::optional<Date> parse_date(std::string_view utf8);

/// "令和8年4月1日"; the first year is 元年. None before 1873-01-01.
[[nodiscard]] std::optional<std::string> era_long(Date date);
/// "R08.04.01". None before 1873-01-01.
[[nodiscard]] std::optional<std::string> era_short(Date date);

} // namespace onshi::base
