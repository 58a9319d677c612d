#include "wire/xml.h"

#include "base/text.h"
#include "wire/elements.h"
#include "wire/xml_scan.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pugixml.hpp>
#include <utility>

namespace onshi::wire {

namespace {

using domain::ErrorCode;

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

enum class Encoding { utf8, shift_jis, unsupported };

// The value of encoding="..." in the XML declaration; empty if there is none.
std::string_view declared_encoding(std::string_view bytes)
{
    if (!bytes.starts_with("<?xml") || bytes.size() < 6 || !white_space.contains(bytes[5]))
        return {};
    const auto declaration = bytes.substr(0, bytes.find("?>"));
    auto at = declaration.find("encoding");
    if (at == std::string_view::npos)
        return {};
    at = declaration.find_first_not_of(white_space, at + std::string_view("encoding").size());
    if (at == std::string_view::npos || declaration[at] != '=')
        return {};
    at = declaration.find_first_not_of(white_space, at + 1);
    if (at == std::string_view::npos || (declaration[at] != '"' && declaration[at] != '\''))
        return {};
    const auto end = declaration.find(declaration[at], at + 1);
    return end == std::string_view::npos ? std::string_view() : declaration.substr(at + 1, end - at - 1);
}

Encoding encoding_of(std::string_view bytes)
{
    if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE"))
        return Encoding::unsupported;
    const auto name = base::folded(declared_encoding(bytes));
    if (name.empty() || name == "utf-8")
        return Encoding::utf8;
    // The field says Shift_JIS and means Windows-31J (interface 1.3), whatever name it stands under.
    static constexpr std::array<std::string_view, 4> shift_jis{"shift_jis", "windows-31j", "cp932", "ms932"};
    return std::ranges::find(shift_jis, name) != shift_jis.end() ? Encoding::shift_jis : Encoding::unsupported;
}

domain::Result<std::string> to_utf8(std::string_view bytes)
{
    const bool marked = bytes.starts_with(byte_order_mark);
    if (marked)
        bytes.remove_prefix(byte_order_mark.size());
    if (bytes.find_first_not_of(white_space) == std::string_view::npos)
        return std::unexpected(domain::rejection(ErrorCode::body_empty));

    switch (encoding_of(bytes)) {
    case Encoding::utf8:
        if (!base::is_utf8(bytes))
            return std::unexpected(domain::rejection(ErrorCode::encoding_mismatch));
        return std::string(bytes);
    case Encoding::shift_jis: {
        auto text = marked ? std::nullopt : base::from_shift_jis(bytes);
        if (!text)
            return std::unexpected(domain::rejection(ErrorCode::encoding_mismatch));
        return *std::move(text);
    }
    case Encoding::unsupported:
        break;
    }
    return std::unexpected(domain::rejection(ErrorCode::encoding_unsupported));
}

// base::trimmed knows the spaces of people; XML's white space has line ends too, in any mixture with them.
std::string_view trimmed_value(std::string_view text)
{
    for (std::size_t before = text.size() + 1; before != text.size();) {
        before = text.size();
        text = base::trimmed(text);
        while (!text.empty() && white_space.contains(text.front()))
            text.remove_prefix(1);
        while (!text.empty() && white_space.contains(text.back()))
            text.remove_suffix(1);
    }
    return text;
}

XmlElement element_from(pugi::xml_node node)
{
    while (node && node.type() != pugi::node_element)
        node = node.next_sibling();
    return XmlElement(node.internal_object());
}

} // namespace

std::string_view XmlElement::name() const { return pugi::xml_node(node_).name(); }

std::string XmlElement::text() const
{
    // A comment or CDATA section divides the text into several nodes.
    std::string all;
    for (const auto& child : pugi::xml_node(node_).children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            all += child.value();
    return std::string(trimmed_value(all));
}

XmlElement XmlElement::first_child() const { return element_from(pugi::xml_node(node_).first_child()); }

XmlElement XmlElement::next() const { return element_from(pugi::xml_node(node_).next_sibling()); }

struct XmlDocument::Tree
{
    std::string text; // the library parses in place: its nodes point into this
    CharacterCode code = CharacterCode::utf8;
    pugi::xml_document document;
};

XmlDocument::XmlDocument(std::unique_ptr<Tree> tree)
    : tree_(std::move(tree))
{
}
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

CharacterCode XmlDocument::character_code() const { return tree_->code; }

XmlElement XmlDocument::root() const { return XmlElement(tree_->document.document_element().internal_object()); }

domain::Result<XmlDocument> XmlDocument::parse(std::string_view bytes) { return parse(bytes, xml_element_limit); }

domain::Result<XmlDocument> XmlDocument::parse_bulk(std::string_view bytes)
{
    return parse(bytes, bulk_xml_element_limit);
}

domain::Result<XmlDocument> XmlDocument::parse(std::string_view bytes, int element_limit)
{
    auto text = to_utf8(bytes);
    if (!text)
        return std::unexpected(std::move(text).error());
    if (const auto problem = scan_xml(*text, element_limit))
        return std::unexpected(domain::rejection(*problem));

    auto tree = std::make_unique<Tree>();
    tree->text = std::move(*text);
    tree->code = encoding_of(bytes) == Encoding::shift_jis ? CharacterCode::shift_jis : CharacterCode::utf8;
    if (!tree->document.load_buffer_inplace(tree->text.data(), tree->text.size(), pugi::parse_default,
                                            pugi::encoding_utf8))
        return std::unexpected(domain::rejection(ErrorCode::xml_malformed));
    XmlDocument document(std::move(tree));
    if (document.root().name() != tag::message.name)
        return std::unexpected(domain::rejection(ErrorCode::xml_root));
    return document;
}

} // namespace onshi::wire
