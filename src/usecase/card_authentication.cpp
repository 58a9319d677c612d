#include "usecase/card_authentication.h"

#include "base/base64.h"
#include "base/fault.h"
#include "domain/access_policy.h"
#include "pki/digest.h"
#include "storage/card_store.h"
#include "storage/consent_store.h"
#include "usecase/audit.h"
#include "usecase/card_session.h"

#include <algorithm>
#include <charconv>

namespace onshi::usecase {

using domain::CardMode;
using domain::ErrorCode;

namespace {

/// Challenges and sessions are looked up for a day, so that a late attempt hears why it is refused.
constexpr std::chrono::hours remembered{24};

template<std::size_t N>
std::string random_text(base::Random& random)
{
    const auto bytes = base::random_bytes<N>(random);
    return {bytes.begin(), bytes.end()};
}

const domain::FacilityCode& facility_of(const domain::Caller& caller)
{
    ONSHI_CHECK(caller.facility.has_value()); // the policy lets terminals alone come here, and each has one
    return *caller.facility;
}

/// 目視確認: "visual mode is per patient" and somebody at the desk answers for it.
bool lacks_staff(const domain::Caller& caller, CardMode mode)
{
    return mode == CardMode::visual &&
           domain::permission(caller, domain::Operation::confirm_by_eye) != domain::Permission::granted;
}

std::string number_text(double number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.begin(), text.end(), number).ptr;
    return {text.begin(), end};
}

/// What the record keeps of how the card was opened: names and numbers, never an image.
std::string evidence_details(CardMode mode, const domain::CardEvidence& evidence)
{
    if (mode == CardMode::face && evidence.face)
        return " matcher=" + evidence.face->matcher + " version=" + evidence.face->version +
               " score=" + number_text(evidence.face->score) + " threshold=" + number_text(evidence.face->threshold);
    if (mode == CardMode::visual && !evidence.reason.empty())
        return " reason=" + evidence.reason;
    return {};
}

/// Why the evidence does not do for the mode.
std::optional<ErrorCode> objection(const domain::Caller& caller, CardMode mode, const domain::CardEvidence& evidence)
{
    if (lacks_staff(caller, mode))
        return ErrorCode::card_staff_missing;
    if (mode == CardMode::face && !evidence.face)
        return ErrorCode::element_missing;
    if (mode == CardMode::face && !evidence.face->reached())
        return ErrorCode::card_face_mismatch;
    return {};
}

domain::CardScope scope_of(pki::CardTime time)
{
    switch (time) {
    case pki::CardTime::valid:
        return domain::CardScope::full;
    case pki::CardTime::expired_in_grace:
        return domain::CardScope::eligibility_only;
    }
    std::unreachable();
}

std::optional<domain::NoticeCode> notice_of(const pki::CardLife& life)
{
    if (life.time == pki::CardTime::expired_in_grace)
        return domain::NoticeCode::card_expired_in_grace;
    return life.ends_soon ? std::optional(domain::NoticeCode::card_ends_soon) : std::nullopt;
}

} // namespace

domain::Result<CardBegun> begin_card(UnitOfWork& work, const domain::Caller& caller, const CardBegin& begin,
                                     const std::expected<pki::CardCertificate, pki::CardRefusal>& accepted)
{
    if (!domain::may_be_opened_by(begin.token, begin.mode))
        return std::unexpected(domain::rejection(ErrorCode::contradiction, "mode"));
    if (begin.purpose != domain::CarePurpose::outpatient)
        return std::unexpected(domain::rejection(ErrorCode::unknown_value, "purpose"));
    const auto auth_id = pki::hex(random_text<16>(work.environment.random));
    const auto refused = [&](ErrorCode code) {
        return std::unexpected(refuse_card(work, caller, code, card_details(auth_id, begin.mode, begin.purpose)));
    };
    if (lacks_staff(caller, begin.mode))
        return refused(ErrorCode::card_staff_missing);
    if (!accepted)
        return refused(code_of(accepted.error()));
    const auto now = work.environment.clock.now();
    storage::CardChallengeRow row{.auth_id = auth_id,
                                  .nonce = random_text<32>(work.environment.random),
                                  .terminal = caller.id,
                                  .facility = facility_of(caller).text(),
                                  .mode = begin.mode,
                                  .purpose = begin.purpose,
                                  .token = begin.token,
                                  .leaf_digest = std::string(pki::bytes_of(pki::sha256({begin.leaf}))),
                                  .leaf = begin.leaf,
                                  .expires_at = now + challenge_lasts};
    work.cards.forget_before(now - remembered);
    work.cards.add(row);
    work.keep(); // the attempt is put on the record when it ends
    return CardBegun{std::move(row.auth_id), std::move(row.nonce), row.expires_at};
}

