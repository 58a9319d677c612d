#pragma once

#include <string>
#include <string_view>

/// What a person typed and nobody may keep, on its way from a request's body to who needs it.
namespace onshi::terminal {

/// In one place only, and wiped at its end.
class SecretText
{
public:
    /// Takes the text of that member out of a JSON object, as it stands there, before anything parses the body and so
    /// copies it; asterisks stay in its place. Nothing is taken if `member` is empty or not there. A text with escapes
    /// is not taken either: what a page sends has none, and the body is cut off there, so that it is no JSON any more.
    SecretText(std::string& body, std::string_view member);
    ~SecretText();
    SecretText(const SecretText&) = delete;
    SecretText& operator=(const SecretText&) = delete;

    [[nodiscard]] std::string_view view() const { return text_; }

private:
    std::string text_;
};

} // namespace onshi::terminal
