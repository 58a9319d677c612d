#pragma once

#include "base/environment.h"
#include "pki/certificate.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The development authority behind virtual cards: what J-LIS is behind real ones, with everything that a test needs
/// wrong as an explicit field. All that it makes says O=JPKI-EMU and OU=DEVELOPMENT ONLY and carries policies of the
/// example arc 2.999 (ITU-T X.660), so that it can neither chain to, nor be mistaken for, a real card. Certificates and
/// keys are PEM in pki::Identity, RSA. All throw base::Fault(crypto) if the library fails. Any thread.
namespace onshi::vcard {

enum class CardUse { authentication, signing }; ///< 利用者証明用, 署名用: two authorities, two certificates on a card

inline constexpr const char* authentication_policy = "2.999.392.8.5.1.3.30";
inline constexpr const char* signing_policy = "2.999.392.8.5.1.1.20";

/// All generations of one use share one name, as the real ones do; their keys, and so their key identifiers, differ.
struct AuthorityProfile
{
    CardUse use = CardUse::authentication;
    base::Instant not_before{}; ///< epoch: a day before now
    std::chrono::years valid{10};
    std::string key = {};                   ///< PEM; empty: a fresh one
    bool certifies = true;                  ///< false: CA:TRUE and keyCertSign are left out
    bool marked = true;                     ///< false: without OU=DEVELOPMENT ONLY, to play a real authority
    std::optional<std::string> key_id = {}; ///< bytes of another subject key identifier than the key's own hash
};

/// A generation: self-signed RSA-2048, SHA-256, with a fresh key.
[[nodiscard]] pki::Identity make_authority(const base::Environment&, const AuthorityProfile& = {});

/// A card's certificate. What is left out is as a real one is.
struct LeafProfile
{
    CardUse use = CardUse::authentication;
    std::string common_name = "SYNTHETIC"; ///< an opaque id: no name, no address
    base::Instant not_before{};            ///< epoch: a day before now
    base::Instant not_after{};             ///< epoch: five years from now
    std::string key = {};                  ///< PEM; empty: a fresh one (takes a tenth of a second)
    // what tests need wrong
    int bits = 2048;
    unsigned exponent = 65537;
    bool elliptic = false;                     ///< EC P-256 in place of RSA
    std::string hash = "SHA256";               ///< with which the authority signs
    std::optional<std::string> key_usage = {}; ///< in OpenSSL's form, "critical,digitalSignature"; "": none
    std::optional<std::string> policy = {};    ///< OID; "": none
    bool certifies = false;                    ///< CA:TRUE
    bool self_signed = false;
    bool extra_critical = false;            ///< a critical extension of the example arc
    std::optional<std::string> serial = {}; ///< hex; none: 128 random bits
};

[[nodiscard]] pki::Identity issue_card(const base::Environment&, const pki::Identity& authority, const LeafProfile&);

[[nodiscard]] std::string new_card_key(int bits = 2048, unsigned exponent = 65537); ///< RSA, PEM (PKCS #8)
[[nodiscard]] std::string der_of(std::string_view certificate_pem);
[[nodiscard]] std::string public_half(std::string_view key_pem); ///< PEM (SubjectPublicKeyInfo)
/// RSASSA-PKCS1-v1_5 with SHA-256 over the text, as a card does it.
[[nodiscard]] std::string sign(std::string_view key_pem, std::string_view text);

/// One who answers OCSP requests for an authority.
struct ResponderProfile
{
    bool ocsp_signing = true;   ///< extended key usage OCSPSigning
    std::string key = {};       ///< PEM; empty: a fresh one
    base::Instant not_before{}; ///< epoch: a day before now
    std::chrono::days valid{30};
};
[[nodiscard]] pki::Identity make_responder(const base::Environment&, const pki::Identity& authority,
                                           const ResponderProfile& = {});

enum class CardStatus { good, revoked, unknown };
/// What a responder says of a certificate.
struct CardStanding
{
    CardStatus status = CardStatus::unknown;
    base::Instant revoked_at{}; ///< epoch: at thisUpdate
    CardStanding(CardStatus of, base::Instant at = {})
        : status(of)
        , revoked_at(at)
    {
    }
};

/// How an OCSP answer is made. Times are against Environment's clock.
struct OcspProfile
{
    std::chrono::seconds age{0};     ///< thisUpdate lies so far in the past (negative: in the future)
    std::chrono::seconds valid{600}; ///< nextUpdate after thisUpdate
    bool without_end = false;        ///< no nextUpdate
    bool without_nonce = false;
    bool other_nonce = false;              ///< one altered byte
    std::optional<std::string> about = {}; ///< serial (hex) of another certificate, in place of the one asked for
    bool twice = false;                    ///< the statement stands there two times
    bool altered = false;                  ///< one byte of the signature is another
    bool without_certificate = false;      ///< the responder's certificate is left out
    std::string hash = "SHA256";
};

/// Answers a DER request as `responder` (which may be the authority itself). `status_of` is asked with each serial
/// (hex) that is of this authority; the status of any other is unknown. Bytes that are no request are answered as RFC
/// 6960 says (malformedRequest).
[[nodiscard]] std::string answer_ocsp(const base::Environment&, const pki::Identity& authority,
                                      const pki::Identity& responder, std::string_view request,
                                      const std::function<CardStanding(const std::string& serial)>& status_of,
                                      const OcspProfile& = {});

/// True if the DER request asks (first) about a certificate of this authority.
[[nodiscard]] bool is_asked(const pki::Identity& authority, std::string_view request);

struct RevokedCard
{
    std::string serial; ///< hex
    base::Instant at;
};
struct CrlProfile
{
    std::chrono::seconds age{0};
    std::chrono::seconds valid{86'400};
    bool partial = false; ///< with a critical issuingDistributionPoint: not for all certificates
    std::string hash = "SHA256";
};
/// A revocation list (PEM) of the authority.
[[nodiscard]] std::string make_crl(const base::Environment&, const pki::Identity& authority,
                                   const std::vector<RevokedCard>& revoked, const CrlProfile& = {});

} // namespace onshi::vcard
