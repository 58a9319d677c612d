#include "pki/card_leaf.h"
#include "pki/x509_fields.h"

#include "base/fault.h"

#include <openssl/err.h>

#include <algorithm>

namespace onshi::pki {

namespace {

struct Generation
{
    X509Certificate certificate;
    std::string key_id;
    base::Instant not_before, not_after;
};

/// A list of the settings, for its messages.
struct Entry
{
    const char* list;
    std::size_t number;

    [[noreturn]] void wrong(const std::string& what) const
    {
        throw base::Fault(base::FaultCode::setup,
                          std::string("card.") + list + ", entry " + std::to_string(number) + ": " + what);
    }
};

bool may_certify(X509* certificate)
{
    const auto flags = X509_get_extension_flags(certificate);
    return (flags & EXFLAG_INVALID) == 0 && (flags & EXFLAG_CA) != 0 && (flags & EXFLAG_KUSAGE) != 0 &&
           (X509_get_key_usage(certificate) & KU_KEY_CERT_SIGN) != 0;
}

Generation generation_of(X509Certificate certificate, bool development, const Entry& entry)
{
    auto* x509 = certificate.get();
    if (!may_certify(x509))
        entry.wrong("is no authority: it needs CA:TRUE and keyCertSign");
    const auto* key_id = X509_get0_subject_key_id(x509);
    if (key_id == nullptr)
        entry.wrong("has no subject key identifier, by which its certificates would be known");
    if (is_of_development(x509) != development)
        entry.wrong(development ? "is no development authority (OU=DEVELOPMENT ONLY); development = true takes no other"
                                : "is a development authority (OU=DEVELOPMENT ONLY); development = false refuses it");
    const auto begin = moment_of(X509_get0_notBefore(x509));
    const auto end = moment_of(X509_get0_notAfter(x509));
    if (!begin || !end)
        entry.wrong("has no period of validity that can be read");
    const std::string_view id(reinterpret_cast<const char*>(ASN1_STRING_get0_data(key_id)),
                              static_cast<std::size_t>(ASN1_STRING_length(key_id)));
    return {std::move(certificate), hex(id), *begin, *end};
}

const Generation* find(const std::vector<Generation>& generations, const std::string& key_id)
{
    const auto found = std::ranges::find(generations, key_id, &Generation::key_id);
    return found == generations.end() ? nullptr : &*found;
}

bool is_signed_by(X509* certificate, const Generation& issuer)
{
    const bool good = X509_verify(certificate, X509_get0_pubkey(issuer.certificate.get())) == 1;
    ERR_clear_error();
    return good;
}

bool has_signed(X509* certificate, std::string_view text, std::string_view signature)
{
    const HashContext context(require(EVP_MD_CTX_new(), "EVP_MD_CTX_new"));
    require(EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, X509_get0_pubkey(certificate),
                                    nullptr),
            "EVP_DigestVerifyInit_ex");
    const bool good =
        EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
                         reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
    ERR_clear_error();
    return good;
}

void expect_policies(const CardTrustSettings& settings)
{
    if (!settings.authorities.empty() && settings.policies.empty())
        throw base::Fault(base::FaultCode::setup, "card.policies: must name at least one policy if there are "
                                                  "authorities: without it every certificate of theirs would do");
    for (std::size_t i = 0; i < settings.policies.size(); ++i) {
        ASN1_OBJECT* object = OBJ_txt2obj(settings.policies[i].c_str(), 1);
        ERR_clear_error();
        if (object == nullptr)
            Entry{"policies", i + 1}.wrong("must be an object identifier such as 1.2.392.200149.8.5.1.3.30");
        ASN1_OBJECT_free(object);
    }
}

} // namespace

struct CardTrust::Stores
{
    std::vector<Generation> authentication, signing;
    std::vector<CardAuthority> authorities;
    std::vector<std::string> policies;
    bool development;

