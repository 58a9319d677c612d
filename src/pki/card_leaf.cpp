#include "pki/card_leaf.h"

#include "pki/x509_fields.h"

#include <openssl/core_names.h>
#include <openssl/err.h>

#include <algorithm>
#include <array>

namespace onshi::pki {

namespace {

constexpr int rsa_bits = 2048;
constexpr BN_ULONG rsa_exponent = 65537;
constexpr std::size_t longest_oid = 128;

using Policies = std::unique_ptr<CERTIFICATEPOLICIES, FreeWith<CERTIFICATEPOLICIES_free>>;

std::string_view bytes_of_string(const ASN1_OCTET_STRING* text)
{
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
            static_cast<std::size_t>(ASN1_STRING_length(text))};
}

bool is_rsa_2048(EVP_PKEY* key)
{
    return key != nullptr && EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) == rsa_bits;
}

bool has_usual_exponent(EVP_PKEY* key)
{
    BIGNUM* read = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &read) != 1)
        return false;
    const BigNumber exponent(read);
    return BN_is_word(exponent.get(), rsa_exponent) == 1;
}

bool has_policy(const X509* certificate, const std::vector<std::string>& allowed)
{
    const Policies policies(
        static_cast<CERTIFICATEPOLICIES*>(X509_get_ext_d2i(certificate, NID_certificate_policies, nullptr, nullptr)));
    for (int i = 0; i < sk_POLICYINFO_num(policies.get()); ++i) {
        std::array<char, longest_oid> dotted{};
        OBJ_obj2txt(dotted.data(), dotted.size(), sk_POLICYINFO_value(policies.get(), i)->policyid, 1);
        if (std::ranges::find(allowed, dotted.data()) != allowed.end())
            return true;
    }
    return false;
}

std::optional<CardRefusal> usage_refusal(X509* certificate)
{
    const auto flags = X509_get_extension_flags(certificate);
    const auto usage = (flags & EXFLAG_KUSAGE) != 0 ? X509_get_key_usage(certificate) : 0;
    if ((flags & EXFLAG_CA) != 0)
        return CardRefusal::authority;
    if ((usage & KU_KEY_CERT_SIGN) != 0)
        return CardRefusal::signs_certificates;
    if ((usage & KU_NON_REPUDIATION) != 0)
        return CardRefusal::signing_certificate;
    if (usage != KU_DIGITAL_SIGNATURE)
        return CardRefusal::key_usage;
    return std::nullopt;
}

} // namespace

std::expected<CardLeaf, CardRefusal> read_leaf(std::string_view der)
{
    constexpr auto refused = CardRefusal::not_a_certificate;
    CardLeaf leaf{certificate_from_der(der), {}};
    auto* certificate = leaf.certificate.get();
    // Reading skips what follows, and takes forms of lengths that DER does not have: one certificate, one text.
    if (certificate == nullptr || der_form(certificate) != der ||
        (X509_get_extension_flags(certificate) & EXFLAG_INVALID) != 0) {
        ERR_clear_error();
        return std::unexpected(refused);
    }
    const auto begin = moment_of(X509_get0_notBefore(certificate));
    const auto end = moment_of(X509_get0_notAfter(certificate));
    const auto* issuer_key = X509_get0_authority_key_id(certificate);
    ERR_clear_error();
    if (!begin || !end)
        return std::unexpected(refused);
    leaf.facts = {.issuer_key_id = issuer_key == nullptr ? std::string() : hex(bytes_of_string(issuer_key)),
                  .serial = hex_of(X509_get0_serialNumber(certificate)),
                  .fingerprint = sha256({der}),
                  .not_before = *begin,
                  .not_after = *end};
    return leaf;
}

std::optional<CardRefusal> refusal_of(const CardLeaf& leaf, const std::vector<std::string>& policies)
{
    auto* certificate = leaf.certificate.get();
    auto* key = X509_get0_pubkey(certificate);
    ERR_clear_error();
    if (!is_rsa_2048(key))
        return CardRefusal::key_kind;
    if (!has_usual_exponent(key))
        return CardRefusal::key_exponent;
    if (X509_get_signature_nid(certificate) != NID_sha256WithRSAEncryption)
        return CardRefusal::hash;
    if (X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0)
        return CardRefusal::self_signed;
    if (const auto refusal = usage_refusal(certificate))
        return refusal;
    if (!has_policy(certificate, policies))
        return CardRefusal::policy;
    if ((X509_get_extension_flags(certificate) & EXFLAG_CRITICAL) != 0)
        return CardRefusal::critical_extension;
    return std::nullopt;
}

std::expected<CardCertificate, CardRefusal> read_card_certificate(std::string_view der)
{
    auto leaf = read_leaf(der);
    if (!leaf)
        return std::unexpected(leaf.error());
    return std::move(leaf->facts);
}

} // namespace onshi::pki
