#include "wire/xml_writer.h"

#include "base/text.h"
#include "base/utf8.h"

namespace onshi::wire {

void XmlWriter::escape(std::string_view text)
{
    for (auto special = text.find_first_of("&<>\""); special != std::string_view::npos;
         special = text.find_first_of("&<>\"")) {
        out_ += text.substr(0, special);
        switch (text[special]) {
        case '&':
            out_ += "&amp;";
            break;
        case '<':
            out_ += "&lt;";
            break;
        case '>':
            out_ += "&gt;";
            break;
        default:
            out_ += "&quot;";
            break;
        }
        text.remove_prefix(special + 1);
    }
    out_ += text;
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
