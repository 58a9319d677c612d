#include "card/secret.h"

#include "base/text.h"

#include <algorithm>
#include <cstring>

namespace onshi::card {

void wipe(std::string& text)
{
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

void wipe(std::span<std::uint8_t> bytes) { ::explicit_bzero(bytes.data(), bytes.size()); }

namespace {

// One character of the text: a digit, or none. Full-width digits are U+FF10 to U+FF19, in UTF-8 EF BC 90 to EF BC 99.
std::optional<std::uint8_t> take_digit(std::string_view& text)
{
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    if (byte(0) >= '0' && byte(0) <= '9') {
        const auto digit = byte(0);
        text.remove_prefix(1);
        return digit;
    }
    if (text.size() < 3 || byte(0) != 0xEF || byte(1) != 0xBC || byte(2) < 0x90 || byte(2) > 0x99)
        return std::nullopt;
    const auto digit = static_cast<std::uint8_t>('0' + (byte(2) - 0x90));
    text.remove_prefix(3);
    return digit;
}

} // namespace

template<std::size_t N>
std::expected<Secret<N>, SecretProblem> Secret<N>::parse(std::string_view typed)
{
    // Read in place: a normalised copy would be one more place to wipe.
    Secret secret;
    auto left = base::trimmed(typed);
    std::size_t count = 0;
    for (; !left.empty(); ++count) {
        const auto digit = take_digit(left);
        if (!digit)
            return std::unexpected(SecretProblem::not_digits);
        if (count < N)
            secret.digits_[count] = *digit;
    }
    if (count != N)
        return std::unexpected(SecretProblem::wrong_length);
    return secret;
}

template class Secret<4>;
template class Secret<14>;

} // namespace onshi::card
