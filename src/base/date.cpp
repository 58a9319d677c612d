#include "base/date.h"

#include <algorithm>
#include <array>

namespace onshi::base {
namespace {

using namespace std::chrono_literals;

constexpr int first_year = 1868;
constexpr int last_year = 9999;
constexpr auto jst_offset = 9h;

/// A number of digits only: no sign, no space.
std::optional<int> digits(std::string_view text)
{
    if (text.empty() || text.size() > 9)
        return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Date> date_of(std::string_view year, std::string_view month, std::string_view day)
{
    const auto y = digits(year);
    const auto m = digits(month);
    const auto d = digits(day);
    if (!y || !m || !d)
        return std::nullopt;
    return Date::of(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
}

void append_padded(std::string& out, unsigned value, int width)
{
    std::array<char, 10> buffer{};
    for (int i = width; i-- > 0; value /= 10)
        buffer[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    out.append(buffer.data(), static_cast<std::size_t>(width));
}

struct LocalTime
{
    Date date;
    std::chrono::hh_mm_ss<std::chrono::microseconds> time;
};

LocalTime local_time(Instant at)
{
    const auto local = at + jst_offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return {Date(day), std::chrono::hh_mm_ss(local - day)};
}

void append_time(std::string& out, const LocalTime& local, std::string_view separator)
{
    append_padded(out, static_cast<unsigned>(local.time.hours().count()), 2);
    out += separator;
    append_padded(out, static_cast<unsigned>(local.time.minutes().count()), 2);
    out += separator;
    append_padded(out, static_cast<unsigned>(local.time.seconds().count()), 2);
}

/// "09:02" as a duration; hours up to `hours`, minutes up to 59.
std::optional<std::chrono::seconds> clock_time(std::string_view text, int hours)
{
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    const auto h = digits(text.substr(0, 2));
    const auto m = digits(text.substr(3, 2));
    if (!h || !m || *h > hours || *m > 59)
        return std::nullopt;
    return std::chrono::hours(*h) + std::chrono::minutes(*m);
}

/// What stands behind the seconds: "", "Z", "+09:00".
std::optional<std::chrono::seconds> zone_offset(std::string_view zone)
{
    if (zone.empty())
        return jst_offset;
    if (zone == "Z")
        return 0s;
    if (zone[0] != '+' && zone[0] != '-')
        return std::nullopt;
    const auto offset = clock_time(zone.substr(1), 14); // the largest in use is +14:00
    if (!offset)
        return std::nullopt;
    return zone[0] == '+' ? *offset : -*offset;
}

} // namespace

std::optional<Date> Date::of(int year, unsigned month, unsigned day)
{
    // year_month_day keeps month and day in one byte each: larger numbers would wrap around into real days.
    if (year < first_year || year > last_year || month > 12 || day > 31)
        return std::nullopt;
    const std::chrono::year_month_day civil{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
    if (!civil.ok())
        return std::nullopt;
    return Date(std::chrono::sys_days(civil));
}

std::optional<Date> Date::parse_compact(std::string_view text)
{
    if (text.size() != 8)
        return std::nullopt;
    return date_of(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
}

std::optional<Date> Date::parse_iso(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    return date_of(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
}

std::string Date::compact() const
{
    const auto date = civil();
    std::string out;
    append_padded(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    append_padded(out, static_cast<unsigned>(date.month()), 2);
    append_padded(out, static_cast<unsigned>(date.day()), 2);
    return out;
}

std::string Date::iso() const
{
    auto out = compact();
    out.insert(6, 1, '-');
    out.insert(4, 1, '-');
    return out;
}

Date jst_date(Instant at) { return local_time(at).date; }

std::string jst_compact(Instant at)
{
    const auto local = local_time(at);
    auto out = local.date.compact();
    append_time(out, local, "");
    return out;
}

std::string jst_iso(Instant at)
{
    const auto local = local_time(at);
    auto out = local.date.iso();
    out += 'T';
    append_time(out, local, ":");
    out += '.';
    append_padded(out, static_cast<unsigned>(local.time.subseconds().count()), 6);
    out += "+09:00";
    return out;
}

std::optional<Instant> parse_instant(std::string_view text)
{
    if (text.size() < 19 || text[10] != 'T' || text[16] != ':')
        return std::nullopt;
    const auto date = Date::parse_iso(text.substr(0, 10));
    const auto time = clock_time(text.substr(11, 5), 23);
    const auto second = digits(text.substr(17, 2));
    const bool fraction = text.size() > 19 && text[19] == '.';
    const auto micros = fraction && text.size() >= 26 ? digits(text.substr(20, 6)) : std::optional(0);
    const auto offset = zone_offset(text.substr(fraction ? std::min<std::size_t>(26, text.size()) : 19));
    if (!date || !time || !second || *second > 59 || !micros || (fraction && text.size() < 26) || !offset)
        return std::nullopt;
    return date->days() + *time + std::chrono::seconds(*second) + std::chrono::microseconds(*micros) - *offset;
}

} // namespace onshi::base
