#include "wire/bulk_registration_message.h"

#include "base/text.h"
#include "wire/search_info.h"
#include "wire/xml_writer.h"

namespace onshi::wire {

namespace {

BulkPerson read_person(XmlElement element, const domain::FacilityCode& facility, const std::string& file_identifier)
{
    Findings findings;
    ElementReader info(element, level::reference_info, findings);
    auto reference_number = info.required_text(tag::reference_number);
    if (base::length(reference_number) > identifier_limit)
        info.refuse(domain::ErrorCode::length, tag::reference_number);
    auto insurer = info.parsed(tag::insurer_number, &domain::InsurerNumber::parse);
    auto id = read_insured_id(info, findings);
    const auto request = [&]() -> domain::Result<ReferenceNumberRequest> {
        if (findings.refused() || !insurer || !id)
            return findings.reason();
        return ReferenceNumberRequest{facility, file_identifier, reference_number, *insurer, *id};
    };
    return {.reference_number = reference_number,
            .insurer = info.text(tag::insurer_number),
            .symbol = info.text(tag::symbol),
            .number = info.text(tag::number),
            .branch = info.text(tag::branch),
            .request = request()};
}

/// As the interface pads it, if it is one.
std::string padded(const BulkPerson& person)
{
    return person.request ? person.request->insurer.padded() : person.insurer;
}

void tell_person(XmlWriter& xml, const BulkPerson& person)
{
    xml.open(tag::reference_info);
    xml.leaf(tag::reference_number, person.reference_number);
    xml.leaf(tag::insurer_number, padded(person));
    xml.leaf(tag::symbol, person.symbol);
    xml.leaf(tag::number, person.number);
    xml.leaf(tag::branch, person.branch);
    xml.close(tag::reference_info);
}

void tell_header(XmlWriter& xml, const BulkFrame& frame, std::string_view reception_number)
{
    xml.open(tag::header);
    xml.leaf(tag::execution_time, base::jst_compact(frame.at));
    xml.leaf(tag::facility, frame.facility);
    xml.leaf(tag::file_identifier, frame.file_identifier);
    xml.leaf(tag::reception_number, reception_number);
    xml.leaf(tag::segment_of_result, "1");
    xml.leaf(tag::character_code, frame.character_code == CharacterCode::utf8 ? "0" : "1");
    xml.close(tag::header);
}

void tell_outcome(XmlWriter& xml, const BulkOutcome& outcome)
{
    xml.open(tag::bulk_registration);
    tell_person(xml, outcome.person);
    xml.leaf(tag::result_status, outcome.failure ? "2" : "1");
    if (outcome.failure) {
        xml.leaf(tag::result_code, outcome.failure->code);
        xml.message(tag::result_message, outcome.failure->message);
    }
    xml.close(tag::bulk_registration);
}

std::string in_code(CharacterCode code, std::string utf8)
{
    return code == CharacterCode::shift_jis ? base::to_shift_jis(utf8).bytes : utf8;
}

} // namespace

domain::Result<BulkRegistrationRequest> parse_bulk_registration(std::string_view bytes, SeenHeader& seen)
{
    seen = {};
    const auto document = XmlDocument::parse_bulk(bytes);
    if (!document)
        return std::unexpected(document.error());
    Findings findings;
    ElementReader message(document->root(), level::message, findings);
    ElementReader header(message.required_group(tag::header), level::reference_header, findings);
    auto facility = header.parsed(tag::facility, &domain::FacilityCode::parse);
    auto file_identifier = header.short_text(tag::file_identifier, identifier_limit);
    seen = {{}, file_identifier};
    const auto body = message.required_group(tag::body);
    if (findings.refused() || !facility)
        return findings.reason();

    BulkRegistrationRequest request{*std::move(facility), std::move(file_identifier), {}};
    for (auto child = body.first_child(); child.present(); child = child.next())
        if (child.name() == tag::reference_info.name)
            request.people.push_back(read_person(child, request.facility, request.file_identifier));
    if (request.people.empty())
        return std::unexpected(
            domain::rejection(domain::ErrorCode::element_missing, tag::reference_info.name, tag::reference_info.term));
    return request;
}

domain::Result<ReceptionRequest> parse_reception_request(std::string_view bytes, SeenHeader& seen)
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
    ElementReader body(message.required_group(tag::body), level::reception_body, findings);
    auto number = body.required_text(tag::reception_number);
    if (base::length(number) > identifier_limit)
        body.refuse(domain::ErrorCode::length, tag::reception_number);
    if (findings.refused() || !facility)
        return findings.reason();
    return ReceptionRequest{*std::move(facility), std::move(file_identifier), std::move(number)};
}

std::string write_bulk_receipt(const BulkFrame& frame, base::Instant received_at)
{
    std::string out = xml_declaration(frame.character_code);
    XmlWriter xml(out, frame.character_code == CharacterCode::shift_jis);
    xml.open(tag::message);
    tell_header(xml, frame, {});
    xml.open(tag::body);
    xml.leaf(tag::reception_number, frame.reception_number);
    xml.leaf(tag::reception_time, base::jst_compact(received_at));
    xml.close(tag::body);
    xml.close(tag::message);
    return in_code(frame.character_code, std::move(out));
}

std::string write_bulk_outcomes(const BulkFrame& frame, const std::vector<BulkOutcome>& outcomes)
{
    std::string out = xml_declaration(frame.character_code);
    XmlWriter xml(out, frame.character_code == CharacterCode::shift_jis);
    xml.open(tag::message);
    tell_header(xml, frame, frame.reception_number);
    xml.open(tag::body);
    for (const auto& outcome : outcomes)
        tell_outcome(xml, outcome);
    xml.close(tag::body);
    xml.close(tag::message);
    return in_code(frame.character_code, std::move(out));
}

} // namespace onshi::wire
