#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string_view>

/// Reads the details of an entry of the record, "key=value key=value". Internal to usecase/.
namespace onshi::usecase {

/// The value of that key; empty if there is none.
[[nodiscard]] inline std::string_view detail(std::string_view details, std::string_view name)
{
    for (std::size_t from = 0; from < details.size();) {
        const auto end = std::min(details.find(' ', from), details.size());
        const auto item = details.substr(from, end - from);
        if (item.starts_with(name) && item.substr(name.size()).starts_with('='))
            return item.substr(name.size() + 1);
        from = end + 1;
    }
    return {};
}

/// The same as a number; 0 if it is none.
[[nodiscard]] inline std::size_t number_detail(std::string_view details, std::string_view name)
{
    const auto text = detail(details, name);
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

} // namespace onshi::usecase
