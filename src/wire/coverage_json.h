#pragma once

#include "wire/register_files.h"

#include <string>

namespace onshi::wire {

/// One line of the NDJSON form of the coverage file, with its end. Fields that are empty are left out.
void append_coverage_json(std::string& out, const CoverageRow& row);

} // namespace onshi::wire
