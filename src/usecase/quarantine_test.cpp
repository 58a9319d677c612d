#include "usecase/quarantine.h"

#include "storage/feed_store.h"
#include "support/memory_centre.h"
#include "usecase/feeds.h"
#include "usecase/imports.h"

#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using domain::AuditEvent;
using domain::ErrorCode;
using domain::Feed;
using domain::FeedKind;
using domain::FeedNote;
using domain::FeedNoteKind;
using domain::FeedState;
using test::MemoryCentre;

class QuarantineCase : public testing::Test
{
protected:
    template<class F>
    auto write(F f)
    {
        return centre_.desk.write_now([&](UnitOfWork& work) {
            auto result = f(work);
            for (const auto& entry : work.entries)
                recorded_.push_back(std::string(domain::name_of(entry.event)) + " " + entry.details);
            return result;
        });
    }
    /// A feed whose comparison has found `doubts`.
    Feed compared(FeedKind kind, const std::vector<domain::Doubt>& doubts)
    {
        return write([&](UnitOfWork& work) {
            Feed feed{
                .id = "f1", .insurer = test::sample_city, .kind = kind, .state = FeedState::comparing, .sha256 = "aa"};
            work.feeds.add(feed);
            work.feeds.put_part("f1", 0, "abc");
            auto result = feed;
            result.rows = result.changed = 7;
            const FeedNote note{2, FeedNoteKind::change, "name", {}, "氏名「あ」→「い」"};
            end_comparison(work, result, feed, doubts, std::span(&note, 1));
            return work.feeds.by_id("f1").value();
        });
    }
    std::vector<std::string> notes()
    {
        return centre_.desk.read_now([](UnitOfWork& work) {
            std::vector<std::string> all;
            work.feeds.each_note("f1", [&](const FeedNote& note) {
                all.push_back(std::string(domain::name_of(note.kind)) + " " + note.text);
            });
            return all;
        });
    }
    auto decide(bool accept, const std::string& reason)
    {
        return write([&](UnitOfWork& work) {
            return decide_quarantined_feed(work, MemoryCentre::shell(), "f1", accept, reason);
        });
    }

    const std::vector<domain::Doubt> doubts_{{domain::field::elderly_certificates, "share_shift", "分布が動きます"}};
    MemoryCentre centre_;
    std::vector<std::string> recorded_;
};

TEST_F(QuarantineCase, a_plausible_file_of_changes_is_applied_with_counters_that_begin_anew)
{
    const auto feed = compared(FeedKind::changes, {});
    EXPECT_EQ(feed.state, FeedState::applying);
    EXPECT_EQ(feed.rows + feed.changed, 0);
    EXPECT_THAT(notes(), testing::IsEmpty());
}

TEST_F(QuarantineCase, a_plausible_full_file_waits_for_its_insurer)
{
    const auto feed = compared(FeedKind::full, {});
    EXPECT_EQ(feed.state, FeedState::waiting);
    EXPECT_EQ(feed.changed, 7);
}

TEST_F(QuarantineCase, an_implausible_file_stands_with_its_doubts_before_its_changes_and_is_on_the_record)
{
    EXPECT_EQ(compared(FeedKind::changes, doubts_).state, FeedState::quarantined);
    EXPECT_THAT(notes(), testing::ElementsAre("held 分布が動きます", "change 氏名「あ」→「い」"));
    EXPECT_THAT(recorded_, testing::ElementsAre("feed_quarantined feed=f1 kind=changes sha256=aa rules=share_shift"));
}

TEST_F(QuarantineCase, accepted_it_goes_on_where_it_stopped)
{
    compared(FeedKind::changes, doubts_);
    EXPECT_EQ(decide(true, "確認済み")->state, FeedState::applying);
    EXPECT_EQ(recorded_.back(), "quarantine_accepted feed=f1 kind=changes sha256=aa reason=確認済み");
    EXPECT_EQ(decide(true, "確認済み").error().code, ErrorCode::feed_state);
}

TEST_F(QuarantineCase, an_accepted_full_file_still_waits_for_its_insurer)
{
    compared(FeedKind::full, doubts_);
    EXPECT_EQ(decide(true, "確認済み")->state, FeedState::waiting);
    EXPECT_EQ(notes().size(), 2U);
}

TEST_F(QuarantineCase, refused_it_ends_with_the_reason_told_and_its_parts_gone)
{
    compared(FeedKind::changes, doubts_);
    EXPECT_EQ(decide(false, "年度の誤り")->state, FeedState::refused);
    EXPECT_EQ(notes().back(), "refused 隔離したファイルを運営者が受け入れませんでした：年度の誤り");
    EXPECT_EQ(recorded_.back(), "quarantine_refused feed=f1 kind=changes sha256=aa reason=年度の誤り");
    EXPECT_EQ(centre_.desk.read_now([](UnitOfWork& work) { return feed_part(work, "f1", 0); }), "");
}

TEST_F(QuarantineCase, a_decision_has_a_reason_of_one_to_two_hundred_characters)
{
    compared(FeedKind::changes, doubts_);
    std::string longest;
    for (int i = 0; i < 200; ++i)
        longest += "理";
    EXPECT_EQ(decide(true, "").error().code, ErrorCode::element_missing);
    EXPECT_EQ(decide(true, longest + "由").error().code, ErrorCode::length);
    EXPECT_EQ(decide(true, "改\n行").error().code, ErrorCode::length);
    EXPECT_TRUE(decide(true, longest));
}

TEST_F(QuarantineCase, only_what_is_there_can_be_seen_and_whoever_looks_is_on_the_record)
{
    const auto see = [&](const char* id) {
        return write([&](UnitOfWork& work) { return see_quarantined(work, MemoryCentre::shell(), id); });
    };
    compared(FeedKind::changes, doubts_);
    EXPECT_EQ(see("f1")->notes.size(), 2U);
    EXPECT_EQ(recorded_.back(), "quarantine_seen feed=f1");
    EXPECT_EQ(see("f2").error().code, ErrorCode::feed_unknown);
}

TEST_F(QuarantineCase, a_held_row_that_the_law_speaks_against_meanwhile_is_not_accepted)
{
    auto row = test::hanako();
    row.lost = row.gained.plus_days(-1);
    const domain::CoverageReport report{test::person("SYN-00000001"), row};
    const auto id = write([&](UnitOfWork& work) {
        hold_row(work, MemoryCentre::shell(), report, {.feed = "f1", .line = 2});
        return list_quarantine(work).rows.at(0).id;
    });
    const auto refused = centre_.desk.write_now(
        [&](UnitOfWork& work) { return accept_held_row(work, MemoryCentre::shell(), id, report, "確認済み"); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "lost_on");
    EXPECT_EQ(centre_.desk.read_now([](UnitOfWork& work) { return count_quarantine(work).rows; }), 1)
        << "it still waits, and nothing of the decision stayed";
}

} // namespace

} // namespace onshi::usecase
