#pragma once

#include "wire/element_reader.h"
#include "wire/elements.h"
#include "wire/eligibility_message.h"

#include <optional>

/// QualificationConfirmSearchInfo: sent in a request, echoed in its answer. Internal to this folder.
namespace onshi::wire {

/// 任意の識別子 has no published length; onshi takes as many characters as for 任意のファイル識別子 (own bound).
inline constexpr std::size_t identifier_limit = 50;

/// None after keeping a rejection in `findings`.
[[nodiscard]] std::optional<SearchInfo> read_search_info(XmlElement element, Findings& findings);

/// 記号・番号・枝番; none after keeping a rejection.
[[nodiscard]] std::optional<domain::InsuredId> read_insured_id(ElementReader& reader, Findings& findings);

template<class Writer>
void tell_search_info(Writer& to, const SearchInfo& search)
{
    to.open(tag::search_info);
    to.leaf(tag::insurer_number, search.insurer.padded());
    to.leaf(tag::symbol, search.id.symbol());
    to.leaf(tag::number, search.id.number());
    to.leaf(tag::branch, search.id.branch());
    to.leaf(tag::birth_date, search.birth_date.compact());
    to.leaf(tag::limit_consent, search.limit_consent ? "1" : "0");
    to.leaf(tag::person_identifier, search.person_identifier);
    to.close(tag::search_info);
}

} // namespace onshi::wire
