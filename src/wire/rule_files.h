#pragma once

#include <span>
#include <string_view>

namespace onshi::wire {

/// One dated rule table of rules/, as it was when the program was built.
struct RuleFile
{
    std::string_view name; ///< "insurer_law_numbers.csv"
    std::string_view text;
};

/// All of them, by name. Their hash stands in every audit entry, so that it is known by which rules an answer was made.
[[nodiscard]] std::span<const RuleFile> rule_files();

} // namespace onshi::wire
