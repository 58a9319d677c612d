#include "pki/revocation_answers.h"
#include "pki/x509_fields.h"

#include "pki/digest.h"

#include <openssl/err.h>

namespace onshi::pki {

namespace {

using KeyId = std::unique_ptr<AUTHORITY_KEYID, FreeWith<AUTHORITY_KEYID_free>>;

std::vector<RevocationList> parsed(std::string_view lists)
{
    constexpr char der_sequence = 0x30;
    if (lists.empty() || lists.front() != der_sequence)
        return all_revocation_lists(lists);
    std::vector<RevocationList> one;
    const auto* at = reinterpret_cast<const unsigned char*>(lists.data());
    const auto* const end = at + lists.size();
    RevocationList list(d2i_X509_CRL(nullptr, &at, static_cast<long>(lists.size())));
    if (list && at == end)
        one.push_back(std::move(list));
    return one;
}

/// By name and key identifier: all generations of an authority share the name.
bool is_of(const X509_CRL* list, const Issuer& issuer)
{
    if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_subject_name(issuer.certificate.get())) != 0)
        return false;
    const KeyId id(
        static_cast<AUTHORITY_KEYID*>(X509_CRL_get_ext_d2i(list, NID_authority_key_identifier, nullptr, nullptr)));
    if (!id || id->keyid == nullptr)
        return false;
    return hex({reinterpret_cast<const char*>(ASN1_STRING_get0_data(id->keyid)),
                static_cast<std::size_t>(ASN1_STRING_length(id->keyid))}) == issuer.key_id;
}

/// RFC 5280, 5.2: "If a CRL contains a critical extension that the application cannot process, then the application
/// MUST NOT use that CRL to determine the status of certificates." Which are those that make a list one of a part
/// (issuingDistributionPoint) or of changes (deltaCRLIndicator).
bool is_complete(const X509_CRL* list)
{
    for (int i = 0; i < X509_CRL_get_ext_count(list); ++i)
        if (X509_EXTENSION_get_critical(X509_CRL_get_ext(list, i)) != 0)
            return false;
    return true;
}

RevocationAnswer judged(X509_CRL* list, const Issuer& issuer, ASN1_INTEGER* serial, base::Instant now)
{
    auto* authority = issuer.certificate.get();
    if ((X509_get_key_usage(authority) & KU_CRL_SIGN) == 0)
        return doubtful(RevocationDoubt::responder_not_allowed);
    if (!is_strong_signature(X509_CRL_get_signature_nid(list)))
        return doubtful(RevocationDoubt::weak_hash);
    if (X509_CRL_verify(list, X509_get0_pubkey(authority)) != 1)
        return doubtful(RevocationDoubt::bad_signature);
    if (!is_complete(list))
        return doubtful(RevocationDoubt::incomplete);
    X509_REVOKED* entry = nullptr;
    const auto status =
        X509_CRL_get0_by_serial(list, &entry, serial) == 0 ? RevocationStatus::good : RevocationStatus::revoked;
    return answer_in_time(status, X509_CRL_get0_lastUpdate(list), X509_CRL_get0_nextUpdate(list), now);
}

/// Of two lists of one authority that both hold: revoked counts more than good, and either more than a doubt.
bool counts_more(const RevocationAnswer& one, const RevocationAnswer& other)
{
    const auto weight = [](const RevocationAnswer& answer) {
        switch (answer.status) {
        case RevocationStatus::revoked:
            return 2;
        case RevocationStatus::good:
            return 1;
        case RevocationStatus::unknown:
            return 0;
        }
        return 0;
    };
    return weight(one) > weight(other);
}

} // namespace

RevocationAnswer judge_crl(const CardTrust& trust, const CardCertificate& certificate, std::string_view lists,
                           base::Instant now)
{
    const auto issuer = issuer_of(trust, certificate);
    const auto serial = serial_number(certificate.serial);
    const auto all = parsed(lists);
    std::optional<RevocationAnswer> answer;
    for (const auto& list : all)
        if (is_of(list.get(), issuer))
            if (const auto one = judged(list.get(), issuer, serial.get(), now); !answer || counts_more(one, *answer))
                answer = one;
    ERR_clear_error();
    return answer.value_or(doubtful(all.empty() ? RevocationDoubt::malformed : RevocationDoubt::responder_unknown));
}

} // namespace onshi::pki
