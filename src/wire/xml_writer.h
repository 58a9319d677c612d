#pragma once

#include "wire/elements.h"
#include "wire/eligibility_message.h"

#include <string>
#include <string_view>

/// Appends elements to one string; no tree is built. One element a line, so that two messages can be compared by line.
namespace onshi::wire {

/// The first line of an answer in that character code.
[[nodiscard]] inline const char* xml_declaration(CharacterCode code)
{
    return code == CharacterCode::shift_jis ? "<?xml version=\"1.0\" encoding=\"Shift_JIS\" standalone=\"no\"?>\n"
                                            : "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n";
}

class XmlWriter
{
public:
    /// What is written is UTF-8. If it will be made Shift_JIS, a message keeps its characters by references.
    explicit XmlWriter(std::string& out, bool for_shift_jis = false)
        : out_(out)
        , for_shift_jis_(for_shift_jis)
    {
    }

    void open(const Tag& tag)
    {
        start(tag);
        out_ += '\n';
    }
    void close(const Tag& tag) { end(tag); }
    /// Nothing if the text is empty: the interface leaves unset elements out (interface 5, rule 3).
    void leaf(const Tag& tag, std::string_view text)
    {
        if (text.empty())
            return;
        start(tag);
        escape(text);
        end(tag);
    }
    /// The same, with a character reference for each character that Shift_JIS has no form for.
    void message(const Tag& tag, std::string_view text);
    /// In XML a list is one element that holds repeated ones; a JSON writer makes an array of it.
    void open_list(const Tag& tag) { open(tag); }
    void close_list(const Tag& tag) { close(tag); }
    void open_item(const Tag& tag) { open(tag); }
    void close_item(const Tag& tag) { close(tag); }
    void open_flat_item(const Tag& tag) { open(tag); }
    void close_flat_item(const Tag& tag) { close(tag); }

private:
    void start(const Tag& tag)
    {
        out_ += '<';
        out_ += tag.name;
        out_ += '>';
    }
    void end(const Tag& tag)
    {
        out_ += "</";
        out_ += tag.name;
        out_ += ">\n";
    }
    void escape(std::string_view text);

    std::string& out_;
    bool for_shift_jis_;
};

} // namespace onshi::wire
