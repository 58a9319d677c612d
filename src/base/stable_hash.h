#pragma once

#include <cstdint>
#include <string_view>

namespace onshi::base {

/// A 64-bit hash that is the same on every machine and in every release: databases keep it as a key, so it must never
/// change. Not cryptographic: whoever reads by it compares the whole key afterwards.
///
/// FNV-1a over the bytes (offset basis 14695981039346656037, prime 1099511628211: draft-eastlake-fnv), then mixed so
/// that every bit of the input moves every bit of the result:
///     h ^= h >> 33; h *= 0xFF51AFD7ED558CCD; h ^= h >> 33; h *= 0xC4CEB9FE1A85EC53; h ^= h >> 33
/// (all modulo 2^64; the finaliser of MurmurHash3). Vectors: stable_hash_test.cpp.
[[nodiscard]] std::uint64_t stable_hash(std::string_view bytes);

} // namespace onshi::base
