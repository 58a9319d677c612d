#include "load/people.h"

#include "base/fault.h"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <sstream>

namespace onshi::load {
namespace {

constexpr const char* header = "person_code,insurer_number,symbol,number,branch,relationship,name,birth_date,sex,"
                               "gained_on,lost_on\n";

base::Date date(const char* iso) { return base::Date::parse_iso(iso).value(); }

Sample sampled(const std::string& rows, std::size_t most = 100, std::uint64_t seed = 1)
{
    std::istringstream file(header + rows);
    return sample_people(file, date("2026-04-01"), most, seed);
}

std::string row(const std::string& number, const std::string& gained, const std::string& lost)
{
    return "SYN-00000001,06139992,架空," + number + ",01,1,見本　花子,S60.4.7,2," + gained + "," + lost + "\n";
}

TEST(SamplePeople, the_day_of_loss_is_the_first_day_without_cover)
{
    const auto sample = sampled(row("1", "2020-04-01", "") + row("2", "2026-04-01", "2026-04-02") +
                                row("3", "2020-04-01", "2026-04-01") + row("4", "2026-04-02", ""));
    EXPECT_EQ(sample.rows, 4U);
    ASSERT_EQ(sample.in_force.size(), 2U);
    EXPECT_EQ(sample.in_force[0].number, "1");
    EXPECT_EQ(sample.in_force[1].number, "2");
    ASSERT_EQ(sample.lost.size(), 1U);
    EXPECT_EQ(sample.lost[0].number, "3");
}

TEST(SamplePeople, keeps_what_a_receipt_computer_asks_by)
{
    const auto sample = sampled(row("１２３４", "2020-04-01", ""));
    const auto& person = sample.in_force.at(0);
    EXPECT_EQ(person.insurer, "06139992");
    EXPECT_EQ(person.symbol, "架空");
    EXPECT_EQ(person.number, "１２３４");
    EXPECT_EQ(person.branch, "01");
    EXPECT_EQ(person.birth_date, date("1985-04-07"));
}

TEST(SamplePeople, rows_taken_back_or_unreadable_are_nobodys)
{
    const auto sample = sampled(row("1", "2020-04-01", "2020-04-01") + row("2", "yesterday", "") +
                                row("3", "2020-04-01", "soon") + "too,few\n" + row("5", "2020-04-01", ""));
    EXPECT_EQ(sample.rows, 5U);
    EXPECT_EQ(sample.rows_in_force, 1U);
    EXPECT_EQ(sample.rows_lost, 0U);
    EXPECT_EQ(sample.in_force.at(0).number, "5");
}

TEST(SamplePeople, each_row_has_the_same_chance_wherever_it_stands)
{
    std::string rows;
    for (int i = 0; i < 1000; ++i)
        rows += row(std::to_string(i), "2020-04-01", "");
    std::array<int, 10> tenths{};
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const auto sample = sampled(rows, 100, seed);
        ASSERT_EQ(sample.in_force.size(), 100U);
        EXPECT_EQ(sample.rows_in_force, 1000U);
        std::set<std::string> once;
        for (const auto& person : sample.in_force) {
            ++tenths.at(std::stoul(person.number) / 100);
            once.insert(person.number);
        }
        EXPECT_EQ(once.size(), 100U);
    }
    // 10,000 drawn over ten tenths: 1,000 each; the standard deviation is below 30.
    for (const int drawn : tenths)
        EXPECT_NEAR(drawn, 1000, 150);
}

TEST(SamplePeople, another_file_is_refused)
{
    std::istringstream insurers("insurer_number,name\n06139992,見本健康保険組合\n");
    EXPECT_THROW(static_cast<void>(sample_people(insurers, date("2026-04-01"), 10, 1)), base::Fault);
}

TEST(ParseMix, takes_three_shares_that_make_a_hundred)
{
    EXPECT_EQ(parse_mix("90,5,5"), (Mix{90, 5, 5}));
    EXPECT_EQ(parse_mix("0,0,100"), (Mix{0, 0, 100}));
    for (const auto* text : {"", "90", "90,10", "90,5,4", "90,5,5,0", "90,5,5 ", "-10,100,10", "90.0,5,5", ",,"})
        EXPECT_EQ(parse_mix(text), std::nullopt) << text;
}

TEST(People, come_by_the_mix)
{
    People people(sampled(row("1", "2020-04-01", "") + row("2", "2020-04-01", "2025-04-01")), {70, 20, 10}, 7);
    std::map<Foreseen, int> drawn;
    for (int i = 0; i < 10'000; ++i) {
        const auto asked = people.next();
        ++drawn[asked.foreseen];
        EXPECT_EQ(asked.person.number, asked.foreseen == Foreseen::lost ? "2" : "1");
    }
    EXPECT_NEAR(drawn[Foreseen::found], 7000, 250); // five standard deviations of a binomial
    EXPECT_NEAR(drawn[Foreseen::lost], 2000, 200);
    EXPECT_NEAR(drawn[Foreseen::unknown], 1000, 150);
}

TEST(People, a_mix_that_the_file_cannot_serve_is_refused)
{
    EXPECT_THROW(People(sampled(row("1", "2020-04-01", "")), {90, 5, 5}, 1), base::Fault);
    EXPECT_THROW(People(sampled(row("1", "2020-04-01", "2021-04-01")), {90, 5, 5}, 1), base::Fault);
    EXPECT_NO_THROW(People(sampled(row("1", "2020-04-01", "")), {95, 0, 5}, 1));
}

TEST(Agrees, says_which_validity_belongs_to_whom)
{
    std::map<Foreseen, std::vector<int>> good;
    for (const auto foreseen : all_foreseen)
        for (int validity = 0; validity <= 5; ++validity)
            if (agrees(foreseen, validity))
                good[foreseen].push_back(validity);
    EXPECT_THAT(good[Foreseen::found], testing::ElementsAre(1));
    EXPECT_THAT(good[Foreseen::lost], testing::ElementsAre(2, 3));
    EXPECT_THAT(good[Foreseen::unknown], testing::ElementsAre(4));
}

TEST(UnknownNumber, has_a_letter_and_at_most_twenty_characters)
{
    std::string number;
    append_unknown_number(number, "1234");
    EXPECT_EQ(number, "Q1234");
    number.clear();
    append_unknown_number(number, "１２３４５６７８９０１２３４５６７８９０");
    EXPECT_EQ(number, "Q２３４５６７８９０１２３４５６７８９０");
}

} // namespace
} // namespace onshi::load
