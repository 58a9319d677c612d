#pragma once

#include <cstdint>
#include <memory>
#include <string>

struct evp_pkey_st;

namespace onshi::test {

/// An authenticator of WebAuthn in software, with the browser before it: written from the specification by hand, with
/// CBOR of its own, so that nothing of the code under test answers for itself. One credential.
class SoftwareAuthenticator
{
public:
    enum class Algorithm { es256, rs256 };
    explicit SoftwareAuthenticator(Algorithm = Algorithm::es256);

    // What a dishonest page, or a damaged key, would do otherwise.
    std::string site = "localhost", origin = "http://localhost:8470", type_of_create = "webauthn.create",
                type_of_get = "webauthn.get", format = "none";
    bool cross_origin = false;
    std::uint8_t flags = 0x01; ///< user present
    std::uint32_t counter = 0;
    std::string id = std::string("synthetic credential");

    /// Bytes, not base64url.
    struct Created
    {
        std::string client_data, attestation_object;
    };
    [[nodiscard]] Created create(const std::string& challenge) const;
    struct Answered
    {
        std::string client_data, authenticator_data, signature;
    };
    /// Counts one further before.
    [[nodiscard]] Answered get(const std::string& challenge);

private:
    [[nodiscard]] std::string authenticator_data(std::uint8_t with_flags) const;
    [[nodiscard]] std::string client_data(const std::string& type, const std::string& challenge) const;
    [[nodiscard]] std::string cose_key() const;
    [[nodiscard]] std::string sign(const std::string& message) const;

    Algorithm algorithm_;
    std::shared_ptr<evp_pkey_st> key_;
};

} // namespace onshi::test
