#pragma once

#include "domain/coverage.h"
#include "domain/coverage_fields.h"

#include <array>
#include <string>
#include <vector>

namespace onshi::domain {

/// Every field of a row as the coverage file writes it, each at its index; that of the person code is empty.
[[nodiscard]] std::array<std::string, coverage_fields.size()> field_texts(const Coverage& coverage);

/// What a later version of a row changes.
struct FieldChange
{
    Field field;
    std::string before, after; ///< as the coverage file writes them
};
[[nodiscard]] std::vector<FieldChange> changes(const Coverage& before, const Coverage& after);

} // namespace onshi::domain
