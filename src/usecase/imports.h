#pragma once

#include "domain/registers.h"
#include "usecase/unit_of_work.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

/// Taking in what insurers and the ministry's registers report, a batch at a time. Only in Desk::write. A batch records
/// one line; rows that are refused leave the others untouched.
namespace onshi::usecase {

struct ImportCounts
{
    std::size_t added = 0, changed = 0, unchanged = 0;
};

struct RefusedRow
{
    std::size_t index = 0; ///< in the batch
    domain::Rejection rejection;
};

struct BatchResult
{
    ImportCounts counts;
    std::vector<RefusedRow> refused;
};

/// `source` goes on the record: the file's name and the lines of the batch.
[[nodiscard]] BatchResult import_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::Insurer>,
                                       const std::string& source);
[[nodiscard]] BatchResult import_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::Facility>,
                                       const std::string& source);
/// A row whose insurer is not in the register is refused (insurer_unknown).
[[nodiscard]] BatchResult import_batch(UnitOfWork&, const domain::Caller&, std::span<const domain::CoverageReport>,
                                       const std::string& source);

} // namespace onshi::usecase
