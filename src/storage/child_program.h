#pragma once

#include <string>
#include <vector>

namespace onshi::storage {

/// Runs a program of the PATH to its end, with these variables ("NAME=value") added to the environment. Throws
/// base::Fault(storage) with the first line that it wrote to standard error if it does not end well; further lines may
/// hold what rows hold, and are told nobody.
void run_program(const std::vector<std::string>& command, const std::vector<std::string>& variables);

} // namespace onshi::storage
