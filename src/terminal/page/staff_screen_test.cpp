#include "terminal/page/staff_screen.h"

#include "support/test_environment.h"

#include <gtest/gtest.h>

namespace onshi::terminal {
namespace {

struct StaffScreenTest : testing::Test
{
    wire::Json shown()
    {
        wire::Json state;
        board.wait(-1, base::Instant::max(), [&](const std::string& json) { state = wire::Json::parse(json).value(); });
        return state;
    }
    std::int64_t sequence() { return shown().integer_of("sequence").value(); }
    bool warns() { return shown().member("centre").member("certificate_soon").scalar() == "1"; }

    test::StandingClock clock{test::instant("2026-04-14T12:00:00+09:00")};
    test::CountingRandom random;
    const base::Environment environment{clock, random};
    Board board{wire::Json::object()};
    ExchangeStatus status;
    std::int64_t queued = 0;
    /// A certificate that ends on 2026-07-15: "soon" from 2026-04-15 on.
    StaffScreen screen{{.environment = environment,
                        .board = board,
                        .facility = wire::Json::object(),
                        .certificate =
                            [this] {
                                const auto end = test::date("2026-07-15"), today = base::jst_date(clock.now());
                                return CertificateEnd{end, ends_soon(end, today), end < today};
                            },
                        .exchange = [this] { return status; },
                        .queued = [this] { return queued; }}};
};

TEST_F(StaffScreenTest, tells_of_a_certificate_on_the_day_its_warning_begins_though_nothing_else_happens)
{
    queued = 1;
    screen.look();
    EXPECT_FALSE(warns());
    const auto before = sequence();
    clock.advance(std::chrono::hours(11));
    screen.look();
    EXPECT_EQ(sequence(), before) << "still the day before: nothing to tell";
    clock.set(test::instant("2026-04-15T00:00:00+09:00"));
    screen.look();
    EXPECT_EQ(sequence(), before + 1);
    EXPECT_TRUE(warns());
    screen.look();
    EXPECT_EQ(sequence(), before + 1) << "once";
}

TEST_F(StaffScreenTest, tells_what_changed_and_not_that_it_looked)
{
    screen.look();
    const auto before = sequence();
    status.at = clock.now();
    screen.look();
    EXPECT_EQ(sequence(), before);
    status.centre_reachable = true;
    screen.look();
    EXPECT_EQ(sequence(), before + 1);
    queued = 2;
    screen.look();
    EXPECT_EQ(sequence(), before + 2);
}

} // namespace
} // namespace onshi::terminal