domain::Result<CardClaim> claim_card(UnitOfWork& work, const domain::Caller& caller, std::string_view auth_id)
{
    auto row = work.cards.consume(auth_id, caller.id, work.environment.clock.now());
    if (!row) {
        const auto known = work.cards.challenge(auth_id);
        if (!known || known->terminal != caller.id)
            return std::unexpected(refuse_card(work, caller, ErrorCode::card_challenge_unknown, {}));
        return std::unexpected(refuse_card(
            work, caller, known->consumed_at ? ErrorCode::card_challenge_used : ErrorCode::card_challenge_expired,
            card_details(known->auth_id, known->mode, known->purpose)));
    }
    work.keep(); // what came of it is put on the record by conclude_card
    pki::CardChallenge challenge{.auth_id = row->auth_id,
                                 .nonce = row->nonce,
                                 .facility = row->facility,
                                 .terminal = row->terminal,
                                 .mode = domain::name_of(row->mode),
                                 .purpose = domain::name_of(row->purpose),
                                 .leaf = {}};
    ONSHI_CHECK(row->leaf_digest.size() == challenge.leaf.size());
    std::ranges::copy(row->leaf_digest, challenge.leaf.begin());
    return CardClaim{std::move(challenge), std::move(row->leaf), row->mode, row->purpose, row->token};
}

std::expected<pki::CardProof, pki::CardRefusal> examine_card(const pki::CardTrust& trust,
                                                             pki::RevocationCheck& revocation, const CardClaim& claim,
                                                             std::string_view signature, base::Instant now)
{
    auto proof = trust.prove(claim.leaf, pki::to_be_signed(claim.challenge), signature, now);
    if (!proof)
        return proof;
    switch (revocation(proof->certificate).status) {
    case pki::RevocationStatus::good:
        return proof;
    case pki::RevocationStatus::revoked:
        return std::unexpected(pki::CardRefusal::revoked);
    case pki::RevocationStatus::unknown:
        return std::unexpected(pki::CardRefusal::unconfirmed);
    }
    std::unreachable();
}

domain::Result<CardAuthenticated> conclude_card(UnitOfWork& work, const domain::Caller& caller,
                                                const domain::ConsentRules& rules, const CardClaim& claim,
                                                const domain::CardEvidence& evidence,
                                                const std::expected<pki::CardProof, pki::CardRefusal>& proof)
{
    auto details = card_details(claim.challenge.auth_id, claim.mode, claim.purpose);
    details += std::string(" token=") + domain::name_of(claim.token) + evidence_details(claim.mode, evidence);
    if (!proof)
        return std::unexpected(refuse_card(work, caller, code_of(proof.error()), details));
    if (const auto code = objection(caller, claim.mode, evidence)) {
        auto refused = refuse_card(work, caller, *code, details);
        if (code == ErrorCode::element_missing)
            refused = domain::rejection(*code, "evidence", "顔の照合結果");
        return std::unexpected(std::move(refused));
    }
    const auto key = domain::CardKey::parse(proof->certificate.issuer_key_id, proof->certificate.serial);
    ONSHI_CHECK(key.has_value()); // a certificate that was proved has both
    details += " issuer=" + key->issuer() + " serial=" + key->serial();
    const auto person = bearer(work, caller, *key, details);
    if (!person)
        return std::unexpected(person.error());

    const auto now = work.environment.clock.now();
    const auto& facility = facility_of(caller);
    const auto offer = work.consents.offer(facility, work.known_through());
    CardAuthenticated result{.session = base::to_base64(random_text<33>(work.environment.random)),
                             .scope = scope_of(proof->life.time),
                             .registered = *person && work.cards.is_registered(**person, work.known_through()),
                             .ends = proof->life.last_day,
                             .ends_soon = proof->life.ends_soon,
                             .questions = {},
                             .notice = notice_of(proof->life)};
    result.questions = domain::questions(rules, offer, result.scope, base::jst_date(now));
    work.cards.add(storage::CardSessionRow{.token_hash = card_session_hash(result.session),
                                           .terminal = caller.id,
                                           .facility = facility.text(),
                                           .auth_id = claim.challenge.auth_id,
                                           .key = *key,
                                           .not_after = result.ends,
                                           .mode = claim.mode,
                                           .purpose = claim.purpose,
                                           .scope = result.scope,
                                           .ends_soon = result.ends_soon,
                                           .expires_at = now + card_session_lasts});
    details +=
        std::string(" scope=") + domain::name_of(result.scope) + " registered=" + (result.registered ? "1" : "0");
    work.record(make_entry(work, caller,
                           {.event = domain::AuditEvent::card_authenticated,
                            .person = *person,
                            .request = claim.challenge.auth_id,
                            .details = std::move(details)}));
    return result;
}

} // namespace onshi::usecase
