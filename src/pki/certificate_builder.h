#pragma once

#include "base/environment.h"
#include "pki/openssl_handles.h"

#include <chrono>
#include <string>
#include <vector>

/// How a certificate comes together; for authority.cpp only.
namespace onshi::pki {

/// What a certificate is for decides its extensions (RFC 5280, 4.2.1).
enum class Purpose { root, issuing, server, client };

struct Contents
{
    Purpose purpose;
    const X509_NAME* subject;
    EVP_PKEY* subject_key;               ///< only the public half is used
    std::vector<std::string> names = {}; ///< of a server: DNS names and IP addresses
    std::chrono::seconds valid;
};

/// Who signs. For a root `certificate` is null: it signs itself.
struct Signer
{
    X509* certificate;
    EVP_PKEY* key;
};

/// The signed certificate. It begins a minute ago, so that a reader whose clock is behind takes it at once, and ends no
/// later than the signer's own: beyond that nobody could verify it.
[[nodiscard]] X509Certificate build(const base::Environment& environment, const Contents& contents,
                                    const Signer& signer);

} // namespace onshi::pki
