#include "domain/plausibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What is lawful and hardly true. The cases follow what happened (standards 1.1: 六戸町, 熊本市) and what happens every
// year (domain rules 2.4: "Year: August to July"). Figures worked out by hand. All people are invented.
namespace onshi::domain {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

const auto today = day(2026, 4, 15);

ElderlyCertificate period(int year, Share share) // from 1 August of that year
{
    return {{}, {day(year, 8, 1), day(year + 1, 7, 31)}, share};
}

/// 70 from 2023-06-01 on, in a municipality's 国民健康保険.
Coverage elder(std::vector<ElderlyCertificate> certificates = {period(2025, 20)})
{
    return {.insurer = InsurerNumber::parse("138016").value(),
            .id = InsuredId::parse("", "1", "").value(),
            .name = "見本　花子",
            .birth_date = day(1953, 5, 10),
            .sex = Sex::female,
            .gained = day(2015, 4, 1),
            .elderly_certificates = std::move(certificates)};
}

/// 後期高齢者医療.
Coverage late(std::vector<InsuredCertificate> certificates)
{
    auto coverage = elder({});
    coverage.insurer = InsurerNumber::parse("39131016").value();
    coverage.birth_date = day(1945, 5, 10);
    coverage.gained = day(2020, 5, 10);
    coverage.certificates = std::move(certificates);
    return coverage;
}
InsuredCertificate late_period(base::Date from, base::Date to, Share share) { return {{}, {from, to}, share}; }

std::vector<std::string> rules(const std::vector<Doubt>& doubts)
{
    std::vector<std::string> names;
    for (const auto& doubt : doubts)
        names.push_back(doubt.rule);
    return names;
}

// --- one row

TEST(RowPlausibility, what_changes_in_life_is_no_doubt)
{
    auto after = elder({period(2025, 20), period(2026, 30)});
    after.name = "例示　花子";
    after.address = "架空県例示町１";
    after.lost = day(2026, 4, 1);
    EXPECT_THAT(doubts(elder(), after, {}), IsEmpty());
}

TEST(RowPlausibility, another_birth_date_or_sex_of_a_known_spell_is_held_with_both_values)
{
    auto after = elder();
    after.birth_date = day(2016, 5, 10);
    after.sex = Sex::male;
    const auto found = doubts(elder(), after, {});
    ASSERT_THAT(rules(found), ElementsAre("birth_date", "sex"));
    EXPECT_EQ(found[0].field.name, "birth_date");
    EXPECT_THAT(found[0].text, HasSubstr("生年月日「1953-05-10」→「2016-05-10」"));
    EXPECT_THAT(found[1].text, HasSubstr("性別「2」→「1」"));
}

TEST(RowPlausibility, a_sex_that_is_stated_for_the_first_time_contradicts_nothing)
{
    auto before = elder();
    before.sex = Sex::unset;
    EXPECT_THAT(doubts(before, elder(), {}), IsEmpty());
    EXPECT_THAT(doubts(elder(), before, {}), IsEmpty());
}

TEST(RowPlausibility, a_row_that_ends_a_disagreement_is_wanted)
{
    // Withheld since another insurer says 1953-05-11; the insurer corrects its own row, as it was asked to.
    auto other = elder();
    other.insurer = InsurerNumber::parse("06139992").value();
    other.birth_date = day(1953, 5, 11);
    auto after = elder();
    after.birth_date = day(1953, 5, 11);
    EXPECT_THAT(doubts(elder(), after, std::vector{other}), IsEmpty());
    other.lost = other.gained; // taken back: its word counts for nothing
    EXPECT_THAT(rules(doubts(elder(), after, std::vector{other})), ElementsAre("birth_date"));
}

TEST(RowPlausibility, a_row_that_is_taken_back_may_say_anything)
{
    auto after = elder();
    after.birth_date = day(1954, 5, 10);
    after.lost = after.gained;
    EXPECT_THAT(doubts(elder(), after, {}), IsEmpty());
}

TEST(RowPlausibility, two_steps_of_the_share_are_held_but_not_with_the_yearly_renewal)
{
    const auto before = late({late_period(day(2025, 8, 1), day(2026, 7, 31), 10)});
    const auto step = [&](std::vector<InsuredCertificate> certificates) {
        return rules(doubts(before, late(std::move(certificates)), {}));
    };
    EXPECT_THAT(step({late_period(day(2025, 8, 1), day(2026, 7, 31), 30)}), ElementsAre("share_two_steps"));
    EXPECT_THAT(step({late_period(day(2025, 8, 1), day(2026, 7, 31), 20)}), IsEmpty());
    EXPECT_THAT(
        step({late_period(day(2025, 8, 1), day(2026, 3, 31), 10), late_period(day(2026, 4, 1), day(2026, 7, 31), 30)}),
        ElementsAre("share_two_steps"));
    EXPECT_THAT(
        step({late_period(day(2025, 8, 1), day(2026, 7, 31), 10), late_period(day(2026, 8, 1), day(2027, 7, 31), 30)}),
        IsEmpty());
}

TEST(RowPlausibility, down_two_steps_from_a_later_month_is_how_a_household_changes)
{
    const auto before = late({late_period(day(2025, 8, 1), day(2026, 7, 31), 30)});
    EXPECT_THAT(doubts(before,
                       late({late_period(day(2025, 8, 1), day(2026, 3, 31), 30),
                             late_period(day(2026, 4, 1), day(2026, 7, 31), 10)}),
                       {}),
                IsEmpty());
    EXPECT_THAT(rules(doubts(before, late({late_period(day(2025, 8, 1), day(2026, 7, 31), 10)}), {})),
                ElementsAre("share_two_steps"));
}

TEST(RowPlausibility, a_share_that_does_not_fit_the_limit_class_is_held)
{
    const auto with = [](Share share, const char* cls) {
        auto coverage = elder({period(2025, share)});
        coverage.limit_certificates = {{LimitKind::limit, cls, {}, {day(2025, 8, 1), day(2026, 7, 31)}, {}}};
        return coverage;
    };
    EXPECT_THAT(rules(doubts(with(20, "B05"), with(30, "B05"), {})), ElementsAre("share_and_class"));
    EXPECT_THAT(rules(doubts(elder(), with(20, "B03"), {})), ElementsAre("share_and_class"));
    EXPECT_THAT(doubts(elder(), with(30, "B03"), {}), IsEmpty());
    EXPECT_THAT(doubts(elder(), with(20, "B06"), {}), IsEmpty());
    auto moved = with(30, "B05");
    moved.address = "架空県例示町１";
    EXPECT_THAT(doubts(with(30, "B05"), moved, {}), IsEmpty()) << "that was so before, and is not this row's doing";
}

// --- a whole file

/// A municipality: so many people of each share, and a file over some of them.
class Town
{
public:
    explicit Town(base::Date on = today)
        : file(on)
        , stored(on)
    {
    }
    void people(int count, const Coverage& before, const Coverage& after)
    {
        for (int i = 0; i < count; ++i) {
            stored.see(before);
            file.see(before, after);
        }
    }
    void not_in_the_file(int count, const Coverage& before)
    {
        for (int i = 0; i < count; ++i)
            stored.see(before);
    }
    [[nodiscard]] std::vector<Doubt> judged() const { return doubts(file, stored, settings); }
    [[nodiscard]] std::vector<std::string> broken() const { return rules(judged()); }

