#pragma once

#include "card/transport.h"

#include <cstddef>
#include <functional>

namespace onshi::vcard {

/// A picture in shades of grey as PNG (ISO/IEC 15948), not compressed: what the virtual card shows in place of scans
/// and of the photo. `shade` gives 0 (black) to 255 for each column and row.
[[nodiscard]] card::Bytes png(std::size_t width, std::size_t height,
                              const std::function<std::uint8_t(std::size_t column, std::size_t row)>& shade);

} // namespace onshi::vcard
