#include "wire/bulk_registration_message.h"

#include "base/text.h"
#include "wire/sample_messages.h"

#include <gmock/gmock.h>

using namespace onshi;
using domain::ErrorCode;
using testing::HasSubstr;

namespace {

const base::Instant at = wire::sample::moment("2026-04-01T10:15:00+09:00");

std::string person(const std::string& number, const std::string& insurer = "  139998")
{
    return "<ReferenceNumberRegistrationInfo><ReferenceNumber>" + number + "</ReferenceNumber><InsurerNumber>" +
           insurer +
           "</InsurerNumber><InsuredCardSymbol>見本</InsuredCardSymbol><InsuredIdentificationNumber>5678"
           "</InsuredIdentificationNumber><InsuredBranchNumber>02</InsuredBranchNumber>"
           "</ReferenceNumberRegistrationInfo>";
}

std::string message(const std::string& body)
{
    return "<XmlMsg><MessageHeader><MedicalInstitutionCode>1319999999</MedicalInstitutionCode>"
           "<ArbitraryFileIdentifier>202604010005</ArbitraryFileIdentifier></MessageHeader><MessageBody>" +
           body + "</MessageBody></XmlMsg>";
}

wire::BulkRegistrationRequest parsed(const std::string& body)
{
    wire::SeenHeader seen;
    return wire::parse_bulk_registration(message(body), seen).value();
}

} // namespace

TEST(BulkRegistration, people_are_read_in_their_order)
{
    const auto request = parsed(person("P000789") + person("P000790"));
    EXPECT_EQ(request.facility.text(), "1319999999");
    EXPECT_EQ(request.file_identifier, "202604010005");
    ASSERT_EQ(request.people.size(), 2U);
    EXPECT_EQ(request.people[1].reference_number, "P000790");
    ASSERT_TRUE(request.people[1].request);
    EXPECT_EQ(request.people[1].request->insurer.text(), "139998");
    EXPECT_EQ(request.people[1].request->reference_number, "P000790");
}

TEST(BulkRegistration, what_is_wrong_with_one_person_is_that_persons)
{
    const auto request = parsed(person("P000789", "139997") + person("") + person("P000790"));
    ASSERT_EQ(request.people.size(), 3U);
    EXPECT_EQ(request.people[0].request.error().code, ErrorCode::check_digit);
    EXPECT_EQ(request.people[1].request.error().code, ErrorCode::element_missing);
    EXPECT_TRUE(request.people[2].request);
}

TEST(BulkRegistration, five_hundred_people_fit_and_none_is_refused)
{
    std::string people;
    for (int i = 0; i < 500; ++i)
        people += person("P" + std::to_string(i));
    EXPECT_EQ(parsed(people).people.size(), 500U);
    wire::SeenHeader seen;
    EXPECT_EQ(wire::parse_bulk_registration(message(""), seen).error().code, ErrorCode::element_missing);
    EXPECT_EQ(seen.file_identifier, "202604010005");
}

TEST(BulkRegistration, a_reception_is_asked_for_by_its_number)
{
    wire::SeenHeader seen;
    const auto request =
        wire::parse_reception_request(message("<ReceptionNumber>20260401101500000001</ReceptionNumber>"), seen);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->reception_number, "20260401101500000001");
    EXPECT_EQ(wire::parse_reception_request(message(""), seen).error().code, ErrorCode::element_missing);
}

TEST(BulkRegistration, the_receipt_has_number_and_moment)
{
    const wire::BulkFrame frame{.at = at,
                                .facility = "1319999999",
                                .file_identifier = "202604010005",
                                .reception_number = "20260401101500000001"};
    EXPECT_EQ(wire::write_bulk_receipt(frame, at), R"(<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<XmlMsg>
<MessageHeader>
<ProcessExecutionTime>20260401101500</ProcessExecutionTime>
<MedicalInstitutionCode>1319999999</MedicalInstitutionCode>
<ArbitraryFileIdentifier>202604010005</ArbitraryFileIdentifier>
<SegmentOfResult>1</SegmentOfResult>
<CharacterCodeIdentifier>0</CharacterCodeIdentifier>
</MessageHeader>
<MessageBody>
<ReceptionNumber>20260401101500000001</ReceptionNumber>
<ReceptionDateTime>20260401101500</ReceptionDateTime>
</MessageBody>
</XmlMsg>
)");
}

TEST(BulkRegistration, outcomes_echo_each_person_as_sent)
{
    auto request = parsed(person("P000789"));
    const wire::BulkFrame frame{.at = at,
                                .facility = "1319999999",
                                .file_identifier = "x",
                                .character_code = wire::CharacterCode::shift_jis,
                                .reception_number = "20260401101500000001"};
    const auto bytes =
        wire::write_bulk_outcomes(frame, {{request.people[0], {}}, {request.people[0], {{"OPN30004E", "なし"}}}});
    const auto xml = base::from_shift_jis(bytes).value();
    EXPECT_THAT(xml, HasSubstr("<ReceptionNumber>20260401101500000001</ReceptionNumber>\n<SegmentOfResult>1<"));
    const std::string echo = "<BulkRegistrationUnit>\n<ReferenceNumberRegistrationInfo>\n"
                             "<ReferenceNumber>P000789</ReferenceNumber>\n<InsurerNumber>  139998</InsurerNumber>\n"
                             "<InsuredCardSymbol>見本</InsuredCardSymbol>\n"
                             "<InsuredIdentificationNumber>5678</InsuredIdentificationNumber>\n"
                             "<InsuredBranchNumber>02</InsuredBranchNumber>\n</ReferenceNumberRegistrationInfo>\n";
    EXPECT_THAT(xml, HasSubstr(echo + "<ProcessingResultStatus>1</ProcessingResultStatus>\n</BulkRegistrationUnit>\n"));
    EXPECT_THAT(xml, HasSubstr(echo + "<ProcessingResultStatus>2</ProcessingResultStatus>\n"
                                      "<ProcessingResultCode>OPN30004E</ProcessingResultCode>\n"
                                      "<ProcessingResultMessage>なし</ProcessingResultMessage>\n"));
}
