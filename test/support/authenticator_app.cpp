#include "support/authenticator_app.h"

#include "base/environment.h"
#include "pki/totp.h"

#include <chrono>

namespace onshi::test {

std::string from_base32(const std::string& text)
{
    std::string bytes;
    unsigned bits = 0, count = 0;
    for (const char c : text) {
        bits = bits << 5U | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>(bits >> count));
        }
    }
    return bytes;
}

std::string authenticator_digits(const std::string& secret)
{
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(base::SystemClock().now().time_since_epoch());
    return pki::hotp(from_base32(secret), now.count() / 30, 6);
}

} // namespace onshi::test
