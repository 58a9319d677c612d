#include "pki/revocation.h"

#include "pki/revocation_answers.h"
#include "pki/x509_fields.h"

#include "base/fault.h"

#include <algorithm>

namespace onshi::pki {

namespace {

// About two days of a large city's receptions; an entry takes some 300 bytes.
constexpr std::size_t most_remembered = 200'000;

} // namespace

SerialNumber serial_number(const std::string& hex)
{
    BIGNUM* read = nullptr;
    if (!hex.empty() && BN_hex2bn(&read, hex.c_str()) == 0)
        fail("BN_hex2bn");
    const BigNumber number(read == nullptr ? require(BN_new(), "BN_new") : read);
    return SerialNumber(require(BN_to_ASN1_INTEGER(number.get(), nullptr), "BN_to_ASN1_INTEGER"));
}

Issuer issuer_of(const CardTrust& trust, const CardCertificate& certificate)
{
    const auto found = std::ranges::find(trust.authorities(), certificate.issuer_key_id, &CardAuthority::key_id);
    ONSHI_CHECK(found != trust.authorities().end());
    return {certificate_from_der(found->der), found->key_id};
}

RevocationAnswer answer_in_time(RevocationStatus status, const ASN1_TIME* from, const ASN1_TIME* until,
                                base::Instant now)
{
    const auto begin = moment_of(from);
    const auto end = moment_of(until);
    if (!begin || *begin > now + clock_tolerance)
        return doubtful(begin ? RevocationDoubt::not_yet : RevocationDoubt::malformed);
    if (!end || *end < now - clock_tolerance)
        return doubtful(RevocationDoubt::stale);
    return {.status = status, .until = *end};
}

RevocationCheck::RevocationCheck(const CardTrust& trust, RevocationSource& source, const base::Environment& environment,
                                 std::chrono::minutes memory)
    : trust_(trust)
    , source_(source)
    , environment_(environment)
    , memory_(memory)
{
}

RevocationFinding RevocationCheck::operator()(const CardCertificate& certificate)
{
    const auto now = environment_.clock.now();
    const Name name{certificate.issuer_key_id, certificate.serial};
    if (const auto status = recall(name, now))
        return {.status = *status, .remembered = true};

    RevocationFinding finding;
    const auto request = ocsp_request(trust_, certificate, environment_.random);
    const auto response = source_.fetch_ocsp(request);
    auto answer =
        response ? judge_ocsp(trust_, certificate, request, *response, now) : doubtful(RevocationDoubt::no_answer);
    finding.ocsp = answer.doubt;
    // A responder who may speak and says that it does not know the certificate has answered. A list cannot mend that:
    // a certificate that was never issued is on none.
    if (answer.status == RevocationStatus::unknown && answer.doubt != RevocationDoubt::not_known_there) {
        const auto fetched = lists(now);
        answer = fetched ? judge_crl(trust_, certificate, *fetched, now) : doubtful(RevocationDoubt::no_answer);
        finding.list = answer.doubt;
    }
    finding.status = answer.status;
    remember(name, answer, now);
    return finding;
}

RevocationCheck::Lists RevocationCheck::lists(base::Instant now)
{
    {
        const std::lock_guard lock(mutex_);
        if (lists_ && lists_from_ <= now && now < lists_from_ + memory_)
            return lists_;
    }
    auto fetched = source_.fetch_crl();
    if (!fetched)
        return nullptr;
    const std::lock_guard lock(mutex_);
    lists_from_ = now;
    return lists_ = std::make_shared<const std::string>(std::move(*fetched));
}

std::optional<RevocationStatus> RevocationCheck::recall(const Name& name, base::Instant now)
{
    const std::lock_guard lock(mutex_);
    const auto found = remembered_.find(name);
    if (found == remembered_.end() || now < found->second.from || now >= found->second.until)
        return std::nullopt;
    return found->second.status;
}

void RevocationCheck::remember(const Name& name, const RevocationAnswer& answer, base::Instant now)
{
    const auto until = std::min<base::Instant>(now + memory_, answer.until);
    if (answer.status == RevocationStatus::unknown || until <= now)
        return;
    const std::lock_guard lock(mutex_);
    if (remembered_.size() >= most_remembered) {
        std::erase_if(remembered_, [&](const auto& entry) { return entry.second.until <= now; });
        if (remembered_.size() >= most_remembered)
            remembered_.clear();
    }
    remembered_.insert_or_assign(name, Remembered{answer.status, now, until});
}

} // namespace onshi::pki
