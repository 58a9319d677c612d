#include "base/fault.h"
#include "base/files.h"
#include "insurer/feed_client.h"
#include "onshi/commands.h"
#include "onshi/refused.h"
#include "terminal/identity.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>
#include <unistd.h>

namespace onshi::programs {

namespace {

constexpr std::chrono::milliseconds poll{200};

net::ClientSettings settings_of(const FeedOptions& options)
{
    const auto address = net::parse_address(options.server);
    if (!address)
        throw base::Fault(base::FaultCode::setup, "--server: write it like https://host:8443");
    const auto identity = terminal::load_identity(options.identity);
    return {.host = address->host,
            .port = address->port,
            .server_authority = identity.authority,
            .certificate = identity.certificate,
            .key = identity.key};
}

void show(const std::string& words)
{
    if (::isatty(STDERR_FILENO) == 1)
        std::cerr << "\r" << words << "          " << std::flush;
}

/// Until the centre has come to a state in which it waits for somebody, or to the end.
domain::Result<insurer::FeedView> awaited(insurer::FeedClient& client, const std::string& id)
{
    while (true) {
        auto view = client.see(id);
        if (!view || (view->state != "comparing" && view->state != "applying"))
            return view;
        show((view->state == "comparing" ? "比較中 " : "取込中 ") + std::to_string(view->read) + " 行");
        std::this_thread::sleep_for(poll);
    }
}

void print(const insurer::FeedView& view)
{
    std::cout << "受付番号 " << view.id << "  状態 " << view.state << "\n"
              << "行 " << view.read << "、追加 " << view.added << "、変更 " << view.changed << "、変更なし "
              << view.unchanged << "、受け付けなかった行 " << view.refused << "、隔離した行 " << view.held
              << "、確かめてほしい点 " << view.remarks << "、ファイルにない資格 " << view.absent << "\n";
    for (const auto& [field, rows] : view.difference)
        std::cout << "  変わる列 " << field << "：" << rows << " 行\n";
}

domain::Result<insurer::FeedView> run(insurer::FeedClient& client, const FeedOptions& options, std::istream& file)
{
    auto view =
        client.send(file, options.full ? domain::FeedKind::full : domain::FeedKind::changes,
                    std::filesystem::path(options.file).filename().string(), [](std::int64_t part, std::int64_t parts) {
                        show("送信 " + std::to_string(part + 1) + " / " + std::to_string(parts));
                    });
    if (view)
        view = awaited(client, view->id);
    const bool asks = view && (view->state == "waiting" || (view->state == "quarantined" && options.refuse));
    if (asks && (options.accept || options.refuse)) {
        print(*view);
        view = client.decide(view->id, options.accept);
        if (view)
            view = awaited(client, view->id);
    }
    return view;
}

} // namespace

int feed(const FeedOptions& options)
{
    std::ifstream file(options.file, std::ios::binary);
    if (!file)
        throw base::Fault(base::FaultCode::io, options.file + ": cannot be read");
    insurer::FeedClient client(settings_of(options));
    const auto view = run(client, options, file);
    if (!view)
        return refused(view.error());
    print(*view);
    if (!options.notes.empty()) {
        const auto notes = client.notes(view->id);
        if (!notes)
            return refused(notes.error());
        base::write_new_file(options.notes, *notes);
    }
    if (view->state == "waiting")
        std::cout << "差分を確かめ、よければ --accept、やめるなら --refuse を付けてもう一度実行してください。\n";
    if (view->state == "quarantined")
        std::cout << "登録済みの内容から大きく外れているため、隔離しました。運営者が確かめるまで取り込みません"
                     "（理由は --notes）。誤りなら --refuse で取り下げてください。\n";
    if (view->state == "done")
        return view->refused + view->held == 0 ? 0 : 1;
    return view->state == "waiting" || view->state == "quarantined" ? 3 : 2;
}

} // namespace onshi::programs
