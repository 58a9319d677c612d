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

std::optional<card::CvCertificate> verify_cv_certificate(card::ByteView certificate, const RsaKey& issuer_key)
{
    auto read = card::parse_cv_certificate(certificate);
    if (!read || !issuer_key.verify(read->signed_part, read->signature))
        return std::nullopt;
    return read;
}

} // namespace onshi::vcard
