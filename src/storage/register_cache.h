#pragma once

#include "base/date.h"
#include "domain/registers.h"
#include "storage/certificate_store.h"

#include <string>
#include <unordered_map>

namespace onshi::storage {

/// Some 15 MB a thread.
inline constexpr std::size_t most_remembered = 50'000;

/// What one thread remembers of the registers from snapshot to snapshot, so that a check does not ask for the same
/// certificate, facility and insurer again and again. Holds only as long as knowledge does not move: every change of
/// these registers, a revocation too, moves it (RegisterStore::advance) in its own transaction.
class RegisterCache
{
public:
    /// A snapshot begins whose knowledge reaches `through`: forgets all that was read at another mark.
    void begin(base::Instant through)
    {
        if (through == through_ && insurers.size() + facilities.size() + certificates.size() < most_remembered)
            return;
        *this = {};
        through_ = through;
    }
    [[nodiscard]] bool holds_for(base::Instant known_through) const { return known_through == through_; }

    std::unordered_map<std::string, domain::Insurer> insurers;
    std::unordered_map<std::string, domain::Facility> facilities;
    std::unordered_map<std::string, IssuedCertificate> certificates; ///< by fingerprint

private:
    base::Instant through_ = base::Instant::min();
};

/// `read` unless `cache` has it; what `read` finds is remembered.
template<class T, class Read>
std::optional<T> remembered(std::unordered_map<std::string, T>& cache, const std::string& key, Read read)
{
    if (const auto known = cache.find(key); known != cache.end())
        return known->second;
    std::optional<T> found = read();
    if (found)
        cache.emplace(key, *found);
    return found;
}

} // namespace onshi::storage
