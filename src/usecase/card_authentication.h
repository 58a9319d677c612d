#pragma once

#include "domain/card.h"
#include "domain/consent.h"
#include "domain/notice.h"
#include "pki/card_certificate.h"
#include "pki/card_challenge.h"
#include "pki/revocation.h"
#include "usecase/unit_of_work.h"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

/// A card at a reader, from its certificate to a session: begin, and finish in three steps of which only the first and
/// the last are units of work. The order is that of doc/formats/card.md: the nonce is used up, durably, before anybody
/// looks at the signature, so that nothing can be tried twice. Every refusal is put on the record.
namespace onshi::usecase {

inline constexpr std::chrono::seconds challenge_lasts{120};
inline constexpr std::chrono::minutes card_session_lasts{10};

/// A terminal that speaks for itself: its facility and the serial of its certificate come from the caller.
struct CardBegin
{
    domain::CardMode mode{};
    domain::CarePurpose purpose{};
    domain::CardToken token{};
    std::string leaf; ///< DER
};
struct CardBegun
{
    std::string auth_id, nonce;
    base::Instant expires_at{};
};
/// `accepted`: what pki::CardTrust::accept says of the certificate. Only in Desk::write. Errors: contradiction (field
/// "mode": a telephone has no face to compare; nothing is recorded), unknown_value ("purpose": not of a reception
/// desk), card_staff_missing, and those of code_of().
[[nodiscard]] domain::Result<CardBegun>
begin_card(UnitOfWork&, const domain::Caller&, const CardBegin&,
           const std::expected<pki::CardCertificate, pki::CardRefusal>& accepted);

/// What was asked, as the centre remembers it.
struct CardClaim
{
    pki::CardChallenge challenge;
    std::string leaf;
    domain::CardMode mode{};
    domain::CarePurpose purpose{};
    domain::CardToken token{};
};
/// Step 1: uses the challenge up. Of all who try at once, on whatever servers of the database, one gets it; what
/// follows may fail, but never be repeated. Only in Desk::write, and done only when that is durable. Errors:
/// card_challenge_unknown (also another terminal's, which stays unused), card_challenge_used, card_challenge_expired.
[[nodiscard]] domain::Result<CardClaim> claim_card(UnitOfWork&, const domain::Caller&, std::string_view auth_id);

/// Step 2: outside any unit of work, for it waits for the network. Certificate, chain, signature, time; then
/// revocation, where what cannot be learned is `unconfirmed` and never good.
[[nodiscard]] std::expected<pki::CardProof, pki::CardRefusal> examine_card(const pki::CardTrust&, pki::RevocationCheck&,
                                                                           const CardClaim&, std::string_view signature,
                                                                           base::Instant now);

struct CardAuthenticated
{
    std::string session; ///< the token; for this terminal only
    domain::CardScope scope{};
    bool registered = false; ///< 初回登録 is done
    base::Date ends;         ///< last day of the certificate
    bool ends_soon = false;
    domain::ConsentQuestions questions;
    std::optional<domain::NoticeCode> notice;
};
/// Step 3: the outcome, with its evidence, and a session. Only in Desk::write. Errors: those of code_of();
/// card_staff_missing, element_missing (field "evidence": a face without its comparison), card_face_mismatch,
/// card_superseded, card_unusable.
[[nodiscard]] domain::Result<CardAuthenticated> conclude_card(UnitOfWork&, const domain::Caller&,
                                                              const domain::ConsentRules&, const CardClaim&,
                                                              const domain::CardEvidence&,
                                                              const std::expected<pki::CardProof, pki::CardRefusal>&);

/// The refusal that a person at the desk is told.
[[nodiscard]] domain::ErrorCode code_of(pki::CardRefusal);

} // namespace onshi::usecase
