#include "usecase/quarantine.h"

#include "jobs/held_rows.h"
#include "onshi/commands.h"
#include "onshi/doubts.h"
#include "onshi/installation.h"
#include "onshi/refused.h"

#include <iostream>

namespace onshi::programs {

namespace {

/// Of the rows that change in a doubtful field: enough to see what kind of change it is.
constexpr int rows_shown = 10;

const char* term_of(domain::FeedKind kind) { return kind == domain::FeedKind::full ? "全件" : "異動分"; }

void print_file(const domain::Feed& feed)
{
    std::cout << "受付番号 " << feed.id << "  保険者 " << feed.insurer << "  " << term_of(feed.kind) << "「"
              << feed.name << "」  受付 " << base::jst_iso(feed.begun_at) << "\n"
              << "行 " << feed.rows << "、追加 " << feed.added << "、変更 " << feed.changed << "、変更なし "
              << feed.unchanged << "、受け付けない行 " << feed.refused << "、隔離する行 " << feed.held
              << "、ファイルにない資格 " << feed.absent << "\n";
}

/// Rows that change in the doubtful field; for cover that ends also those that a full file lacks.
bool shows(const domain::FeedNote& note, const std::string& field)
{
    return (note.kind == domain::FeedNoteKind::change && note.field == field) ||
           (note.kind == domain::FeedNoteKind::absent && field == domain::field::lost.name);
}

/// The whole file's doubts, each with the first rows that change in its field.
void print_notes(const std::vector<domain::FeedNote>& notes)
{
    for (const auto& doubt : notes) {
        if (doubt.kind != domain::FeedNoteKind::held || doubt.line != 0)
            continue;
        std::cout << "\n";
        print_doubt(doubt.text);
        int shown = 0;
        for (const auto& note : notes)
            if (shows(note, doubt.field) && shown++ < rows_shown)
                std::cout << "  " << (note.line == 0 ? "" : std::to_string(note.line) + "行目 ") << note.text << "\n";
        if (shown > rows_shown)
            std::cout << "  ほか " << shown - rows_shown << "行\n";
    }
}

void print_row(const domain::HeldRow& row)
{
    std::cout << "行 " << row.id << "  保険者 " << row.insurer << "  受付番号 " << row.feed << " の " << row.line
              << "行目  隔離 " << base::jst_iso(row.held_at) << "\n";
}

} // namespace

int quarantine_list(const QuarantineOptions& options)
{
    Installation centre(options.config, std::nullopt);
    const auto all = centre.desk.read_now([](usecase::UnitOfWork& work) { return usecase::list_quarantine(work); });
    for (const auto& feed : all.feeds)
        print_file(feed);
    for (const auto& row : all.rows)
        print_row(row);
    std::cout << "隔離中：ファイル " << all.feeds.size() << "、行 " << all.rows.size() << "\n";
    return 0;
}

int quarantine_show(const QuarantineOptions& options)
{
    Installation centre(options.config, std::nullopt);
    const auto item = centre.desk.read_now([&](usecase::UnitOfWork& work) {
        return usecase::see_quarantined(work, Installation::operator_at_shell(), options.id);
    });
    if (!item)
        return refused(item.error());
    if (item->feed) {
        print_file(*item->feed);
        print_notes(item->notes);
    } else {
        print_row(*item->row);
        std::cout << item->row->reasons << item->row->content;
    }
    return 0;
}

int quarantine_decide(const QuarantineOptions& options, bool accept)
{
    Installation centre(options.config, std::nullopt);
    const auto caller = Installation::operator_at_shell();
    const auto feed = centre.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::decide_quarantined_feed(work, caller, options.id, accept, options.reason);
    });
    if (feed) {
        std::cout << "受付番号 " << feed->id << "  状態 " << domain::name_of(feed->state) << "\n";
        return 0;
    }
    if (feed.error().code != domain::ErrorCode::feed_unknown)
        return refused(feed.error());
    const auto row = accept ? jobs::accept_held_row(centre.desk, caller, options.id, options.reason)
                            : centre.desk.write_now([&](usecase::UnitOfWork& work) {
                                  return usecase::refuse_held_row(work, caller, options.id, options.reason);
                              });
    if (!row)
        return refused(row.error());
    std::cout << (accept ? "受け入れました。\n" : "受け入れませんでした。\n");
    return 0;
}

} // namespace onshi::programs
