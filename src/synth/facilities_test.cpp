#include "synth/facilities.h"

#include "base/text.h"
#include "synth/parsed_town.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace onshi::synth {
namespace {

std::vector<wire::FacilityRow> make(std::uint64_t facilities, std::uint64_t seed = 1)
{
    std::vector<wire::FacilityRow> rows;
    each_facility(facilities, seed, [&](const wire::FacilityRow& row) { rows.push_back(row); });
    return rows;
}

std::string kind_of(const wire::FacilityRow& row)
{
    for (const auto* kind : {"病院", "歯科医院", "薬局", "診療所"}) {
        if (row.name.ends_with(std::string(kind) + "（合成）"))
            return kind;
    }
    return {};
}

TEST(Facilities, the_first_is_the_one_of_the_sample_messages)
{
    for (const std::uint64_t count : {1U, 2U, 500U}) {
        const auto rows = make(count, count);
        ASSERT_EQ(rows.size(), count);
        EXPECT_EQ(rows[0].code.text(), "1319999999");
        EXPECT_EQ(rows[0].name, "架空見本診療所（合成）");
        EXPECT_EQ(rows[0].character_code, wire::CharacterCode::utf8);
    }
    EXPECT_TRUE(make(0).empty());
}

TEST(Facilities, as_many_of_each_kind_as_in_japan)
{
    // 2022-12-18: 8,189 hospitals, 89,796 clinics, 70,517 dental clinics, 61,451 pharmacies (facility_totals.csv).
    std::map<std::string, std::size_t> kinds;
    std::set<std::string> codes;
    for (const auto& row : make(229'953)) {
        ++kinds[kind_of(row)];
        codes.insert(row.code.text());
    }
    EXPECT_EQ(kinds["病院"], 8189U);
    EXPECT_EQ(kinds["診療所"], 89796U);
    EXPECT_EQ(kinds["歯科医院"], 70517U);
    EXPECT_EQ(kinds["薬局"], 61451U);
    EXPECT_EQ(codes.size(), 229'953U);
}

TEST(Facilities, codes_are_marked_checked_and_fit_the_kind)
{
    const std::map<std::string, char> table{{"病院", '1'}, {"診療所", '1'}, {"歯科医院", '3'}, {"薬局", '4'}};
    for (const auto& row : make(20'000)) {
        const auto& code = row.code.text();
        EXPECT_TRUE(has_right_check_digit(code)) << code;
        EXPECT_EQ(code[3], '9') << code; // 郡市区番号 90 to 99
        EXPECT_EQ(row.code.fee_table(), table.at(kind_of(row)));
        EXPECT_TRUE(row.name.starts_with("架空"));
        EXPECT_EQ(base::to_shift_jis(row.name).substituted, 0U) << row.name;
    }
}

TEST(Facilities, lie_where_the_people_are)
{
    std::map<int, int> by_prefecture;
    for (const auto& row : make(10'000))
        ++by_prefecture[row.code.prefecture()];
    EXPECT_EQ(by_prefecture.size(), 47U);
    EXPECT_NEAR(by_prefecture[13], 1130, 5); // Tokyo: 11 % of the people
    EXPECT_NEAR(by_prefecture[31], 40, 5);   // Tottori: 0.4 %
}

TEST(Facilities, one_in_five_reads_shift_jis)
{
    int shift_jis = 0;
    for (const auto& row : make(10'000))
        shift_jis += row.character_code == wire::CharacterCode::shift_jis ? 1 : 0;
    EXPECT_NEAR(shift_jis, 2000, 150);
}

TEST(WriteFacilities, every_row_parses_back_and_bytes_depend_on_the_seed)
{
    const auto bytes = [](std::uint64_t seed) {
        std::ostringstream out;
        write_facilities(test_town(0, seed), out);
        return out.str();
    };
    std::size_t bad = 0;
    EXPECT_EQ(parse_file(bytes(1), wire::facility_file(), bad).size(), 100U);
    EXPECT_EQ(bad, 0U);
    EXPECT_EQ(bytes(1), bytes(1));
    EXPECT_NE(bytes(1), bytes(2));
}

TEST(FacilitiesFor, as_many_as_japan_has_for_so_many_people)
{
    EXPECT_EQ(facilities_for(125'000'000), 229'953U);
    EXPECT_EQ(facilities_for(1'000'000), 1'839U);
    EXPECT_EQ(facilities_for(1'000), 20U);
}

TEST(Facilities, more_than_the_numbers_hold_is_a_bug) { EXPECT_THROW(make(400'001), base::Bug); }

} // namespace
} // namespace onshi::synth
