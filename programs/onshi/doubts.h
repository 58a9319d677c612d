#pragma once

#include <iostream>
#include <string>

namespace onshi::programs {

/// Tells the operator one reason why a file is implausible.
inline void print_doubt(const std::string& text) { std::cout << "● " << text << "\n"; }

} // namespace onshi::programs
