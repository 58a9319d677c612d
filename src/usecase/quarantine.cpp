#include "usecase/quarantine.h"

#include "base/fault.h"
#include "base/text.h"
#include "storage/feed_store.h"
#include "usecase/feed_record.h"
#include "usecase/feeds.h"
#include "usecase/imports.h"

namespace onshi::usecase {

using domain::AuditEvent;
using domain::ErrorCode;
using domain::Feed;
using domain::FeedNote;
using domain::FeedNoteKind;
using domain::FeedState;
using domain::HeldRow;
using domain::HeldState;

namespace {

std::string listed(const std::set<std::string>& rules)
{
    std::string out;
    for (const auto& rule : rules)
        out += (out.empty() ? "" : ",") + rule;
    return out;
}

domain::Result<void> check_reason(const std::string& reason)
{
    if (reason.empty())
        return std::unexpected(domain::rejection(ErrorCode::element_missing, "reason", "理由"));
    if (base::length(reason) > domain::longest_reason || base::has_control(reason))
        return std::unexpected(domain::rejection(ErrorCode::length, "reason", "理由"));
    return {};
}

domain::Result<HeldRow> waiting_row(UnitOfWork& work, std::string_view id, const std::string& reason)
{
    if (const auto good = check_reason(reason); !good)
        return std::unexpected(good.error());
    auto held = work.feeds.held(id);
    if (!held)
        return std::unexpected(domain::rejection(ErrorCode::feed_unknown, "id"));
    if (held->state != HeldState::waiting)
        return std::unexpected(domain::rejection(ErrorCode::feed_state, "id"));
    return *std::move(held);
}

void decide_row(UnitOfWork& work, const domain::Caller& caller, const HeldRow& held, HeldState state,
                const std::string& reason)
{
    if (!work.feeds.decide_held(held.id, state))
        throw base::Fault(base::FaultCode::conflict, "the held row was decided meanwhile");
    const bool accepted = state == HeldState::accepted;
    if (work.feeds.by_id(held.feed)) {
        const FeedNote note{
            held.line,
            accepted ? FeedNoteKind::remark : FeedNoteKind::refused,
            {},
            accepted ? "" : domain::entry_of(ErrorCode::contradiction).wire,
            (accepted ? "隔離した行を運営者が受け入れ、登録しました：" : "隔離した行を運営者が受け入れませんでした：") +
                reason};
        work.feeds.add_notes(held.feed, std::span(&note, 1));
    }
    put_on_record(work, caller, accepted ? AuditEvent::quarantine_accepted : AuditEvent::quarantine_refused,
                  "row=" + held.id + " feed=" + held.feed + " line=" + std::to_string(held.line) + " reason=" + reason);
}

} // namespace

std::set<std::string> rules_of(std::span<const domain::Doubt> doubts)
{
    std::set<std::string> rules;
    for (const auto& doubt : doubts)
        rules.insert(doubt.rule);
    return rules;
}

void end_comparison(UnitOfWork& work, Feed compared, const Feed& was, std::span<const domain::Doubt> doubts,
                    std::span<const FeedNote> notes)
{
    if (doubts.empty() && compared.kind == domain::FeedKind::changes) {
        auto applying = was;
        applying.state = FeedState::applying;
        set_counts(applying, {});
        return end_feed_step(work, applying, was, {});
    }
    if (doubts.empty()) {
        compared.state = FeedState::waiting;
        return end_feed_step(work, compared, was, notes);
    }
    std::vector<FeedNote> all;
    for (const auto& doubt : doubts)
        all.push_back({0, FeedNoteKind::held, std::string(doubt.field.name), {}, doubt.text});
    all.insert(all.end(), notes.begin(), notes.end());
    compared.state = FeedState::quarantined;
    end_feed_step(work, compared, was, all);
    put_on_record(work, sender_of(compared), AuditEvent::feed_quarantined,
                  details_of(compared) + " rules=" + listed(rules_of(doubts)));
}

void hold_row(UnitOfWork& work, const domain::Caller& caller, const domain::CoverageReport& report, HeldRow row)
{
    row.id = base::uuid_v7(work.environment);
    row.insurer = report.coverage.insurer.text();
    row.spell = spell_key(report);
    row.held_at = work.environment.clock.now();
    work.feeds.hold(row);
    put_on_record(work, caller, AuditEvent::row_held,
                  "row=" + row.id + " feed=" + row.feed + " line=" + std::to_string(row.line));
}

Quarantine list_quarantine(UnitOfWork& work)
{
    Quarantine all{work.feeds.quarantined(), {}};
    work.feeds.each_waiting([&](const HeldRow& row) { all.rows.push_back(row); });
    return all;
}

QuarantineCounts count_quarantine(UnitOfWork& work)
{
    const auto counts = work.feeds.count_quarantined();
    return {counts.feeds, counts.rows};
}

domain::Result<QuarantinedItem> see_quarantined(UnitOfWork& work, const domain::Caller& caller, std::string_view id)
{
    QuarantinedItem item;
    item.feed = work.feeds.by_id(id);
    if (item.feed && item.feed->state != FeedState::quarantined)
        return std::unexpected(domain::rejection(ErrorCode::feed_state, "id"));
    if (item.feed)
        work.feeds.each_note(id, [&](const FeedNote& note) { item.notes.push_back(note); });
    else
        item.row = work.feeds.held(id);
    if (!item.feed && !item.row)
        return std::unexpected(domain::rejection(ErrorCode::feed_unknown, "id"));
    put_on_record(work, caller, AuditEvent::quarantine_seen, (item.feed ? "feed=" : "row=") + std::string(id));
    return item;
}

domain::Result<HeldRow> see_held_row(UnitOfWork& work, std::string_view id)
{
    auto held = work.feeds.held(id);
    if (!held)
        return std::unexpected(domain::rejection(ErrorCode::feed_unknown, "id"));
    return *std::move(held);
}

domain::Result<Feed> decide_quarantined_feed(UnitOfWork& work, const domain::Caller& caller, std::string_view id,
                                             bool accept, const std::string& reason)
{
    if (const auto good = check_reason(reason); !good)
        return std::unexpected(good.error());
    auto feed = work.feeds.by_id(id);
    if (!feed)
        return std::unexpected(domain::rejection(ErrorCode::feed_unknown, "id"));
    if (feed->state != FeedState::quarantined)
        return std::unexpected(domain::rejection(ErrorCode::feed_state, "id"));
    const auto was = *feed;
    if (accept && feed->kind == domain::FeedKind::changes) {
        begin_applying(work, *feed);
    } else if (accept) {
        feed->state = FeedState::waiting;
        record_feed(work, *feed, was, {});
    } else {
        feed->state = FeedState::refused;
        const FeedNote note{0,
                            FeedNoteKind::refused,
                            {},
                            domain::entry_of(ErrorCode::contradiction).wire,
                            "隔離したファイルを運営者が受け入れませんでした：" + reason};
        end_feed_step(work, *feed, was, std::span(&note, 1));
    }
    put_on_record(work, caller, accept ? AuditEvent::quarantine_accepted : AuditEvent::quarantine_refused,
                  details_of(*feed) + " reason=" + reason);
    return *std::move(feed);
}

domain::Result<void> accept_held_row(UnitOfWork& work, const domain::Caller& caller, std::string_view id,
                                     const domain::CoverageReport& report, const std::string& reason)
{
    const auto held = waiting_row(work, id, reason);
    if (!held)
        return std::unexpected(held.error());
    decide_row(work, caller, *held, HeldState::accepted, reason);
    const auto taken = import_batch(work, caller, std::span(&report, 1), "held_row=" + held->id);
    if (!taken.refused.empty()) {
        work.entries.clear(); // nothing of the unit stays
        return std::unexpected(taken.refused.front().reasons.front());
    }
    return {};
}

domain::Result<void> refuse_held_row(UnitOfWork& work, const domain::Caller& caller, std::string_view id,
                                     const std::string& reason)
{
    const auto held = waiting_row(work, id, reason);
    if (!held)
        return std::unexpected(held.error());
    decide_row(work, caller, *held, HeldState::refused, reason);
    return {};
}

domain::Result<void> record_accepted_import(UnitOfWork& work, const domain::Caller& caller, const std::string& file,
                                            const ImportDoubts& doubts, const std::string& reason)
{
    if (const auto good = check_reason(reason); !good)
        return std::unexpected(good.error());
    put_on_record(work, caller, AuditEvent::quarantine_accepted,
                  "rows=" + std::to_string(doubts.rows) + " file=" + file + " rules=" + listed(doubts.rules) +
                      " reason=" + reason);
    return {};
}

void record_refused_import(UnitOfWork& work, const domain::Caller& caller, const std::string& file,
                           const ImportDoubts& doubts)
{
    put_on_record(work, caller, AuditEvent::feed_quarantined,
                  "rows=" + std::to_string(doubts.rows) + " file=" + file + " rules=" + listed(doubts.rules));
}

void record_left_out_row(UnitOfWork& work, const domain::Caller& caller, const std::string& file, std::size_t line,
                         std::span<const domain::Doubt> doubts)
{
    put_on_record(work, caller, AuditEvent::row_held,
                  "file=" + file + " line=" + std::to_string(line) + " rules=" + listed(rules_of(doubts)));
}

} // namespace onshi::usecase
