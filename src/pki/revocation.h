#pragma once

#include "base/environment.h"
#include "pki/card_certificate.h"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Check 6: is a card's certificate revoked? OCSP first (RFC 6960), the revocation list (RFC 5280, 5) where OCSP gives
/// no answer that can be believed. What cannot be found out is unknown, and unknown is never good.
namespace onshi::pki {

enum class RevocationStatus { good, revoked, unknown };

/// Why an answer does not count.
enum class RevocationDoubt {
    none,
    not_asked,             ///< the other way had answered already
    no_answer,             ///< nothing came
    malformed,             ///< not an answer of that kind
    refused,               ///< the responder said that it cannot answer (tryLater, unauthorized, ...)
    responder_unknown,     ///< signed neither by the card's authority nor by one whom that authority certified
    responder_not_allowed, ///< certified by the authority, but not for this: no OCSPSigning
    responder_expired,     ///< its certificate is outside its time
    weak_hash,             ///< signed with something older than SHA-256
    bad_signature,
    other_certificate, ///< speaks of another certificate, or twice of this one
    nonce,             ///< not our nonce, or none: it may be an old answer
    not_yet,           ///< made in the future
    stale,             ///< its time is over, or it does not say when that is
    incomplete,        ///< a list of some certificates only (critical extension that nobody here understands)
    not_known_there,   ///< OCSP "unknown": the responder does not know the certificate
};

[[nodiscard]] const char* name_of(RevocationStatus status);
[[nodiscard]] const char* name_of(RevocationDoubt doubt);

/// One way's answer, examined.
struct RevocationAnswer
{
    RevocationStatus status = RevocationStatus::unknown;
    RevocationDoubt doubt = RevocationDoubt::none; ///< none, unless unknown
    base::Instant until{};                         ///< good and revoked: nextUpdate, the end of its own time
};

/// The answer to the question whether a certificate is revoked. No personal data; for the log and the record.
struct RevocationFinding
{
    RevocationStatus status = RevocationStatus::unknown;
    RevocationDoubt ocsp = RevocationDoubt::not_asked;
    RevocationDoubt list = RevocationDoubt::not_asked;
    bool remembered = false; ///< from the cache
};

/// Fetches bytes; judges nothing. Any thread. No exception: what cannot be had is none (and is for its own log).
class RevocationSource
{
public:
    virtual ~RevocationSource() = default;
    /// DER OCSPRequest to DER OCSPResponse.
    [[nodiscard]] virtual std::optional<std::string> fetch_ocsp(const std::string& request) = 0;
    /// The revocation lists: one in DER, or any number in PEM (each generation of an authority has its own).
    [[nodiscard]] virtual std::optional<std::string> fetch_crl() = 0;
};

/// A DER OCSPRequest for the certificate, with a nonce of 32 random bytes. The certificate must have been accepted by
/// `trust`.
[[nodiscard]] std::string ocsp_request(const CardTrust& trust, const CardCertificate& certificate,
                                       base::Random& random);

/// Judges the answer to that request. Pure.
[[nodiscard]] RevocationAnswer judge_ocsp(const CardTrust& trust, const CardCertificate& certificate,
                                          std::string_view request, std::string_view response, base::Instant now);

/// Judges the list that the certificate's own authority signed, among those given. Pure.
[[nodiscard]] RevocationAnswer judge_crl(const CardTrust& trust, const CardCertificate& certificate,
                                         std::string_view lists, base::Instant now);

/// Asks, judges, and remembers good and revoked (never unknown) by (issuer key id, serial) for `memory`, but no longer
/// than the answer's own time. Lists are fetched again after `memory` too. Any thread; asks outside its lock.
class RevocationCheck
{
public:
    /// All outlive this. `memory` zero: nothing is remembered.
    RevocationCheck(const CardTrust& trust, RevocationSource& source, const base::Environment& environment,
                    std::chrono::minutes memory);

    [[nodiscard]] RevocationFinding operator()(const CardCertificate& certificate);

private:
    struct Remembered
    {
        RevocationStatus status;
        base::Instant from, until;
    };
    using Name = std::pair<std::string, std::string>; ///< issuer key id, serial

    using Lists = std::shared_ptr<const std::string>;

    [[nodiscard]] Lists lists(base::Instant now);
    [[nodiscard]] std::optional<RevocationStatus> recall(const Name& name, base::Instant now);
    void remember(const Name& name, const RevocationAnswer& answer, base::Instant now);

    const CardTrust& trust_;
    RevocationSource& source_;
    const base::Environment& environment_;
    std::chrono::minutes memory_;
    std::mutex mutex_;
    std::map<Name, Remembered> remembered_;
    Lists lists_;
    base::Instant lists_from_{};
};

} // namespace onshi::pki
