#include "usecase/card_authentication.h"

#include <utility>

namespace onshi::usecase {

domain::ErrorCode code_of(pki::CardRefusal refusal)
{
    using enum pki::CardRefusal;
    using domain::ErrorCode;
    switch (refusal) {
    case not_a_certificate:
        return ErrorCode::card_certificate_malformed;
    case key_kind:
        return ErrorCode::card_key_kind;
    case key_exponent:
        return ErrorCode::card_key_exponent;
    case hash:
        return ErrorCode::card_hash;
    case self_signed:
        return ErrorCode::card_self_signed;
    case authority:
        return ErrorCode::card_authority;
    case signs_certificates:
        return ErrorCode::card_signs_certificates;
    case signing_certificate:
        return ErrorCode::card_signing_certificate;
    case key_usage:
        return ErrorCode::card_key_usage;
    case policy:
        return ErrorCode::card_policy;
    case critical_extension:
        return ErrorCode::card_critical_extension;
    case development_only:
        return ErrorCode::card_development_only;
    case signing_authority:
        return ErrorCode::card_signing_authority;
    case issuer_unknown:
        return ErrorCode::card_issuer_unknown;
    case issuer_signature:
        return ErrorCode::card_issuer_signature;
    case issuer_not_valid:
        return ErrorCode::card_issuer_not_valid;
    case signature:
        return ErrorCode::card_signature;
    case not_yet:
        return ErrorCode::card_not_yet_valid;
    case too_old:
        return ErrorCode::card_expired;
    case revoked:
        return ErrorCode::card_revoked;
    case unconfirmed:
        return ErrorCode::card_unconfirmed;
    }
    std::unreachable();
}

} // namespace onshi::usecase
