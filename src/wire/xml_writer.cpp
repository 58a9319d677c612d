#include "wire/xml_writer.h"

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

} // namespace onshi::wire
