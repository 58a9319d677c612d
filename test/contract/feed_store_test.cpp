#include "contract/engines.h"

#include "storage/feed_store.h"

#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

using domain::Feed;
using domain::FeedNote;
using domain::FeedState;
using test::instant;

const auto first = instant("2026-04-01T09:00:00+09:00");
const std::string hash(64, 'a');

Feed feed(const char* id, FeedState state = FeedState::receiving)
{
    return {.id = id,
            .insurer = test::sample_society,
            .kind = domain::FeedKind::full,
            .state = state,
            .name = "全件.csv",
            .sha256 = hash,
            .bytes = 5,
            .parts = 2,
            .begun_at = first};
}

class FeedStoreContract : public OnEveryEngine
{
protected:
    /// Runs in one committed transaction.
    template<class F>
    auto with(F f)
    {
        return committed(database(), [&](Transaction& t) {
            FeedStore store(t);
            return f(store);
        });
    }
};

TEST_P(FeedStoreContract, a_feed_comes_back_and_its_counters_start_at_nothing)
{
    const auto read = with([](FeedStore& feeds) {
        feeds.add(feed("f1"));
        return feeds.by_id("f1");
    });
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, "全件.csv");
    EXPECT_EQ(read->begun_at, first);
    EXPECT_EQ(read->rows + read->lines + read->absent, 0);
    EXPECT_FALSE(with([](FeedStore& feeds) { return feeds.by_id("f2"); }));
}

TEST_P(FeedStoreContract, a_step_that_another_took_changes_nothing)
{
    auto next = feed("f1", FeedState::applying);
    next.lines = 1001;
    next.rows = 1000;
    next.difference = "address=3";
    const auto taken = with([&](FeedStore& feeds) {
        feeds.add(feed("f1", FeedState::applying));
        return feeds.update(next, FeedState::applying, 0);
    });
    EXPECT_TRUE(taken);
    auto late = next;
    late.rows = 7;
    EXPECT_FALSE(with([&](FeedStore& feeds) { return feeds.update(late, FeedState::applying, 0); }));
    EXPECT_FALSE(with([&](FeedStore& feeds) { return feeds.update(late, FeedState::waiting, 1001); }));
    const auto read = with([](FeedStore& feeds) { return feeds.by_id("f1"); });
    EXPECT_EQ(read->rows, 1000);
    EXPECT_EQ(read->difference, "address=3");
}

TEST_P(FeedStoreContract, the_same_content_is_found_until_it_is_at_its_end)
{
    const auto unfinished = [](FeedStore& feeds) {
        return feeds.unfinished(test::sample_society, domain::FeedKind::full, hash).has_value();
    };
    with([](FeedStore& feeds) { feeds.add(feed("f1", FeedState::waiting)); });
    EXPECT_TRUE(with(unfinished));
    EXPECT_FALSE(with([](FeedStore& feeds) {
        return feeds.unfinished(test::sample_city, domain::FeedKind::full, hash).has_value();
    }));
    for (const auto end : {FeedState::done, FeedState::refused, FeedState::failed}) {
        EXPECT_TRUE(with([&](FeedStore& feeds) {
            const auto now = feeds.by_id("f1");
            return feeds.update(feed("f1", end), now->state, now->lines);
        }));
        EXPECT_FALSE(with(unfinished));
    }
}

TEST_P(FeedStoreContract, the_oldest_to_do_comes_first)
{
    const auto next = with([](FeedStore& feeds) {
        feeds.add(feed("f3", FeedState::applying));
        feeds.add(feed("f2", FeedState::comparing));
        feeds.add(feed("f1", FeedState::waiting));
        return feeds.next_to_do();
    });
    ASSERT_TRUE(next);
    EXPECT_EQ(next->id, "f2");
}

TEST_P(FeedStoreContract, parts_may_be_sent_again_and_are_bytes)
{
    with([](FeedStore& feeds) {
        feeds.put_part("f1", 1, "wrong");
        feeds.put_part("f1", 1, std::string_view("\0\xFF", 2));
        feeds.put_part("f1", 0, "abc");
        feeds.put_part("f2", 0, "other");
    });
    const auto received = with([](FeedStore& feeds) { return feeds.received("f1"); });
    EXPECT_EQ(received.bytes, 5);
    EXPECT_THAT(received.parts, testing::ElementsAre(0, 1));
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.part("f1", 1); }), std::string("\0\xFF", 2));
    with([](FeedStore& feeds) { feeds.drop_parts("f1"); });
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.part("f1", 0); }), "");
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.part("f2", 0); }), "other");
}

TEST_P(FeedStoreContract, notes_keep_their_order_over_several_writes)
{
    const std::vector<FeedNote> one{
        {3, domain::FeedNoteKind::refused, "number", "OPN10002E", "番号の入力がありません。"}};
    const std::vector<FeedNote> two{{2, domain::FeedNoteKind::remark, "name", "", "氏名が違います。"}};
    std::vector<std::string> told;
    with([&](FeedStore& feeds) {
        feeds.add_notes("f1", one);
        feeds.add_notes("f1", two);
        feeds.each_note("f1", [&](const FeedNote& note) { told.push_back(std::to_string(note.line) + note.text); });
    });
    EXPECT_THAT(told, testing::ElementsAre("3番号の入力がありません。", "2氏名が違います。"));
}

