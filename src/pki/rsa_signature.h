#pragma once

#include <string>
#include <string_view>

namespace onshi::pki {

/// RSASSA-PKCS1-v1_5 with SHA-256 over the text. `key`: PEM. Throws base::Fault(crypto) if it is no RSA key.
[[nodiscard]] std::string sign_rsa(std::string_view key, std::string_view text);

} // namespace onshi::pki
