#include "vcard/cv_certificate.h"

#include "card/tlv.h"

namespace onshi::vcard {

namespace {

constexpr std::uint16_t certificate_tag = 0x7F21, body_tag = 0x5F4E, signature_tag = 0x5F37, issuer_tag = 0x42,
                        holder_tag = 0x5F20, key_tag = 0x7F49, modulus_tag = 0x81, exponent_tag = 0x82;

void append_text(card::Bytes& to, std::uint16_t tag, const std::string& text)
{
    card::append_tlv(to, tag, card::Bytes(text.begin(), text.end()));
}

std::optional<std::vector<card::Tlv>> inside(const std::optional<card::Tlv>& object)
{
    return object ? card::tlvs(object->value) : std::nullopt;
}

std::optional<card::Tlv> one(const std::optional<std::vector<card::Tlv>>& objects, std::uint16_t tag)
{
    return objects ? card::only(*objects, tag) : std::nullopt;
}

card::Bytes copy(card::ByteView bytes) { return {bytes.begin(), bytes.end()}; }

} // namespace

card::Bytes make_cv_certificate(const std::string& issuer, const RsaKey& issuer_key, const std::string& holder,
                                const RsaKey& holder_key)
{
    card::Bytes key, fields, body, all, certificate;
    card::append_tlv(key, modulus_tag, holder_key.modulus());
    card::append_tlv(key, exponent_tag, holder_key.exponent());
    append_text(fields, issuer_tag, issuer);
    append_text(fields, holder_tag, holder);
    card::append_tlv(fields, key_tag, key);
    card::append_tlv(body, body_tag, fields);
    all = body;
    card::append_tlv(all, signature_tag, issuer_key.sign(body));
    card::append_tlv(certificate, certificate_tag, all);
    return certificate;
}

std::optional<CvCertificate> verify_cv_certificate(card::ByteView certificate, const RsaKey& issuer_key)
{
    const auto parts = inside(one(card::tlvs(certificate), certificate_tag));
    const auto body = one(parts, body_tag), signature = one(parts, signature_tag);
    if (!body || !signature || !issuer_key.verify(body->whole, signature->value))
        return std::nullopt;
    const auto fields = inside(body);
    const auto issuer = one(fields, issuer_tag), holder = one(fields, holder_tag);
    const auto key = inside(one(fields, key_tag));
    const auto modulus = one(key, modulus_tag), exponent = one(key, exponent_tag);
    if (!issuer || !holder || !modulus || !exponent)
        return std::nullopt;
    return CvCertificate{std::string(issuer->value.begin(), issuer->value.end()),
                         std::string(holder->value.begin(), holder->value.end()), copy(modulus->value),
                         copy(exponent->value)};
}

} // namespace onshi::vcard
