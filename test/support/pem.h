#pragma once

#include <string>

namespace onshi::test {

/// The bytes in the first block of a PEM text, by the definition of base 64 (RFC 4648) and not by any library.
[[nodiscard]] std::string der_of(const std::string& pem);

/// The same as a proxy writes it into Client-Cert (RFC 9440): base 64 on one line between colons.
[[nodiscard]] std::string client_cert_of(const std::string& pem);

} // namespace onshi::test
