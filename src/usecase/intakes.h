#pragma once

#include "usecase/imports.h"

#include <cstdint>
#include <functional>
#include <optional>

/// When insurers were heard of last, and how late they usually are.
namespace onshi::usecase {

/// Writes down, for each insurer, that its feed or file is in now, and its usual delay with it. As a unit of its own at
/// the end of a file; the batches themselves are on the record already.
void record_intakes(UnitOfWork&, const Arrivals&);

/// Every insurer of the register in the order of the numbers; none received: nothing came of it yet.
void each_insurer(UnitOfWork&,
                  const std::function<void(const domain::Insurer&, const std::optional<domain::Intake>&)>&);

struct Silence
{
    std::int64_t silent = 0; ///< insurers whose last intake is longer ago
    std::int64_t never = 0;  ///< insurers of which nothing ever came
};
[[nodiscard]] Silence count_silent(UnitOfWork&, std::chrono::days after);
/// True if it is longer ago than `after` now.
[[nodiscard]] bool is_silent(UnitOfWork&, const domain::Intake&, std::chrono::days after);

} // namespace onshi::usecase
