#pragma once

#include "domain/rejection.h"
#include "wire/eligibility_message.h"

#include <memory>
#include <string>
#include <string_view>

namespace pugi {
struct xml_node_struct; // xml.cpp alone includes the library
}

/// A message read into memory: elements, to be looked at but not changed. Internal to this folder.
namespace onshi::wire {

/// A view into an XmlDocument, valid as long as it. May be absent: an absent element has no name, text or children.
class XmlElement
{
public:
    XmlElement() = default;
    explicit XmlElement(pugi::xml_node_struct* node)
        : node_(node)
    {
    }
    [[nodiscard]] bool present() const { return node_ != nullptr; }
    [[nodiscard]] std::string_view name() const;
    /// Text and CDATA of the element itself, without the white space (U+3000 too) at both ends.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] XmlElement first_child() const; ///< element, not text
    [[nodiscard]] XmlElement next() const;        ///< following sibling element

private:
    pugi::xml_node_struct* node_ = nullptr;
};

class XmlDocument
{
public:
    /// Errors: body_empty; encoding_unsupported (declared other than UTF-8, Shift_JIS, Windows-31J, CP932, MS932; or
    /// UTF-16); encoding_mismatch (the bytes are not what is declared; nothing declared means UTF-8); characters,
    /// xml_dtd, xml_too_deep, xml_malformed (see xml_scan.h); xml_root (not XmlMsg).
    [[nodiscard]] static domain::Result<XmlDocument> parse(std::string_view bytes);
    /// The same, of a message with many people.
    [[nodiscard]] static domain::Result<XmlDocument> parse_bulk(std::string_view bytes);
    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;
    ~XmlDocument();

    [[nodiscard]] XmlElement root() const;
    [[nodiscard]] CharacterCode character_code() const; ///< of the bytes it was read from

private:
    struct Tree;
    explicit XmlDocument(std::unique_ptr<Tree> tree);
    static domain::Result<XmlDocument> parse(std::string_view bytes, int element_limit);
    std::unique_ptr<Tree> tree_;
};

} // namespace onshi::wire
