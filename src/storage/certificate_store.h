#pragma once

#include "base/date.h"
#include "domain/caller.h"
#include "storage/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace onshi::storage {

/// A certificate that the centre issued to a caller.
struct IssuedCertificate
{
    std::string fingerprint; ///< SHA-256 of the DER form, hex
    std::string serial;      ///< hex
    domain::CallerClass cls{};
    std::string holder;
    base::Instant not_after{};
    std::optional<base::Instant> revoked_at;
};

/// For whom a one-time code stands.
struct EnrolmentHolder
{
    domain::CallerClass cls{};
    std::string holder;
};

class RegisterCache;

/// The register of issued certificates and of the codes that lead to them. It is asked in the same snapshot as the
/// answer, so a revocation holds from its commit on.
class CertificateStore
{
public:
    /// `cache`: of this thread, and begun for this snapshot; null in transactions that change something.
    explicit CertificateStore(Transaction& transaction, RegisterCache* cache = nullptr)
        : transaction_(transaction)
        , cache_(cache)
    {
    }

    [[nodiscard]] std::optional<IssuedCertificate> by_fingerprint(std::string_view fingerprint);
    void each(const std::function<void(const IssuedCertificate&)>&);
    /// How many certificates of a class end from `now` on and up to `through`, and are neither revoked nor superseded:
    /// their holder has no other of that class, unrevoked, that ends after `through`. Classes with none are left out.
    void each_ending(base::Instant now, base::Instant through,
                     const std::function<void(domain::CallerClass, std::int64_t)>&);
    /// A change of this register is one of knowledge too: the caller advances it (RegisterStore::advance), or readers
    /// go on with what they remember.
    void add(const IssuedCertificate&, base::Instant enrolled_at);
    /// The same. False if no unrevoked certificate has that serial.
    [[nodiscard]] bool revoke(std::string_view serial, base::Instant at);

    void add_code(std::string_view code_hash, const EnrolmentHolder&, base::Instant expires_at);
    /// Consumes the code: of two callers at once, one receives its holder. None if unknown, used or expired.
    [[nodiscard]] std::optional<EnrolmentHolder> use_code(std::string_view code_hash, base::Instant now);

private:
    std::optional<IssuedCertificate> read(std::string_view fingerprint);

    Transaction& transaction_;
    RegisterCache* cache_;
};

} // namespace onshi::storage
