#include "load/people.h"

#include "base/era_date.h"
#include "base/fault.h"
#include "base/text.h"
#include "wire/register_files.h"
#include "wire/row_stream.h"

#include <charconv>

namespace onshi::load {

namespace {

namespace field = domain::field;

std::size_t below(std::mt19937_64& random, std::size_t n)
{
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

/// Keeps `most` of all that come, each with the same chance (Vitter's algorithm R).
void keep(std::vector<Person>& kept, std::uint64_t& seen, std::size_t most, std::mt19937_64& random, Person person)
{
    ++seen;
    if (kept.size() < most)
        kept.push_back(std::move(person));
    else if (const auto at = below(random, seen); at < most)
        kept[at] = std::move(person);
}

/// What of a row matters here; none if it cannot be read.
struct Spell
{
    base::Date gained, birth_date;
    std::optional<base::Date> lost;
};

std::optional<Spell> read_spell(const wire::Columns& columns, const std::vector<std::string>& cells)
{
    const auto gained = base::parse_date(columns.cell(cells, field::gained));
    const auto birth_date = base::parse_date(columns.cell(cells, field::birth_date));
    const auto lost_text = columns.cell(cells, field::lost);
    const auto lost = base::parse_date(lost_text);
    if (cells.size() != columns.count() || !gained || !birth_date || lost.has_value() == lost_text.empty())
        return std::nullopt;
    return Spell{*gained, *birth_date, lost};
}

} // namespace

const char* name_of(Foreseen foreseen)
{
    switch (foreseen) {
    case Foreseen::found:
        return "found";
    case Foreseen::lost:
        return "lost";
    case Foreseen::unknown:
        return "unknown";
    }
    return "";
}

bool agrees(Foreseen foreseen, int validity)
{
    switch (foreseen) {
    case Foreseen::found:
        return validity == 1;
    case Foreseen::lost:
        return validity == 2 || validity == 3;
    case Foreseen::unknown:
        return validity == 4;
    }
    return false;
}

Sample sample_people(std::istream& coverage, base::Date on, std::size_t most, std::uint64_t seed)
{
    const auto rows = wire::open_rows(coverage);
    const auto& format = wire::coverage_file();
    const auto columns = rows->columns(format.columns, format.required);
    if (!columns)
        throw base::Fault(base::FaultCode::setup, "--people: no coverage file: " + columns.error().reason);
    std::mt19937_64 random(seed);
    Sample sample;
    wire::CsvRow row;
    for (auto next = rows->next(row); next != wire::CsvReader::Next::end; next = rows->next(row)) {
        ++sample.rows;
        const auto spell = next == wire::CsvReader::Next::row ? read_spell(*columns, row.cells) : std::nullopt;
        if (!spell || spell->gained > on || spell->lost == spell->gained)
            continue;
        const auto cell = [&](const wire::Column& column) { return std::string(columns->cell(row.cells, column)); };
        Person person{cell(field::insurer), cell(field::symbol), cell(field::number), cell(field::branch),
                      spell->birth_date};
        if (!spell->lost || on < *spell->lost)
            keep(sample.in_force, sample.rows_in_force, most, random, std::move(person));
        else
            keep(sample.lost, sample.rows_lost, most, random, std::move(person));
    }
    return sample;
}

std::optional<Mix> parse_mix(std::string_view text)
{
    Mix mix{};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (std::size_t i = 0; i < mix.size(); ++i) {
        const auto [stopped, error] = std::from_chars(at, end, mix.at(i));
        const bool last = i + 1 == mix.size();
        if (error != std::errc() || mix.at(i) > 100 || (last ? stopped != end : stopped == end || *stopped != ','))
            return std::nullopt;
        at = last ? stopped : stopped + 1;
    }
    return mix[0] + mix[1] + mix[2] == 100 ? std::optional(mix) : std::nullopt;
}

People::People(Sample sample, Mix mix, std::uint64_t seed)
    : sample_(std::move(sample))
    , mix_(mix)
    , random_(seed)
{
    if (sample_.in_force.empty() && mix_[0] + mix_[2] > 0)
        throw base::Fault(base::FaultCode::setup, "--people: no row is in force on the day asked");
    if (sample_.lost.empty() && mix_[1] > 0)
        throw base::Fault(base::FaultCode::setup, "--people: no row has ended by the day asked; use --mix 95,0,5");
}

People::Asked People::next()
{
    const auto drawn = below(random_, 100);
    if (drawn < mix_[0])
        return {sample_.in_force[below(random_, sample_.in_force.size())], Foreseen::found};
    if (drawn < mix_[0] + mix_[1])
        return {sample_.lost[below(random_, sample_.lost.size())], Foreseen::lost};
    return {sample_.in_force[below(random_, sample_.in_force.size())], Foreseen::unknown};
}

void append_unknown_number(std::string& out, std::string_view number)
{
    constexpr std::size_t longest = 20; // characters, doc/formats/coverage.md
    out += 'Q';
    while (base::length(number) >= longest) {
        do
            number.remove_prefix(1);
        while (!number.empty() && (static_cast<unsigned char>(number.front()) & 0xC0U) == 0x80U);
    }
    out += number;
}

} // namespace onshi::load
