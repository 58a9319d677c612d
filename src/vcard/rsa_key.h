#pragma once

#include "card/transport.h"

#include <memory>
#include <string>
#include <string_view>

/// A card's RSA key. authority.h makes keys; here one is used as the chip would. Throws base::Fault(crypto). Any
/// thread.
namespace onshi::vcard {

class RsaKey
{
public:
    explicit RsaKey(std::string_view pem); ///< private (PKCS #8) or public (SubjectPublicKeyInfo)
    ~RsaKey();
    RsaKey(RsaKey&&) noexcept;
    RsaKey& operator=(RsaKey&&) noexcept;

    /// From modulus and exponent, big-endian: the public half.
    RsaKey(card::ByteView modulus, card::ByteView exponent);

    /// EMSA-PKCS1-v1_5 over exactly these bytes: a DigestInfo, if it is to be a signature. At most size - 11 bytes.
    [[nodiscard]] card::Bytes sign_raw(card::ByteView bytes) const;
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    [[nodiscard]] card::Bytes sign(card::ByteView message) const;
    [[nodiscard]] bool verify(card::ByteView message, card::ByteView signature) const;
    [[nodiscard]] card::Bytes modulus() const;
    [[nodiscard]] card::Bytes exponent() const;

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

} // namespace onshi::vcard
