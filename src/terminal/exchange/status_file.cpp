#include "terminal/exchange/status_file.h"

#include "base/fault.h"
#include "base/files.h"
#include "wire/json.h"

#include <fstream>

namespace onshi::terminal {

namespace {

wire::Json to_json(const ExchangeStatus& status)
{
    auto json = wire::Json::object();
    json.set("at", base::jst_iso(status.at))
        .set("watching", std::int64_t{status.watching})
        .set("waiting", static_cast<std::int64_t>(status.waiting))
        .set("queued", static_cast<std::int64_t>(status.queued))
        .set("centre_reachable", std::int64_t{status.centre_reachable})
        .set("centre_since", base::jst_iso(status.centre_since));
    if (status.trouble)
        json.set("trouble", *status.trouble);
    return json;
}

} // namespace

void write_status(const std::filesystem::path& path, const ExchangeStatus& status)
{
    auto beside = path;
    beside += ".new";
    {
        std::ofstream out(beside, std::ios::trunc);
        out << to_json(status).pretty();
        if (!out.flush())
            return;
    }
    std::error_code failed;
    std::filesystem::rename(beside, path, failed);
}

std::optional<ExchangeStatus> read_status(const std::filesystem::path& path)
{
    const auto text = [&]() -> std::optional<std::string> {
        try {
            return base::read_file(path);
        } catch (const base::Fault&) {
            return {};
        }
    }();
    const auto json = text ? wire::Json::parse(*text) : wire::Json();
    if (!json)
        return {};
    const auto at = base::parse_instant(json->text_of("at")),
               since = base::parse_instant(json->text_of("centre_since"));
    if (!at || !since)
        return {};
    ExchangeStatus status{.at = *at,
                          .watching = json->integer_of("watching") == 1,
                          .waiting = static_cast<std::size_t>(json->integer_of("waiting").value_or(0)),
                          .queued = static_cast<std::size_t>(json->integer_of("queued").value_or(0)),
                          .centre_reachable = json->integer_of("centre_reachable") == 1,
                          .centre_since = *since};
    if (auto trouble = json->text_of("trouble"); !trouble.empty())
        status.trouble = std::move(trouble);
    return status;
}

std::string status_words(const ExchangeStatus& status)
{
    std::string words = "状態の時刻：" + base::jst_iso(status.at) + "\n";
    words += std::string("フォルダー：") + (status.watching ? "受け付けています" : "受け付けていません") + "\n";
    words += "回答待ち：" + std::to_string(status.waiting) + "件\n";
    if (status.queued > 0)
        words += "時間内に回答がなく、照会を続けているもの：" + std::to_string(status.queued) + "件\n";
    words += std::string("オンライン資格確認等システム：") +
             (status.centre_reachable ? "つながっています" : "つながっていません") + "（" +
             base::jst_iso(status.centre_since) + "から）\n";
    if (status.trouble)
        words += "注意：" + *status.trouble + "\n";
    return words;
}

} // namespace onshi::terminal
