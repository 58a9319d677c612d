#include "pki/card_challenge.h"

#include "base/fault.h"

namespace onshi::pki {

namespace {

constexpr std::string_view label = "OQS-CARD-AUTH/1";
constexpr std::size_t longest_field = 0xFFFF;

void append(std::string& text, std::string_view field)
{
    ONSHI_CHECK(field.size() <= longest_field);
    text += static_cast<char>(field.size() >> 8U);
    text += static_cast<char>(field.size() & 0xFFU);
    text += field;
}

} // namespace

std::string to_be_signed(const CardChallenge& challenge)
{
    std::string text(label);
    text += '\0';
    for (const std::string_view field :
         {std::string_view(challenge.auth_id), std::string_view(challenge.nonce), std::string_view(challenge.facility),
          std::string_view(challenge.terminal), std::string_view(challenge.mode), std::string_view(challenge.purpose),
          bytes_of(challenge.leaf)})
        append(text, field);
    return text;
}

} // namespace onshi::pki
