#include "e2e/running_centre.h"

#include "base/files.h"
#include "wire/json.h"

#include <gmock/gmock.h>
#include <limits>

/// `onshi-load` against a real centre: what it says it asked is what the centre put on the record.
namespace onshi::test {

namespace {

/// 20 people in force and 5 whose cover ended in 2025, of 架空県見本市.
std::vector<std::string> town()
{
    std::vector<std::string> rows;
    for (int i = 10; i < 35; ++i) {
        const auto number = std::to_string(i);
        auto& row = rows.emplace_back("SYN-000000");
        row.append(number)
            .append(",139998,見本,12")
            .append(number)
            .append(",01,1,見本　花子,ミホン　ハナコ,,1985-04-07,2,,,2020-04-01,");
        row += i < 30 ? ",,," : "2025-04-01,03,,";
    }
    return rows;
}

class LoadOverTheSocket : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        centre_ = new RunningCentre(town(), "[limits]\nrequests_per_second = 1000000.0\nburst = 1000000.0\n");
        for (const char* facility : {"1319999999", "1349999993", "1319999999", "1349999993"})
            static_cast<void>(centre_->enrol(facility));
    }
    static void TearDownTestSuite()
    {
        delete centre_;
        centre_ = nullptr;
    }

    /// The summary of a run with these arguments.
    static wire::Json run_load(std::vector<std::string> arguments)
    {
        const auto json = centre_->folder() / ("summary-" + std::to_string(++runs_) + ".json");
        const std::vector<std::string> always{ONSHI_LOAD_PROGRAM,
                                              "--server",
                                              centre_->url(),
                                              "--identities",
                                              centre_->folder().string(),
                                              "--people",
                                              (centre_->folder() / "coverage.csv").string(),
                                              "--management",
                                              centre_->management(),
                                              "--on",
                                              "2026-04-01",
                                              "--json",
                                              json.string()};
        arguments.insert(arguments.begin(), always.begin(), always.end());
        const auto finished = run(arguments);
        EXPECT_EQ(finished.code, 0) << finished.output;
        EXPECT_THAT(finished.output, testing::HasSubstr("answers a second"));
        return wire::Json::parse(base::read_file(json)).value();
    }

    /// Of a counter of the centre's metrics, zero if it has not been counted yet.
    static std::int64_t metric(const std::string& name)
    {
        const auto text = "\n" + centre_->get_management("/metrics");
        const auto at = text.find("\n" + name + " ");
        return at == std::string::npos ? 0 : static_cast<std::int64_t>(std::stod(text.substr(at + name.size() + 2)));
    }
    static std::int64_t checks(int validity)
    {
        return metric("onshi_checks_total{validity=\"" + std::to_string(validity) + "\"}");
    }

    static inline RunningCentre* centre_ = nullptr;
    static inline int runs_ = 0;
};

double figure_of(const wire::Json& json, const char* name)
{
    const auto text = json.member(name).scalar();
    return text ? std::stod(*text) : std::numeric_limits<double>::quiet_NaN();
}

TEST_F(LoadOverTheSocket, a_closed_loop_counts_what_the_centre_counts)
{
    const auto recorded = metric("onshi_recorded_units");
    const std::array before{checks(1), checks(2), checks(4)};
    const auto told = run_load({"--seconds", "2", "--warm-up", "0", "--mix", "70,20,10"});
    EXPECT_EQ(told.text_of("mode"), "closed");
    EXPECT_EQ(told.integer_of("connections"), 4);
    const auto requests = told.integer_of("requests").value();
    EXPECT_GT(requests, 20);
    EXPECT_EQ(told.integer_of("answers"), requests);
    EXPECT_EQ(told.integer_of("errors"), 0) << told.pretty();
    EXPECT_EQ(told.integer_of("other_than_foreseen"), 0) << told.pretty();
    EXPECT_EQ(told.integer_of("lost_connections"), 0);

    EXPECT_EQ(metric("onshi_recorded_units") - recorded, requests) << "each is on the record";
    EXPECT_EQ(told.integer_of("recorded_units"), requests) << "and the summary says so";
    const auto by_validity = told.member("by_validity");
    EXPECT_EQ(by_validity.integer_of("1"), checks(1) - before[0]);
    EXPECT_EQ(by_validity.integer_of("2"), checks(2) - before[1]);
    EXPECT_EQ(by_validity.integer_of("4"), checks(4) - before[2]);
    EXPECT_GT(by_validity.integer_of("2"), 0);
    const auto latency = told.member("latency_us");
    EXPECT_GT(latency.integer_of("p50"), 0);
    EXPECT_GE(latency.integer_of("max"), latency.integer_of("p99.9"));
}

