#include "terminal/certificate_watch.h"

#include "base/fault.h"
#include "base/files.h"
#include "pki/certificate.h"
#include "support/temporary_folder.h"
#include "support/test_environment.h"

#include <gmock/gmock.h>
#include <thread>

namespace onshi::terminal {

namespace {

using test::date;

TEST(EndsSoon, is_from_the_day_of_the_same_number_three_months_before)
{
    EXPECT_FALSE(ends_soon(date("2026-07-15"), date("2026-04-14")));
    EXPECT_TRUE(ends_soon(date("2026-07-15"), date("2026-04-15")));
    EXPECT_TRUE(ends_soon(date("2026-07-15"), date("2026-07-15")));
    EXPECT_TRUE(ends_soon(date("2026-07-15"), date("2027-01-01"))); // and ever after
    // Over the year's end, and into a month without that day: 2026 is no leap year, 2028 is.
    EXPECT_FALSE(ends_soon(date("2026-02-10"), date("2025-11-09")));
    EXPECT_TRUE(ends_soon(date("2026-02-10"), date("2025-11-10")));
    EXPECT_FALSE(ends_soon(date("2026-05-31"), date("2026-02-27")));
    EXPECT_TRUE(ends_soon(date("2026-05-31"), date("2026-02-28")));
    EXPECT_FALSE(ends_soon(date("2028-05-31"), date("2028-02-28")));
    EXPECT_TRUE(ends_soon(date("2028-05-31"), date("2028-02-29")));
}

class Watch : public testing::Test
{
protected:
    [[nodiscard]] std::size_t lines(std::string_view words) const
    {
        const auto log = base::read_file(folder_ / "log");
        std::size_t count = 0;
        for (auto at = log.find(words); at != std::string::npos; at = log.find(words, at + 1))
            ++count;
        return count;
    }
    bool comes(std::string_view words) const
    {
        for (int tries = 0; tries < 500; ++tries) {
            if (lines(words) > 0)
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }

    const test::TemporaryFolder folder_;
    test::StandingClock clock_{test::instant("2026-04-01T09:00:00+09:00")};
    base::SystemRandom random_;
    const base::Environment environment_{clock_, random_};
    base::Log log_{environment_, base::LogLevel::info, folder_ / "log"};
    /// Ends on 2027-04-01 in Japan.
    const std::string certificate_ = pki::make_root(environment_, "synthetic", std::chrono::years(1)).certificate;
};

TEST_F(Watch, tells_the_day_in_japan_and_whether_it_is_near_or_past)
{
    const auto end = date("2027-04-01");
    const auto as_of = [&](const char* now) { return certificate_end(certificate_, test::instant(now)); };
    EXPECT_EQ(as_of("2026-12-31T23:59:59+09:00"), (CertificateEnd{end, false, false}));
    EXPECT_EQ(as_of("2027-01-01T00:00:00+09:00"), (CertificateEnd{end, true, false}));
    EXPECT_EQ(as_of("2027-04-02T00:00:00+09:00"), (CertificateEnd{end, true, true}));
    EXPECT_THROW(static_cast<void>(certificate_end("none", clock_.now())), base::Fault);
}

TEST_F(Watch, warns_in_the_log_from_three_months_before)
{
    clock_.set(test::instant("2027-01-01T00:00:00+09:00"));
    const CertificateWatch watch(environment_, log_, certificate_);
    EXPECT_TRUE(comes("\"event\":\"certificate_ends\""));
    EXPECT_EQ(lines("\"day\":\"2027-04-01\""), 1U);
    EXPECT_EQ(lines("\"level\":\"warn\""), 1U);
    EXPECT_TRUE(watch.end().soon);
}

TEST_F(Watch, is_an_error_in_the_log_once_the_certificate_has_ended)
{
    clock_.set(test::instant("2027-05-01T00:00:00+09:00"));
    const CertificateWatch watch(environment_, log_, certificate_);
    EXPECT_TRUE(comes("\"level\":\"error\""));
    EXPECT_TRUE(watch.end().over);
}

TEST_F(Watch, is_silent_while_there_is_time)
{
    {
        const CertificateWatch watch(environment_, log_, certificate_);
        EXPECT_FALSE(watch.end().soon);
    }
    EXPECT_EQ(lines("certificate_ends"), 0U);
}

} // namespace

} // namespace onshi::terminal
