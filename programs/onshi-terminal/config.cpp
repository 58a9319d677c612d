#include "onshi-terminal/config.h"

#include "base/files.h"
#include "base/log.h"
#include "net/client.h"
#include "settings/section.h"

#include <toml++/toml.h>

namespace onshi::programs {

namespace {

namespace fs = std::filesystem;

/// A path of the file; empty stays empty.
void read_path(Section& section, const fs::path& home, const std::string& key, fs::path& into)
{
    std::string text = into.string();
    section.read(key, text);
    into = text.empty() ? fs::path() : home / text;
}

/// One of the words, or an error.
template<class Value>
void read_choice(Section& section, const std::string& key, Value& into,
                 std::initializer_list<std::pair<std::string_view, Value>> choices)
{
    std::string text, all;
    section.read(key, text);
    const auto* node = section.find(key);
    if (!node)
        return;
    for (const auto& [name, value] : choices) {
        if (text == name) {
            into = value;
            return;
        }
        all += (all.empty() ? "" : ", ") + std::string(name);
    }
    section.wrong(key, *node, "must be one of: " + all);
}

void read_folders(Section& top, const std::string& file, const fs::path& home, terminal::ExchangeSettings& exchange)
{
    const auto* node = top.find("folders");
    if (!node)
        return;
    if (!node->is_array_of_tables())
        top.wrong("folders", *node, "must be sections [[folders]]");
    for (const auto& entry : *node->as_array()) {
        terminal::FolderPair pair{"req", "res"};
        Section section(file, entry.as_table(), "folders");
        read_path(section, home, "requests", pair.requests);
        read_path(section, home, "results", pair.results);
        section.refuse_unknown();
        exchange.folders.push_back(std::move(pair));
    }
}

void read_exchange(Section section, const fs::path& home, terminal::ExchangeSettings& exchange)
{
    using terminal::Delivery;
    using terminal::Late;
    constexpr std::int64_t day_ms = 86'400'000, year_minutes = 525'600, most_bytes = 16'777'216;
    read_choice<Delivery>(section, "delivery", exchange.delivery,
                          {{"rename", Delivery::rename}, {"in_place", Delivery::in_place}});
    section.read_whole("response_stay_minutes", exchange.response_stay, 1, year_minutes);
    section.read_whole("poll_ms", exchange.poll, 10, day_ms);
    section.read_whole("settle_ms", exchange.settle, 0, day_ms);
    section.read_whole("unreadable_after_ms", exchange.unreadable, 100, day_ms);
    section.read_whole("largest_request_bytes", exchange.largest_request, 1'024, most_bytes);
    section.read_whole("in_hand", exchange.in_hand, 1, 10'000);
    std::chrono::seconds within = std::chrono::duration_cast<std::chrono::seconds>(exchange.answer_within);
    section.read_whole("answer_within_seconds", within, 0, 86'400);
    exchange.answer_within = within;
    read_choice<Late>(section, "when_late", exchange.late,
                      {{"give_up", Late::give_up}, {"keep", Late::keep}, {"deliver", Late::deliver}});
    read_path(section, home, "late_folder", exchange.late_folder);
    section.refuse_unknown();
}

void read_encryption(Section section, const fs::path& home, terminal::ExchangeSettings& exchange)
{
    fs::path password_file;
    read_path(section, home, "password_file", password_file);
    if (const auto* node = section.find("messages")) {
        if (!node->is_array())
            section.wrong("messages", *node, "must be a list of message ids in quotes");
        for (const auto& entry : *node->as_array())
            exchange.encrypted.insert(entry.value_or(std::string()));
        if (!exchange.encrypted.empty() && password_file.empty())
            section.wrong("messages", *node, "needs password_file");
    }
    section.refuse_unknown();
    if (password_file.empty())
        return;
    const auto text = base::read_file(password_file);
    exchange.password = text.substr(0, text.find_first_of("\r\n"));
    if (exchange.password.empty())
        section.wrong("password_file", *section.find("password_file"), "the file has no first line");
}

void read_counter(Section page, Section card, const fs::path& home, CounterSettings& counter)
{
    page.read("open", counter.open);
    page.read_whole("port", counter.port, 0, 65'535);
    read_path(page, home, "files", counter.pages);
    page.read("facility_name", counter.facility_name);
    read_path(page, home, "queue", counter.queue);
    page.refuse_unknown();
    card.read("reader", counter.cards);
    read_path(card, home, "terminal_certificate", counter.terminal_certificate);
    read_path(card, home, "terminal_key", counter.terminal_key);
    read_path(card, home, "camera", counter.camera);
    read_path(card, home, "face_authority", counter.face_authority);
    if (const auto* node = card.find("camera"); !counter.camera.empty() && counter.face_authority.empty())
        card.wrong("camera", *node, "needs face_authority, without which no photo counts");
    card.refuse_unknown();
}

TerminalConfig read(const std::string& file, const toml::table& root)
{
    TerminalConfig config;
    auto& exchange = config.exchange;
    Section top(file, &root, "");
    const auto section = [&](const char* name) {
        const auto* node = top.find(name);
        if (node && !node->is_table())
            top.wrong(name, *node, "must be a section");
        return Section(file, node ? node->as_table() : nullptr, name);
    };
    const auto home = fs::absolute(file).parent_path();

    top.read("development", config.development);
    auto centre = section("centre");
    centre.read("address", config.centre.address);
    if (const auto* node = centre.find("address"); node && !net::parse_address(config.centre.address))
        centre.wrong("address", *node, "write it like https://host:8443");
    read_path(centre, home, "identity", config.centre.identity);
    centre.read_whole("timeout_ms", exchange.centre_timeout, 100, 600'000);
    centre.read_whole("connections", exchange.connections, 1, 64);
    centre.refuse_unknown();

    read_folders(top, file, home, exchange);
    auto face = section("face");
    read_path(face, home, "folder", exchange.face);
    face.refuse_unknown();
    read_exchange(section("exchange"), home, exchange);
    read_encryption(section("encryption"), home, exchange);

    auto journal = section("journal");
    read_path(journal, home, "file", exchange.journal);
    constexpr std::uintmax_t mib = 1'048'576;
    auto least = exchange.least_free / mib;
    journal.read_whole("least_free_mib", least, 0, 1'073'741'824);
    exchange.least_free = least * mib;
    journal.refuse_unknown();

    read_counter(section("page"), section("card"), home, config.counter);

    auto log = section("log");
    log.read("level", config.log.level);
    if (const auto* node = log.find("level"); node && !base::log_level(config.log.level))
        log.wrong("level", *node, "must be debug, info, warn or error");
    log.read("file", config.log.file);
    log.refuse_unknown();
    top.refuse_unknown();
    return config;
}

} // namespace

TerminalConfig load_terminal_config(const std::string& file)
{
    try {
        return read(file, toml::parse_file(file));
    } catch (const toml::parse_error& error) {
        fail_at(file, error.source().begin, std::string(error.description()));
    }
}

} // namespace onshi::programs
