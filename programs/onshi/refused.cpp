#include "onshi/refused.h"

#include <iostream>

namespace onshi::programs {

int refused(const domain::Rejection& rejection)
{
    std::cerr << "onshi: " << (rejection.field.empty() ? "" : rejection.field + ": ") << rejection.reason << " ("
              << domain::entry_of(rejection.code).wire << ")\n";
    return 1;
}

} // namespace onshi::programs
