#include "pki/revocation.h"

namespace onshi::pki {

const char* name_of(CardRefusal refusal)
{
    switch (refusal) {
    case CardRefusal::not_a_certificate:
        return "not_a_certificate";
    case CardRefusal::key_kind:
        return "key_kind";
    case CardRefusal::key_exponent:
        return "key_exponent";
    case CardRefusal::hash:
        return "hash";
    case CardRefusal::self_signed:
        return "self_signed";
    case CardRefusal::authority:
        return "authority";
    case CardRefusal::signs_certificates:
        return "signs_certificates";
    case CardRefusal::signing_certificate:
        return "signing_certificate";
    case CardRefusal::key_usage:
        return "key_usage";
    case CardRefusal::policy:
        return "policy";
    case CardRefusal::critical_extension:
        return "critical_extension";
    case CardRefusal::development_only:
        return "development_only";
    case CardRefusal::signing_authority:
        return "signing_authority";
    case CardRefusal::issuer_unknown:
        return "issuer_unknown";
    case CardRefusal::issuer_signature:
        return "issuer_signature";
    case CardRefusal::issuer_not_valid:
        return "issuer_not_valid";
    case CardRefusal::signature:
        return "signature";
    case CardRefusal::not_yet:
        return "not_yet";
    case CardRefusal::too_old:
        return "too_old";
    case CardRefusal::revoked:
        return "revoked";
    case CardRefusal::unconfirmed:
        return "unconfirmed";
    }
    return "?";
}

const char* name_of(RevocationStatus status)
{
    switch (status) {
    case RevocationStatus::good:
        return "good";
    case RevocationStatus::revoked:
        return "revoked";
    case RevocationStatus::unknown:
        return "unknown";
    }
    return "?";
}

const char* name_of(RevocationDoubt doubt)
{
    switch (doubt) {
    case RevocationDoubt::none:
        return "none";
    case RevocationDoubt::not_asked:
        return "not_asked";
    case RevocationDoubt::no_answer:
        return "no_answer";
    case RevocationDoubt::malformed:
        return "malformed";
    case RevocationDoubt::refused:
        return "refused";
    case RevocationDoubt::responder_unknown:
        return "responder_unknown";
    case RevocationDoubt::responder_not_allowed:
        return "responder_not_allowed";
    case RevocationDoubt::responder_expired:
        return "responder_expired";
    case RevocationDoubt::weak_hash:
        return "weak_hash";
    case RevocationDoubt::bad_signature:
        return "bad_signature";
    case RevocationDoubt::other_certificate:
        return "other_certificate";
    case RevocationDoubt::nonce:
        return "nonce";
    case RevocationDoubt::not_yet:
        return "not_yet";
    case RevocationDoubt::stale:
        return "stale";
    case RevocationDoubt::incomplete:
        return "incomplete";
    case RevocationDoubt::not_known_there:
        return "not_known_there";
    }
    return "?";
}

} // namespace onshi::pki
