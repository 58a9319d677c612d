#pragma once

#include "pki/openssl_handles.h"

#include <string_view>

namespace onshi::pki {

/// From modulus and exponent, big-endian. Null if it is none of 2048 to 8192 bits: who sent it is to blame, not we.
[[nodiscard]] Key rsa_public_key(std::string_view modulus, std::string_view exponent);

} // namespace onshi::pki
