#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace onshi::pki {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 of what comes piece by piece. One thread at a time. Throws base::Fault(crypto).
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void update(std::string_view bytes);
    [[nodiscard]] Digest finish(); ///< once

private:
    evp_md_ctx_st* context_;
};

/// SHA-256 over the parts, one after another. Any thread. Throws base::Fault(crypto).
[[nodiscard]] Digest sha256(std::initializer_list<std::string_view> parts);
/// HMAC-SHA-256.
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view message);

[[nodiscard]] std::string hex(std::string_view bytes); ///< lower case
[[nodiscard]] std::string hex(const Digest& digest);
/// A digest's bytes as a view, for the database and for further hashing.
[[nodiscard]] inline std::string_view bytes_of(const Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

} // namespace onshi::pki
