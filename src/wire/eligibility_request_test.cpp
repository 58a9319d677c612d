#include "wire/eligibility_message.h"
#include "wire/sample_messages.h"

#include <gtest/gtest.h>

using namespace onshi;
using domain::ErrorCode;
using wire::sample::day;
using wire::sample::replaced;

namespace {

const std::string m1 = wire::sample::file("eligibility_request/m1.xml");

domain::Result<wire::EligibilityRequest> parse(std::string_view bytes)
{
    wire::SeenHeader seen;
    return wire::parse_eligibility_request(bytes, seen);
}

domain::Rejection refusal(std::string_view bytes)
{
    const auto request = parse(bytes);
    return request ? domain::Rejection{ErrorCode::fault, "accepted", {}} : request.error();
}

void expect_m1(const domain::Result<wire::EligibilityRequest>& request)
{
    ASSERT_TRUE(request) << request.error().field << request.error().reason;
    EXPECT_EQ(request->on, day(2026, 4, 1));
    EXPECT_EQ(request->facility.text(), "1319999999");
    EXPECT_EQ(request->file_identifier, "202604010001");
    EXPECT_EQ(request->search, wire::sample::search_m2());
    EXPECT_EQ(request->unknown_elements, 0U);
}

} // namespace

TEST(EligibilityRequest, M1_is_read) { expect_m1(parse(m1)); }

TEST(EligibilityRequest, every_accepted_encoding_reads_the_same)
{
    expect_m1(parse(wire::sample::file("eligibility_request/m1_shift_jis.xml")));
    expect_m1(parse(wire::sample::file("eligibility_request/m1_bom_single_quotes.xml")));
    expect_m1(parse(wire::sample::file("eligibility_request/cdata_and_comment.xml")));
}

TEST(EligibilityRequest, order_of_elements_is_free)
{
    expect_m1(parse("<XmlMsg><MessageBody><QualificationConfirmSearchInfo>"
                    "<ArbitraryIdentifier>P000123</ArbitraryIdentifier>"
                    "<LimitApplicationCertificateRelatedConsFlg>1</LimitApplicationCertificateRelatedConsFlg>"
                    "<Birthdate>19850407</Birthdate><InsuredBranchNumber>01</InsuredBranchNumber>"
                    "<InsuredIdentificationNumber>１２３４</InsuredIdentificationNumber>"
                    "<InsuredCardSymbol>架空</InsuredCardSymbol><InsurerNumber>06139992</InsurerNumber>"
                    "</QualificationConfirmSearchInfo></MessageBody><MessageHeader>"
                    "<ArbitraryFileIdentifier>202604010001</ArbitraryFileIdentifier>"
                    "<MedicalInstitutionCode>1319999999</MedicalInstitutionCode>"
                    "<QualificationConfirmationDate>20260401</QualificationConfirmationDate>"
                    "</MessageHeader></XmlMsg>"));
}

TEST(EligibilityRequest, unknown_elements_are_counted_once_each_and_not_entered)
{
    const auto request = parse(wire::sample::file("eligibility_request/m1_unknown_elements.xml"));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->unknown_elements, 2U); // Vendor, NewGroup
    EXPECT_EQ(request->search, wire::sample::search_m2());
}

TEST(EligibilityRequest, elements_inside_a_value_are_unknown)
{
    const auto request = parse(replaced(m1, "19850407", "<b/>19850407<c><d/></c>"));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->unknown_elements, 2U);
}

TEST(EligibilityRequest, six_digit_insurer_number_comes_with_two_spaces)
{
    const auto request = parse(wire::sample::file("eligibility_request/m1_national_health.xml"));
    ASSERT_TRUE(request) << request.error().reason;
    EXPECT_EQ(request->search.insurer.text(), "139998");
}

TEST(EligibilityRequest, optional_elements_may_be_absent_or_empty)
{
    auto bytes = replaced(m1, "<InsuredCardSymbol>架空</InsuredCardSymbol>", "");
    bytes = replaced(bytes, "<InsuredBranchNumber>01</InsuredBranchNumber>", "<InsuredBranchNumber/>");
    bytes = replaced(bytes, "<ArbitraryIdentifier>P000123</ArbitraryIdentifier>", "");
    bytes = replaced(bytes, "<ArbitraryFileIdentifier>202604010001</ArbitraryFileIdentifier>", "");
    const auto request = parse(bytes);
    ASSERT_TRUE(request) << request.error().reason;
    EXPECT_EQ(request->search.id.symbol(), "");
    EXPECT_EQ(request->search.id.branch(), "");
    EXPECT_EQ(request->search.person_identifier, "");
    EXPECT_EQ(request->file_identifier, "");
}

TEST(EligibilityRequest, missing_element_is_named_and_begins_with_its_term)
{
    const auto rejection =
        refusal(replaced(m1, "<InsuredIdentificationNumber>１２３４</InsuredIdentificationNumber>", ""));
    EXPECT_EQ(rejection.code, ErrorCode::element_missing);
    EXPECT_EQ(rejection.field, "InsuredIdentificationNumber");
    EXPECT_TRUE(rejection.reason.starts_with("番号")) << rejection.reason;
}

