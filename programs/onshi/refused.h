#pragma once

#include "domain/rejection.h"

namespace onshi::programs {

/// Tells the person at the shell what was refused: field, sentence and code. The exit code, 1.
int refused(const domain::Rejection&);

} // namespace onshi::programs
