#pragma once

#include "base/date.h"
#include "synth/household.h"
#include "synth/insurers.h"
#include "synth/row_writer.h"

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

/// The synthetic town: insurers, facilities and people that never were, in Japan's proportions, for trials,
/// demonstrations and load. doc/formats/synth.md says what is made, how often and how it is marked. The same options
/// give the same bytes on every machine and in every run; a change of that is a change of format.
namespace onshi::synth {

struct TownOptions
{
    std::uint64_t people = 0; ///< at most 150 million; 0 gives a coverage file of a header only
    std::uint64_t seed = 0;
    std::uint64_t facilities = 0; ///< at most 400,000; facilities_for() says how many fit the people
    base::Date as_of;             ///< "today" of the town, 2015 to 2999: ages, history and certificates refer to it
};

/// Any household by itself. Fixed after construction (a few milliseconds, a few megabytes, whatever the size); any
/// thread. Many households are written faster by a HouseholdPen.
class Town
{
public:
    /// base::Bug if the options are outside their bounds.
    explicit Town(const TownOptions& options);
    Town(const Town&) = delete;
    Town& operator=(const Town&) = delete;
    Town(Town&&) = delete;
    Town& operator=(Town&&) = delete;
    ~Town() = default;

    [[nodiscard]] const TownOptions& options() const { return options_; }
    [[nodiscard]] const Insurers& insurers() const { return insurers_; }
    /// Households of the town, numbered from 0. Household 0 is 見本　花子's.
    [[nodiscard]] std::uint64_t households() const { return households_; }
    /// People in the households before this one: where a part of the file begins.
    [[nodiscard]] std::uint64_t people_before(std::uint64_t household) const;
    /// Its rows, exactly as they stand in the coverage file. The last household may be cut to fit options().people.
    [[nodiscard]] std::vector<wire::CoverageRow> rows(std::uint64_t household) const;

private:
    friend class HouseholdPen;

    TownOptions options_;
    Insurers insurers_;
    HouseholdMaker maker_;
    std::uint64_t households_ = 0;
};

/// Writes households one after the other, in any order; keeps its memory. One thread at a time; each thread its own.
/// `town` must outlive it.
class HouseholdPen
{
public:
    explicit HouseholdPen(const Town& town);
    /// Appends the household's lines of the coverage file. Returns how many.
    std::uint64_t write(std::uint64_t household, std::string& out);

private:
    const Town& town_;
    Household household_;
    SpellMaker spells_;
    RowWriter rows_;
};

/// As many facilities as Japan has for so many people: 229,953 for 125 million. At least 20.
[[nodiscard]] std::uint64_t facilities_for(std::uint64_t people);

/// Called now and then with the number of people written so far, and at the end.
using Progress = std::function<void(std::uint64_t people)>;

/// The three files of wire/register_files.h, in UTF-8, with header. base::Fault (io) if the stream fails. Memory does
/// not grow with the town.
void write_insurers(const TownOptions& options, std::ostream& out);
void write_facilities(const TownOptions& options, std::ostream& out);
/// Returns the number of rows: one for each person and spell of cover, some 1.2 a person.
std::uint64_t write_coverage(const TownOptions& options, std::ostream& out, const Progress& progress = {});

/// README.txt for the folder that holds the files: Japanese and English, says that all is synthetic and how it was
/// made.
[[nodiscard]] std::string readme(const TownOptions& options);

} // namespace onshi::synth
