#pragma once

#include "usecase/unit_of_work.h"

#include <string>

namespace onshi::usecase {

/// Notes from when on answers are given from this program's rule tables, if that is news: check_as_known asks for it.
/// In Desk::write, before the first answer.
void note_rule_book(UnitOfWork&, const std::string& program_version);

} // namespace onshi::usecase
