#include "synth/town.h"

#include "base/fault.h"
#include "wire/csv.h"

#include <algorithm>
#include <sstream>

namespace onshi::synth {
namespace {

constexpr std::uint64_t most_people = 150'000'000;

} // namespace

Town::Town(const TownOptions& options)
    : options_(options)
    , insurers_(options.people)
    , maker_(options.seed, options.as_of, insurers_)
{
    ONSHI_CHECK(options.people <= most_people);
    ONSHI_CHECK(options.as_of.year() >= 2015);
    ONSHI_CHECK(options.as_of.year() < 3000);
    // The first person is the sample person; the last household is that of the person people - 2 of the others.
    if (options.people == 1)
        households_ = 1;
    else if (options.people > 1)
        households_ = maker_.household_of(options.people - 2) + 1;
}

std::uint64_t Town::people_before(std::uint64_t household) const
{
    return household == 0 ? 0 : 1 + maker_.people_before(household);
}

std::vector<wire::CoverageRow> Town::rows(std::uint64_t household) const
{
    const auto& format = wire::coverage_file();
    std::string text;
    wire::append_header(text, format.columns);
    HouseholdPen(*this).write(household, text);
    std::istringstream in(text);
    wire::CsvReader reader(in);
    wire::CsvRow line;
    ONSHI_CHECK(reader.next(line) == wire::CsvReader::Next::row);
    const auto columns = wire::Columns::read(line.cells, format.columns, format.required).value();
    std::vector<wire::CoverageRow> rows;
    while (reader.next(line) == wire::CsvReader::Next::row)
        rows.push_back(format.parse(columns, line.cells).value());
    return rows;
}

HouseholdPen::HouseholdPen(const Town& town)
    : town_(town)
    , spells_(town.options_.seed, town.insurers_, town.options_.as_of)
    , rows_(town.options_.seed, town.insurers_, town.options_.as_of)
{
}

std::uint64_t HouseholdPen::write(std::uint64_t household, std::string& out)
{
    ONSHI_CHECK(household < town_.households_);
    if (household == 0) {
        wire::coverage_file().write(out, sample_row(town_.insurers_.at(0).number));
        return 1;
    }
    town_.maker_.make(household, household_);
    const bool last = household + 1 == town_.households_;
    const auto people = last ? town_.options_.people - town_.people_before(household) : household_.members.size();
    return rows_.write(household_, spells_.draw(household_), people, out);
}

std::uint64_t facilities_for(std::uint64_t people)
{
    constexpr std::uint64_t japan_people = 125'000'000;
    constexpr std::uint64_t japan_facilities = 229'953; // as counted on 2022-12-18
    return std::max<std::uint64_t>(20, people * japan_facilities / japan_people);
}

} // namespace onshi::synth
