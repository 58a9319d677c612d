#include "base/log.h"

#include "base/fault.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <thread>
#include <vector>

namespace onshi::base {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::SizeIs;

struct FixedClock final : Clock
{
    [[nodiscard]] Instant now() const override { return Instant(std::chrono::seconds(1775001732)); }
};

class LogTest : public testing::Test
{
protected:
    ~LogTest() override { std::filesystem::remove(path_); }

    [[nodiscard]] std::vector<std::string> lines() const
    {
        std::ifstream in(path_);
        std::vector<std::string> out;
        for (std::string line; std::getline(in, line);)
            out.push_back(line);
        return out;
    }
    [[nodiscard]] std::string last() const { return lines().empty() ? "" : lines().back(); }

    FixedClock clock_;
    SystemRandom random_;
    std::string path_ = std::filesystem::temp_directory_path() / ("onshi_log_test_" + uuid_v7({clock_, random_}));
};

TEST_F(LogTest, a_line_is_one_json_object)
{
    const Environment environment{clock_, random_};
    const Log log(environment, LogLevel::info, path_);
    log.line(LogLevel::info, "request",
             {{"route", "/check"}, {"status", 200}, {"seconds", 0.25}, {"kept", true}, {"bytes", std::size_t{7}}});
    EXPECT_THAT(lines(), ElementsAre(R"({"at":"2026-04-01T09:02:12.000000+09:00","level":"info","event":"request",)"
                                     R"("route":"/check","status":200,"seconds":0.25,"kept":true,"bytes":7})"));
}

TEST_F(LogTest, development_shows_in_every_line)
{
    const Environment environment{clock_, random_, true};
    const Log log(environment, LogLevel::info, path_);
    log.line(LogLevel::warn, "start");
    EXPECT_EQ(last(), R"({"at":"2026-04-01T09:02:12.000000+09:00","level":"warn","event":"start","development":true})");
}

TEST_F(LogTest, strings_are_escaped_so_that_a_line_stays_a_line)
{
    const Environment environment{clock_, random_};
    const Log log(environment, LogLevel::info, path_);
    log.line(LogLevel::info, "x", {{"text", "a\"b\\c\nd\t東{}\xFF"}, {"view", std::string_view("v")}});
    EXPECT_THAT(lines(), SizeIs(1));
    EXPECT_THAT(last(), EndsWith(R"("text":"a\"b\\c\u000ad\u0009東{})"
                                 "\uFFFD"
                                 R"(","view":"v"})"));
}

TEST_F(LogTest, numbers_without_a_json_form_are_null)
{
    const Environment environment{clock_, random_};
    const Log log(environment, LogLevel::info, path_);
    log.line(LogLevel::info, "x", {{"n", std::numeric_limits<double>::quiet_NaN()}, {"i", std::int64_t{-5}}});
    EXPECT_THAT(last(), EndsWith(R"("n":null,"i":-5})"));
}

TEST_F(LogTest, below_the_minimum_nothing_is_written)
{
    const Environment environment{clock_, random_};
    const Log log(environment, LogLevel::warn, path_);
    log.line(LogLevel::info, "quiet");
    log.line(LogLevel::error, "loud");
    EXPECT_THAT(lines(), SizeIs(1));
    EXPECT_FALSE(log.writes(LogLevel::debug));
    EXPECT_TRUE(log.writes(LogLevel::warn));
}

TEST_F(LogTest, a_second_log_appends)
{
    const Environment environment{clock_, random_};
    Log(environment, LogLevel::info, path_).line(LogLevel::info, "first");
    Log(environment, LogLevel::info, path_).line(LogLevel::info, "second");
    EXPECT_THAT(lines(), SizeIs(2));
}

TEST_F(LogTest, threads_do_not_mix_their_lines)
{
    const Environment environment{clock_, random_};
    const Log log(environment, LogLevel::info, path_);
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int turn = 0; turn < 100; ++turn)
                    log.line(LogLevel::info, "x", {{"turn", turn}});
            });
    }
    const auto all = lines();
    EXPECT_THAT(all, SizeIs(400));
    EXPECT_THAT(all, testing::Each(EndsWith("}")));
}

TEST_F(LogTest, a_file_that_cannot_be_opened_is_a_fault)
{
    const Environment environment{clock_, random_};
    try {
        const Log log(environment, LogLevel::info, "/proc/none/onshi.log");
        FAIL();
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.code(), FaultCode::io);
    }
}

TEST(LogLevelName, reads_what_it_writes)
{
    for (const auto level : {LogLevel::debug, LogLevel::info, LogLevel::warn, LogLevel::error})
        EXPECT_EQ(log_level(name_of(level)), level);
    EXPECT_EQ(log_level("trace"), std::nullopt);
}

} // namespace
} // namespace onshi::base
