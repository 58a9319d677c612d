#pragma once

#include "base/environment.h"

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

/// The operator's log: one JSON object a line. Never holds personal data: the types that carry it do not convert to a
/// LogValue, and whoever passes a plain string answers for it.
namespace onshi::base {

enum class LogLevel : std::uint8_t { debug, info, warn, error };

[[nodiscard]] const char* name_of(LogLevel level);
/// "debug", "info", "warn", "error".
[[nodiscard]] std::optional<LogLevel> log_level(std::string_view name);

/// A string, a whole number, a number or a truth value.
class LogValue
{
public:
    LogValue(std::string text)
        : value_(std::move(text))
    {
    }
    LogValue(std::string_view text)
        : value_(std::string(text))
    {
    }
    LogValue(const char* text)
        : value_(std::string(text))
    {
    }
    LogValue(std::same_as<bool> auto truth)
        : value_(truth)
    {
    }
    /// Unsigned numbers above the greatest std::int64_t wrap around.
    LogValue(std::integral auto number)
        requires(!std::same_as<decltype(number), bool>)
        : value_(static_cast<std::int64_t>(number))
    {
    }
    LogValue(double number)
        : value_(number)
    {
    }
    [[nodiscard]] const auto& get() const { return value_; }

private:
    std::variant<std::string, std::int64_t, double, bool> value_;
};

struct LogField
{
    std::string_view name; ///< snake_case; not "at", "level", "event" or "development"
    LogValue value;
};

/// Writes to stderr or to a file. Each line is out when line() returns. Thread-safe. A line that cannot be written
/// (disk full) is dropped: the log must not stop the service.
class Log
{
public:
    /// To stderr. The environment must outlive the log.
    Log(const Environment& environment, LogLevel minimum);
    /// Appends to `path`. Throws Fault(io) if the file cannot be opened.
    Log(const Environment& environment, LogLevel minimum, const std::string& path);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    /// {"at":"2026-04-01T09:02:12.000123+09:00","level":"info","event":"request","status":200}, and "development":true
    /// if the environment is one. Nothing if `level` is below the minimum. Bytes that are no UTF-8 become U+FFFD.
    void line(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {}) const;
    [[nodiscard]] bool writes(LogLevel level) const { return level >= minimum_; }

private:
    struct Sink;
    const Environment& environment_;
    LogLevel minimum_;
    std::unique_ptr<Sink> sink_;
};

} // namespace onshi::base
