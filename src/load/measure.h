#pragma once

#include "base/fault.h"
#include "load/summary.h"

#include <functional>

/// A round and what it cost: what the server tells of itself before and after, and this program's own processor time.
namespace onshi::load {

/// Throws base::Fault(network) if nobody answers. Empty: nobody is asked.
using LookAtServer = std::function<ServerFigures()>;

/// A server that does not answer before the round is a fault of the caller's. One that was killed meanwhile is not: the
/// round is told all the same, without figures of after, and `on_gone` hears why.
[[nodiscard]] MeasuredRound measure(const std::function<RoundResult()>& round, const LookAtServer& look,
                                    const std::function<void(const base::Fault&)>& on_gone);

} // namespace onshi::load
