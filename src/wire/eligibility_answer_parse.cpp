#include "base/text.h"
#include "wire/eligibility_message.h"
#include "wire/search_info.h"

#include <charconv>

namespace onshi::wire {

namespace {

using domain::ErrorCode;

// "20260401090212" in Japan's time.
std::optional<base::Instant> parse_time(const std::string& text)
{
    if (text.size() != 14 || text.find_first_not_of("0123456789") != std::string::npos)
        return {};
    const auto part = [&text](std::size_t at, std::size_t count) { return text.substr(at, count); };
    return base::parse_instant(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2) + "T" + part(8, 2) + ":" + part(10, 2) +
                               ":" + part(12, 2));
}

std::optional<base::Instant> read_time(ElementReader& header)
{
    const auto text = header.required_text(tag::execution_time);
    const auto at = parse_time(text);
    if (!at)
        header.refuse(ErrorCode::date_form, tag::execution_time);
    return at;
}

// Absent where no certificate told who asks.
std::optional<std::string> read_facility(ElementReader& header, Findings& findings)
{
    const auto text = header.text(tag::facility);
    if (text.empty())
        return std::string();
    const auto code = findings.take(domain::FacilityCode::parse(text), tag::facility.name);
    return code ? std::optional(code->text()) : std::nullopt;
}

// Three digits, percent; 10, 20 or 30.
std::optional<domain::Share> read_share(ElementReader& reader, const Tag& tag)
{
    const auto text = reader.text(tag);
    if (text.empty())
        return {};
    for (const domain::Share share : {10, 20, 30})
        if (text == "0" + std::to_string(share))
            return share;
    reader.refuse(ErrorCode::unknown_value, tag);
    return {};
}

std::vector<domain::InsuredCertificate> read_certificates(ElementReader& result)
{
    domain::InsuredCertificate certificate{result.date(tag::certificate_issued),
                                           {result.date(tag::certificate_from), result.date(tag::certificate_to)},
                                           read_share(result, tag::share)};
    if (certificate == domain::InsuredCertificate{})
        return {};
    return {certificate};
}

std::vector<domain::ElderlyCertificate> read_elderly(ElementReader& result, Findings& findings)
{
    const auto group = result.group(tag::elderly_certificate);
    ElementReader certificate(group, level::elderly_certificate, findings);
    const auto share = read_share(certificate, tag::elderly_share);
    if (!group.present() || !share)
        return {};
    return {{certificate.date(tag::elderly_issued),
             {certificate.date(tag::elderly_from), certificate.date(tag::elderly_to)},
             *share}};
}

std::vector<domain::LimitCertificate> read_limit(ElementReader& result, Findings& findings)
{
    const auto group = result.group(tag::limit_certificate);
    ElementReader certificate(group, level::limit_certificate, findings);
    const auto kind = certificate.text(tag::limit_kind);
    auto cls = certificate.text(tag::limit_class);
    if (!group.present())
        return {};
    if (kind != "01" && kind != "02" && kind != "03")
        certificate.refuse(ErrorCode::unknown_value, tag::limit_kind);
    if (domain::limit_class_term(cls).empty())
        certificate.refuse(ErrorCode::unknown_value, tag::limit_class);
    return {{static_cast<domain::LimitKind>(kind.empty() ? 0 : kind.back() - '0'),
             std::move(cls),
             certificate.date(tag::limit_issued),
             {certificate.date(tag::limit_from), certificate.date(tag::limit_to)},
             certificate.date(tag::limit_long_term)}};
}

/// A value of a list of two-digit codes; absent is none.
template<class Code>
std::optional<Code> read_listed(ElementReader& result, const Tag& tag, std::optional<Code> (*parse)(std::string_view))
{
    const auto text = result.text(tag);
    auto code = parse(text);
    if (!text.empty() && !code)
        result.refuse(ErrorCode::unknown_value, tag);
    return code;
}

std::vector<domain::SpecificDisease> read_diseases(ElementReader& result, Findings& findings)
{
    std::vector<domain::SpecificDisease> diseases;
    const auto list = result.group(tag::disease_list);
    if (!list.present())
        return diseases;
    for (auto item = list.first_child(); item.present(); item = item.next()) {
        if (item.name() != tag::disease.name)
            continue;
        ElementReader disease(item, level::disease, findings);
        domain::SpecificDisease one{.category = disease.code(tag::disease_category, 1, 3).value_or(0),
                                    .issued = disease.date(tag::disease_issued),
                                    .valid = {disease.date(tag::disease_from), disease.date(tag::disease_to)},
                                    .self_pay = 0};
        const auto yen = disease.text(tag::disease_self_pay);
        const auto* const end = yen.data() + yen.size();
        if (!yen.empty() && std::from_chars(yen.data(), end, one.self_pay).ptr != end)
            disease.refuse(ErrorCode::characters, tag::disease_self_pay);
        diseases.push_back(one);
    }
    return diseases;
}

std::optional<base::Instant> read_optional_time(ElementReader& result, const Tag& tag)
{
    const auto text = result.text(tag);
    const auto time = parse_time(text);
    if (!text.empty() && !time)
        result.refuse(ErrorCode::date_form, tag);
    return time;
}

/// Flag 3 (同意取得困難) belongs to emergencies and is not read yet.
std::vector<ToldConsent> read_consents(ElementReader& result)
{
    std::vector<ToldConsent> consents;
    for (const auto item : domain::consent_items) {
        const auto tags = consent_tags(item);
        if (item == domain::ConsentItem::limit_certificate)
            continue;
        if (const auto flag = result.code(tags.flag, 0, 2))
            consents.push_back(
                {.item = item,
                 .flag = static_cast<domain::ConsentFlag>(*flag),
                 .at = read_optional_time(result, tags.time),
                 .until = tags.until.name.empty() ? std::nullopt : read_optional_time(result, tags.until)});
    }
    return consents;
}

std::optional<domain::Coverage> read_coverage(ElementReader& result, Findings& findings)
{
    auto insurer = result.parsed(tag::insurer_number, &domain::InsurerNumber::parse);
    auto id = read_insured_id(result, findings);
    auto name = result.required_text(tag::person_name);
    const auto birth_date = result.required_date(tag::birth_date, ErrorCode::birth_date_form);
    const auto sex = result.required_code(tag::sex, 1, 3);
    const auto hidden_sex = result.code(tag::hidden_sex, 1, 3);
    const auto gained = result.required_date(tag::gained);
    // 後期高齢者 have no dependants, and their answers may lack the element.
    const auto relationship = result.code(tag::relationship, 1, 2).value_or(1);
    if (!insurer || !id || !birth_date || !sex || !gained)
        return {};
    return domain::Coverage{.insurer = *std::move(insurer),
                            .id = *std::move(id),
                            .kind = read_listed(result, tag::card_classification, &domain::certificate_kind)
                                        .value_or(domain::CertificateKind::ordinary),
                            .relationship = static_cast<domain::Relationship>(relationship),
                            .name = std::move(name),
                            .name_kana = base::full_width(result.text(tag::person_kana)),
                            .name_other = result.text(tag::name_other),
                            .name_other_kana = base::full_width(result.text(tag::kana_other)),
                            .insured_name = result.text(tag::insured_name),
                            .birth_date = *birth_date,
                            .sex = static_cast<domain::Sex>(hidden_sex.value_or(*sex)),
                            .sex_hidden = hidden_sex.has_value(),
                            .post_number = result.text(tag::post_number),
                            .address = result.text(tag::address),
                            .gained = *gained,
                            .lost = result.date(tag::lost),
                            .loss_reason = read_listed(result, tag::loss_reason, &domain::loss_reason),
                            .certificates = read_certificates(result),
                            .elderly_certificates = read_elderly(result, findings),
                            .limit_certificates = read_limit(result, findings),
                            .specific_diseases = read_diseases(result, findings)};
}

std::optional<FoundCoverage> read_found(XmlElement element, Findings& findings)
{
    ElementReader result(element, level::result, findings);
    auto coverage = read_coverage(result, findings);
    if (!coverage)
        return {};
    FoundCoverage found{*std::move(coverage), result.text(tag::insurer_name)};
    found.preschool = result.code(tag::preschool, 1, 1).has_value();
    if (const auto consent = result.code(tag::limit_consent, 0, 1))
        found.limit_consent = *consent == 1;
    found.consents = read_consents(result);
    found.reference_number = result.short_text(tag::reference_number, identifier_limit);
    return found;
}

// A second result belongs to 医療扶助 beside an insurance and is not read yet.
std::optional<FoundCoverage> read_first_result(XmlElement list, Findings& findings)
{
    for (auto item = list.first_child(); item.present(); item = item.next())
        if (item.name() == tag::result.name)
            return read_found(item, findings);
    return {};
}

std::string first_of(std::string text, std::string other) { return text.empty() ? std::move(other) : std::move(text); }

// SegmentOfResult speaks of the call, ProcessingResultStatus of the person: either may tell of a failure, and a code
// without one is side information.
void read_messages(EligibilityAnswer& answer, ElementReader& header, ElementReader& body)
{
    const auto segment = header.required_code(tag::segment_of_result, 1, 9);
    if (segment && *segment != 1 && *segment != 9)
        header.refuse(ErrorCode::unknown_value, tag::segment_of_result);
    const auto status = body.required_code(tag::result_status, 1, 2);
    CodedMessage told{first_of(header.text(tag::error_code), body.text(tag::result_code)),
                      first_of(header.text(tag::error_message), body.text(tag::result_message))};
    if (segment == 9 || status == 2)
        answer.failure = std::move(told);
    else if (!told.code.empty())
        answer.notice = std::move(told);
}

void read_body(EligibilityAnswer& answer, ElementReader& body, Findings& findings)
{
    answer.prescription = body.code(tag::prescription, 1, 2);
    if (const auto validity = body.code(tag::validity, 1, 5))
        answer.validity = static_cast<domain::Validity>(*validity);
    if (const auto search = body.group(tag::search_info); search.present())
        answer.search = read_search_info(search, findings);
    if (const auto list = body.group(tag::result_list); list.present())
        answer.found = read_first_result(list, findings);
}

} // namespace

