#include "domain/consent.h"

#include <gmock/gmock.h>

namespace onshi::domain {
namespace {

using enum ConsentItem;
using testing::ElementsAre;
using testing::IsEmpty;

base::Date day(const char* iso) { return base::Date::parse_iso(iso).value(); }
base::Instant at(const char* iso) { return base::parse_instant(iso).value(); }

const auto morning = at("2026-04-01T09:30:04+09:00");
const auto next_morning = at("2026-04-02T09:30:04+09:00");
constexpr std::chrono::microseconds moment{1};

/// Domain rules 7.1, by hand.
ConsentRules law()
{
    const auto last = day("2024-10-06");
    const auto first = day("2024-10-07");
    return {{limit_certificate, ConsentRule::asked, {{}, last}},
            {limit_certificate, ConsentRule::told, {first, {}}},
            {specific_disease, ConsentRule::asked, {}},
            {checkup, ConsentRule::asked, {}},
            {medication, ConsentRule::asked, {}},
            {treatment, ConsentRule::asked, {}},
            {operation, ConsentRule::asked, {}},
            {{}, ConsentRule::whole, {first, {}}}};
}

TEST(Consent, of_a_reception_lasts_24_hours_to_the_moment)
{
    const auto consent = give(medication, CarePurpose::outpatient, CardMode::pin, morning);
    EXPECT_EQ(consent.until, next_morning);
    EXPECT_FALSE(consent.holds(morning - moment));
    EXPECT_TRUE(consent.holds(morning));
    EXPECT_TRUE(consent.holds(next_morning - moment));
    EXPECT_FALSE(consent.holds(next_morning));
}

TEST(Consent, of_a_home_visit_stays_until_it_is_withdrawn)
{
    const auto consent = give(medication, CarePurpose::home_visit, CardMode::pin, morning);
    EXPECT_TRUE(consent.holds(at("2030-01-01T00:00:00+09:00")));
    EXPECT_FALSE(ended(consent, next_morning, ConsentEnd::by_patient).holds(next_morning));
}

TEST(Consent, that_is_withdrawn_holds_no_moment_longer)
{
    const auto noon = at("2026-04-01T12:00:00+09:00");
    const auto gone =
        ended(give(medication, CarePurpose::outpatient, CardMode::pin, morning), noon, ConsentEnd::by_patient);
    EXPECT_TRUE(gone.holds(noon - moment));
    EXPECT_FALSE(gone.holds(noon));
    EXPECT_EQ(gone.end, ConsentEnd::by_patient);
}

TEST(Consent, that_has_run_out_cannot_be_withdrawn_any_more)
{
    const auto consent = give(medication, CarePurpose::outpatient, CardMode::pin, morning);
    EXPECT_EQ(ended(consent, next_morning, ConsentEnd::by_patient), consent);
}

TEST(ConsentStanding, is_that_of_the_latest_one)
{
    const std::vector given{give(medication, CarePurpose::outpatient, CardMode::pin, morning)};
    const auto flag = [&](std::span<const Consent> all, base::Instant when, CarePurpose purpose) {
        return standing(all, medication, purpose, when).flag;
    };
    EXPECT_EQ(flag({}, morning, CarePurpose::outpatient), ConsentFlag::none);
    EXPECT_EQ(flag(given, morning, CarePurpose::outpatient), ConsentFlag::given);
    EXPECT_EQ(flag(given, next_morning, CarePurpose::outpatient), ConsentFlag::expired);
    EXPECT_EQ(flag(given, morning, CarePurpose::home_visit), ConsentFlag::none);
    EXPECT_EQ(standing(given, checkup, CarePurpose::outpatient, morning).flag, ConsentFlag::none);
    auto withdrawn = given;
    withdrawn[0] = ended(given[0], morning + std::chrono::hours(1), ConsentEnd::by_patient);
    EXPECT_EQ(flag(withdrawn, morning + std::chrono::hours(1), CarePurpose::outpatient), ConsentFlag::none);
    withdrawn.push_back(give(medication, CarePurpose::outpatient, CardMode::pin, morning + std::chrono::hours(2)));
    EXPECT_EQ(flag(withdrawn, next_morning, CarePurpose::outpatient), ConsentFlag::given);
}

TEST(ConsentQuestions, of_the_facilitys_defaults_are_disease_checkup_and_medication)
{
    const auto asked = questions(law(), {}, CardScope::full, day("2026-04-01"));
    EXPECT_THAT(asked.asked, ElementsAre(specific_disease, checkup, medication));
    EXPECT_TRUE(asked.whole);
    EXPECT_TRUE(asked.limit_told);
    EXPECT_FALSE(asked.asks(treatment));
}

TEST(ConsentQuestions, ask_for_the_limit_certificate_to_the_6th_of_october_2024)
{
    const auto before = questions(law(), {}, CardScope::full, day("2024-10-06"));
    EXPECT_THAT(before.asked, ElementsAre(specific_disease, checkup, medication, limit_certificate));
    EXPECT_FALSE(before.whole);
    EXPECT_FALSE(before.limit_told);
    const auto after = questions(law(), {}, CardScope::full, day("2024-10-07"));
    EXPECT_FALSE(after.asks(limit_certificate));
    EXPECT_TRUE(after.whole);
    EXPECT_TRUE(after.limit_told);
}

TEST(ConsentQuestions, follow_what_the_facility_offers)
{
    const ConsentOffer offer{.checkup = false, .medication = false, .treatment = true, .operation = true};
    EXPECT_THAT(questions(law(), offer, CardScope::full, day("2026-04-01")).asked,
                ElementsAre(specific_disease, treatment, operation));
}

TEST(ConsentQuestions, are_none_in_the_grace_of_an_expired_certificate)
{
    const auto none = questions(law(), {}, CardScope::eligibility_only, day("2026-04-01"));
    EXPECT_THAT(none.asked, IsEmpty());
    EXPECT_FALSE(none.whole);
    EXPECT_TRUE(none.limit_told); // part of the check itself
}

TEST(Consent, items_come_back_from_their_names)
{
    for (const auto item : consent_items)
        EXPECT_EQ(consent_item(name_of(item)), item);
    EXPECT_EQ(consent_item("all"), std::nullopt);
}

} // namespace
} // namespace onshi::domain