TEST(EligibilityRequest, every_required_element_is_missed)
{
    for (const std::string name :
         {"QualificationConfirmationDate", "MedicalInstitutionCode", "InsurerNumber", "InsuredIdentificationNumber",
          "Birthdate", "LimitApplicationCertificateRelatedConsFlg", "QualificationConfirmSearchInfo", "MessageHeader",
          "MessageBody"}) {
        const auto begin = m1.find("<" + name + ">");
        const auto end = m1.find("</" + name + ">") + name.size() + 3;
        const auto rejection = refusal(m1.substr(0, begin) + m1.substr(end));
        EXPECT_EQ(rejection.code, ErrorCode::element_missing) << name;
        EXPECT_TRUE(rejection.field == name || name.starts_with("Message")) << name << rejection.field;
    }
}

TEST(EligibilityRequest, empty_required_element_counts_as_missing)
{
    const auto rejection = refusal(replaced(m1, "19850407", "　 "));
    EXPECT_EQ(rejection, domain::rejection(ErrorCode::element_missing, "Birthdate", "生年月日"));
}

TEST(EligibilityRequest, repeated_known_element_is_refused)
{
    EXPECT_EQ(refusal(wire::sample::file("eligibility_request/repeated.xml")),
              domain::rejection(ErrorCode::element_repeated, "Birthdate", "生年月日"));
    EXPECT_EQ(refusal(replaced(m1, "</MessageHeader>", "</MessageHeader><MessageHeader/>")).code,
              ErrorCode::element_repeated);
}

TEST(EligibilityRequest, wrong_values_are_refused_by_name)
{
    struct Case
    {
        const char *from, *to, *field;
        ErrorCode code;
    };
    const std::string long_text(51, 'x');
    const Case cases[] = {
        {">20260401<", ">2026-04-01<", "QualificationConfirmationDate", ErrorCode::date_form},
        {">20260401<", ">20260231<", "QualificationConfirmationDate", ErrorCode::date_form},
        {"19850407", "1985/4/7", "Birthdate", ErrorCode::birth_date_form},
        {"19850407", "19850431", "Birthdate", ErrorCode::birth_date_form},
        {"1319999999", "1319999998", "MedicalInstitutionCode", ErrorCode::check_digit},
        {"06139992", "06139993", "InsurerNumber", ErrorCode::check_digit},
        {"06139992", "0613999", "InsurerNumber", ErrorCode::length},
        {">01<", ">1<", "InsuredBranchNumber", ErrorCode::characters},
        {">架空<", ">架\t空<", "InsuredCardSymbol", ErrorCode::characters},
        {"ConsFlg>1<", "ConsFlg>2<", "LimitApplicationCertificateRelatedConsFlg", ErrorCode::unknown_value},
        {"ConsFlg>1<", "ConsFlg>01<", "LimitApplicationCertificateRelatedConsFlg", ErrorCode::unknown_value},
        {">P000123<", long_text.c_str(), "ArbitraryIdentifier", ErrorCode::length},
        {"202604010001", long_text.c_str(), "ArbitraryFileIdentifier", ErrorCode::length},
    };
    for (const auto& c : cases) {
        const std::string to = c.to == long_text && std::string(c.from).starts_with('>') ? ">" + long_text + "<" : c.to;
        const auto rejection = refusal(replaced(m1, c.from, to));
        EXPECT_EQ(rejection.code, c.code) << c.from << " -> " << to;
        EXPECT_EQ(rejection.field, c.field) << c.from << " -> " << to;
    }
}

TEST(EligibilityRequest, identifiers_are_measured_in_characters)
{
    std::string fifty;
    for (int i = 0; i < 50; ++i)
        fifty += "例";
    const auto request = parse(replaced(m1, "P000123", fifty));
    ASSERT_TRUE(request);
    EXPECT_EQ(request->search.person_identifier, fifty);
}

TEST(EligibilityRequest, the_header_is_seen_although_the_body_is_refused)
{
    wire::SeenHeader seen;
    EXPECT_FALSE(wire::parse_eligibility_request(wire::sample::file("eligibility_request/birth_date_form.xml"), seen));
    EXPECT_EQ(seen.on, day(2026, 4, 1));
    EXPECT_EQ(seen.file_identifier, "202604010001");
}

TEST(EligibilityRequest, what_the_header_has_is_seen_although_the_header_is_refused)
{
    wire::SeenHeader seen{day(2000, 1, 1), "of an earlier request"};
    EXPECT_FALSE(wire::parse_eligibility_request(replaced(m1, ">20260401<", ">tomorrow<"), seen));
    EXPECT_FALSE(seen.on);
    EXPECT_EQ(seen.file_identifier, "202604010001");
}

TEST(EligibilityRequest, of_an_unreadable_message_nothing_is_seen)
{
    wire::SeenHeader seen{day(2000, 1, 1), "of an earlier request"};
    EXPECT_FALSE(wire::parse_eligibility_request(wire::sample::file("eligibility_request/truncated.xml"), seen));
    EXPECT_FALSE(seen.on);
    EXPECT_EQ(seen.file_identifier, "");
}

TEST(EligibilityRequest, what_is_written_is_read_again)
{
    auto request = parse(m1);
    ASSERT_TRUE(request);
    EXPECT_EQ(parse(wire::write_eligibility_request(*request)), request);
    request->file_identifier = "<&\">";
    request->search.person_identifier.clear();
    request->search.limit_consent = false;
    EXPECT_EQ(parse(wire::write_eligibility_request(*request)), request);
}
