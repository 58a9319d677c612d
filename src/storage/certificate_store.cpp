#include "storage/certificate_store.h"

#include "storage/register_cache.h"
#include "storage/values.h"

#include <limits>

namespace onshi::storage {

namespace {

domain::CallerClass class_of(std::string_view name)
{
    const auto cls = domain::caller_class(std::string(name));
    ONSHI_CHECK(cls.has_value());
    return *cls;
}

IssuedCertificate read_certificate_row(const Row& row)
{
    IssuedCertificate certificate{
        .fingerprint = std::string(row.text(0)),
        .serial = std::string(row.text(1)),
        .cls = class_of(row.text(2)),
        .holder = std::string(row.text(3)),
        .not_after = instant_of(row.integer(4)),
        .revoked_at = std::nullopt,
    };
    if (!row.is_null(5))
        certificate.revoked_at = instant_of(row.integer(5));
    return certificate;
}

} // namespace

std::optional<IssuedCertificate> CertificateStore::by_fingerprint(std::string_view fingerprint)
{
    const auto read_now = [&] { return read(fingerprint); };
    return cache_ ? remembered(cache_->certificates, std::string(fingerprint), read_now) : read_now();
}

std::optional<IssuedCertificate> CertificateStore::read(std::string_view fingerprint)
{
    std::optional<IssuedCertificate> found;
    transaction_.query("SELECT fingerprint, serial, class, holder, not_after, revoked_at FROM certificate "
                       "WHERE fingerprint = $1",
                       {fingerprint}, [&](const Row& row) { found = read_certificate_row(row); });
    return found;
}

void CertificateStore::each(const std::function<void(const IssuedCertificate&)>& visit)
{
    std::int64_t enrolled_at = std::numeric_limits<std::int64_t>::min();
    std::string from, last;
    do {
        from = last;
        transaction_.query("SELECT fingerprint, serial, class, holder, not_after, revoked_at, enrolled_at "
                           "FROM certificate WHERE (enrolled_at, serial) > ($1, $2) "
                           "ORDER BY enrolled_at, serial LIMIT 4096",
                           {enrolled_at, std::string_view(from)}, [&](const Row& row) {
                               visit(read_certificate_row(row));
                               last = row.text(1);
                               enrolled_at = row.integer(6);
                           });
    } while (from != last);
}

void CertificateStore::each_ending(base::Instant now, base::Instant through,
                                   const std::function<void(domain::CallerClass, std::int64_t)>& visit)
{
    transaction_.query("SELECT class, CAST(SUM(certificates) AS BIGINT) FROM "
                       "(SELECT class, COUNT(*) AS certificates FROM certificate "
                       "WHERE revoked_at IS NULL AND not_after >= $1 "
                       "GROUP BY class, holder HAVING MAX(not_after) <= $2) AS of_holder GROUP BY class",
                       {column_of(now), column_of(through)},
                       [&](const Row& row) { visit(class_of(row.text(0)), row.integer(1)); });
}

void CertificateStore::add(const IssuedCertificate& certificate, base::Instant enrolled_at)
{
    transaction_.execute("INSERT INTO certificate (fingerprint, serial, class, holder, not_after, enrolled_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6)",
                         {std::string_view(certificate.fingerprint), std::string_view(certificate.serial),
                          std::string_view(domain::name_of(certificate.cls)), std::string_view(certificate.holder),
                          column_of(certificate.not_after), column_of(enrolled_at)});
}

bool CertificateStore::revoke(std::string_view serial, base::Instant at)
{
    return transaction_.execute("UPDATE certificate SET revoked_at = $2 WHERE serial = $1 AND revoked_at IS NULL",
                                {serial, column_of(at)}) == 1;
}

void CertificateStore::add_code(std::string_view code_hash, const EnrolmentHolder& holder, base::Instant expires_at)
{
    transaction_.execute("INSERT INTO enrolment_code (code_hash, class, holder, expires_at) VALUES ($1, $2, $3, $4)",
                         {code_hash, std::string_view(domain::name_of(holder.cls)), std::string_view(holder.holder),
                          column_of(expires_at)});
}

std::optional<EnrolmentHolder> CertificateStore::use_code(std::string_view code_hash, base::Instant now)
{
    std::optional<EnrolmentHolder> holder;
    transaction_.query("UPDATE enrolment_code SET used_at = $2 "
                       "WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING class, holder",
                       {code_hash, column_of(now)}, [&](const Row& row) {
                           holder = EnrolmentHolder{class_of(row.text(0)), std::string(row.text(1))};
                       });
    return holder;
}

} // namespace onshi::storage
