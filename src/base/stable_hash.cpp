#include "base/stable_hash.h"

namespace onshi::base {

std::uint64_t stable_hash(std::string_view bytes)
{
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211U;
    }
    // FNV-1a leaves the high bits of short keys nearly alike.
    hash ^= hash >> 33U;
    hash *= 0xFF51AFD7ED558CCDU;
    hash ^= hash >> 33U;
    hash *= 0xC4CEB9FE1A85EC53U;
    hash ^= hash >> 33U;
    return hash;
}

} // namespace onshi::base
