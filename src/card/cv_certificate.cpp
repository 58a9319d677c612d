#include "card/cv_certificate.h"

#include "card/tlv.h"

namespace onshi::card {

namespace {

constexpr std::uint16_t certificate_tag = 0x7F21, body_tag = 0x5F4E, signature_tag = 0x5F37, issuer_tag = 0x42,
                        holder_tag = 0x5F20, key_tag = 0x7F49, modulus_tag = 0x81, exponent_tag = 0x82;

std::optional<std::vector<Tlv>> inside(const std::optional<Tlv>& object)
{
    return object ? tlvs(object->value) : std::nullopt;
}

std::optional<Tlv> one(const std::optional<std::vector<Tlv>>& objects, std::uint16_t tag)
{
    return objects ? only(*objects, tag) : std::nullopt;
}

Bytes copy(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

} // namespace

std::optional<CvCertificate> parse_cv_certificate(ByteView certificate)
{
    const auto parts = inside(one(tlvs(certificate), certificate_tag));
    const auto body = one(parts, body_tag), signature = one(parts, signature_tag);
    const auto fields = inside(body);
    const auto issuer = one(fields, issuer_tag), holder = one(fields, holder_tag);
    const auto key = inside(one(fields, key_tag));
    const auto modulus = one(key, modulus_tag), exponent = one(key, exponent_tag);
    if (!signature || !issuer || !holder || !modulus || !exponent)
        return std::nullopt;
    return CvCertificate{.issuer = {issuer->value.begin(), issuer->value.end()},
                         .holder = {holder->value.begin(), holder->value.end()},
                         .key = {copy(modulus->value), copy(exponent->value)},
                         .signed_part = copy(body->whole),
                         .signature = copy(signature->value)};
}

} // namespace onshi::card
