#include "base/log.h"

#include "base/fault.h"
#include "base/utf8.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace onshi::base {
namespace {

void append_escaped(std::string& out, char32_t c)
{
    if (c == U'"' || c == U'\\') {
        out += '\\';
        out += static_cast<char>(c);
    } else if (c < 0x20 || c == 0x7F) {
        out += "\\u00";
        out += "0123456789abcdef"[c >> 4U];
        out += "0123456789abcdef"[c & 0x0FU];
    } else {
        append_utf8(out, c == not_utf8 ? U'\uFFFD' : c);
    }
}

void append_json(std::string& out, std::string_view text)
{
    const auto is_plain = [](char c) { return ' ' <= c && c <= '~' && c != '"' && c != '\\'; };
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
        const auto plain = std::ranges::find_if_not(text.substr(at), is_plain);
        const auto end = static_cast<std::size_t>(plain - text.begin());
        out += text.substr(at, end - at);
        at = end;
        if (at < text.size())
            append_escaped(out, next_code_point(text, at));
    }
    out += '"';
}

void append_json(std::string& out, std::int64_t number) { out += std::to_string(number); }
void append_json(std::string& out, bool truth) { out += truth ? "true" : "false"; }

void append_json(std::string& out, double number)
{
    if (!std::isfinite(number)) { // JSON has no word for it
        out += "null";
        return;
    }
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out.append(buffer.data(), end);
}

void append_member(std::string& out, std::string_view name, const auto& value)
{
    out += out.size() == 1 ? "" : ",";
    append_json(out, name);
    out += ':';
    append_json(out, value);
}

spdlog::sink_ptr open_file(const std::string& path)
{
    try {
        return std::make_shared<spdlog::sinks::basic_file_sink_mt>(path);
    } catch (const spdlog::spdlog_ex& error) {
        throw Fault(FaultCode::io, error.what());
    }
}

} // namespace

const char* name_of(LogLevel level)
{
    switch (level) {
    case LogLevel::debug:
        return "debug";
    case LogLevel::info:
        return "info";
    case LogLevel::warn:
        return "warn";
    case LogLevel::error:
        return "error";
    }
    return "unknown";
}

std::optional<LogLevel> log_level(std::string_view name)
{
    for (const auto level : {LogLevel::debug, LogLevel::info, LogLevel::warn, LogLevel::error})
        if (name == name_of(level))
            return level;
    return std::nullopt;
}

struct Log::Sink
{
    explicit Sink(spdlog::sink_ptr sink)
        : logger("onshi", std::move(sink))
    {
        logger.set_pattern("%v"); // the line is whole already
        logger.set_level(spdlog::level::trace);
        logger.flush_on(spdlog::level::trace);
    }
    spdlog::logger logger;
};

Log::Log(const Environment& environment, LogLevel minimum)
    : environment_(environment)
    , minimum_(minimum)
    , sink_(std::make_unique<Sink>(std::make_shared<spdlog::sinks::stderr_sink_mt>()))
{
}

Log::Log(const Environment& environment, LogLevel minimum, const std::string& path)
    : environment_(environment)
    , minimum_(minimum)
    , sink_(std::make_unique<Sink>(open_file(path)))
{
}

Log::~Log() = default;

void Log::line(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) const
{
    if (!writes(level))
        return;
    std::string out;
    out.reserve(512);
    out += '{';
    append_member(out, "at", std::string_view(jst_iso(environment_.clock.now())));
    append_member(out, "level", std::string_view(name_of(level)));
    append_member(out, "event", event);
    if (environment_.development)
        append_member(out, "development", true);
    for (const auto& field : fields)
        std::visit([&](const auto& value) { append_member(out, field.name, value); }, field.value.get());
    out += '}';
    sink_->logger.log(spdlog::level::info, spdlog::string_view_t(out));
}

} // namespace onshi::base