TEST_F(LoadOverTheSocket, the_summary_tells_how_the_database_keeps_what_it_was_given)
{
    const auto told = run_load({"--seconds", "1", "--warm-up", "0"});
    EXPECT_THAT(told.text_of("database"),
                testing::AllOf(testing::HasSubstr("journal_mode=WAL"), testing::HasSubstr("synchronous=FULL")));
    const auto batch = figure_of(told, "mean_batch");
    EXPECT_GE(batch, 1) << "no transaction is without a unit";
    EXPECT_LE(batch, 4) << "each of four connections has one check under way";
    EXPECT_GT(figure_of(told, "commits_per_second"), 0);
    EXPECT_GE(figure_of(told, "syncs_per_second"), figure_of(told, "commits_per_second")) << "each is synced";
}

TEST_F(LoadOverTheSocket, an_open_loop_keeps_to_its_rate_and_leaves_the_warm_up_out)
{
    const auto recorded = metric("onshi_recorded_units");
    const auto told = run_load({"--seconds", "2", "--warm-up", "1", "--rate", "50"});
    EXPECT_EQ(told.text_of("mode"), "open");
    EXPECT_EQ(told.text_of("latency_counts_from"), "due");
    const auto requests = told.integer_of("requests").value();
    EXPECT_NEAR(static_cast<double>(requests), 100, 50) << "five standard deviations of a Poisson number around 100";
    EXPECT_EQ(told.integer_of("answers"), requests);
    EXPECT_EQ(told.integer_of("errors"), 0) << told.pretty();
    EXPECT_EQ(metric("onshi_recorded_units") - recorded,
              requests + told.member("warm_up").integer_of("requests").value());
}

TEST_F(LoadOverTheSocket, checks_and_posts_of_nothing_alternate)
{
    const auto recorded = metric("onshi_recorded_units");
    const auto posts = [] { return metric("onshi_requests_total{route=\"/development/empty\",status=\"200\"}"); };
    const auto posted = posts();
    const auto told = run_load({"--seconds", "1", "--warm-up", "0", "--alternate", "2", "--connections", "3"});
    EXPECT_EQ(told.integer_of("connections"), 3);
    std::int64_t checked = 0, empty = 0;
    std::vector<std::string> targets;
    told.member("rounds").each_item([&](const wire::Json& round) {
        targets.push_back(round.text_of("target"));
        (targets.back() == "check" ? checked : empty) += round.integer_of("requests").value();
        EXPECT_EQ(round.integer_of("errors"), 0) << round.pretty();
    });
    EXPECT_THAT(targets, testing::ElementsAre("check", "empty", "check", "empty"));
    EXPECT_EQ(metric("onshi_recorded_units") - recorded, checked) << "nothing is recorded of a post of nothing";
    EXPECT_EQ(posts() - posted, empty);
    EXPECT_TRUE(told.member("check_to_empty").scalar().has_value());
}

TEST_F(LoadOverTheSocket, refusals_are_errors_and_told)
{
    // Certificates of another centre's making cannot be had here; a facility that is not the certificate's can.
    const auto folder = centre_->folder() / "altered" / "one";
    auto identity = terminal::load_identity(centre_->folder() / "identity-1");
    identity.holder = "1349999993";
    terminal::save_identity(identity, folder);
    const auto json = (centre_->folder() / "refused.json").string();
    const auto finished =
        run({ONSHI_LOAD_PROGRAM, "--server", centre_->url(), "--identities", folder.parent_path().string(), "--people",
             (centre_->folder() / "coverage.csv").string(), "--seconds", "1", "--warm-up", "0", "--json", json});
    EXPECT_EQ(finished.code, 2) << finished.output;
    const auto told = wire::Json::parse(base::read_file(json)).value();
    EXPECT_EQ(told.integer_of("errors"), told.integer_of("requests"));
    EXPECT_EQ(told.member("by_status").integer_of("403"), told.integer_of("requests"));
    EXPECT_EQ(told.text_of("database"), "") << "nobody asked the management listener";
}

} // namespace

} // namespace onshi::test
