#include "wire/message_head.h"

#include "base/text.h"
#include "wire/sample_messages.h"

#include <gmock/gmock.h>

using namespace onshi;
using domain::ErrorCode;
using testing::HasSubstr;
using wire::sample::file;

namespace {

const base::Instant at = wire::sample::moment("2026-04-01T09:03:01+09:00");
const wire::CodedMessage silent{"OPN40020W", "回答がありませんでした。"};

} // namespace

TEST(MessageHead, is_read_of_any_message)
{
    const auto head = wire::read_message_head(file("eligibility_request/m1.xml"));
    ASSERT_TRUE(head);
    EXPECT_EQ(head->facility, "1319999999");
    EXPECT_EQ(head->file_identifier, "202604010001");
    EXPECT_EQ(head->on, wire::sample::day(2026, 4, 1));
    EXPECT_EQ(head->character_code, wire::CharacterCode::utf8);
    EXPECT_EQ(wire::read_message_head(file("eligibility_request/m1_shift_jis.xml"))->character_code,
              wire::CharacterCode::shift_jis);
    EXPECT_TRUE(wire::read_message_head("<XmlMsg/>")) << "what it says is the centre's affair";
}

TEST(MessageHead, bytes_that_are_no_message_are_refused)
{
    EXPECT_EQ(wire::read_message_head("<XmlMsg>").error().code, ErrorCode::xml_malformed);
    EXPECT_EQ(wire::read_message_head("").error().code, ErrorCode::body_empty);
    EXPECT_EQ(wire::read_message_head("<html/>").error().code, ErrorCode::xml_root);
    EXPECT_EQ(wire::read_message_head("<!DOCTYPE x><XmlMsg/>").error().code, ErrorCode::xml_dtd);
}

TEST(MessageHead, a_failure_echoes_it_in_its_own_character_code)
{
    const auto head = wire::read_message_head(file("eligibility_request/m1_shift_jis.xml")).value();
    const auto bytes = wire::write_failure(head, "1349999993", at, silent);
    const auto xml = base::from_shift_jis(bytes).value();
    EXPECT_THAT(xml, HasSubstr("encoding=\"Shift_JIS\""));
    EXPECT_THAT(xml, HasSubstr("<SegmentOfResult>9</SegmentOfResult>"));
    EXPECT_THAT(xml, HasSubstr("<ErrorCode>OPN40020W</ErrorCode>"));
    EXPECT_THAT(xml, HasSubstr("<ArbitraryFileIdentifier>202604010001</ArbitraryFileIdentifier>"));
    EXPECT_THAT(xml, HasSubstr("<QualificationConfirmationDate>20260401</QualificationConfirmationDate>"));
    EXPECT_THAT(xml, HasSubstr("<MedicalInstitutionCode>1319999999</MedicalInstitutionCode>"));
}

TEST(MessageHead, a_refusal_without_an_echo_gets_it_and_others_stay_as_they_are)
{
    const auto head = wire::read_message_head(file("eligibility_request/m1.xml")).value();
    wire::EligibilityAnswer unread{.at = at, .on = wire::sample::day(2026, 4, 1)};
    unread.failure = wire::CodedMessage{"OPN20003E", "失効しています。"};
    const auto told = wire::with_echo(wire::write_eligibility_answer(unread), head);
    EXPECT_THAT(told, HasSubstr("<ArbitraryFileIdentifier>202604010001</ArbitraryFileIdentifier>"));
    EXPECT_THAT(told, HasSubstr("<ErrorCode>OPN20003E</ErrorCode>"));
    EXPECT_THAT(told, HasSubstr("<MedicalInstitutionCode>1319999999</MedicalInstitutionCode>"));
    const auto m6 = file("eligibility_answer/m6_failure.xml");
    EXPECT_EQ(wire::with_echo(m6, head), m6);
    EXPECT_EQ(wire::with_echo("no message", head), "no message");
}