domain::Result<EligibilityAnswer> parse_eligibility_answer(std::string_view bytes)
{
    const auto document = XmlDocument::parse(bytes);
    if (!document)
        return std::unexpected(document.error());

    Findings findings;
    ElementReader message(document->root(), level::message, findings);
    ElementReader header(message.required_group(tag::header), level::answer_header, findings);
    ElementReader body(message.required_group(tag::body), level::answer_body, findings);
    const auto at = read_time(header);
    const auto on = header.required_date(tag::confirmation_date);
    auto facility = read_facility(header, findings);
    auto file_identifier = header.short_text(tag::file_identifier, identifier_limit);
    const auto reference = header.code(tag::reference, 1, 2);
    const auto character_code = header.required_code(tag::character_code, 0, 1);
    if (findings.refused() || !at || !on || !facility || !character_code)
        return findings.reason();

    EligibilityAnswer answer{*at,
                             *on,
                             *std::move(facility),
                             std::move(file_identifier),
                             static_cast<CharacterCode>(*character_code),
                             {},
                             {},
                             {},
                             {},
                             {}};
    answer.by_card = reference == 1;
    read_messages(answer, header, body);
    if (!answer.failure)
        read_body(answer, body, findings);
    if (findings.refused())
        return findings.reason();
    return answer;
}

} // namespace onshi::wire
