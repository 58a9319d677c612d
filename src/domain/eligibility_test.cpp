#include "domain/eligibility.h"

#include <gtest/gtest.h>

#include <algorithm>

// Rules: domain rules 1.3, 2.1 and 2.2. All people are invented.
namespace onshi::domain {
namespace {

constexpr auto kenpo = "01130012"; // numbers of domain rules 1.1
constexpr auto kyosai = "33120015";
constexpr auto kokuho = "138016";

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

const base::Date born = day(1980, 5, 5);

Coverage spell(const char* insurer, const char* number, base::Date gained, std::optional<base::Date> lost = {})
{
    return {.insurer = InsurerNumber::parse(insurer).value(),
            .id = InsuredId::parse("見本", number, "").value(),
            .name = "見本　花子",
            .name_kana = "ミホン　ハナコ",
            .birth_date = born,
            .sex = Sex::female,
            .address = "架空県見本市１",
            .gained = gained,
            .lost = lost};
}

Coverage with_id(Coverage coverage, std::string_view symbol, std::string_view number, std::string_view branch)
{
    coverage.id = InsuredId::parse(symbol, number, branch).value();
    return coverage;
}

EligibilityQuery asked(const Coverage& coverage, base::Date on)
{
    return {coverage.insurer, coverage.id, coverage.birth_date, on};
}

Validity validity(const EligibilityQuery& query, const std::vector<HeldCoverage>& candidates)
{
    return decide(query, candidates).validity;
}

TEST(Decide, valid_from_the_day_of_gain_to_the_day_before_loss)
{
    const auto row = spell(kenpo, "1", day(2024, 4, 1), day(2025, 4, 1));
    const std::vector<HeldCoverage> held{{7, {row}}};
    EXPECT_EQ(validity(asked(row, day(2024, 3, 31)), held), Validity::lost);
    EXPECT_EQ(validity(asked(row, day(2024, 4, 1)), held), Validity::valid);
    EXPECT_EQ(validity(asked(row, day(2024, 4, 2)), held), Validity::valid);
    EXPECT_EQ(validity(asked(row, day(2025, 3, 31)), held), Validity::valid);
}

TEST(Decide, day_of_loss_is_the_first_day_without_cover)
{
    const auto row = spell(kenpo, "1", day(2024, 4, 1), day(2025, 4, 1));
    const std::vector<HeldCoverage> held{{7, {row}}};
    EXPECT_EQ(validity(asked(row, day(2025, 4, 1)), held), Validity::lost);
    EXPECT_EQ(validity(asked(row, day(2025, 4, 2)), held), Validity::lost);
}

TEST(Decide, answer_carries_person_and_row)
{
    const auto row = spell(kenpo, "1", day(2024, 4, 1));
    const auto answer = decide(asked(row, day(2025, 1, 1)), std::vector<HeldCoverage>{{7, {row}}});
    EXPECT_EQ(answer.person, 7);
    EXPECT_TRUE(answer.coverage == row);
}

TEST(Decide, certificate_window_counts_both_its_ends)
{
    auto row = spell(kenpo, "1", day(2024, 4, 1));
    row.certificates = {{{}, {day(2024, 8, 1), day(2025, 7, 31)}, {}}};
    const std::vector<HeldCoverage> held{{7, {row}}};
    EXPECT_EQ(validity(asked(row, day(2024, 7, 31)), held), Validity::lost);
    EXPECT_EQ(validity(asked(row, day(2024, 8, 1)), held), Validity::valid);
    EXPECT_EQ(validity(asked(row, day(2025, 7, 31)), held), Validity::valid);
    EXPECT_EQ(validity(asked(row, day(2025, 8, 1)), held), Validity::lost);
}

TEST(Decide, open_end_of_the_certificate_is_not_expired)
{
    auto row = spell(kenpo, "1", day(2004, 4, 1));
    row.certificates = {{{}, {day(2004, 4, 1), {}}, {}}};
    EXPECT_EQ(validity(asked(row, day(2026, 4, 1)), {{7, {row}}}), Validity::valid);
}

TEST(Decide, code_3_carries_the_asked_row_not_the_newer)
{
    const auto old_row = spell(kokuho, "1", day(2020, 4, 1), day(2025, 4, 2));
    const auto new_row = spell(kenpo, "9", day(2025, 4, 1));
    const auto answer = decide(asked(old_row, day(2025, 6, 1)), std::vector<HeldCoverage>{{7, {new_row, old_row}}});
    EXPECT_EQ(answer.validity, Validity::lost_with_newer);
    EXPECT_EQ(answer.person, 7);
    EXPECT_TRUE(answer.coverage == old_row);
}

TEST(Decide, on_the_day_of_overlap_both_numbers_are_valid_and_the_employees_scheme_answers)
{
    // 国保法8条: entering 健康保険 on 1 April, 国保 is lost on 2 April. Domain rules 2.1: "the employees' scheme pays
    // ... return the priority row".
    const auto old_row = spell(kokuho, "1", day(2020, 4, 1), day(2025, 4, 2));
    const auto new_row = spell(kenpo, "9", day(2025, 4, 1));
    const std::vector<HeldCoverage> held{{7, {old_row, new_row}}};
    EXPECT_EQ(validity(asked(old_row, day(2025, 3, 31)), held), Validity::valid);
    EXPECT_EQ(validity(asked(new_row, day(2025, 3, 31)), held), Validity::lost);
    EXPECT_EQ(validity(asked(old_row, day(2025, 4, 2)), held), Validity::lost_with_newer);
    EXPECT_EQ(validity(asked(new_row, day(2025, 4, 2)), held), Validity::valid);
    for (const auto& number : {old_row, new_row}) {
        const auto answer = decide(asked(number, day(2025, 4, 1)), held);
        EXPECT_EQ(answer.validity, Validity::valid);
        EXPECT_TRUE(answer.coverage == new_row);
    }
    EXPECT_EQ(decide(asked(old_row, day(2025, 4, 1)), held).remark, Remark::other_cover_first);
    EXPECT_EQ(decide(asked(new_row, day(2025, 4, 1)), held).remark, Remark::nothing);
}

TEST(Decide, where_the_municipality_has_not_heard_of_the_loss_the_employees_scheme_answers_too)
{
    const auto forgotten = spell(kokuho, "1", day(2020, 4, 1));
    const auto work = spell(kenpo, "9", day(2025, 4, 1));
    const std::vector<HeldCoverage> held{{7, {forgotten, work}}};
    EXPECT_TRUE(decide(asked(forgotten, day(2025, 9, 1)), held).coverage == work);
    // 後期高齢者医療 is no employees' scheme.
    const auto elderly = spell("39131016", "9", day(2025, 4, 1));
    EXPECT_TRUE(
        decide(asked(forgotten, day(2025, 9, 1)), std::vector<HeldCoverage>{{7, {forgotten, elderly}}}).coverage ==
        forgotten);
}

TEST(Decide, the_certificate_of_the_scheme_that_pays_first_was_not_shown_and_its_window_does_not_count)
{
    const auto old_row = spell(kokuho, "1", day(2020, 4, 1), day(2025, 4, 2));
    auto new_row = spell(kenpo, "9", day(2025, 4, 1));
    new_row.certificates = {{{}, {day(2025, 4, 10), {}}, {}}};
    EXPECT_TRUE(decide(asked(old_row, day(2025, 4, 1)), std::vector<HeldCoverage>{{7, {old_row, new_row}}}).coverage ==
                new_row);
}

TEST(Decide, rows_with_another_birth_date_are_withheld_whichever_of_the_dates_is_asked)
{
    const auto one = spell(kenpo, "1", day(2020, 4, 1));
    auto other = spell(kyosai, "2", day(2025, 4, 1));
    other.birth_date = day(1980, 5, 6);
    const std::vector<HeldCoverage> held{{7, {one, other}}};
    for (const auto& row : {one, other}) {
        for (const auto birth : {day(1980, 5, 5), day(1980, 5, 6)}) {
            auto query = asked(row, day(2026, 4, 1));
            query.birth_date = birth;
            const auto answer = decide(query, held);
            EXPECT_EQ(answer.validity, Validity::none);
            EXPECT_EQ(answer.remark, Remark::withheld);
            EXPECT_FALSE(answer.person || answer.coverage);
        }
        auto stranger = asked(row, day(2026, 4, 1));
        stranger.birth_date = day(1980, 5, 7);
        EXPECT_EQ(decide(stranger, held).remark, Remark::nothing); // nobody learns that the number exists
    }
}

TEST(Decide, rows_with_another_sex_are_withheld_but_an_unset_one_agrees_with_all)
{
    const auto one = spell(kenpo, "1", day(2020, 4, 1));
    auto other = spell(kyosai, "2", day(2025, 4, 1));
    other.sex = Sex::male;
    EXPECT_EQ(decide(asked(one, day(2026, 4, 1)), std::vector<HeldCoverage>{{7, {one, other}}}).remark,
              Remark::withheld);
    other.sex = Sex::unset;
    EXPECT_EQ(validity(asked(other, day(2026, 4, 1)), {{7, {one, other}}}), Validity::valid);
}

TEST(Decide, a_withheld_row_makes_no_newer_cover)
{
    // Two newer rows say man and woman; the asked one says neither and stays to be answered.
    auto asked_row = spell(kokuho, "1", day(2020, 4, 1), day(2025, 4, 2));
    asked_row.sex = Sex::unset;
    const auto woman = spell(kenpo, "9", day(2025, 4, 1));
    auto man = spell(kyosai, "8", day(2025, 6, 1));
    EXPECT_EQ(validity(asked(asked_row, day(2026, 4, 1)), {{7, {asked_row, woman, man}}}), Validity::lost_with_newer);
    man.sex = Sex::male;
    EXPECT_EQ(validity(asked(asked_row, day(2026, 4, 1)), {{7, {asked_row, woman, man}}}), Validity::lost);
}

TEST(Decide, another_name_or_address_withholds_nothing)
{
    const auto old_row = spell(kokuho, "1", day(2020, 4, 1), day(2025, 4, 2));
    auto married = spell(kenpo, "9", day(2025, 4, 1));
    married.name = "例示　花子";
    married.address = "架空県例示町９";
    EXPECT_EQ(validity(asked(old_row, day(2026, 4, 1)), {{7, {old_row, married}}}), Validity::lost_with_newer);
    EXPECT_EQ(validity(asked(married, day(2026, 4, 1)), {{7, {old_row, married}}}), Validity::valid);
}

TEST(Decide, a_row_that_was_taken_back_never_was)
{
    const auto taken_back = spell(kenpo, "1", day(2025, 4, 1), day(2025, 4, 1));
    EXPECT_EQ(validity(asked(taken_back, day(2025, 4, 1)), {{7, {taken_back}}}), Validity::none);
    // An insurer had put it to a wrong person: taking it back ends the disagreement and the second match.
    auto wrong = taken_back;
    wrong.birth_date = day(1999, 9, 9);
    const auto own = spell(kyosai, "2", day(2020, 4, 1));
    EXPECT_EQ(validity(asked(own, day(2026, 4, 1)), {{7, {own, wrong}}}), Validity::valid);
    auto right = wrong;
    right.lost.reset();
    EXPECT_EQ(validity(asked(right, day(2026, 4, 1)), {{7, {own, wrong}}, {8, {right}}}), Validity::valid);
}

TEST(Decide, a_protection_flag_of_any_row_protects_the_person)
{
    auto flagged = spell(kokuho, "1", day(2020, 4, 1), day(2025, 4, 2));
    const auto row = spell(kenpo, "9", day(2025, 4, 1));
    EXPECT_FALSE(decide(asked(row, day(2026, 4, 1)), std::vector<HeldCoverage>{{7, {flagged, row}}}).is_protected);
    flagged.undisclosed = true;
    EXPECT_TRUE(decide(asked(row, day(2026, 4, 1)), std::vector<HeldCoverage>{{7, {flagged, row}}}).is_protected);
    flagged.undisclosed = false;
    flagged.self_withheld = true;
    EXPECT_TRUE(decide(asked(row, day(2026, 4, 1)), std::vector<HeldCoverage>{{7, {flagged, row}}}).is_protected);
}

TEST(Decide, of_three_insurers_in_five_years_only_the_last_number_is_valid)
{
    const auto first = spell(kokuho, "1", day(2021, 4, 1), day(2023, 4, 2));
    const auto second = spell(kenpo, "2", day(2023, 4, 1), day(2025, 4, 1));
    const auto third = spell(kyosai, "3", day(2025, 4, 1));
    const std::vector<HeldCoverage> held{{7, {first, second, third}}};
    const auto on = day(2026, 4, 1);
    EXPECT_EQ(validity(asked(first, on), held), Validity::lost_with_newer);
    EXPECT_EQ(validity(asked(second, on), held), Validity::lost_with_newer);
    EXPECT_EQ(validity(asked(third, on), held), Validity::valid);
}

TEST(Decide, a_newer_cover_that_has_ended_too_is_no_newer_cover)
{
    const auto first = spell(kokuho, "1", day(2021, 4, 1), day(2023, 4, 2));
    const auto second = spell(kenpo, "2", day(2023, 4, 1), day(2025, 4, 1));
    EXPECT_EQ(validity(asked(first, day(2025, 4, 1)), {{7, {first, second}}}), Validity::lost);
}

TEST(Decide, an_older_active_cover_is_no_newer_one)
{
    const auto staying = spell(kokuho, "1", day(2020, 4, 1));
    const auto short_one = spell(kenpo, "2", day(2023, 4, 1), day(2023, 5, 1));
    EXPECT_EQ(validity(asked(short_one, day(2024, 1, 1)), {{7, {staying, short_one}}}), Validity::lost);
}

TEST(Decide, a_gain_in_the_future_is_not_yet_valid)
{
    const auto coming = spell(kenpo, "2", day(2026, 4, 1));
    const auto later_still = spell(kenpo, "2", day(2028, 4, 1));
    const auto answer = decide(asked(coming, day(2026, 3, 31)), std::vector<HeldCoverage>{{7, {later_still, coming}}});
    EXPECT_EQ(answer.validity, Validity::lost);
    EXPECT_TRUE(answer.coverage == coming); // the earliest to come
}

TEST(Decide, between_two_spells_the_one_that_ended_is_the_asked_row)
{
    const auto before = spell(kenpo, "2", day(2020, 4, 1), day(2021, 4, 1));
    const auto after = spell(kenpo, "2", day(2023, 4, 1));
    const std::vector<HeldCoverage> held{{7, {after, before}}};
    const auto answer = decide(asked(before, day(2022, 1, 1)), held);
    EXPECT_EQ(answer.validity, Validity::lost);
    EXPECT_TRUE(answer.coverage == before);
    EXPECT_TRUE(decide(asked(before, day(2023, 4, 1)), held).coverage == after);
}

TEST(Decide, of_two_valid_spells_the_latest_gained_answers)
{
    const auto earlier = spell(kenpo, "2", day(2020, 4, 1));
    const auto later = spell(kenpo, "2", day(2023, 4, 1));
    for (const auto& spells : {std::vector{earlier, later}, std::vector{later, earlier}})
        EXPECT_TRUE(decide(asked(earlier, day(2024, 1, 1)), std::vector<HeldCoverage>{{7, spells}}).coverage == later);
}

TEST(Decide, twins_are_several_without_branch_and_one_with)
{
    const auto elder = with_id(spell(kenpo, "5", day(2024, 4, 1)), "見本", "5", "02");
    const auto younger = with_id(elder, "見本", "5", "03");
    const std::vector<HeldCoverage> held{{7, {elder}}, {8, {younger}}};
    const auto without = decide(asked(with_id(elder, "見本", "5", ""), day(2025, 1, 1)), held);
    EXPECT_EQ(without.validity, Validity::several);
    EXPECT_FALSE(without.person || without.coverage);
    const auto with = decide(asked(younger, day(2025, 1, 1)), held);
    EXPECT_EQ(with.validity, Validity::valid);
    EXPECT_EQ(with.person, 8);
    EXPECT_EQ(validity(asked(with_id(elder, "見本", "5", "04"), day(2025, 1, 1)), held), Validity::none);
}

TEST(Decide, a_row_without_branch_matches_any_branch)
{
    const auto row = spell(kenpo, "5", day(2004, 4, 1)); // a certificate from before April 2021
    EXPECT_EQ(validity(asked(with_id(row, "見本", "5", "01"), day(2025, 1, 1)), {{7, {row}}}), Validity::valid);
}

TEST(Decide, another_birth_date_is_no_match)
{
    const auto row = spell(kenpo, "5", day(2024, 4, 1));
    auto query = asked(row, day(2025, 1, 1));
    query.birth_date = day(1980, 5, 6);
    const auto answer = decide(query, std::vector<HeldCoverage>{{7, {row}}});
    EXPECT_EQ(answer.validity, Validity::none);
    EXPECT_FALSE(answer.person || answer.coverage);
}

TEST(Decide, without_candidates_there_is_no_match)
{
    EXPECT_EQ(validity(asked(spell(kenpo, "5", day(2024, 4, 1)), day(2025, 1, 1)), {}), Validity::none);
}

TEST(Decide, people_are_joined_by_their_code_never_by_name_and_birth)
{
    // Equal in everything that can be read; two persons all the same.
    const auto row = spell(kenpo, "5", day(2024, 4, 1));
    EXPECT_EQ(validity(asked(row, day(2025, 1, 1)), {{7, {row}}, {8, {row}}}), Validity::several);

    const auto lost_row = spell(kokuho, "1", day(2020, 4, 1), day(2024, 4, 2));
    EXPECT_EQ(validity(asked(lost_row, day(2025, 1, 1)), {{7, {lost_row}}}),
              Validity::lost); // 8's cover is not 7's newer one
}

TEST(Decide, two_spells_of_one_person_are_not_several)
{
    const auto before = spell(kenpo, "2", day(2020, 4, 1), day(2021, 4, 1));
    const auto after = spell(kenpo, "2", day(2021, 4, 1));
    EXPECT_EQ(validity(asked(before, day(2022, 1, 1)), {{7, {before, after}}}), Validity::valid);
}

TEST(Decide, exact_symbol_comes_before_another_letter_case)
{
    const auto upper = with_id(spell(kenpo, "5", day(2024, 4, 1)), "AB", "5", "");
    const auto lower = with_id(upper, "ab", "5", "");
    const std::vector<HeldCoverage> held{{7, {upper}}, {8, {lower}}};
    EXPECT_EQ(decide(asked(lower, day(2025, 1, 1)), held).person, 8);
    EXPECT_EQ(decide(asked(upper, day(2025, 1, 1)), held).person, 7);
    EXPECT_EQ(validity(asked(with_id(upper, "Ab", "5", ""), day(2025, 1, 1)), held), Validity::several);
    EXPECT_EQ(validity(asked(with_id(upper, "Ab", "5", ""), day(2025, 1, 1)), {{7, {upper}}}), Validity::valid);
}

TEST(Decide, exact_symbol_of_another_insurer_does_not_count)
{
    const auto row = spell(kenpo, "5", day(2024, 4, 1));
    EXPECT_EQ(validity(asked(spell(kyosai, "5", day(2024, 4, 1)), day(2025, 1, 1)), {{7, {row}}}), Validity::none);
}

TEST(DecideForPerson, the_insurer_of_the_day_answers_and_after_a_change_the_new_one)
{
    // 協会けんぽ to the end of March, 共済 from 1 April: the 喪失日 is the first day without cover.
    const HeldCoverage held{7,
                            {spell(kenpo, "1", day(2020, 4, 1), day(2026, 4, 1)), spell(kyosai, "2", day(2026, 4, 1))}};
    const auto before = decide_for_person(held, day(2026, 3, 31));
    EXPECT_EQ(before.validity, Validity::valid);
    EXPECT_EQ(before.coverage->insurer.text(), kenpo);
    EXPECT_EQ(before.told_row, 1U);
    const auto after = decide_for_person(held, day(2026, 4, 1));
    EXPECT_EQ(after.validity, Validity::valid);
    EXPECT_EQ(after.coverage->insurer.text(), kyosai);
    EXPECT_EQ(after.told_row, 2U);
    EXPECT_EQ(after.person, 7);
    // The old number answers 3 on the same day (domain rules 2.2).
    EXPECT_EQ(validity(asked(held.spells[0], day(2026, 4, 1)), {held}), Validity::lost_with_newer);
}

TEST(DecideForPerson, a_lapsed_certificate_does_not_end_the_cover)
{
    auto row = spell(kenpo, "1", day(2020, 4, 1));
    row.certificates = {{{}, {day(2020, 4, 1), day(2025, 12, 1)}, {}}};
    EXPECT_EQ(decide_for_person({7, {row}}, day(2026, 4, 1)).validity, Validity::valid);
    EXPECT_EQ(validity(asked(row, day(2026, 4, 1)), {{7, {row}}}), Validity::lost); // its twin, by the number
}

TEST(DecideForPerson, on_the_day_of_overlap_the_employees_scheme_answers)
{
    const HeldCoverage held{7,
                            {spell(kenpo, "1", day(2026, 4, 1)), spell(kokuho, "2", day(2020, 4, 1), day(2026, 4, 2))}};
    EXPECT_EQ(decide_for_person(held, day(2026, 4, 1)).coverage->insurer.text(), kenpo);
    EXPECT_EQ(decide_for_person(held, day(2026, 3, 31)).coverage->insurer.text(), kokuho);
    // Also where the municipality reported its row later than the scheme.
    const HeldCoverage late{7, {spell(kenpo, "1", day(2020, 4, 1)), spell(kokuho, "2", day(2026, 1, 1))}};
    EXPECT_EQ(decide_for_person(late, day(2026, 4, 1)).coverage->insurer.text(), kenpo);
}

TEST(DecideForPerson, without_cover_the_last_row_is_told)
{
    const HeldCoverage held{7,
                            {spell(kenpo, "1", day(2018, 4, 1), day(2020, 4, 1)),
                             spell(kyosai, "2", day(2020, 4, 1), day(2025, 4, 1)),
                             spell(kokuho, "3", day(2026, 5, 1))}};
    const auto gap = decide_for_person(held, day(2026, 4, 1));
    EXPECT_EQ(gap.validity, Validity::lost);
    EXPECT_EQ(gap.coverage->insurer.text(), kyosai);
    EXPECT_EQ(decide_for_person(held, day(2017, 1, 1)).coverage->insurer.text(), kenpo); // the first to come
}

TEST(DecideForPerson, void_and_withheld_rows_count_for_nothing)
{
    auto other = spell(kyosai, "2", day(2025, 4, 1));
    other.birth_date = day(1981, 5, 5);
    const HeldCoverage disagreeing{7, {spell(kenpo, "1", day(2020, 4, 1)), other}};
    const auto withheld_answer = decide_for_person(disagreeing, day(2026, 4, 1));
    EXPECT_EQ(withheld_answer.validity, Validity::none);
    EXPECT_EQ(withheld_answer.remark, Remark::withheld);
    const HeldCoverage taken_back{7, {spell(kenpo, "1", day(2020, 4, 1), day(2020, 4, 1))}};
    const auto none = decide_for_person(taken_back, day(2026, 4, 1));
    EXPECT_EQ(none.validity, Validity::none);
    EXPECT_EQ(none.remark, Remark::nothing);
}

TEST(DecideForPerson, protection_of_any_row_protects_the_person)
{
    auto old = spell(kenpo, "1", day(2018, 4, 1), day(2020, 4, 1));
    old.undisclosed = true;
    EXPECT_TRUE(decide_for_person({7, {old, spell(kyosai, "2", day(2020, 4, 1))}}, day(2026, 4, 1)).is_protected);
}

} // namespace
} // namespace onshi::domain
