#pragma once

#include "base/date.h"
#include "domain/card.h"
#include "domain/consent.h"
#include "domain/notice.h"
#include "domain/rejection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The messages of the card routes, which are onshi's own: what the national system's terminal and centre say to each
/// other about a card is not published. JSON in UTF-8; doc/formats/card.md describes them. Both ways, so that terminal
/// and centre share one text. Members that are not known are ignored. Errors of every parse: unknown_value (not JSON,
/// or a value that is not one of those defined), element_missing, length, characters; the field is the member's name.
namespace onshi::wire {

struct CardBeginRequest
{
    domain::CardMode mode{};
    domain::CarePurpose purpose{};
    domain::CardToken token{};
    std::string certificate; ///< DER

    bool operator==(const CardBeginRequest&) const = default;
};
[[nodiscard]] domain::Result<CardBeginRequest> parse_card_begin(std::string_view json);
[[nodiscard]] std::string write_card_begin(const CardBeginRequest&);

struct CardBeginAnswer
{
    std::string auth_id, nonce; ///< 32 hex digits; 32 bytes
    base::Instant expires_at{}; ///< to the second
    std::string terminal, facility;

    bool operator==(const CardBeginAnswer&) const = default;
};
[[nodiscard]] std::string write_card_begin_answer(const CardBeginAnswer&);
[[nodiscard]] domain::Result<CardBeginAnswer> parse_card_begin_answer(std::string_view json);

struct CardFinishRequest
{
    std::string auth_id, signature;        ///< hex; bytes
    std::optional<domain::FaceMatch> face; ///< mode face; names of at most 50 printable characters
    std::string reason;                    ///< mode visual: a code of at most 50 characters, a-z 0-9 _

    bool operator==(const CardFinishRequest&) const = default;
};
[[nodiscard]] domain::Result<CardFinishRequest> parse_card_finish(std::string_view json);
[[nodiscard]] std::string write_card_finish(const CardFinishRequest&);

struct CardFinishAnswer
{
    std::string session;
    domain::CardScope scope{};
    bool registered = false;
    base::Date ends; ///< last day of the certificate
    bool ends_soon = false;
    domain::ConsentQuestions questions;
    std::optional<domain::NoticeCode> notice;
};
[[nodiscard]] std::string write_card_finish_answer(const CardFinishAnswer&);
/// The notice is left out: its text is for people, and stands in the document.
[[nodiscard]] domain::Result<CardFinishAnswer> parse_card_finish_answer(std::string_view json);

struct CardRegistrationRequest
{
    std::string session;
    bool agree = false;
};
[[nodiscard]] domain::Result<CardRegistrationRequest> parse_card_registration(std::string_view json);

struct CardReceptionRequest
{
    std::string session;
    std::vector<domain::ConsentItem> given; ///< true in "consents", in the order of domain::consent_items
    std::optional<int> prescription;        ///< 1 or 2
};
[[nodiscard]] domain::Result<CardReceptionRequest> parse_card_reception(std::string_view json);

struct CardWithdrawalRequest
{
    std::string session;
    std::vector<domain::ConsentItem> items; ///< at least one
};
[[nodiscard]] domain::Result<CardWithdrawalRequest> parse_card_withdrawal(std::string_view json);

/// The document of a facility's settings for consents: {"checkup":true,...}; all four members are needed, and no other.
[[nodiscard]] domain::Result<domain::ConsentOffer> parse_consent_offer(std::string_view json);
[[nodiscard]] std::string write_consent_offer(const domain::ConsentOffer&);

} // namespace onshi::wire
