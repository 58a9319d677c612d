#pragma once

#include "base/date.h"

#include <cstddef>
#include <optional>
#include <string>

/// What the terminal's page and `onshi-terminal status` show of the folder exchange. Nothing personal.
namespace onshi::terminal {

struct ExchangeStatus
{
    base::Instant at{};      ///< of this status
    bool watching = false;   ///< requests are being taken from all folders
    std::size_t waiting = 0; ///< requests seen in the folders and taken, without a result yet
    std::size_t queued = 0;  ///< of those, the ones whose answer did not come in time and are asked on (Late)
    std::optional<std::string> trouble; ///< Japanese: what hinders, and the way out
    bool centre_reachable = false;
    base::Instant centre_since{}; ///< since when it is, or is not, reachable

    bool operator==(const ExchangeStatus&) const = default;
};

} // namespace onshi::terminal
