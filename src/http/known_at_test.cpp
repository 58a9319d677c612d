#include "http/eligibility.h"
#include "support/memory_centre.h"
#include "usecase/facility_settings.h"
#include "usecase/imports.h"
#include "usecase/intakes.h"
#include "usecase/rule_book.h"

#include <array>
#include <gmock/gmock.h>

namespace onshi::http {

namespace {

using test::MemoryCentre;

constexpr int people = 1'000;

domain::Coverage coverage_of(int i)
{
    auto coverage = test::hanako();
    coverage.id = test::insured_id("記録", std::to_string(i).c_str(), "01");
    coverage.limit_certificates = {
        {domain::LimitKind::limit, "A03", {}, {test::date("2025-08-01"), test::date("2026-07-31")}, {}}};
    return coverage;
}

/// Another correction for each: what an insurer mends, and what the registers know beside it.
domain::Coverage corrected(int i)
{
    auto coverage = coverage_of(i);
    switch (i % 8) {
    case 0:
        coverage.name = "例示　花子";
        break;
    case 1:
        coverage.address = "架空県例示町９";
        break;
    case 2:
        coverage.limit_certificates.front().cls = "A01";
        break;
    case 3:
        coverage.undisclosed = true;
        break;
    case 4:
        coverage.lost = test::date("2026-03-01"); // retroactive
        coverage.loss_reason = domain::LossReason::other;
        break;
    case 5:
        coverage.birth_date = test::date("1985-04-08");
        break;
    case 6:
        coverage.certificates = {{{}, {{}, test::date("2026-01-31")}, {}}};
        break;
    default:
        coverage.lost = coverage.gained; // taken back
        break;
    }
    return coverage;
}

class KnownAt : public testing::Test
{
protected:
    struct Stored
    {
        wire::EligibilityRequest request;
        base::Instant at;
        std::string bytes;
    };

    static wire::EligibilityRequest request_for(int i)
    {
        const auto coverage = coverage_of(i);
        return {.on = test::date("2026-04-01"),
                .facility = test::facility(test::clinic),
                .file_identifier = "f" + std::to_string(i),
                .search = {coverage.insurer, coverage.id, coverage.birth_date, true, "P" + std::to_string(i)}};
    }
    Stored ask(int i)
    {
        centre_.clock.advance(std::chrono::milliseconds(7));
        const auto request = request_for(i);
        const auto answered = centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return answer_check(work, MemoryCentre::terminal(), request, "message", {});
        });
        EXPECT_TRUE(answered);
        return {request, answered->answer.at, wire::write_eligibility_answer(answered->answer)};
    }
    domain::Result<AnsweredCheck> ask_again(const Stored& stored, base::Instant known_at)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return answer_as_known(work, MemoryCentre::terminal(), stored.request, "message", known_at);
        });
    }
    template<class Entry>
    void import(std::span<const Entry> rows)
    {
        centre_.clock.advance(std::chrono::milliseconds(7));
        const auto refused = centre_.desk.write_now([&](usecase::UnitOfWork& work) {
            return import_batch(work, MemoryCentre::shell(), rows, "test").refused.size();
        });
        EXPECT_EQ(refused, 0U);
    }

    MemoryCentre centre_;
};

TEST_F(KnownAt, a_thousand_answers_are_the_same_bytes_after_a_thousand_corrections)
{
    for (int i = 0; i < people; ++i)
        centre_.report("SYN-0000" + std::to_string(i), coverage_of(i));
    std::vector<Stored> stored;
    for (int i = 0; i < people; ++i)
        stored.push_back(ask(i));

    centre_.clock.advance(std::chrono::seconds(1));
    for (int i = 0; i < people; ++i)
        centre_.report("SYN-0000" + std::to_string(i), corrected(i));
    const std::array renamed{domain::Insurer{test::insurer(test::sample_society), "改名健康保険組合"}};
    import(std::span<const domain::Insurer>(renamed));
    const std::array other_code{domain::Facility{test::facility(test::clinic), "見本診療所", 1}};
    import(std::span<const domain::Facility>(other_code));

    int differ_now = 0;
    for (int i = 0; i < people; ++i) {
        const auto& before = stored[static_cast<std::size_t>(i)];
        const auto again = ask_again(before, before.at);
        ASSERT_TRUE(again) << again.error().reason;
        ASSERT_EQ(wire::write_eligibility_answer(again->answer), before.bytes) << i;
        differ_now += ask(i).bytes == before.bytes ? 0 : 1;
    }
    EXPECT_EQ(differ_now, people) << "each of them would be answered otherwise now";
}