    void add(std::vector<Generation>& to, const std::vector<std::string>& texts, const char* list)
    {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const Entry entry{list, i + 1};
            auto certificates = all_certificates(texts[i]);
            if (certificates.empty())
                entry.wrong("is no certificate in PEM");
            for (auto& certificate : certificates) {
                auto generation = generation_of(std::move(certificate), development, entry);
                if (find(authentication, generation.key_id) || find(signing, generation.key_id))
                    entry.wrong("has the key identifier " + generation.key_id + ", which is in the lists already");
                to.push_back(std::move(generation));
            }
        }
    }

    /// Check 3.
    [[nodiscard]] std::optional<CardRefusal> issuer_refusal(const CardLeaf& leaf, base::Instant now) const
    {
        auto* certificate = leaf.certificate.get();
        if (!development && is_of_development(certificate))
            return CardRefusal::development_only;
        if (find(signing, leaf.facts.issuer_key_id))
            return CardRefusal::signing_authority;
        const auto* issuer = find(authentication, leaf.facts.issuer_key_id);
        if (!issuer ||
            X509_NAME_cmp(X509_get_issuer_name(certificate), X509_get_subject_name(issuer->certificate.get())) != 0)
            return CardRefusal::issuer_unknown;
        if (!is_signed_by(certificate, *issuer))
            return CardRefusal::issuer_signature;
        // A card in its months of grace may have outlived its generation: it was good until both ended.
        const auto then = std::min(now, leaf.facts.not_after);
        if (then < issuer->not_before || std::chrono::floor<std::chrono::seconds>(then) > issuer->not_after)
            return CardRefusal::issuer_not_valid;
        return std::nullopt;
    }

    [[nodiscard]] std::expected<CardLeaf, CardRefusal> accept(std::string_view der, base::Instant now) const
    {
        auto leaf = read_leaf(der);
        if (!leaf)
            return leaf;
        if (const auto refusal = refusal_of(*leaf, policies))
            return std::unexpected(*refusal);
        if (const auto refusal = issuer_refusal(*leaf, now))
            return std::unexpected(*refusal);
        return leaf;
    }
};

CardTrust::CardTrust(const CardTrustSettings& settings)
{
    expect_policies(settings);
    auto stores = std::make_unique<Stores>();
    stores->development = settings.development;
    stores->policies = settings.policies;
    stores->add(stores->authentication, settings.authorities, "authorities");
    stores->add(stores->signing, settings.signing_authorities, "signing_authorities");
    for (const auto& generation : stores->authentication)
        stores->authorities.push_back(
            {generation.key_id, der_form(generation.certificate.get()), generation.not_after});
    stores_ = std::move(stores);
}

CardTrust::~CardTrust() = default;
CardTrust::CardTrust(CardTrust&&) noexcept = default;
CardTrust& CardTrust::operator=(CardTrust&&) noexcept = default;

bool CardTrust::empty() const { return stores_->authentication.empty(); }

const std::vector<CardAuthority>& CardTrust::authorities() const { return stores_->authorities; }

std::expected<CardCertificate, CardRefusal> CardTrust::accept(std::string_view der, base::Instant now) const
{
    auto leaf = stores_->accept(der, now);
    if (!leaf)
        return std::unexpected(leaf.error());
    return std::move(leaf->facts);
}

std::expected<CardProof, CardRefusal> CardTrust::prove(std::string_view der, std::string_view text,
                                                       std::string_view signature, base::Instant now) const
{
    auto leaf = stores_->accept(der, now);
    if (!leaf)
        return std::unexpected(leaf.error());
    if (!has_signed(leaf->certificate.get(), text, signature))
        return std::unexpected(CardRefusal::signature);
    const auto life = life_at(leaf->facts, now);
    if (!life)
        return std::unexpected(life.error());
    return CardProof{std::move(leaf->facts), *life};
}

} // namespace onshi::pki
