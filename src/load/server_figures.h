#pragma once

#include "base/date.h"
#include "base/environment.h"
#include "net/client.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the server says of itself over its management listener. A figure it does not tell is none.
namespace onshi::load {

struct ServerFigures
{
    base::Instant at;
    std::optional<std::uint64_t> units;   ///< onshi_recorded_units: put on the record since its start
    std::optional<std::uint64_t> commits; ///< onshi_commits: transactions they shared
    std::optional<std::uint64_t> syncs;   ///< onshi_database_syncs: times the disk was told to keep what it has
};

/// The value of a metric without labels in the Prometheus text format.
[[nodiscard]] std::optional<std::uint64_t> metric(std::string_view text, std::string_view name);

/// GET /metrics. Throws base::Fault(network) if nobody answers.
[[nodiscard]] ServerFigures read_figures(const net::Address& management, const base::Clock& clock);
/// Member `database` of GET /healthz: engine, version, journal mode, sync setting; empty if it is not told.
[[nodiscard]] std::string read_database(const net::Address& management);

} // namespace onshi::load
