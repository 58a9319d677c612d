#pragma once

#include "base/date.h"
#include "base/fault.h"
#include "domain/rejection.h"
#include "storage/database.h"

#include <optional>
#include <string>

/// How domain values stand in columns. Internal to storage/.
namespace onshi::storage {

inline std::int64_t column_of(base::Instant at) { return at.time_since_epoch().count(); }
inline base::Instant instant_of(std::int64_t micros) { return base::Instant(std::chrono::microseconds(micros)); }

inline base::Date date_of(std::string_view text)
{
    const auto date = base::Date::parse_iso(text);
    ONSHI_CHECK(date.has_value());
    return *date;
}

inline std::optional<base::Date> optional_date(const Row& row, int column)
{
    if (row.is_null(column))
        return std::nullopt;
    return date_of(row.text(column));
}

/// An optional date as a parameter: keeps the text that the parameter views.
class DateColumn
{
public:
    explicit DateColumn(const std::optional<base::Date>& date)
        : text_(date ? date->iso() : std::string())
    {
    }
    [[nodiscard]] Value value() const { return text_.empty() ? Value(Null{}) : Value(std::string_view(text_)); }

private:
    std::string text_;
};

/// What was parsed before it was stored must parse again.
template<class T>
T stored(domain::Result<T> parsed)
{
    ONSHI_CHECK(parsed.has_value());
    return *std::move(parsed);
}

} // namespace onshi::storage
