#include "terminal/exchange/file_name.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using Kind = RequestName::Kind;

// Names of interface 1.2.
TEST(FileName, a_request_names_its_message_and_its_result)
{
    const auto name = parse_request_name("OQSsiquc01req_202604010001.xml");
    EXPECT_EQ(name.kind, Kind::known);
    EXPECT_EQ(name.message, "OQSsiquc01");
    EXPECT_EQ(name.result, "OQSsiquc01res_202604010001");
    EXPECT_FALSE(name.encrypted);
    EXPECT_EQ(parse_request_name("OQSsiimm01req_1.xml").kind, Kind::known);
    EXPECT_EQ(parse_request_name("OQSmuimm01req_1.xml").result, "OQSmuimm01res_1");
    EXPECT_EQ(parse_request_name("OQSmuimm02req_1.xml").result, "OQSmuimm02res_1");
}

TEST(FileName, a_suffix_is_free_and_an_ending_may_be_of_any_case)
{
    EXPECT_EQ(parse_request_name("OQSsiquc01req_a req_b.XML").result, "OQSsiquc01res_a req_b");
    EXPECT_TRUE(parse_request_name("OQSsiquc01req_1.ZIP").encrypted);
}

TEST(FileName, messages_without_a_route_are_unknown_and_others_unnamed)
{
    EXPECT_EQ(parse_request_name("YZKsiquc01req_042604010930P1.xml").kind, Kind::unknown);
    EXPECT_EQ(parse_request_name("OQSsihvq01req_1.xml").kind, Kind::unknown);
    EXPECT_EQ(parse_request_name("oqssiquc01req_1.xml").kind, Kind::unknown);
    for (const char* name : {"letter.xml", "OQSsiquc01req_.xml", "req_1.xml", "OQSsiquc01res_1.xml"})
        EXPECT_EQ(parse_request_name(name).kind, Kind::unnamed) << name;
    EXPECT_EQ(parse_request_name("letter.xml").result, "letter");
}

TEST(FileName, what_is_no_request_yet_is_left_alone)
{
    for (const char* name :
         {".OQSsiquc01req_1.xml", "OQSsiquc01req_1.tmp", "OQSsiquc01req_1.xml.tmp", "Thumbs.db", ".xml"})
        EXPECT_EQ(parse_request_name(name).kind, Kind::other) << name;
}

TEST(FileName, results_are_told_from_what_others_keep_in_the_folder)
{
    EXPECT_TRUE(is_result_name("OQSsiquc01res_1.xml"));
    EXPECT_TRUE(is_result_name("OQSsiquc01res_1.zip"));
    EXPECT_TRUE(is_result_name("OQSsiquc01res_1.err"));
    EXPECT_TRUE(is_result_name("OQSsiquc01res_face_131999999900000000000000000042_20260401093005.xml"));
    EXPECT_FALSE(is_result_name("readme.txt"));
    EXPECT_FALSE(is_result_name("address book.xml"));
}

} // namespace

} // namespace onshi::terminal
