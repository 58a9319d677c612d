#pragma once

#include "base/date.h"
#include "pki/digest.h"

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Is this the 利用者証明用電子証明書 of a My Number card that we trust, and did that card sign? Checks 2 to 5 of the
/// card's authentication, in the order of CardRefusal; 1 (the nonce) comes before and is the caller's, 6 (revocation)
/// is pki/revocation.h. Why in this order: doc/decisions/0029.
namespace onshi::pki {

/// The first check that failed.
enum class CardRefusal {
    // 2: the certificate itself
    not_a_certificate,   ///< not one DER certificate and nothing after it
    key_kind,            ///< key is not RSA of exactly 2048 bits
    key_exponent,        ///< public exponent is not 65537
    hash,                ///< not signed as sha256WithRSAEncryption
    self_signed,         ///< subject and issuer are one
    authority,           ///< basicConstraints say CA:TRUE
    signs_certificates,  ///< keyUsage has keyCertSign
    signing_certificate, ///< keyUsage has nonRepudiation: it is the 署名用電子証明書
    key_usage,           ///< keyUsage is missing, or is not exactly digitalSignature
    policy,              ///< no certificate policy of the allow-list
    critical_extension,  ///< an extension marked critical that nobody here understands
    // 3: who issued it
    development_only,  ///< made for development, and this centre is none (OU=DEVELOPMENT ONLY)
    signing_authority, ///< its issuer is one of the authorities for signing certificates
    issuer_unknown,    ///< no trusted generation has its authority key identifier and its issuer's name
    issuer_signature,  ///< that generation did not sign it
    issuer_not_valid,  ///< that generation was not valid then
    // 4: the card's proof
    signature, ///< the card did not sign this challenge
    // 5: time
    not_yet, ///< begins in the future
    too_old, ///< ended, and the months of grace are over
    // 6: revocation
    revoked,
    unconfirmed, ///< nobody could say whether it is revoked: never taken for good
};

[[nodiscard]] const char* name_of(CardRefusal refusal); ///< the enumerator, for logs and the record

/// What is remembered of a card's certificate. (issuer_key_id, serial) names it: several generations of the authority
/// share one name, and each numbers for itself.
struct CardCertificate
{
    std::string issuer_key_id; ///< authority key identifier, hex, lower case
    std::string serial;        ///< 発行番号, hex, lower case, as pki::CertificateFacts::serial
    Digest fingerprint;        ///< SHA-256 over the DER form
    base::Instant not_before;
    base::Instant not_after;
};

enum class CardTime {
    valid,
    expired_in_grace, ///< 資格確認 only: no 診療・薬剤情報
};

/// Where in its life a certificate stands; days are Japan's.
struct CardLife
{
    CardTime time;
    base::Date last_day;  ///< of validity
    base::Date grace_end; ///< last day on which it still opens the 資格確認
    bool ends_soon;       ///< valid, and last_day is three months away or less
};

/// Grace: 「有効期限が切れた場合でも、有効期限が属する月の月末から3か月間は引き続き資格確認が可能」 (what insurers and
/// the ministry announce: 資格確認 only), so until the end of the third month after the month of the last day. The
/// reader warns from three months before the last day (its day of the month, or that month's end if it has none).
/// Error: not_yet, too_old.
[[nodiscard]] std::expected<CardLife, CardRefusal> life_at(const CardCertificate& certificate, base::Instant now);

/// The facts of a certificate without any check; error not_a_certificate. For what only needs its name: nothing may be
/// granted on it.
[[nodiscard]] std::expected<CardCertificate, CardRefusal> read_card_certificate(std::string_view der);

struct CardTrustSettings
{
    std::vector<std::string> authorities;         ///< PEM texts, each of one or more: who issues 利用者証明用
    std::vector<std::string> signing_authorities; ///< PEM texts: who issues 署名用; only to be told apart
    std::vector<std::string> policies;            ///< allowed policy OIDs, dotted
    bool development = false;                     ///< true: only development authorities; false: none of them
};

/// One trusted generation of an authority.
struct CardAuthority
{
    std::string key_id; ///< its subject key identifier, hex
    std::string der;
    base::Instant not_after;
};

struct CardProof
{
    CardCertificate certificate;
    CardLife life;
};

/// Whom the centre trusts to issue cards. Immutable; any thread.
class CardTrust
{
public:
    /// Throws base::Fault(setup) naming the list and the entry if a text is no PEM certificate, an authority is not
    /// CA:TRUE with keyCertSign and a subject key identifier, two share one, one stands in both lists, one is for
    /// development and this centre is not (or the other way round), or there are authorities and no policy.
    explicit CardTrust(const CardTrustSettings& settings);
    ~CardTrust();
    CardTrust(CardTrust&&) noexcept;
    CardTrust& operator=(CardTrust&&) noexcept;

    [[nodiscard]] bool empty() const; ///< no authority: no card can be accepted
    [[nodiscard]] const std::vector<CardAuthority>& authorities() const;

    /// Checks 2 and 3, for the begin of an authentication: who would be refused anyway need not type a PIN.
    [[nodiscard]] std::expected<CardCertificate, CardRefusal> accept(std::string_view der, base::Instant now) const;

    /// Checks 2 to 5: all of accept(), then that the certificate's key made `signature` over `text` (to_be_signed()),
    /// then the time. Throws base::Fault(crypto) only if the library itself fails.
    [[nodiscard]] std::expected<CardProof, CardRefusal> prove(std::string_view der, std::string_view text,
                                                              std::string_view signature, base::Instant now) const;

private:
    struct Stores;
    std::unique_ptr<const Stores> stores_;
};

} // namespace onshi::pki