TEST_P(FeedStoreContract, old_feeds_are_forgotten_with_all_that_is_theirs_but_not_those_at_work)
{
    with([](FeedStore& feeds) {
        feeds.add(feed("f1", FeedState::done));
        feeds.add(feed("f2", FeedState::applying));
        feeds.put_part("f1", 0, "abc");
        feeds.add_notes("f1", std::vector<FeedNote>{{1, domain::FeedNoteKind::remark, "name", "", "x"}});
        feeds.forget_before(first);
    });
    EXPECT_TRUE(with([](FeedStore& feeds) { return feeds.by_id("f1"); })) << "begun at that moment, not before it";
    int notes = 0;
    with([&](FeedStore& feeds) {
        feeds.forget_before(first + std::chrono::microseconds(1));
        feeds.each_note("f1", [&](const FeedNote&) { ++notes; });
    });
    EXPECT_EQ(notes, 0);
    EXPECT_FALSE(with([](FeedStore& feeds) { return feeds.by_id("f1"); }));
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.part("f1", 0); }), "");
    EXPECT_TRUE(with([](FeedStore& feeds) { return feeds.by_id("f2"); }));
}

domain::HeldRow held(const char* id, const char* spell)
{
    return {.id = id,
            .feed = "f1",
            .line = 3,
            .insurer = test::sample_society,
            .spell = spell,
            .held_at = first,
            .reasons = "生年月日「1985-04-07」→「1985-04-08」\n",
            .content = "person_code\n"};
}

TEST_P(FeedStoreContract, a_quarantined_file_is_unfinished_and_is_never_forgotten)
{
    with([](FeedStore& feeds) {
        feeds.add(feed("f1", FeedState::quarantined));
        feeds.add(feed("f2", FeedState::waiting));
        feeds.forget_before(first + std::chrono::days(1000));
    });
    const auto quarantined = with([](FeedStore& feeds) { return feeds.quarantined(); });
    ASSERT_EQ(quarantined.size(), 1U);
    EXPECT_EQ(quarantined[0].id, "f1");
    EXPECT_TRUE(with([](FeedStore& feeds) {
        return feeds.unfinished(test::sample_society, domain::FeedKind::full, hash).has_value();
    }));
    EXPECT_FALSE(with([](FeedStore& feeds) { return feeds.next_to_do(); }));
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.count_quarantined().feeds; }), 1);
}

TEST_P(FeedStoreContract, a_held_row_comes_back_and_is_decided_once)
{
    with([](FeedStore& feeds) { feeds.hold(held("h1", "s1")); });
    const auto row = with([](FeedStore& feeds) { return feeds.held("h1"); });
    ASSERT_TRUE(row);
    EXPECT_EQ(row->line, 3);
    EXPECT_EQ(row->held_at, first);
    EXPECT_EQ(row->state, domain::HeldState::waiting);
    EXPECT_EQ(row->reasons, "生年月日「1985-04-07」→「1985-04-08」\n");
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.count_quarantined().rows; }), 1);
    EXPECT_TRUE(with([](FeedStore& feeds) { return feeds.decide_held("h1", domain::HeldState::refused); }));
    EXPECT_FALSE(with([](FeedStore& feeds) { return feeds.decide_held("h1", domain::HeldState::accepted); }));
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.held("h1")->state; }), domain::HeldState::refused);
    EXPECT_EQ(with([](FeedStore& feeds) { return feeds.count_quarantined().rows; }), 0);
}

TEST_P(FeedStoreContract, a_later_row_of_the_same_spell_takes_the_place_of_the_one_that_waits)
{
    std::vector<std::string> waiting;
    with([&](FeedStore& feeds) {
        feeds.hold(held("h1", "s1"));
        feeds.hold(held("h2", "s2"));
        feeds.hold(held("h3", "s1"));
        feeds.each_waiting([&](const domain::HeldRow& row) { waiting.push_back(row.id); });
        feeds.release("s2");
    });
    EXPECT_THAT(waiting, testing::ElementsAre("h2", "h3"));
    EXPECT_THAT(with([](FeedStore& feeds) { return feeds.waiting_spells(); }), testing::ElementsAre("s1"));
}

TEST_P(FeedStoreContract, decided_rows_are_forgotten_and_waiting_ones_are_not)
{
    with([](FeedStore& feeds) {
        feeds.hold(held("h1", "s1"));
        feeds.hold(held("h2", "s2"));
        EXPECT_TRUE(feeds.decide_held("h1", domain::HeldState::accepted));
        feeds.forget_before(first + std::chrono::microseconds(1));
    });
    EXPECT_FALSE(with([](FeedStore& feeds) { return feeds.held("h1"); }));
    EXPECT_TRUE(with([](FeedStore& feeds) { return feeds.held("h2"); }));
}

ONSHI_ON_EVERY_ENGINE(FeedStoreContract);

} // namespace

} // namespace onshi::storage