    FileFigures file;
    StoredFigures stored;
    PlausibilitySettings settings;
};

// 六戸町: 671 records, 659 of them 2割 sent as 3割.
TEST(FilePlausibility, the_towns_wrong_share_is_told_with_the_distribution_before_and_after)
{
    Town town;
    town.people(659, elder({period(2025, 20)}), elder({period(2025, 30)}));
    town.people(12, elder({period(2025, 30)}), elder({period(2025, 30)}));
    EXPECT_TRUE(wants_stored(town.file, town.settings));
    const auto found = town.judged();
    ASSERT_THAT(rules(found), ElementsAre("share_shift", "share_one_way"));
    EXPECT_EQ(found[0].field.name, "elderly_certificates");
    EXPECT_THAT(found[0].text, HasSubstr("差し引き659人（671人の98.2 %、基準 3.0 %）"));
    EXPECT_THAT(found[0].text, HasSubstr("2割 659人→0人、3割 12人→671人"));
}

TEST(FilePlausibility, the_wrong_share_is_held_in_august_too_whether_sent_before_or_after_the_day)
{
    for (const auto on : {day(2026, 7, 15), day(2026, 8, 5)}) {
        Town town(on);
        town.people(659, elder({period(2025, 20)}), elder({period(2025, 20), period(2026, 30)}));
        town.people(12, elder({period(2025, 30)}), elder({period(2025, 30), period(2026, 30)}));
        const auto found = town.judged();
        ASSERT_THAT(rules(found), ElementsAre("share_shift")) << on.iso();
        EXPECT_THAT(found[0].text, HasSubstr("年次更新で大きく動きます：差し引き659人（671人の98.2 %、基準 10.0 %）"));
    }
}

TEST(FilePlausibility, thirty_percent_that_change_in_both_directions_in_august_pass)
{
    Town town(day(2026, 8, 5)); // 671 people, 201 change: 101 up, 100 down
    town.people(380, elder({period(2025, 20)}), elder({period(2025, 20), period(2026, 20)}));
    town.people(101, elder({period(2025, 20)}), elder({period(2025, 20), period(2026, 30)}));
    town.people(100, elder({period(2025, 30)}), elder({period(2025, 30), period(2026, 20)}));
    town.people(90, elder({period(2025, 30)}), elder({period(2025, 30), period(2026, 30)}));
    EXPECT_FALSE(wants_stored(town.file, town.settings));
    EXPECT_THAT(town.broken(), IsEmpty());
}

TEST(FilePlausibility, the_renewal_passes_too_when_incomes_rise_more_than_they_fall)
{
    Town town(day(2026, 8, 5)); // 671 people, 201 change: 130 up, 71 down, net 59 of 671 = 8.8 %
    town.people(470, elder({period(2025, 20)}), elder({period(2025, 20), period(2026, 20)}));
    town.people(130, elder({period(2025, 20)}), elder({period(2025, 20), period(2026, 30)}));
    town.people(71, elder({period(2025, 30)}), elder({period(2025, 30), period(2026, 20)}));
    EXPECT_THAT(town.broken(), IsEmpty());
}

TEST(FilePlausibility, the_same_in_april_does_not)
{
    Town town; // 8.8 % net, written over the period that was certified
    town.people(470, elder({period(2025, 20)}), elder({period(2025, 20)}));
    town.people(130, elder({period(2025, 20)}), elder({period(2025, 30)}));
    town.people(71, elder({period(2025, 30)}), elder({period(2025, 20)}));
    EXPECT_THAT(town.broken(), ElementsAre("share_shift"));
}

TEST(FilePlausibility, a_past_year_that_is_rewritten_counts)
{
    Town town;
    town.people(100, elder({period(2024, 20), period(2025, 20)}), elder({period(2024, 30), period(2025, 20)}));
    EXPECT_THAT(town.broken(), ElementsAre("share_shift", "share_one_way"));
}

TEST(FilePlausibility, below_twenty_people_a_shift_is_a_few_households)
{
    Town town;
    town.people(19, elder({period(2025, 20)}), elder({period(2025, 30)}));
    town.not_in_the_file(11, elder({period(2025, 20)}));
    EXPECT_THAT(town.broken(), IsEmpty());
    town.people(1, elder({period(2025, 20)}), elder({period(2025, 30)}));
    EXPECT_THAT(town.broken(), ElementsAre("share_shift")) << "20 of 31";
}

TEST(FilePlausibility, a_file_of_changes_is_measured_by_all_that_is_stored)
{
    Town town; // 25 households corrected upwards: everything in the file, and 1.3 % of the insurer
    town.people(25, elder({period(2025, 20)}), elder({period(2025, 30)}));
    town.not_in_the_file(1975, elder({period(2025, 20)}));
    EXPECT_THAT(town.broken(), IsEmpty());
}

TEST(FilePlausibility, a_file_that_only_raises_shares_is_held_however_large_the_insurer_is)
{
    Town town;
    town.people(60, elder({period(2025, 20)}), elder({period(2025, 30)}));
    town.people(6, elder({period(2025, 30)}), elder({period(2025, 20)}));
    town.not_in_the_file(10'000, elder({period(2025, 20)}));
    EXPECT_THAT(town.broken(), ElementsAre("share_one_way")); // 60 of 66: 90.9 %
}

TEST(FilePlausibility, a_file_that_only_lowers_them_is_not)
{
    Town town; // applications for 基準収入額 after the renewal
    town.people(200, elder({period(2025, 30)}), elder({period(2025, 20)}));
    town.not_in_the_file(10'000, elder({period(2025, 20)}));
    EXPECT_THAT(town.broken(), IsEmpty());
}

// 熊本市: share and limit class missing.
TEST(FilePlausibility, shares_and_classes_that_vanish_are_told)
{
    auto before = elder();
    before.limit_certificates = {{LimitKind::limit, "B05", {}, {day(2025, 8, 1), day(2026, 7, 31)}, {}}};
    Town town;
    town.people(100, before, elder({}));
    EXPECT_THAT(town.broken(), ElementsAre("share_vanished", "class_vanished"));
    Town august(day(2026, 8, 5)); // the stored periods have ended meanwhile
    august.people(100, before, elder({}));
    EXPECT_THAT(august.broken(), ElementsAre("share_vanished", "class_vanished"));
}

TEST(FilePlausibility, what_ended_long_ago_may_be_left_out_and_what_goes_on_is_not_missing)
{
    Town town(day(2026, 8, 5));
    town.people(100, elder({period(2023, 20)}), elder({}));
    town.people(100, elder({period(2024, 20), period(2025, 20)}), elder({period(2026, 20)}));
    EXPECT_THAT(town.broken(), IsEmpty());
}

TEST(FilePlausibility, cover_that_ends_takes_its_certificates_along)
{
    auto lost = elder({});
    lost.lost = day(2026, 4, 1);
    Town town;
    town.people(19, elder(), lost);
    town.not_in_the_file(100, elder());
    EXPECT_THAT(town.broken(), IsEmpty());
    town.people(1, elder(), lost);
    EXPECT_THAT(town.broken(), ElementsAre("cover_lost")); // 20 of 120: 16.7 %
}

TEST(FilePlausibility, a_full_file_that_lacks_half_of_the_people_is_the_wrong_one)
{
    Town town;
    town.people(500, elder(), elder());
    town.not_in_the_file(500, elder());
    town.file.absent = 500;
    const auto found = town.judged();
    ASSERT_THAT(rules(found), ElementsAre("cover_absent"));
    EXPECT_THAT(found[0].text, HasSubstr("資格のある人 1000人→500人"));
}

TEST(FilePlausibility, shifted_birth_dates_and_swapped_sexes_are_told)
{
    auto after = elder();
    after.birth_date = day(2016, 5, 10);
    after.sex = Sex::male;
    Town town;
    town.people(20, elder(), after);
    town.people(980, elder(), elder());
    EXPECT_THAT(town.broken(), IsEmpty()) << "2.0 % is the threshold itself; the rows are held one by one";
    town.people(1, elder(), after);
    EXPECT_THAT(town.broken(), ElementsAre("birth_dates", "sexes"));
}

TEST(FilePlausibility, limit_classes_that_move_together_are_told)
{
    const auto with = [](const char* cls) {
        auto coverage = elder();
        coverage.limit_certificates = {{LimitKind::limit, cls, {}, {day(2025, 8, 1), day(2026, 7, 31)}, {}}};
        return coverage;
    };
    Town town;
    town.people(60, with("B04"), with("B06"));
    town.people(40, with("B05"), with("B05"));
    const auto found = town.judged();
    ASSERT_THAT(rules(found), ElementsAre("class_shift"));
    EXPECT_THAT(found[0].text, HasSubstr("B04（一般） 60人→0人、B05（低所得Ⅱ） 40人→40人、B06（低所得Ⅰ） 0人→60人"));
}

TEST(FilePlausibility, the_class_of_under_seventy_ends_with_the_age)
{
    auto before = elder({});
    before.limit_certificates = {{LimitKind::limit, "A04", {}, {day(2025, 8, 1), day(2026, 3, 31)}, {}}};
    auto after = before;
    after.limit_certificates.push_back({LimitKind::limit, "B04", {}, {day(2026, 4, 1), day(2026, 7, 31)}, {}});
    Town town;
    town.people(100, before, after);
    EXPECT_THAT(town.broken(), IsEmpty());
}

} // namespace
} // namespace onshi::domain
