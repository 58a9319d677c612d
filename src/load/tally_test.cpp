#include "load/tally.h"

#include <gmock/gmock.h>

namespace onshi::load {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::string answer(const char* validity)
{
    return std::string(
               "<XmlMsg>\n<MessageHeader>\n<SegmentOfResult>1</SegmentOfResult>\n</MessageHeader>\n<MessageBody>\n"
               "<QualificationValidity>") +
           validity + "</QualificationValidity>\n</MessageBody>\n</XmlMsg>\n";
}

std::uint64_t missed(const Tally& tally, Miss kind) { return tally.misses.at(static_cast<std::size_t>(kind)); }

TEST(Tally, what_was_foreseen_is_no_error)
{
    Tally tally;
    tally.count(Target::check, {200, "id", answer("1")}, Foreseen::found);
    tally.count(Target::check, {200, "id", answer("2")}, Foreseen::lost);
    tally.count(Target::check, {200, "id", answer("3")}, Foreseen::lost);
    tally.count(Target::check, {200, "id", answer("4")}, Foreseen::unknown);
    EXPECT_EQ(tally.answers, 4U);
    EXPECT_THAT(tally.by_validity, ElementsAre(0, 1, 1, 1, 1, 0));
    EXPECT_THAT(tally.by_status, ElementsAre(Pair(200, 4)));
    EXPECT_EQ(tally.errors(), 0U);
    EXPECT_EQ(tally.other_than_foreseen(), 0U);
}

TEST(Tally, another_answer_than_foreseen_is_told_by_kind_and_is_no_error)
{
    Tally tally;
    tally.count(Target::check, {200, "id", answer("4")}, Foreseen::found);
    tally.count(Target::check, {200, "id", answer("4")}, Foreseen::found);
    tally.count(Target::check, {200, "id", answer("1")}, Foreseen::unknown);
    EXPECT_EQ(tally.errors(), 0U);
    EXPECT_EQ(tally.other_than_foreseen(), 3U);
    EXPECT_THAT(tally.unforeseen, ElementsAre(Pair(Pair(Foreseen::found, 4), 2), Pair(Pair(Foreseen::unknown, 1), 1)));
}

TEST(Tally, refusals_are_told_by_status_and_code)
{
    Tally tally;
    tally.count(Target::check, {429, "", "<XmlMsg><ErrorCode>OPN90002E</ErrorCode></XmlMsg>"}, Foreseen::found);
    tally.count(Target::empty, {404, "", R"({"type":"about:blank","code":"OPN30001E"})"}, Foreseen::found);
    tally.count(Target::check, {502, "", "<html>Bad gateway</html>"}, Foreseen::found);
    EXPECT_EQ(missed(tally, Miss::status), 3U);
    EXPECT_THAT(tally.by_status, ElementsAre(Pair(404, 1), Pair(429, 1), Pair(502, 1)));
    EXPECT_THAT(tally.by_error_code, ElementsAre(Pair("OPN30001E", 1), Pair("OPN90002E", 1), Pair("none", 1)));
    EXPECT_THAT(tally.by_validity, ElementsAre(0, 0, 0, 0, 0, 0));
}

TEST(Tally, an_answer_without_validity_or_id_is_an_error_though_it_is_200)
{
    Tally tally;
    tally.count(Target::check, {200, "id", "<XmlMsg></XmlMsg>"}, Foreseen::found);
    tally.count(Target::check, {200, "id", answer("")}, Foreseen::found);
    tally.count(Target::check, {200, "id", answer("9")}, Foreseen::found);
    tally.count(Target::check, {200, "", answer("1")}, Foreseen::found);
    EXPECT_EQ(missed(tally, Miss::no_validity), 3U);
    EXPECT_EQ(missed(tally, Miss::no_id), 1U);
    EXPECT_EQ(tally.errors(), 4U);
}

TEST(Tally, a_post_of_nothing_needs_no_more_than_200)
{
    Tally tally;
    tally.count(Target::empty, {200, "", ""}, Foreseen::found);
    EXPECT_EQ(tally.answers, 1U);
    EXPECT_EQ(tally.errors(), 0U);
}

} // namespace
} // namespace onshi::load
