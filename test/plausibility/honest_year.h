#pragma once

#include "domain/registers.h"
#include "synth/random.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// A year in the life of a synthetic town, as its insurers report it honestly: what plausibility rules must let
/// through. The rates are those of doc/formats/synth.md, or own choice where it has none; doc/plausibility.md lists
/// them.
namespace onshi::test {

/// A row as it is stored, as the file has it, and the person's other rows.
struct ReportedRow
{
    domain::Coverage before, after;
    std::vector<domain::Coverage> others;
};

class HonestYear
{
public:
    /// The town on 2026-04-01.
    HonestYear(std::uint64_t people, std::uint64_t seed);

    /// What the insurers report on the 10th of that month (1 April 2026 is month 0), and stores it. Rows of spells that
    /// are new are stored and not given: there is nothing to compare them with. August (4) is the renewal.
    [[nodiscard]] std::map<domain::InsurerNumber, std::vector<ReportedRow>> report(int month);
    /// All rows as they are stored now.
    template<class F>
    void each_row(F visit) const
    {
        for (const auto& person : people_)
            for (const auto& row : person)
                visit(row);
    }

    [[nodiscard]] static base::Date day_of(int month);

private:
    using Person = std::vector<domain::Coverage>; ///< rows
    /// How the shares of one insurer go with this renewal.
    struct Flows
    {
        std::map<std::pair<int, int>, double> chance; ///< from one share to another
    };

    /// What the month brings to a row; the row of the insurance that follows, if one does.
    std::optional<domain::Coverage> live(domain::Coverage& row, int month);
    void correct(domain::Coverage& row, int month);
    std::optional<domain::Coverage> leave(domain::Coverage& row, int month);
    [[nodiscard]] std::string draw_class(const domain::Coverage& row, base::Date on);
    void follow_share(domain::Coverage& row, base::Date on);
    void renew(domain::Coverage& row, const Flows& flows, base::Date first);
    [[nodiscard]] std::map<domain::InsurerNumber, Flows> draw_flows();
    [[nodiscard]] bool chance(double p) { return draw_.below(1'000'000) < static_cast<std::uint32_t>(p * 1'000'000); }

    std::vector<Person> people_;
    std::vector<domain::InsurerNumber> employers_;
    std::optional<domain::InsurerNumber> late_elderly_;
    synth::Draw draw_;
};

/// The share that is certified last; 0 without any.
[[nodiscard]] int last_share(const domain::Coverage&);
void set_last_share(domain::Coverage&, int share);

} // namespace onshi::test
