#include "terminal/reception/face_proof.h"

#include "pki/digest.h"
#include "pki/rsa_signature.h"

namespace onshi::terminal {

namespace {

std::string_view text(card::ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

pki::RsaNumbers numbers(const card::RsaPublicKey& key) { return {text(key.modulus), text(key.exponent)}; }

bool is_of_authority(const std::string& authority, const card::CvCertificate& issuer, const card::CardFace& face)
{
    return pki::verify_rsa(authority, text(issuer.signed_part), text(issuer.signature)) &&
           pki::verify_rsa(numbers(issuer.key), text(face.signed_part), text(face.signature));
}

} // namespace

FaceProof::FaceProof(base::Random& random, std::string authority)
    : random_(random)
    , authority_(std::move(authority))
{
    static_cast<void>(pki::verify_rsa(authority_, "", "")); // throws at the start, and not in front of a patient
}

card::CardResult<bool> FaceProof::holds(card::VisualAp& card, const card::CardFace& face) const
{
    const auto certificate = card.issuer_certificate();
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto issuer = card::parse_cv_certificate(*certificate);
    const auto own = card::own_key(face);
    if (!issuer || !own || !is_of_authority(authority_, *issuer, face))
        return false;
    const auto challenge = base::random_bytes<32>(random_);
    const auto signature = card.prove(pki::sha256({text(challenge)}));
    if (!signature)
        return std::unexpected(signature.error());
    return pki::verify_rsa(numbers(*own), text(challenge), text(*signature));
}

} // namespace onshi::terminal
