#include "wire/xml_scan.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace onshi::wire {

namespace {

using domain::ErrorCode;
using Problem = std::optional<ErrorCode>;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// XML 1.0 (fifth edition), production 2:
// "Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]"
bool is_xml_character(std::uint32_t c)
{
    if (c < 0x20)
        return c == 0x9 || c == 0xA || c == 0xD;
    return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

// In well-formed UTF-8 only the C0 controls and U+FFFE, U+FFFF are left to refuse.
bool has_forbidden_character(std::string_view utf8)
{
    for (const char c : utf8)
        if (static_cast<unsigned char>(c) < 0x20 && !is_space(c))
            return true;
    return utf8.contains("\xEF\xBF\xBE") || utf8.contains("\xEF\xBF\xBF");
}

class Scanner
{
public:
    Scanner(std::string_view text, int element_limit)
        : text_(text)
        , element_limit_(element_limit)
    {
    }

    Problem run()
    {
        while (at_ < text_.size()) {
            const Problem problem = text_[at_] == '<' ? markup() : content();
            if (problem)
                return problem;
        }
        if (depth_ != 0 || elements_ == 0)
            return ErrorCode::xml_malformed;
        return {};
    }

private:
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

    Problem skip_past(std::string_view opening, std::string_view end)
    {
        const auto found = text_.find(end, at_ + opening.size());
        if (found == std::string_view::npos)
            return ErrorCode::xml_malformed;
        at_ = found + end.size();
        return {};
    }

    Problem content()
    {
        const auto end = std::min(text_.find('<', at_), text_.size());
        if (depth_ == 0 && !std::ranges::all_of(text_.substr(at_, end - at_), is_space))
            return ErrorCode::xml_malformed;
        return references_up_to(end);
    }

    Problem markup()
    {
        if (rest().starts_with("<!--"))
            return skip_past("<!--", "-->");
        if (rest().starts_with("<![CDATA["))
            return depth_ == 0 ? ErrorCode::xml_malformed : skip_past("<![CDATA[", "]]>");
        // DOCTYPE, ENTITY and whatever else begins so: the interface knows no DTD (section 0).
        if (rest().starts_with("<!"))
            return ErrorCode::xml_dtd;
        if (rest().starts_with("<?"))
            return instruction();
        return element_tag();
    }

    Problem instruction()
    {
        const bool declaration = rest().starts_with("<?xml") && rest().size() > 5 && (is_space(rest()[5]));
        if (declaration && at_ != 0)
            return ErrorCode::xml_malformed;
        return skip_past("<?", "?>");
    }

    // Quotes are followed so that a comment's opening inside an attribute cannot hide a declaration from this scan.
    Problem element_tag()
    {
        const bool closing = rest().starts_with("</");
        char quote = 0;
        for (auto at = at_ + 1; at < text_.size(); ++at) {
            const char c = text_[at];
            if (c == '<')
                return ErrorCode::xml_malformed;
            if (quote != 0) {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                const bool empty = text_[at - 1] == '/';
                const auto problem = references_up_to(at);
                ++at_;
                return problem ? problem : count(closing, empty);
            }
        }
        return ErrorCode::xml_malformed;
    }

    // Leaves at_ on the end.
    Problem references_up_to(std::size_t end)
    {
        for (auto at = text_.substr(0, end).find('&', at_); at != std::string_view::npos;
             at = text_.substr(0, end).find('&', at_)) {
            at_ = at;
            if (const auto problem = reference())
                return problem;
            if (at_ >= end) // its semicolon belongs to something else
                return ErrorCode::xml_malformed;
        }
        at_ = end;
        return {};
    }

    Problem count(bool closing, bool empty)
    {
        if (closing)
            return --depth_ < 0 ? Problem(ErrorCode::xml_malformed) : Problem();
        if (depth_ == 0 && elements_ > 0)
            return ErrorCode::xml_malformed;
        if (++elements_ > element_limit_ || depth_ + 1 > xml_depth_limit)
            return ErrorCode::xml_too_deep;
        depth_ += empty ? 0 : 1;
        return {};
    }

    // Leaves at_ on the semicolon.
    Problem reference()
    {
        const auto end = text_.find(';', at_);
        if (end == std::string_view::npos)
            return ErrorCode::xml_malformed;
        const auto name = text_.substr(at_ + 1, end - at_ - 1);
        at_ = end;
        if (name.starts_with('#'))
            return character_reference(name.substr(1));
        static constexpr std::array<std::string_view, 5> predefined{"amp", "lt", "gt", "quot", "apos"};
        for (const auto known : predefined)
            if (name == known)
                return {};
        return ErrorCode::xml_malformed;
    }

    static Problem character_reference(std::string_view digits)
    {
        const bool hexadecimal = digits.starts_with('x');
        digits.remove_prefix(hexadecimal ? 1 : 0);
        std::uint32_t value = 0;
        const auto* const end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, value, hexadecimal ? 16 : 10);
        if (read.ec == std::errc::result_out_of_range)
            return ErrorCode::characters;
        if (read.ec != std::errc() || read.ptr != end)
            return ErrorCode::xml_malformed;
        return is_xml_character(value) ? Problem() : Problem(ErrorCode::characters);
    }

    std::string_view text_;
    int element_limit_;
    std::size_t at_ = 0;
    int depth_ = 0;
    int elements_ = 0;
};

} // namespace

std::optional<domain::ErrorCode> scan_xml(std::string_view utf8, int element_limit)
{
    if (has_forbidden_character(utf8))
        return ErrorCode::characters;
    return Scanner(utf8, element_limit).run();
}

} // namespace onshi::wire
