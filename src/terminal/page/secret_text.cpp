#include "terminal/page/secret_text.h"

#include "card/secret.h"

#include <algorithm>
#include <span>

namespace onshi::terminal {

namespace {

constexpr std::string_view spaces = " \t\r\n";

/// Where the text of the member begins, after its quotation mark; npos if there is none.
std::size_t text_of(std::string_view body, const std::string& quoted_name)
{
    for (auto at = body.find(quoted_name); at != std::string_view::npos; at = body.find(quoted_name, at + 1)) {
        const auto colon = body.find_first_not_of(spaces, at + quoted_name.size());
        if (colon == std::string_view::npos || body[colon] != ':')
            continue; // a value of that name
        const auto mark = body.find_first_not_of(spaces, colon + 1);
        if (mark != std::string_view::npos && body[mark] == '"')
            return mark + 1;
    }
    return std::string_view::npos;
}

} // namespace

SecretText::SecretText(std::string& body, std::string_view member)
{
    if (member.empty())
        return;
    const auto begin = text_of(body, '"' + std::string(member) + '"');
    if (begin == std::string::npos)
        return;
    const auto end = body.find_first_of("\"\\", begin);
    const bool is_plain = end != std::string::npos && body[end] == '"';
    const auto secret = std::span(body).subspan(begin, is_plain ? end - begin : std::string::npos);
    if (is_plain) {
        text_.reserve(secret.size()); // a string that grows leaves its old bytes
        text_.assign(secret.begin(), secret.end());
    }
    std::ranges::fill(secret, '*');
}

SecretText::~SecretText() { card::wipe(text_); }

} // namespace onshi::terminal
