#include "pki/card_certificate.h"

#include <gtest/gtest.h>

// Moments are Japan's unless they end in Z. Grace by hand: 「有効期限が属する月の月末から3か月間」.
namespace onshi::pki {
namespace {

base::Instant at(const char* text) { return base::parse_instant(text).value(); }
base::Date day(const char* text) { return base::Date::parse_iso(text).value(); }

CardCertificate ending(const char* last) { return {.not_before = at("2022-01-01T00:00:00"), .not_after = at(last)}; }

std::expected<CardLife, CardRefusal> life(const char* last, const char* now) { return life_at(ending(last), at(now)); }

TEST(CardLife, is_valid_to_its_last_second_and_then_in_grace)
{
    EXPECT_EQ(life("2026-05-20T23:59:59", "2026-05-20T23:59:59")->time, CardTime::valid);
    EXPECT_EQ(life_at(ending("2026-05-20T23:59:59"), at("2026-05-20T23:59:59") + std::chrono::milliseconds(999))->time,
              CardTime::valid);
    EXPECT_EQ(life("2026-05-20T23:59:59", "2026-05-21T00:00:00")->time, CardTime::expired_in_grace);
}

TEST(CardLife, grace_ends_with_the_third_month_after_the_month_of_its_end)
{
    EXPECT_EQ(life("2026-05-20T23:59:59", "2026-06-01T00:00:00")->grace_end, day("2026-08-31"));
    EXPECT_EQ(life("2026-05-20T23:59:59", "2026-08-31T23:59:59")->time, CardTime::expired_in_grace);
    EXPECT_EQ(life("2026-05-20T23:59:59", "2026-09-01T00:00:00").error(), CardRefusal::too_old);
    // the first and the last day of a month have the same grace
    EXPECT_EQ(life("2026-05-01T00:00:00", "2026-06-01T00:00:00")->grace_end, day("2026-08-31"));
    EXPECT_EQ(life("2026-05-31T23:59:59", "2026-06-01T00:00:00")->grace_end, day("2026-08-31"));
}

TEST(CardLife, grace_goes_over_the_end_of_the_year_and_of_february)
{
    EXPECT_EQ(life("2026-11-10T23:59:59", "2026-12-01T00:00:00")->grace_end, day("2027-02-28"));
    EXPECT_EQ(life("2026-11-10T23:59:59", "2027-02-28T23:59:59")->time, CardTime::expired_in_grace);
    EXPECT_EQ(life("2026-11-10T23:59:59", "2027-03-01T00:00:00").error(), CardRefusal::too_old);
    EXPECT_EQ(life("2027-11-30T23:59:59", "2027-12-01T00:00:00")->grace_end, day("2028-02-29"));
}

TEST(CardLife, days_are_those_of_japan)
{
    // 2026-05-31T15:00:00Z is 1 June in Japan: its month of expiry is June.
    EXPECT_EQ(life("2026-05-31T15:00:00Z", "2026-05-01T00:00:00")->last_day, day("2026-06-01"));
    EXPECT_EQ(life("2026-05-31T15:00:00Z", "2026-09-30T23:59:59")->time, CardTime::expired_in_grace);
    EXPECT_EQ(life("2026-05-31T14:59:59Z", "2026-09-01T00:00:00").error(), CardRefusal::too_old);
}

TEST(CardLife, warns_from_three_months_before_its_last_day)
{
    EXPECT_FALSE(life("2026-08-20T23:59:59", "2026-05-19T23:59:59")->ends_soon);
    EXPECT_TRUE(life("2026-08-20T23:59:59", "2026-05-20T00:00:00")->ends_soon);
    EXPECT_TRUE(life("2026-08-20T23:59:59", "2026-08-20T12:00:00")->ends_soon);
    EXPECT_FALSE(life("2026-08-20T23:59:59", "2026-08-21T00:00:00")->ends_soon); // it has ended
    // 31 May less three months: February has no 31st
    EXPECT_FALSE(life("2026-05-31T23:59:59", "2026-02-27T23:59:59")->ends_soon);
    EXPECT_TRUE(life("2026-05-31T23:59:59", "2026-02-28T00:00:00")->ends_soon);
}

TEST(CardLife, begins_at_its_first_second)
{
    EXPECT_EQ(life("2026-05-20T23:59:59", "2021-12-31T23:59:59").error(), CardRefusal::not_yet);
    EXPECT_TRUE(life("2026-05-20T23:59:59", "2022-01-01T00:00:00").has_value());
}

} // namespace
} // namespace onshi::pki
