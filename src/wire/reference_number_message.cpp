#include "wire/reference_number_message.h"

#include "base/text.h"
#include "wire/search_info.h"
#include "wire/xml_writer.h"

namespace onshi::wire {

namespace {

void tell_info(XmlWriter& xml, const ReferenceNumberRequest& request)
{
    xml.open(tag::reference_info);
    xml.leaf(tag::reference_number, request.reference_number);
    xml.leaf(tag::insurer_number, request.insurer.padded());
    xml.leaf(tag::symbol, request.id.symbol());
    xml.leaf(tag::number, request.id.number());
    xml.leaf(tag::branch, request.id.branch());
    xml.close(tag::reference_info);
}

void tell_header(XmlWriter& xml, const ReferenceNumberAnswer& answer)
{
    const bool call_failed = answer.failure && !answer.echo;
    xml.open(tag::header);
    xml.leaf(tag::execution_time, base::jst_compact(answer.at));
    xml.leaf(tag::facility, answer.facility);
    xml.leaf(tag::file_identifier, answer.file_identifier);
    xml.leaf(tag::segment_of_result, call_failed ? "9" : "1");
    if (call_failed) {
        xml.leaf(tag::error_code, answer.failure->code);
        xml.message(tag::error_message, answer.failure->message);
    }
    xml.leaf(tag::character_code, answer.character_code == CharacterCode::utf8 ? "0" : "1");
    xml.close(tag::header);
}

} // namespace

domain::Result<ReferenceNumberRequest> parse_reference_number_request(std::string_view bytes, SeenHeader& seen)
{
    seen = {};
    const auto document = XmlDocument::parse(bytes);
    if (!document)
        return std::unexpected(document.error());
    Findings findings;
    ElementReader message(document->root(), level::message, findings);
    ElementReader header(message.required_group(tag::header), level::reference_header, findings);
    auto facility = header.parsed(tag::facility, &domain::FacilityCode::parse);
    auto file_identifier = header.short_text(tag::file_identifier, identifier_limit);
    seen = {{}, file_identifier};

    ElementReader body(message.required_group(tag::body), level::reference_body, findings);
    ElementReader info(body.required_group(tag::reference_info), level::reference_info, findings);
    auto number = info.required_text(tag::reference_number);
    if (base::length(number) > identifier_limit)
        info.refuse(domain::ErrorCode::length, tag::reference_number);
    auto insurer = info.parsed(tag::insurer_number, &domain::InsurerNumber::parse);
    auto id = read_insured_id(info, findings);
    if (findings.refused() || !facility || !insurer || !id)
        return findings.reason();
    return ReferenceNumberRequest{*std::move(facility), std::move(file_identifier), std::move(number),
                                  *std::move(insurer), *std::move(id)};
}

std::string write_reference_number_request(const ReferenceNumberRequest& request)
{
    std::string out = xml_declaration(CharacterCode::utf8);
    XmlWriter xml(out);
    xml.open(tag::message);
    xml.open(tag::header);
    xml.leaf(tag::facility, request.facility.text());
    xml.leaf(tag::file_identifier, request.file_identifier);
    xml.close(tag::header);
    xml.open(tag::body);
    tell_info(xml, request);
    xml.close(tag::body);
    xml.close(tag::message);
    return out;
}

std::string write_reference_number_answer(const ReferenceNumberAnswer& answer)
{
    const bool shift_jis = answer.character_code == CharacterCode::shift_jis;
    std::string out = xml_declaration(answer.character_code);
    XmlWriter xml(out, shift_jis);
    xml.open(tag::message);
    tell_header(xml, answer);
    xml.open(tag::body);
    if (answer.echo)
        tell_info(xml, *answer.echo);
    xml.leaf(tag::result_status, answer.failure ? "2" : "1");
    if (answer.failure) {
        xml.leaf(tag::result_code, answer.failure->code);
        xml.message(tag::result_message, answer.failure->message);
    }
    xml.close(tag::body);
    xml.close(tag::message);
    return shift_jis ? base::to_shift_jis(out).bytes : out;
}

} // namespace onshi::wire
