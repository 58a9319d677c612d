#pragma once

#include <cstdint>

namespace onshi::domain {

/// From where on a file is implausible (plausibility.h). onshi.example.toml gives the reason of each; "points" are
/// percent of the insurer's people with a share (or class) in force. A count and a percentage must both be passed.
struct PlausibilitySettings
{
    std::int64_t least_people = 20;  ///< fewer people than this never make a file implausible by a shift or a loss
    double chance = 4.0;             ///< a net move must exceed this times the square root of all moves
    double shift_points = 3.0;       ///< net move among the shares or classes, outside the yearly renewal
    double renewal_points = 10.0;    ///< the same, of periods that begin with the yearly renewal
    std::int64_t one_way_least = 50; ///< raised shares outside the renewal, ...
    double one_way_percent = 90.0;   ///< ... if more than so many of the moves are raises
    std::int64_t vanished_least = 10;
    double vanished_percent = 5.0; ///< of the people of the file who had a share (or class): have none any more
    double lost_percent = 10.0;    ///< of the insurer's open spells: end by this file, or are absent from a full one
    double identity_percent = 2.0; ///< of the file's known spells: another birth date, or another sex
};

} // namespace onshi::domain
