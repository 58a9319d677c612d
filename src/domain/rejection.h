#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// Rejection: the lane for bad input and for callers who may not (4xx). doc/errors.md is this table for readers; a test
/// holds the two together. The codes are onshi's own (prefix OPN): the official list (別紙6-1) is not public.
namespace onshi::domain {

enum class ErrorCode {
    // area 1: what was sent
    birth_date_form,
    element_missing,
    length,
    check_digit,
    date_form,
    characters,
    unknown_value,
    xml_malformed,
    xml_dtd,
    xml_root,
    encoding_mismatch,
    encoding_unsupported,
    body_too_large,
    body_empty,
    xml_too_deep,
    element_repeated,
    media_type,
    request_malformed,
    contradiction,
    column_unknown,
    // area 2: who sent it
    certificate_missing,
    certificate_unregistered,
    certificate_revoked,
    certificate_expired,
    caller_not_allowed,
    other_facility,
    facility_unknown,
    too_many_requests,
    enrolment_code,
    signing_request,
    route_unknown,
    method_not_allowed,
    other_insurer,
    card_challenge_unknown,
    card_challenge_used,
    card_challenge_expired,
    card_certificate_malformed,
    card_key_kind,
    card_key_exponent,
    card_hash,
    card_self_signed,
    card_authority,
    card_unconfirmed,
    card_signs_certificates,
    card_signing_certificate,
    card_key_usage,
    card_policy,
    card_critical_extension,
    card_development_only,
    card_signing_authority,
    card_issuer_unknown,
    card_issuer_signature,
    card_issuer_not_valid,
    card_signature,
    card_not_yet_valid,
    card_expired,
    card_revoked,
    card_superseded,
    card_unusable,
    card_face_mismatch,
    card_staff_missing,
    card_session,
    staff_sign_in_needed,
    staff_session_ended,
    staff_role_not_allowed,
    staff_sign_in_failed,
    staff_second_factor_failed,
    staff_ticket_ended,
    staff_code,
    staff_password_weak,
    staff_passkey,
    // area 3: what the system holds
    idempotency_key_reused,
    insurer_unknown,
    rule_book_changed,
    number_unmatched,
    number_ambiguous,
    feed_unknown,
    feed_state,
    corrections_unknown,
    card_link_unknown,
    person_unknown,
    card_taken,
    card_predecessor,
    card_unregistered,
    card_session_used,
    staff_member_unknown,
    staff_login_taken,
    staff_last_administrator,
    reception_unknown,
    bulk_too_long,
    // area 5: the terminal and its page
    reception_step,
    pin_form,
    page_origin,
    centre_unreachable,
    // area 9: the system itself (the fault lane's face)
    fault,
    overloaded,
    too_late,
};

struct ErrorEntry
{
    ErrorCode code;
    const char* name;   ///< "birth_date_form": the enumerator, for logs and lists
    const char* wire;   ///< "OPN10001E": prefix, area, number, severity
    int http;           ///< status where HTTP carries it
    const char* desk;   ///< one Japanese sentence for the person at the screen: the problem and the way out
    const char* vendor; ///< one English sentence for the programmer of the receipt computer
};

/// Every code once, in the order of the enum.
[[nodiscard]] std::span<const ErrorEntry> error_catalogue();
[[nodiscard]] const ErrorEntry& entry_of(ErrorCode code);

/// Bad input. Never holds the value itself: values are personal and errors are logged.
struct Rejection
{
    ErrorCode code;
    std::string field;  ///< element, column or header name as the sender wrote it; empty where none is to blame
    std::string reason; ///< Japanese sentence: which field, what is wrong with it, the way out

    bool operator==(const Rejection&) const = default;
};

/// A rejection with the catalogue's sentence. `term` is the field's Japanese name and begins the sentence
/// (「保険者番号の検証番号が…」), unless the sentence names it already (「生年月日の形式が…」).
[[nodiscard]] Rejection rejection(ErrorCode code, std::string_view field = {}, std::string_view term = {});

template<class T>
using Result = std::expected<T, Rejection>;

/// The same result; if it is a rejection, one of the field `name`.
template<class T>
[[nodiscard]] Result<T> at(std::string_view name, Result<T> result)
{
    if (!result)
        result.error().field = name;
    return result;
}

} // namespace onshi::domain
