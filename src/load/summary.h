#pragma once

#include "load/round.h"
#include "load/server_figures.h"
#include "wire/json.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// What a run says at its end. doc/load.md describes every member.
namespace onshi::load {

struct MeasuredRound
{
    RoundResult result;
    std::optional<ServerFigures> before, after;
    std::chrono::microseconds generator_cpu{0}; ///< of this program, user and system, over the whole round
};

struct Run
{
    std::string version, server;
    base::Instant began;
    base::Date on;
    std::uint64_t seed = 1;
    std::size_t connections = 0;
    std::string database; ///< as the server names it; empty if it does not
    const People& people;
    std::vector<MeasuredRound> rounds; ///< one, or check and empty in turn
};

/// One round's members stand beside those of the run; several stand in "rounds".
[[nodiscard]] wire::Json summary(const Run& run);
/// Of each pair (a check and the empty round after it) the checks a second by the empty posts a second; of these the
/// middle one (of an even number the mean of the two middle ones). None if there is no pair.
[[nodiscard]] std::optional<double> median_check_to_empty(const std::vector<MeasuredRound>& rounds);

} // namespace onshi::load
