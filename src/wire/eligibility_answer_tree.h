#pragma once

#include "base/text.h"
#include "wire/elements.h"
#include "wire/eligibility_message.h"
#include "wire/search_info.h"

#include <string>

/// What stands where in OQSsiquc01res, told once for XML and JSON. `Writer` is XmlWriter or a class with its functions:
/// open and close a group, a list, an item of a list, one that JSON writes without its name; leaf, which leaves out an
/// empty text; message, a leaf that loses no character. Internal to this folder.
namespace onshi::wire {

[[nodiscard]] inline std::string compact_or_empty(const std::optional<base::Date>& date)
{
    return date ? date->compact() : std::string();
}

/// "030": three digits, percent.
[[nodiscard]] inline std::string share_digits(const std::optional<domain::Share>& share)
{
    if (!share)
        return {};
    const auto digits = std::to_string(*share);
    return std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

template<class Writer>
void tell_header(Writer& to, const EligibilityAnswer& answer)
{
    to.open(tag::header);
    to.leaf(tag::execution_time, base::jst_compact(answer.at));
    to.leaf(tag::confirmation_date, answer.on.compact());
    to.leaf(tag::facility, answer.facility);
    to.leaf(tag::file_identifier, answer.file_identifier);
    to.leaf(tag::reference, answer.by_card ? "1" : "2"); // OQSCD002: by card, by certificate
    to.leaf(tag::segment_of_result, answer.failure ? "9" : "1");
    if (answer.failure) {
        to.leaf(tag::error_code, answer.failure->code);
        to.leaf(tag::error_message, answer.failure->message);
    }
    to.leaf(tag::character_code, answer.character_code == CharacterCode::utf8 ? "0" : "1");
    to.close(tag::header);
}

[[nodiscard]] inline std::string digit(auto code) { return std::to_string(static_cast<int>(code)); }

template<class Writer>
void tell_person(Writer& to, const domain::Coverage& coverage)
{
    to.leaf(tag::relationship, digit(coverage.relationship));
    to.leaf(tag::insured_name, base::full_width(coverage.insured_name));
    to.leaf(tag::person_name, base::full_width(coverage.name));
    to.leaf(tag::name_other, base::full_width(coverage.name_other));
    to.leaf(tag::person_kana, base::half_width_kana(coverage.name_kana));
    to.leaf(tag::kana_other, base::half_width_kana(coverage.name_other_kana));
    // 性別1 stands on the front of the certificate, 性別2 where the front hides it (OQSCD007: 3 未設定).
    to.leaf(tag::sex, digit(coverage.sex_hidden ? domain::Sex::unset : coverage.sex));
    if (coverage.sex_hidden)
        to.leaf(tag::hidden_sex, digit(coverage.sex));
    to.leaf(tag::birth_date, coverage.birth_date.compact());
    to.leaf(tag::address, base::full_width(coverage.address));
    to.leaf(tag::post_number, coverage.post_number);
}

template<class Writer>
void tell_certificate(Writer& to, const domain::InsuredCertificate& certificate)
{
    to.leaf(tag::certificate_issued, compact_or_empty(certificate.issued));
    to.leaf(tag::certificate_from, compact_or_empty(certificate.valid.from));
    to.leaf(tag::certificate_to, compact_or_empty(certificate.valid.to));
    to.leaf(tag::share, share_digits(certificate.share));
}

template<class Writer>
void tell_elderly(Writer& to, const domain::ElderlyCertificate& certificate)
{
    to.open(tag::elderly_certificate);
    to.leaf(tag::elderly_issued, compact_or_empty(certificate.issued));
    to.leaf(tag::elderly_from, compact_or_empty(certificate.valid.from));
    to.leaf(tag::elderly_to, compact_or_empty(certificate.valid.to));
    to.leaf(tag::elderly_share, share_digits(certificate.share));
    to.close(tag::elderly_certificate);
}

template<class Writer>
void tell_limit(Writer& to, const domain::LimitCertificate& certificate)
{
    to.open(tag::limit_certificate);
    to.leaf(tag::limit_kind, "0" + digit(certificate.kind));
    to.leaf(tag::limit_class, certificate.cls);
    to.leaf(tag::limit_issued, compact_or_empty(certificate.issued));
    to.leaf(tag::limit_from, compact_or_empty(certificate.valid.from));
    to.leaf(tag::limit_to, compact_or_empty(certificate.valid.to));
    to.leaf(tag::limit_long_term, compact_or_empty(certificate.long_term));
    to.close(tag::limit_certificate);
}

template<class Writer>
void tell_diseases(Writer& to, const std::vector<domain::SpecificDisease>& diseases)
{
    if (diseases.empty())
        return;
    to.open_list(tag::disease_list);
    for (const auto& disease : diseases) {
        to.open_flat_item(tag::disease);
        to.leaf(tag::disease_category, digit(disease.category));
        to.leaf(tag::disease_issued, compact_or_empty(disease.issued));
        to.leaf(tag::disease_from, compact_or_empty(disease.valid.from));
        to.leaf(tag::disease_to, compact_or_empty(disease.valid.to));
        to.leaf(tag::disease_self_pay, std::to_string(disease.self_pay));
        to.close_flat_item(tag::disease);
    }
    to.close_list(tag::disease_list);
}

template<class Writer>
void tell_consents(Writer& to, const FoundCoverage& found)
{
    for (const auto& consent : found.consents) {
        const auto tags = consent_tags(consent.item);
        to.leaf(tags.flag, digit(consent.flag));
        to.leaf(tags.time, consent.at ? base::jst_compact(*consent.at) : std::string());
        if (consent.until && !tags.until.name.empty())
            to.leaf(tags.until, base::jst_compact(*consent.until));
        if (consent.item == domain::ConsentItem::specific_disease)
            tell_diseases(to, found.coverage.specific_diseases);
    }
}

template<class Writer>
void tell_found(Writer& to, const FoundCoverage& found, base::Instant at)
{
    const auto& coverage = found.coverage;
    to.leaf(tag::card_classification, domain::code_of(coverage.kind));
    to.leaf(tag::insurer_number, coverage.insurer.padded());
    to.leaf(tag::symbol, coverage.id.symbol());
    to.leaf(tag::number, coverage.id.number());
    to.leaf(tag::branch, coverage.id.branch());
    tell_person(to, coverage);
    to.leaf(tag::gained, coverage.gained.compact());
    to.leaf(tag::lost, compact_or_empty(coverage.lost));
    if (!coverage.certificates.empty())
        tell_certificate(to, coverage.certificates.front());
    if (found.preschool)
        to.leaf(tag::preschool, "1");
    if (coverage.loss_reason)
        to.leaf(tag::loss_reason, domain::code_of(*coverage.loss_reason));
    to.leaf(tag::insurer_name, found.insurer_name);
    if (!coverage.elderly_certificates.empty())
        tell_elderly(to, coverage.elderly_certificates.front());
    if (found.limit_consent) {
        to.leaf(tag::limit_consent, *found.limit_consent ? "1" : "0");
        to.leaf(tag::limit_consent_time, *found.limit_consent ? base::jst_compact(at) : std::string());
    }
    if (!coverage.limit_certificates.empty())
        tell_limit(to, coverage.limit_certificates.front());
    tell_consents(to, found);
    to.leaf(tag::reference_number, found.reference_number);
}

template<class Writer>
void tell_body(Writer& to, const EligibilityAnswer& answer)
{
    to.open(tag::body);
    to.leaf(tag::prescription, answer.prescription ? std::to_string(*answer.prescription) : std::string());
    to.leaf(tag::result_status, answer.failure ? "2" : "1");
    if (const auto& told = answer.failure ? answer.failure : answer.notice) {
        to.leaf(tag::result_code, told->code);
        to.message(tag::result_message, told->message);
    }
    if (!answer.failure) {
        if (answer.validity)
            to.leaf(tag::validity, std::to_string(static_cast<int>(*answer.validity)));
        if (answer.search)
            tell_search_info(to, *answer.search);
        if (answer.found) {
            to.open_list(tag::result_list);
            to.open_item(tag::result);
            tell_found(to, *answer.found, answer.at);
            to.close_item(tag::result);
            to.close_list(tag::result_list);
        }
    }
    to.close(tag::body);
}

template<class Writer>
void tell_answer(Writer& to, const EligibilityAnswer& answer)
{
    to.open(tag::message);
    tell_header(to, answer);
    tell_body(to, answer);
    to.close(tag::message);
}

} // namespace onshi::wire
