#pragma once

#include "domain/rejection.h"

#include <optional>
#include <string_view>

/// The look at a document before the XML library sees it: it refuses what is dangerous or not well-formed and what the
/// library is lenient about. Pure.
namespace onshi::wire {

inline constexpr int xml_depth_limit = 16;            ///< the deepest message of the interface has seven levels
inline constexpr int xml_element_limit = 2'000;       ///< the longest single answer has some 120 elements
inline constexpr int bulk_xml_element_limit = 10'000; ///< 500 people with some ten elements each

/// `utf8` is well-formed UTF-8 without a byte order mark. None if nothing is wrong so far (names of end tags are
/// compared by the library), else the first problem in document order: characters (forbidden by XML 1.0, written out or
/// as a character reference), xml_dtd (any markup declaration), xml_too_deep, xml_malformed (also references to
/// entities that only a DTD could declare, text outside the root, more than one root).
[[nodiscard]] std::optional<domain::ErrorCode> scan_xml(std::string_view utf8, int element_limit = xml_element_limit);

} // namespace onshi::wire
