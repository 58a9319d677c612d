#include "terminal/exchange/file_name.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace onshi::terminal {

namespace {

// All that the centre has a route for.
constexpr std::array<std::string_view, 4> known{"OQSsiquc01", "OQSsiimm01", "OQSmuimm01", "OQSmuimm02"};
constexpr std::string_view request_mark = "req_", result_mark = "res_";

/// Endings of three letters, whatever their case: receipt computers run on systems that do not mind it.
std::string ending_of(std::string_view name)
{
    constexpr std::size_t length = 4;
    return name.size() <= length ? std::string() : base::folded(name.substr(name.size() - length));
}

} // namespace

RequestName parse_request_name(std::string_view name)
{
    const auto ending = ending_of(name);
    if (name.starts_with('.') || (ending != ".xml" && ending != ".zip"))
        return {};
    RequestName parsed{.kind = RequestName::Kind::unnamed, .encrypted = ending == ".zip"};
    const auto stem = name.substr(0, name.size() - ending.size());
    const auto mark = stem.find(request_mark);
    const auto suffix = mark == std::string_view::npos ? "" : stem.substr(mark + request_mark.size());
    if (suffix.empty() || mark == 0) {
        parsed.result = stem;
        return parsed;
    }
    parsed.message = stem.substr(0, mark);
    parsed.result = parsed.message + std::string(result_mark) + std::string(suffix);
    parsed.kind =
        std::ranges::find(known, parsed.message) == known.end() ? RequestName::Kind::unknown : RequestName::Kind::known;
    return parsed;
}

bool is_result_name(std::string_view name)
{
    const auto ending = ending_of(name);
    if (ending == ".err")
        return true;
    return name.find(result_mark) != std::string_view::npos && (ending == ".xml" || ending == ".zip");
}

} // namespace onshi::terminal
