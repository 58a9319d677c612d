#include "wire/xml_writer.h"

#include "base/text.h"
#include "base/utf8.h"

namespace onshi::wire {

namespace {

/// Empty for what needs none.
std::string_view reference_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return {};
    }
}

} // namespace

void XmlWriter::escape(std::string_view text)
{
    std::size_t plain = 0; // from here on nothing was special
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto reference = reference_of(text[at]);
        if (reference.empty())
            continue;
        out_ += text.substr(plain, at - plain);
        out_ += reference;
        plain = at + 1;
    }
    out_ += text.substr(plain);
}

void XmlWriter::message(const Tag& tag, std::string_view text)
{
    if (!for_shift_jis_ || text.empty())
        return leaf(tag, text);
    start(tag);
    for (std::size_t at = 0; at < text.size();) {
        const auto from = at;
        const auto character = base::next_code_point(text, at);
        if (base::has_shift_jis_form(character))
            escape(text.substr(from, at - from));
        else
            out_ += "&#x" + base::code_point_hex(character) + ";";
    }
    end(tag);
}

} // namespace onshi::wire
