#include "load/summary.h"

#include <gmock/gmock.h>

#include <sstream>

namespace onshi::load {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

const base::Instant nine{std::chrono::sys_days{std::chrono::year{2026} / 4 / 1} + 0h}; // 9:00 in Japan

People one_person()
{
    std::istringstream file("person_code,insurer_number,number,relationship,name,birth_date,sex,gained_on\n"
                            "SYN-00000001,06139992,1234,1,見本　花子,1985-04-07,2,2020-04-01\n");
    return {sample_people(file, base::Date::of(2026, 4, 1).value(), 10, 1), {90, 0, 10}, 1};
}

MeasuredRound round_of(Target target, std::uint64_t answers)
{
    MeasuredRound round;
    round.result.plan = {.target = target, .rate = {}, .warm_up = 2s, .measured = 10s};
    round.result.requests = answers;
    round.result.answered_in_time = answers;
    round.result.warm_up_requests = 7;
    for (std::uint64_t i = 0; i < answers; ++i) {
        round.result.latency.add(100us);
        round.result.tally.count(Target::empty, {200, "", ""}, Foreseen::found);
    }
    return round;
}

class Summary : public testing::Test
{
protected:
    wire::Json told() const
    {
        return summary({.version = "1",
                        .server = "https://x:1",
                        .began = nine,
                        .on = base::Date::of(2026, 4, 1).value(),
                        .seed = 5,
                        .connections = 64,
                        .database = database_,
                        .people = people_,
                        .rounds = rounds_});
    }

    People people_ = one_person();
    std::string database_;
    std::vector<MeasuredRound> rounds_;
};

TEST_F(Summary, tells_one_round_beside_the_run)
{
    auto round = round_of(Target::check, 0);
    auto& result = round.result;
    result.plan.rate = 12.5;
    result.requests = 12;
    result.answered_in_time = 20;
    result.lost_connections = 1;
    for (int i = 0; i < 9; ++i)
        result.latency.add(200us);
    result.latency.add(1500us);
    result.tally.count(Target::check, {200, "id", "<QualificationValidity>4</QualificationValidity>"}, Foreseen::found);
    result.tally.miss(Miss::unsent, 2);
    round.generator_cpu = 190us; // of 12 requests and 7 of the warm-up
    rounds_.push_back(round);
    const auto json = told();
    EXPECT_EQ(json.text_of("mode"), "open");
    EXPECT_EQ(json.text_of("target"), "check");
    EXPECT_EQ(json.text_of("latency_counts_from"), "due");
    EXPECT_EQ(json.text_of("began"), "2026-04-01T09:00:00.000000+09:00");
    EXPECT_EQ(json.text_of("on"), "2026-04-01");
    EXPECT_EQ(json.integer_of("connections"), 64);
    EXPECT_EQ(json.integer_of("requests"), 12);
    EXPECT_EQ(json.integer_of("errors"), 2);
    EXPECT_EQ(json.integer_of("lost_connections"), 1);
    EXPECT_EQ(json.integer_of("other_than_foreseen"), 1);
    const auto text = json.compact();
    EXPECT_THAT(text, HasSubstr(R"("by_validity":{"1":0,"2":0,"3":0,"4":1,"5":0})"));
    EXPECT_THAT(text, HasSubstr(R"("other_than_foreseen_by_kind":{"found 4":1})"));
    EXPECT_THAT(text, HasSubstr(R"("errors_by_kind":{"unsent":2})"));
    EXPECT_THAT(text, HasSubstr(R"("by_status":{"200":1})"));
    EXPECT_THAT(text, HasSubstr(R"("warm_up":{"seconds":2,"requests":7,"errors":0})"));
    EXPECT_THAT(text, HasSubstr(R"("mix":{"found":90,"lost":0,"unknown":10})"));
    EXPECT_THAT(text, HasSubstr(R"("latency_us":{"mean":330,"p50":200,"p90":200,"p99":1500,"p99.9":1500,"max":1500})"));
    EXPECT_THAT(text, HasSubstr(R"("generator_cpu_us_per_request":1E1)"));
    EXPECT_THAT(text, HasSubstr(R"("rate_reached":2E0)")) << "20 answers in 10 s";
}

TEST_F(Summary, leaves_out_what_the_server_does_not_tell)
{
    auto round = round_of(Target::check, 1);
    rounds_ = {round};
    for (const char* member : {"database", "commits_per_second", "syncs_per_second", "mean_batch", "rate_asked"})
        EXPECT_THAT(told().compact(), Not(HasSubstr(member)));
    // 4 s: 1,000 units in 200 commits; of syncs it says nothing.
    round.before = ServerFigures{.at = nine, .units = 500, .commits = 100, .syncs = {}};
    round.after = ServerFigures{.at = nine + 4s, .units = 1500, .commits = 300, .syncs = {}};
    rounds_ = {round};
    database_ = "SQLite 3.40.1, journal_mode=WAL, synchronous=FULL";
    EXPECT_EQ(told().text_of("database"), database_);
    EXPECT_EQ(told().integer_of("recorded_units"), 1000);
    EXPECT_THAT(told().compact(), HasSubstr(R"("commits_per_second":5E1,"mean_batch":5E0)"));
    EXPECT_THAT(told().compact(), Not(HasSubstr("syncs_per_second")));
}

TEST_F(Summary, tells_several_rounds_each_and_the_middle_ratio)
{
    for (const auto& [checks, empties] : {std::pair{300, 1000}, {700, 1000}, {400, 800}}) { // 0.3, 0.7, 0.5
        rounds_.push_back(round_of(Target::check, static_cast<std::uint64_t>(checks)));
        rounds_.push_back(round_of(Target::empty, static_cast<std::uint64_t>(empties)));
    }
    EXPECT_EQ(median_check_to_empty(rounds_), 0.5);
    const auto text = told().compact();
    EXPECT_THAT(text, HasSubstr(R"("check_to_empty":5E-1)"));
    EXPECT_THAT(text, HasSubstr(R"("rounds":[{"target":"check","mode":"closed")"));
    EXPECT_THAT(text, HasSubstr(R"({"target":"empty","mode":"closed")"));
    EXPECT_THAT(text, HasSubstr(R"("latency_counts_from":"sent")"));
    rounds_.resize(4);
    EXPECT_EQ(median_check_to_empty(rounds_), 0.5) << "between 0.3 and 0.7";
    rounds_.resize(1);
    EXPECT_EQ(median_check_to_empty(rounds_), std::nullopt);
}

TEST(Metric, is_read_by_its_whole_name)
{
    constexpr const char* text = "# HELP onshi_commits transactions\n# TYPE onshi_commits gauge\n"
                                 "onshi_commits_total 9\nonshi_commits{a=\"b\"} 8\nonshi_commits 1.25e+06\nlast 3";
    EXPECT_EQ(metric(text, "onshi_commits"), 1'250'000U);
    EXPECT_EQ(metric(text, "last"), 3U);
    EXPECT_EQ(metric(text, "onshi_commit"), std::nullopt);
    EXPECT_EQ(metric("onshi_commits none\n", "onshi_commits"), std::nullopt);
}

} // namespace
} // namespace onshi::load
