#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace onshi::base {

/// A civil day, without time or zone. Years 1868 to 9999 (what an insurer or a receipt computer can mean).
/// Copyable value, any thread.
class Date
{
public:
    /// None if there is no such day or the year is outside the range.
    [[nodiscard]] static std::optional<Date> of(int year, unsigned month, unsigned day);
    /// "20260401", exactly eight digits: the form of the external interface.
    [[nodiscard]] static std::optional<Date> parse_compact(std::string_view text);
    /// "2026-04-01", exactly ten characters: ISO 8601, the form of files and of the database.
    [[nodiscard]] static std::optional<Date> parse_iso(std::string_view text);

    [[nodiscard]] int year() const { return static_cast<int>(civil().year()); }
    [[nodiscard]] unsigned month() const { return static_cast<unsigned>(civil().month()); }
    [[nodiscard]] unsigned day() const { return static_cast<unsigned>(civil().day()); }

    [[nodiscard]] std::string compact() const; ///< "20260401"
    [[nodiscard]] std::string iso() const;     ///< "2026-04-01"

    [[nodiscard]] Date plus_days(int days) const { return Date(days_ + std::chrono::days(days)); }
    [[nodiscard]] std::chrono::sys_days days() const { return days_; }
    explicit Date(std::chrono::sys_days days)
        : days_(days)
    {
    }

    auto operator<=>(const Date&) const = default;

private:
    [[nodiscard]] std::chrono::year_month_day civil() const { return days_; }
    std::chrono::sys_days days_;
};

/// A moment, in microseconds since 1970-01-01 UTC. The database keeps it as that integer.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Japan Standard Time is UTC+9 without summer time (明治19年勅令第51号; in force unchanged since 1952).
[[nodiscard]] Date jst_date(Instant at);
[[nodiscard]] std::string jst_compact(Instant at); ///< "20260401090212" (YYYYMMDDHHmmss), the interface's form
[[nodiscard]] std::string jst_iso(Instant at);     ///< "2026-04-01T09:02:12.000123+09:00", the log's form
/// "2026-04-01T09:02:12+09:00" (any offset up to 14:00, or Z, or without a zone: then Japan's time), also with exactly
/// six digits of a fraction, as jst_iso writes it. None for anything else.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

} // namespace onshi::base
