#pragma once

#include "base/text.h"
#include "wire/elements.h"
#include "wire/eligibility_message.h"
#include "wire/search_info.h"

#include <string>

/// What stands where in OQSsiquc01res, told once for XML and JSON. `Writer` is XmlWriter or a class with its functions:
/// open and close a group, a list, an item of a list; leaf, which leaves out an empty text. Internal to this folder.
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
    to.leaf(tag::reference, "2"); // by certificate (OQSCD002); 1 is the card
    to.leaf(tag::segment_of_result, answer.failure ? "9" : "1");
    if (answer.failure) {
        to.leaf(tag::error_code, answer.failure->code);
        to.leaf(tag::error_message, answer.failure->message);
    }
    to.leaf(tag::character_code, answer.character_code == CharacterCode::utf8 ? "0" : "1");
    to.close(tag::header);
}

template<class Writer>
void tell_person(Writer& to, const domain::Coverage& coverage)
{
    to.leaf(tag::relationship, std::to_string(static_cast<int>(coverage.relationship)));
    to.leaf(tag::insured_name, coverage.insured_name);
    to.leaf(tag::person_name, coverage.name);
    to.leaf(tag::person_kana, base::half_width_kana(coverage.name_kana));
    to.leaf(tag::sex, std::to_string(static_cast<int>(coverage.sex)));
    to.leaf(tag::birth_date, coverage.birth_date.compact());
    to.leaf(tag::address, coverage.address);
    to.leaf(tag::post_number, coverage.post_number);
}

template<class Writer>
void tell_found(Writer& to, const FoundCoverage& found)
{
    const auto& coverage = found.coverage;
    const bool late_elderly = coverage.insurer.is_late_elderly();
    // OQSCD010: 07 自衛官 is the holder of 法別番号 07; all others are 01 一般.
    to.leaf(tag::card_classification, coverage.insurer.law_number() == "07" ? "07" : "01");
    to.leaf(tag::insurer_number, coverage.insurer.padded());
    to.leaf(tag::symbol, coverage.id.symbol());
    to.leaf(tag::number, coverage.id.number());
    to.leaf(tag::branch, coverage.id.branch());
    tell_person(to, coverage);
    to.leaf(tag::gained, coverage.gained.compact());
    to.leaf(tag::lost, compact_or_empty(coverage.lost));
    to.leaf(tag::certificate_issued, compact_or_empty(coverage.certificate_issued));
    to.leaf(tag::certificate_from, compact_or_empty(coverage.certificate_from));
    to.leaf(tag::certificate_to, compact_or_empty(coverage.certificate_to));
    if (late_elderly)
        to.leaf(tag::share, share_digits(coverage.share));
    to.leaf(tag::loss_reason, coverage.loss_reason);
    to.leaf(tag::insurer_name, found.insurer_name);
    if (found.elderly_certificate && !late_elderly && coverage.share) {
        to.open(tag::elderly_certificate);
        to.leaf(tag::elderly_share, share_digits(coverage.share));
        to.close(tag::elderly_certificate);
    }
}

template<class Writer>
void tell_body(Writer& to, const EligibilityAnswer& answer)
{
    to.open(tag::body);
    to.leaf(tag::result_status, answer.failure ? "2" : "1");
    if (answer.failure) {
        to.leaf(tag::result_code, answer.failure->code);
        to.leaf(tag::result_message, answer.failure->message);
    } else {
        if (answer.validity)
            to.leaf(tag::validity, std::to_string(static_cast<int>(*answer.validity)));
        if (answer.search)
            tell_search_info(to, *answer.search);
        if (answer.found) {
            to.open_list(tag::result_list);
            to.open_item(tag::result);
            tell_found(to, *answer.found);
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