TEST_F(KnownAt, a_reference_number_given_later_was_not_known_then)
{
    centre_.report("SYN-00000001", coverage_of(1));
    const auto before = ask(1);
    centre_.clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(before.bytes.find("ReferenceNumber"), std::string::npos);
    EXPECT_EQ(wire::write_eligibility_answer(ask_again(before, before.at)->answer), before.bytes);
}

TEST_F(KnownAt, a_negative_answer_keeps_what_was_known_of_the_insurers_feed_then)
{
    auto lost = coverage_of(1);
    lost.lost = test::date("2026-03-01");
    centre_.report("SYN-00000001", lost);
    const auto feed_ends = [&] {
        centre_.clock.advance(std::chrono::hours(30));
        usecase::Arrivals arrivals;
        for (int i = 0; i < 20; ++i)
            arrivals[lost.insurer].add(nullptr, coverage_of(1), base::jst_date(centre_.clock.now()));
        centre_.desk.write_now([&](usecase::UnitOfWork& work) { usecase::record_intakes(work, arrivals); });
    };
    const auto before = std::array{ask(1), ask(2)}; // 2 and 4
    feed_ends();
    const auto between = std::array{ask(1), ask(2)};
    feed_ends();
    EXPECT_THAT(before[0].bytes, testing::HasSubstr("受領記録がありません"));
    EXPECT_THAT(between[1].bytes, testing::HasSubstr("2026-04-02 15:02に受領"));
    for (const auto& asked : {before[0], before[1], between[0], between[1]}) {
        EXPECT_EQ(wire::write_eligibility_answer(ask_again(asked, asked.at)->answer), asked.bytes);
        EXPECT_NE(ask(asked.bytes == before[1].bytes || asked.bytes == between[1].bytes ? 2 : 1).bytes, asked.bytes);
    }
}

TEST_F(KnownAt, other_rules_than_those_of_then_are_not_passed_off_as_them)
{
    centre_.report("SYN-00000001", coverage_of(1));
    const auto before = ask(1);
    const auto note = [&](const std::string& version) {
        centre_.desk.write_now([&](usecase::UnitOfWork& work) { usecase::note_rule_book(work, version); });
    };
    note("1.0");
    const auto noted = ask(1);
    EXPECT_TRUE(ask_again(noted, noted.at));

    // The next program brings other tables to the same database.
    usecase::Desk next(*centre_.database, centre_.environment,
                       {.server_id = "next", .rule_book = std::string(32, 's'), .readers = 1});
    centre_.clock.advance(std::chrono::seconds(1));
    next.write_now([&](usecase::UnitOfWork& work) { usecase::note_rule_book(work, "2.0"); });
    const auto refused = next.read_now([&](usecase::UnitOfWork& work) {
        return answer_as_known(work, MemoryCentre::terminal(), noted.request, "message", noted.at);
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, domain::ErrorCode::rule_book_changed);
    EXPECT_THAT(refused.error().reason, testing::HasSubstr("1.0"));
}

TEST_F(KnownAt, a_moment_to_come_is_refused)
{
    centre_.report("SYN-00000001", coverage_of(1));
    const auto refused = ask_again(ask(1), centre_.clock.now() + std::chrono::seconds(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, domain::ErrorCode::contradiction);
}

} // namespace

} // namespace onshi::http
