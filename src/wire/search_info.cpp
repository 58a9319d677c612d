#include "wire/search_info.h"

namespace onshi::wire {

using domain::ErrorCode;

std::optional<domain::InsuredId> read_insured_id(ElementReader& reader, Findings& findings)
{
    const auto symbol = reader.text(tag::symbol);
    const auto number = reader.required_text(tag::number);
    const auto branch = reader.text(tag::branch);
    if (number.empty())
        return {};
    return findings.take(domain::InsuredId::parse(symbol, number, branch));
}

std::optional<SearchInfo> read_search_info(XmlElement element, Findings& findings)
{
    ElementReader reader(element, level::search, findings);
    auto insurer = reader.parsed(tag::insurer_number, &domain::InsurerNumber::parse);
    auto id = read_insured_id(reader, findings);
    const auto birth_date = reader.required_date(tag::birth_date, ErrorCode::birth_date_form);
    const auto consent = reader.required_code(tag::limit_consent, 0, 1);
    auto identifier = reader.short_text(tag::person_identifier, identifier_limit);
    if (!insurer || !id || !birth_date || !consent)
        return {};
    return SearchInfo{*std::move(insurer), *std::move(id), *birth_date, *consent == 1, std::move(identifier)};
}

} // namespace onshi::wire
