#include "domain/disclosure.h"

#include <gtest/gtest.h>

// Domain rules 2.1, 3.1, 3.6, 7.7. All people are invented.
namespace onshi::domain {
namespace {

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

InsuredCertificate certificate(int year)
{
    return {{}, {day(year, 8, 1), day(year + 1, 7, 31)}, year % 2 == 0 ? 10 : 20};
}

Coverage full()
{
    return {.insurer = InsurerNumber::parse("39131016").value(),
            .id = InsuredId::parse("", "00012345", "").value(),
            .name = "例示　太郎",
            .birth_date = day(1948, 1, 15),
            .post_number = "999-0001",
            .address = "架空県見本市例示町４－５－６",
            .gained = day(2023, 1, 15),
            .certificates = {certificate(2023), certificate(2024), certificate(2025)},
            .limit_certificates = {{LimitKind::limit, "B10", {}, {day(2024, 8, 1), day(2025, 7, 31)}, {}},
                                   {LimitKind::limit, "B09", {}, {day(2025, 8, 1), day(2026, 7, 31)}, {}}},
            .specific_diseases = {{1, {}, {day(2023, 1, 15), {}}, 10'000}}};
}

Coverage told(base::Date on, bool consent = true, Validity validity = Validity::valid, bool is_protected = false)
{
    return disclose(full(), {.validity = validity, .is_protected = is_protected}, on, consent);
}

TEST(Disclosure, of_the_certificates_the_one_of_the_day_is_told)
{
    EXPECT_EQ(told(day(2025, 7, 31)).certificates, std::vector{certificate(2024)});
    EXPECT_EQ(told(day(2025, 8, 1)).certificates, std::vector{certificate(2025)});
}

TEST(Disclosure, on_a_day_without_certificate_the_latest_begun_is_told_else_the_first)
{
    EXPECT_EQ(told(day(2026, 8, 1)).certificates, std::vector{certificate(2025)});
    EXPECT_EQ(told(day(2023, 2, 1)).certificates, std::vector{certificate(2023)});
}

TEST(Disclosure, a_limit_is_told_only_with_consent_beside_a_valid_cover_and_on_its_days)
{
    ASSERT_EQ(told(day(2025, 8, 1)).limit_certificates.size(), 1U);
    EXPECT_EQ(told(day(2025, 8, 1)).limit_certificates.front().cls, "B09");
    EXPECT_EQ(told(day(2025, 7, 31)).limit_certificates.front().cls, "B10");
    EXPECT_TRUE(told(day(2026, 8, 1)).limit_certificates.empty());
    EXPECT_TRUE(told(day(2025, 8, 1), false).limit_certificates.empty());
    EXPECT_TRUE(told(day(2025, 8, 1), true, Validity::lost).limit_certificates.empty());
}

TEST(Disclosure, specific_diseases_come_with_the_card_only)
{
    EXPECT_TRUE(told(day(2025, 8, 1)).specific_diseases.empty());
}

TEST(Disclosure, a_protected_person_has_no_address_in_any_answer)
{
    EXPECT_EQ(told(day(2025, 8, 1)).address, "架空県見本市例示町４－５－６");
    for (const auto validity : {Validity::valid, Validity::lost, Validity::lost_with_newer}) {
        EXPECT_EQ(told(day(2025, 8, 1), true, validity, true).address, "");
        EXPECT_EQ(told(day(2025, 8, 1), true, validity, true).post_number, "");
    }
}

// Domain rules 2.4: "to the first 31 March on or after the day the child reaches 6; a child born 1 April reaches 6 on
// 31 March and leaves that same day".
TEST(Disclosure, children_are_preschool_to_the_31st_of_march)
{
    EXPECT_TRUE(is_preschool(day(2019, 4, 2), day(2026, 3, 31)));
    EXPECT_FALSE(is_preschool(day(2019, 4, 2), day(2026, 4, 1)));
    EXPECT_TRUE(is_preschool(day(2020, 4, 1), day(2026, 3, 31)));
    EXPECT_FALSE(is_preschool(day(2020, 4, 1), day(2026, 4, 1)));
    EXPECT_TRUE(is_preschool(day(2020, 4, 2), day(2026, 4, 1)));
}

TEST(Disclosure, specific_diseases_are_told_by_card_with_consent_beside_a_valid_cover)
{
    const auto on = day(2026, 4, 1);
    const auto diseases = [&](Validity validity, bool consent, base::Date of_day) {
        return disclose(full(), {.validity = validity}, of_day, false, consent).specific_diseases.size();
    };
    EXPECT_EQ(diseases(Validity::valid, true, on), 1U);
    EXPECT_EQ(diseases(Validity::valid, false, on), 0U);
    EXPECT_EQ(diseases(Validity::lost, true, on), 0U);
    EXPECT_EQ(diseases(Validity::valid, true, day(2023, 1, 14)), 0U); // the day before it begins
}

} // namespace
} // namespace onshi::domain
