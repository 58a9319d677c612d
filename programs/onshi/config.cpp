#include "onshi/config.h"

#include "net/plain_client.h"
#include "settings/section.h"

#include <toml++/toml.h>

namespace onshi::programs {

namespace {

void read_limits(Section section, Config& config)
{
    auto& limits = config.limits;
    constexpr std::int64_t day_ms = 86'400'000;
    section.read_whole("body_bytes", limits.body_bytes, 1024, 16'777'216);
    section.read("requests_per_second", limits.requests_per_second, 0.01);
    section.read("burst", limits.burst, 1);
    section.read_whole("read_timeout_ms", limits.read_timeout_ms, 100, day_ms);
    section.read_whole("idle_timeout_ms", limits.idle_timeout_ms, 100, day_ms);
    section.read_whole("longest_wait_ms", limits.longest_wait_ms, 1, day_ms);
    section.read_whole("connections", limits.connections, 1, 1'000'000);
    section.read_whole("readers", limits.readers, 1, 256);
    section.refuse_unknown();
}

void read_plausibility(Section section, domain::PlausibilitySettings& p)
{
    constexpr std::int64_t most = 1'000'000'000;
    section.read_whole("least_people", p.least_people, 1, most);
    section.read("chance", p.chance, 0);
    section.read("shift_points", p.shift_points, 0);
    section.read("renewal_points", p.renewal_points, 0);
    section.read_whole("one_way_least", p.one_way_least, 1, most);
    section.read("one_way_percent", p.one_way_percent, 0);
    section.read_whole("vanished_least", p.vanished_least, 1, most);
    section.read("vanished_percent", p.vanished_percent, 0);
    section.read("lost_percent", p.lost_percent, 0);
    section.read("identity_percent", p.identity_percent, 0);
    section.refuse_unknown();
}

void read_card(Section section, Config& config, const std::filesystem::path& folder)
{
    auto& card = config.card;
    const auto files_of = [&](const std::string& key) {
        std::vector<std::string> names;
        section.read_texts(key, names);
        std::vector<std::filesystem::path> files;
        for (const auto& name : names)
            files.push_back(folder / name);
        return files;
    };
    const auto read_url = [&](const std::string& key, std::string& into) {
        section.read(key, into);
        if (!into.empty() && !net::parse_plain_url(into))
            section.wrong(key, *section.find(key), "must be http://host:port/path (what it gives is signed itself)");
    };
    card.authorities = files_of("authorities");
    card.signing_authorities = files_of("signing_authorities");
    section.read_texts("policies", card.policies);
    read_url("ocsp_url", card.ocsp_url);
    read_url("crl_url", card.crl_url);
    section.read_whole("revocation_cache_minutes", card.revocation_cache_minutes, 0, 1'440);
    section.refuse_unknown();
}

void read_staff(Section section, Config& config)
{
    auto& rules = config.staff.rules;
    section.read_whole("idle_minutes", rules.idle, 1, 24 * 60);
    section.read_whole("session_hours", rules.session, 1, 24);
    section.read_whole("failures", rules.failures, 1, 100);
    section.read_whole("first_wait_seconds", rules.first_wait, 1, 86'400);
    section.read_whole("longest_wait_seconds", rules.longest_wait, 1, 86'400);
    section.read_whole("password_memory_kib", config.staff.password.memory_kib, 8'192, 4'194'304);
    section.read_whole("password_passes", config.staff.password.passes, 1, 100);
    section.read("passkey_site", rules.passkeys.id);
    section.read_texts("passkey_origins", rules.passkeys.origins);
    if (rules.passkeys.origins.empty())
        section.wrong("passkey_origins", *section.find("passkey_origins"), "must be a list of at least one origin");
    section.refuse_unknown();
}

/// "sqlite:onshi.db" in the file means the one beside the file, wherever the program was started.
std::string url_from(const std::filesystem::path& folder, const std::string& url)
{
    constexpr std::string_view scheme = "sqlite:";
    if (!url.starts_with(scheme) || url == "sqlite::memory:")
        return url;
    return std::string(scheme) + (folder / url.substr(scheme.size())).string();
}

Config read(const std::string& file, const toml::table& root)
{
    Config config;
    Section top(file, &root, "");
    const auto section = [&](const char* name) {
        const auto* node = top.find(name);
        if (node && !node->is_table())
            top.wrong(name, *node, "must be a section");
        return Section(file, node ? node->as_table() : nullptr, name);
    };
    const auto folder = std::filesystem::path(file).parent_path();

    top.read("development", config.development);
    auto database = section("database");
    database.read("url", config.database.url);
    database.refuse_unknown();
    config.database.url = url_from(folder, config.database.url);

    auto pki = section("pki");
    std::string directory = config.pki.directory.string();
    pki.read("directory", directory);
    pki.refuse_unknown();
    config.pki.directory = folder / directory;

    auto listen = section("listen");
    listen.read("address", config.listen.address);
    listen.read_whole("port", config.listen.port, 0, 65'535);
    listen.read("allow_tls_1_2", config.listen.allow_tls_1_2);
    listen.refuse_unknown();

    auto management = section("management");
    management.read("address", config.management.address);
    const auto& at = config.management.address;
    if (const auto* node = management.find("address"); node && !at.starts_with("127.") && at != "::1")
        management.wrong("address", *node, "must be a loopback address: it serves without TLS");
    management.read_whole("port", config.management.port, 0, 65'535);
    management.refuse_unknown();

    auto proxy = section("proxy");
    proxy.read_addresses("trusted_addresses", config.proxy.trusted_addresses);
    proxy.refuse_unknown();

    read_limits(section("limits"), config);
    read_plausibility(section("plausibility"), config.plausibility);
    read_card(section("card"), config, folder);
    read_staff(section("staff"), config);

    auto feeds = section("feeds");
    feeds.read_whole("silent_after_days", config.feeds.silent_after_days, 1, 3'650);
    feeds.refuse_unknown();

    auto log = section("log");
    log.read("level", config.log.level);
    if (const auto* node = log.find("level"); node && !(config.log.level == "debug" || config.log.level == "info" ||
                                                        config.log.level == "warn" || config.log.level == "error"))
        log.wrong("level", *node, "must be debug, info, warn or error");
    log.read("file", config.log.file);
    log.refuse_unknown();

    auto server = section("server");
    server.read("id", config.server.id);
    server.refuse_unknown();
    top.refuse_unknown();
    return config;
}

} // namespace

Config load_config(const ConfigChoice& choice)
{
    try {
        auto config = read(choice.file, toml::parse_file(choice.file));
        if (!choice.database.empty())
            config.database.url = choice.database;
        return config;
    } catch (const toml::parse_error& error) {
        fail_at(choice.file, error.source().begin, std::string(error.description()));
    }
}

} // namespace onshi::programs
