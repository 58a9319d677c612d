#include "wire/eligibility_message.h"
#include "wire/search_info.h"
#include "wire/xml_writer.h"

namespace onshi::wire {

domain::Result<EligibilityRequest> parse_eligibility_request(std::string_view bytes, SeenHeader& seen)
{
    seen = {};
    const auto document = XmlDocument::parse(bytes);
    if (!document)
        return std::unexpected(document.error());

    Findings findings;
    ElementReader message(document->root(), level::message, findings);
    // The header comes first whatever the order in the file: it is echoed even if the body is refused.
    ElementReader header(message.required_group(tag::header), level::request_header, findings);
    const auto on = header.required_date(tag::confirmation_date);
    auto facility = header.parsed(tag::facility, &domain::FacilityCode::parse);
    auto file_identifier = header.short_text(tag::file_identifier, identifier_limit);
    seen = {on, file_identifier};

    ElementReader body(message.required_group(tag::body), level::request_body, findings);
    auto search = read_search_info(body.required_group(tag::search_info), findings);
    if (findings.refused() || !on || !facility || !search)
        return findings.reason();
    return EligibilityRequest{*on, *std::move(facility), std::move(file_identifier), *std::move(search),
                              findings.unknown_elements};
}

std::string write_eligibility_request(const EligibilityRequest& request)
{
    std::string out = xml_declaration(CharacterCode::utf8);
    XmlWriter xml(out);
    xml.open(tag::message);
    xml.open(tag::header);
    xml.leaf(tag::confirmation_date, request.on.compact());
    xml.leaf(tag::facility, request.facility.text());
    xml.leaf(tag::file_identifier, request.file_identifier);
    xml.close(tag::header);
    xml.open(tag::body);
    tell_search_info(xml, request.search);
    xml.close(tag::body);
    xml.close(tag::message);
    return out;
}

} // namespace onshi::wire
