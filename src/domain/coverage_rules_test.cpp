#include "domain/coverage_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What insurers must not send. Each rule has a row that breaks it and nothing else, and its neighbour that does not.
// Sources: domain rules 1.2, 2.1, 2.4, 3.1, 3.4. All people are invented.
namespace onshi::domain {
namespace {

using testing::ElementsAre;

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

const auto today = day(2026, 4, 1);

Coverage row(const char* insurer, base::Date birth, base::Date gained)
{
    return {.insurer = InsurerNumber::parse(insurer).value(),
            .id = InsuredId::parse("", "1", "").value(),
            .name = "見本　花子",
            .birth_date = birth,
            .sex = Sex::female,
            .gained = gained};
}

Coverage worker() { return row("06139992", day(1985, 4, 7), day(2020, 4, 1)); }
/// Reaches 70 on 2025-05-09, so her certificate begins on 2025-06-01.
Coverage elder() { return row("138016", day(1955, 5, 10), day(2015, 4, 1)); }
Coverage late_elder()
{
    auto coverage = row("39131016", day(1948, 1, 15), day(2023, 1, 15));
    coverage.certificates = {{{}, {day(2025, 8, 1), day(2026, 7, 31)}, 10}};
    return coverage;
}

std::vector<std::string> fields(const Coverage& coverage)
{
    std::vector<std::string> names;
    for (const auto& objection : objections(coverage, today))
        names.push_back(objection.field);
    return names;
}

TEST(CoverageRules, ordinary_rows_pass)
{
    EXPECT_THAT(fields(worker()), ElementsAre());
    EXPECT_THAT(fields(elder()), ElementsAre());
    EXPECT_THAT(fields(late_elder()), ElementsAre());
}

TEST(CoverageRules, a_sentence_begins_with_the_term_and_names_the_way_out)
{
    auto coverage = worker();
    coverage.loss_reason = LossReason::other;
    EXPECT_EQ(
        objections(coverage, today).at(0),
        (Rejection{
            ErrorCode::contradiction, "loss_reason",
            "資格喪失事由がありますが資格喪失年月日がありません。資格喪失年月日を入れるか、事由を除いてください。"}));
}

TEST(CoverageRules, dates_follow_each_other)
{
    auto coverage = worker();
    coverage.gained = day(1985, 4, 6);
    EXPECT_THAT(fields(coverage), ElementsAre("gained_on"));
    coverage.gained = day(1985, 4, 7); // born into the household's insurance
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.lost = day(1985, 4, 6);
    EXPECT_THAT(fields(coverage), ElementsAre("lost_on"));
    coverage.lost = day(1985, 4, 7); // taken back
    EXPECT_THAT(fields(coverage), ElementsAre());
    auto unborn = row("138016", day(2026, 4, 2), day(2026, 4, 2));
    EXPECT_THAT(fields(unborn), ElementsAre("birth_date"));
    unborn.birth_date = unborn.gained = today;
    EXPECT_THAT(fields(unborn), ElementsAre());
}

TEST(CoverageRules, kind_07_and_law_number_07_belong_together_and_have_no_family)
{
    auto coverage = row("07139991", day(1985, 4, 7), day(2020, 4, 1));
    EXPECT_THAT(fields(coverage), ElementsAre("certificate_kind"));
    coverage.kind = CertificateKind::self_defence;
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.relationship = Relationship::dependant;
    EXPECT_THAT(fields(coverage), ElementsAre("relationship"));
    auto other = worker();
    other.kind = CertificateKind::self_defence;
    EXPECT_THAT(fields(other), ElementsAre("certificate_kind"));
}

TEST(CoverageRules, a_hidden_sex_is_stated)
{
    auto coverage = worker();
    coverage.sex_hidden = true;
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.sex = Sex::unset;
    EXPECT_THAT(fields(coverage), ElementsAre("sex_hidden"));
}

// 健康保険法36条, 国民健康保険法6条: from the 75th birthday itself on nobody is in another scheme (domain rules 2.1).
TEST(CoverageRules, the_75th_birthday_ends_every_other_scheme)
{
    auto coverage = elder(); // 75 on 2030-05-10
    coverage.lost = day(2030, 5, 10);
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.lost = day(2030, 5, 11);
    EXPECT_THAT(fields(coverage), ElementsAre("lost_on"));
    coverage.lost.reset();
    coverage.gained = day(2030, 5, 9);
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.gained = day(2030, 5, 10);
    EXPECT_THAT(fields(coverage), ElementsAre("gained_on"));
}

TEST(CoverageRules, late_elderly_begin_at_75_or_by_certification_from_65_on)
{
    auto coverage = late_elder();
    coverage.gained = day(2013, 1, 15);
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.gained = day(2013, 1, 14);
    EXPECT_THAT(fields(coverage), ElementsAre("gained_on"));
}

TEST(CoverageRules, late_elderly_have_a_share_on_each_certificate)
{
    auto coverage = late_elder();
    coverage.certificates.front().share.reset();
    EXPECT_THAT(fields(coverage), ElementsAre("certificates"));
    coverage.certificates.clear();
    EXPECT_THAT(fields(coverage), ElementsAre("certificates"));
}

// Domain rules 2.4: "2割 exists from 2022-10-01".
TEST(CoverageRules, two_tenths_of_late_elderly_begin_in_october_2022)
{
    auto coverage = late_elder();
    coverage.gained = day(2020, 1, 15);
    coverage.certificates = {{{}, {day(2022, 8, 1), day(2022, 9, 30)}, 20}};
    EXPECT_THAT(fields(coverage), ElementsAre("certificates"));
    coverage.certificates = {{{}, {day(2022, 10, 1), day(2023, 7, 31)}, 20}};
    EXPECT_THAT(fields(coverage), ElementsAre());
}

TEST(CoverageRules, others_have_no_share_on_the_certificate)
{
    auto coverage = worker();
    coverage.certificates = {{{}, {day(2020, 4, 1), {}}, 30}};
    EXPECT_THAT(fields(coverage), ElementsAre("certificates"));
}

// Domain rules 2.4: "first day of the month after the month containing (70th birthday - 1 day)".
TEST(CoverageRules, elderly_certificate_begins_by_the_month_rule_and_ends_before_75)
{
    auto coverage = elder();
    coverage.elderly_certificates = {{{}, {day(2025, 6, 1), day(2025, 7, 31)}, 20}};
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.elderly_certificates.front().valid.from = day(2025, 5, 31);
    EXPECT_THAT(fields(coverage), ElementsAre("elderly_certificates"));
    coverage.elderly_certificates = {{{}, {day(2029, 8, 1), day(2030, 5, 9)}, 30}};
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.elderly_certificates.front().valid.to = day(2030, 5, 10);
    EXPECT_THAT(fields(coverage), ElementsAre("elderly_certificates"));
    auto born_on_the_first = elder(); // the birthday itself
    born_on_the_first.birth_date = day(1955, 5, 1);
    born_on_the_first.elderly_certificates = {{{}, {day(2025, 5, 1), {}}, 20}};
    EXPECT_THAT(fields(born_on_the_first), ElementsAre());
}

TEST(CoverageRules, late_elderly_have_no_elderly_certificate)
{
    auto coverage = late_elder();
    coverage.elderly_certificates = {{{}, {day(2025, 8, 1), {}}, 20}};
    EXPECT_THAT(fields(coverage), ElementsAre("elderly_certificates"));
}

TEST(CoverageRules, one_tenth_before_75_was_for_people_born_up_to_april_1944)
{
    auto coverage = row("138016", day(1944, 4, 1), day(2010, 4, 1));
    coverage.lost = day(2019, 4, 1);
    coverage.elderly_certificates = {{{}, {day(2018, 8, 1), day(2019, 3, 31)}, 10}};
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.birth_date = day(1944, 4, 2);
    EXPECT_THAT(fields(coverage), ElementsAre("elderly_certificates"));
}

LimitCertificate limit(const char* cls, base::Date from) { return {LimitKind::limit, cls, {}, {from, {}}, {}}; }

TEST(CoverageRules, limit_classes_fit_the_age_at_their_beginning)
{
    auto coverage = elder();
    coverage.limit_certificates = {limit("A03", day(2025, 5, 31))};
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.limit_certificates = {limit("B04", day(2025, 5, 31))};
    EXPECT_THAT(fields(coverage), ElementsAre("limit_certificates"));
    coverage.limit_certificates = {limit("B04", day(2025, 6, 1))};
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.limit_certificates = {limit("A03", day(2025, 6, 1))};
    EXPECT_THAT(fields(coverage), ElementsAre("limit_certificates"));
    auto late = late_elder();
    late.limit_certificates = {limit("A05", day(2025, 8, 1))};
    EXPECT_THAT(fields(late), ElementsAre("limit_certificates"));
}

TEST(CoverageRules, B09_and_B10_are_of_late_elderly_since_october_2022)
{
    for (const char* cls : {"B09", "B10"}) {
        auto late = late_elder();
        late.limit_certificates = {limit(cls, day(2022, 10, 1))};
        EXPECT_THAT(fields(late), ElementsAre());
        late.limit_certificates = {limit(cls, day(2022, 9, 30))};
        EXPECT_THAT(fields(late), ElementsAre("limit_certificates"));
        auto other = elder();
        other.limit_certificates = {limit(cls, day(2025, 8, 1))};
        EXPECT_THAT(fields(other), ElementsAre("limit_certificates"));
    }
}

TEST(CoverageRules, long_stays_lower_the_standard_cost_of_meals_only)
{
    auto coverage = worker();
    coverage.limit_certificates = {
        {LimitKind::limit_and_standard_cost, "A05", {}, {day(2025, 8, 1), {}}, day(2025, 12, 1)}};
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.limit_certificates.front().kind = LimitKind::limit;
    EXPECT_THAT(fields(coverage), ElementsAre("limit_certificates"));
}

// Domain rules 3.4: "20,000 円 only for under-70 dialysis patients in class ア or イ".
TEST(CoverageRules, twenty_thousand_yen_are_for_dialysis)
{
    auto coverage = worker();
    coverage.specific_diseases = {{1, {}, {day(2025, 8, 1), {}}, 20'000}};
    EXPECT_THAT(fields(coverage), ElementsAre());
    coverage.specific_diseases = {{2, {}, {day(2025, 8, 1), {}}, 20'000}};
    EXPECT_THAT(fields(coverage), ElementsAre("specific_diseases"));
}

} // namespace
} // namespace onshi::domain
