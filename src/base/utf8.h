#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// UTF-8 one code point at a time. Pure functions, any thread.
namespace onshi::base {

/// What `next_code_point` gives for a byte sequence that is not well-formed UTF-8.
inline constexpr char32_t not_utf8 = 0xFFFFFFFF;

/// The code point that begins at `at`; `at` then stands behind it. For a malformed sequence: `not_utf8`, and `at` moves
/// one byte on. `at` must be less than the size.
[[nodiscard]] char32_t next_code_point(std::string_view utf8, std::size_t& at);

/// Appends a code point (a Unicode scalar value).
void append_utf8(std::string& out, char32_t code_point);

/// True if all bytes are ASCII: then every normal form is the text itself.
[[nodiscard]] bool is_ascii(std::string_view bytes);

} // namespace onshi::base
