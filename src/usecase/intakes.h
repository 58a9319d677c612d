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

/// What was heard of an insurer. A file in quarantine tells that the insurer is there, and nothing about its data: the
/// desk hears of `last` alone.
struct InsurerHeard
{
    const domain::Insurer& insurer;
    const std::optional<domain::Intake>& last; ///< whose data are in force; none: nothing was taken yet
    std::optional<base::Instant> quarantined;  ///< when the latest of its files that wait in quarantine was begun

    /// The later of both; none: nothing ever came.
    [[nodiscard]] std::optional<base::Instant> at() const;
};
/// Every insurer of the register in the order of the numbers.
void each_insurer(UnitOfWork&, const std::function<void(const InsurerHeard&)>&);

struct Silence
{
    std::int64_t silent = 0; ///< insurers that were heard of last longer ago
    std::int64_t never = 0;  ///< insurers of which nothing ever came
};
[[nodiscard]] Silence count_silent(UnitOfWork&, std::chrono::days after);
/// True if the insurer was heard of, and that is longer ago than `after` now.
[[nodiscard]] bool is_silent(UnitOfWork&, const InsurerHeard&, std::chrono::days after);

} // namespace onshi::usecase
