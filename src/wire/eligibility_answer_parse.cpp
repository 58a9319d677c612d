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

struct ReportedShare
{
    std::optional<domain::Share> share;
    bool elderly_certificate = false;
};

ReportedShare read_reported_share(ElementReader& result, bool late_elderly, Findings& findings)
{
    const auto late = read_share(result, tag::share);
    ElementReader certificate(result.group(tag::elderly_certificate), level::elderly_certificate, findings);
    const auto elderly = read_share(certificate, tag::elderly_share);
    if (late_elderly)
        return {late, false};
    return {elderly, elderly.has_value()};
}

std::optional<domain::Coverage> read_coverage(ElementReader& result, Findings& findings)
{
    auto insurer = result.parsed(tag::insurer_number, &domain::InsurerNumber::parse);
    auto id = read_insured_id(result, findings);
    auto name = result.required_text(tag::person_name);
    const auto birth_date = result.required_date(tag::birth_date, ErrorCode::birth_date_form);
    const auto sex = result.required_code(tag::sex, 1, 3);
    const auto gained = result.required_date(tag::gained);
    // 後期高齢者 have no dependants, and their answers may lack the element.
    const auto relationship = result.code(tag::relationship, 1, 2).value_or(1);
    if (!insurer || !id || !birth_date || !sex || !gained)
        return {};
    return domain::Coverage{.insurer = *std::move(insurer),
                            .id = *std::move(id),
                            .relationship = static_cast<domain::Relationship>(relationship),
                            .name = std::move(name),
                            .name_kana = base::full_width(result.text(tag::person_kana)),
                            .insured_name = result.text(tag::insured_name),
                            .birth_date = *birth_date,
                            .sex = static_cast<domain::Sex>(*sex),
                            .post_number = result.text(tag::post_number),
                            .address = result.text(tag::address),
                            .gained = *gained,
                            .lost = result.date(tag::lost),
                            .loss_reason = result.text(tag::loss_reason),
                            .certificate_issued = result.date(tag::certificate_issued),
                            .certificate_from = result.date(tag::certificate_from),
                            .certificate_to = result.date(tag::certificate_to),
                            .share = {}};
}

std::optional<FoundCoverage> read_found(XmlElement element, Findings& findings)
{
    ElementReader result(element, level::result, findings);
    auto coverage = read_coverage(result, findings);
    if (!coverage)
        return {};
    const auto reported = read_reported_share(result, coverage->insurer.is_late_elderly(), findings);
    coverage->share = reported.share;
    return FoundCoverage{*std::move(coverage), result.text(tag::insurer_name), reported.elderly_certificate};
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
std::optional<Failure> read_failure(ElementReader& header, ElementReader& body)
{
    const auto segment = header.required_code(tag::segment_of_result, 1, 9);
    if (segment && *segment != 1 && *segment != 9)
        header.refuse(ErrorCode::unknown_value, tag::segment_of_result);
    const auto status = body.required_code(tag::result_status, 1, 2);
    Failure failure{first_of(header.text(tag::error_code), body.text(tag::result_code)),
                    first_of(header.text(tag::error_message), body.text(tag::result_message))};
    if (segment == 9 || status == 2)
        return failure;
    return {};
}

void read_body(EligibilityAnswer& answer, ElementReader& body, Findings& findings)
{
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
    const auto character_code = header.required_code(tag::character_code, 0, 1);
    auto failure = read_failure(header, body);
    if (findings.refused() || !at || !on || !facility || !character_code)
        return findings.reason();

    EligibilityAnswer answer{*at,
                             *on,
                             *std::move(facility),
                             std::move(file_identifier),
                             static_cast<CharacterCode>(*character_code),
                             std::move(failure),
                             {},
                             {},
                             {}};
    if (!answer.failure)
        read_body(answer, body, findings);
    if (findings.refused())
        return findings.reason();
    return answer;
}

} // namespace onshi::wire
