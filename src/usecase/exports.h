#pragma once

#include "domain/registers.h"
#include "usecase/unit_of_work.h"

#include <cstdint>
#include <functional>
#include <string>

namespace onshi::usecase {

/// Every row of coverage as it is known now, people in the order of their codes, each with the spells ordered by
/// 資格取得年月日 and number: the same facts give the same rows in the same order, however they came. Recorded. Returns
/// the rows. In Desk::read.
std::int64_t export_coverage(UnitOfWork&, const domain::Caller&,
                             const std::function<void(const domain::CoverageReport&)>&);

/// Puts on the record that a copy of the whole database is about to be made into a file of that name. In Desk::write.
void note_backup(UnitOfWork&, const domain::Caller&, const std::string& file);

} // namespace onshi::usecase
