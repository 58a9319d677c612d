#include "load/server_figures.h"

#include "net/plain_client.h"
#include "wire/json.h"

#include <charconv>

namespace onshi::load {

std::optional<std::uint64_t> metric(std::string_view text, std::string_view name)
{
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.starts_with(name) || !line.substr(name.size()).starts_with(' '))
            continue;
        line.remove_prefix(name.size() + 1);
        double value = 0;
        if (std::from_chars(line.begin(), line.end(), value).ec == std::errc() && value >= 0)
            return static_cast<std::uint64_t>(value);
    }
    return std::nullopt;
}

ServerFigures read_figures(const net::Address& management, const base::Clock& clock)
{
    const auto text = net::get_plain(management, "/metrics").body;
    return {.at = clock.now(),
            .units = metric(text, "onshi_recorded_units"),
            .commits = metric(text, "onshi_commits"),
            .syncs = metric(text, "onshi_database_syncs")};
}

std::string read_database(const net::Address& management)
{
    const auto health = wire::Json::parse(net::get_plain(management, "/healthz").body);
    return health ? health->text_of("database") : std::string();
}

} // namespace onshi::load
