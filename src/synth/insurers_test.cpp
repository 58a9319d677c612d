#include "synth/insurers.h"

#include "base/text.h"
#include "synth/parsed_town.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace onshi::synth {
namespace {

constexpr std::uint64_t japan = 125'000'000;

TEST(Insurers, the_first_is_the_one_of_the_sample_messages)
{
    for (const std::uint64_t people : {0ULL, 1'000ULL, 100'000ULL, 125'000'000ULL}) {
        const Insurers insurers(people);
        EXPECT_EQ(insurers.at(0).number.text(), "06139992");
        EXPECT_EQ(insurers.at(0).name, "見本健康保険組合（合成）");
    }
}

TEST(Insurers, grow_with_the_town_between_18_and_3400)
{
    EXPECT_EQ(Insurers(0).all().size(), 18U);
    EXPECT_EQ(Insurers(10'000).all().size(), 18U);
    EXPECT_EQ(Insurers(100'000).all().size(), 50U);
    EXPECT_EQ(Insurers(1'000'000).all().size(), 500U);
    EXPECT_EQ(Insurers(japan).all().size(), 3400U);
}

TEST(Insurers, every_kind_is_there_even_in_a_village)
{
    for (const std::uint64_t people : {0ULL, 30'000ULL, 47'000ULL, 100'000ULL, 125'000'000ULL}) {
        std::set<std::string> laws;
        const Insurers insurers(people);
        for (const auto& insurer : insurers.all())
            laws.insert(insurer.number.law_number());
        EXPECT_EQ(laws, (std::set<std::string>{"", "01", "02", "06", "07", "31", "32", "33", "34", "39", "63", "67",
                                               "72", "73", "74", "75"}));
    }
}

TEST(Insurers, numbers_are_marked_checked_and_distinct)
{
    const Insurers insurers(japan);
    std::set<std::string> numbers;
    for (const auto& insurer : insurers.all()) {
        const auto& number = insurer.number.text();
        EXPECT_EQ(number[number.size() - 4], '9') << number; // 保険者別番号 9xx
        EXPECT_TRUE(has_right_check_digit(number)) << number;
        numbers.insert(number);
    }
    EXPECT_EQ(numbers.size(), insurers.all().size());
}

TEST(Insurers, names_say_that_they_are_synthetic_and_are_distinct)
{
    const Insurers insurers(japan);
    std::set<std::string> names;
    for (const auto& insurer : insurers.all()) {
        EXPECT_TRUE(insurer.name.starts_with("架空") || insurer.name == "見本健康保険組合（合成）") << insurer.name;
        EXPECT_TRUE(insurer.name.ends_with("（合成）"));
        EXPECT_EQ(base::to_shift_jis(insurer.name).substituted, 0U) << insurer.name;
        names.insert(insurer.name);
    }
    EXPECT_EQ(names.size(), insurers.all().size());
}

TEST(Insurers, a_municipality_has_its_own_national_insurer_in_its_prefecture)
{
    const Insurers insurers(1'000'000);
    std::set<InsurerIndex> seen;
    for (std::size_t prefecture = 0; prefecture < insurers.prefectures(); ++prefecture) {
        const int number = insurers.at(insurers.late_elderly(prefecture)).number.prefecture();
        EXPECT_TRUE(insurers.at(insurers.late_elderly(prefecture)).number.is_late_elderly());
        for (std::size_t i = 0; i < insurers.municipalities(prefecture); ++i) {
            const auto index = insurers.national(prefecture, i);
            EXPECT_TRUE(insurers.at(index).number.is_national_health());
            EXPECT_EQ(insurers.at(index).number.prefecture(), number);
            EXPECT_EQ(insurers.municipality_of(index), i);
            EXPECT_TRUE(seen.insert(index).second);
        }
    }
}

TEST(Insurers, families_of_the_self_defence_forces_are_in_a_mutual)
{
    const Insurers insurers(10'000);
    for (InsurerIndex i = 0; i < insurers.all().size(); ++i) {
        const auto family = insurers.at(insurers.of_dependants(i)).number.law_number();
        const auto member = insurers.at(i).number.law_number();
        EXPECT_EQ(family, member == "07" ? "31" : member);
    }
}

TEST(Insurers, employees_are_split_as_in_japan)
{
    const Insurers insurers(1'000'000);
    Draw draw(1, 1, Purpose::work);
    std::map<std::string, int> people;
    for (int i = 0; i < 100'000; ++i)
        ++people[insurers.at(insurers.draw_employees(draw, 0, false)).number.law_number()];
    EXPECT_NEAR(people["01"], 50'500, 1000);
    EXPECT_NEAR(people["06"], 36'250, 1000);
    EXPECT_NEAR(people["31"] + people["32"] + people["33"] + people["34"], 12'800, 500);
    EXPECT_NEAR(people["07"], 300, 80);
    EXPECT_NEAR(people["02"], 150, 60);
    EXPECT_EQ(people.count("63"), 0U);
}

TEST(Insurers, some_of_60_and_more_are_in_a_scheme_of_the_specified_retired)
{
    const Insurers insurers(1'000'000);
    Draw draw(1, 1, Purpose::work);
    std::map<std::string, int> people;
    for (int i = 0; i < 100'000; ++i)
        ++people[insurers.at(insurers.draw_employees(draw, 0, true)).number.law_number()];
    EXPECT_NEAR(people["63"], 3'000, 300);
    for (const auto* law : {"72", "73", "74", "75"})
        EXPECT_NEAR(people[law], 200, 60) << law;
}

TEST(WriteInsurers, every_row_parses_back)
{
    std::ostringstream out;
    write_insurers(test_town(200'000), out);
    std::size_t bad = 0;
    const auto rows = parse_file(out.str(), wire::insurer_file(), bad);
    EXPECT_EQ(bad, 0U);
    ASSERT_EQ(rows.size(), 100U);
    EXPECT_EQ(rows[0].number.text(), "06139992");
    EXPECT_EQ(rows[0].name, "見本健康保険組合（合成）");
}

} // namespace
} // namespace onshi::synth
