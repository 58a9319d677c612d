#pragma once

#include "synth/town.h"
#include "wire/csv.h"

#include <chrono>
#include <map>
#include <sstream>
#include <string>
#include <vector>

/// For tests: a coverage file written and read back, as an importer would.
namespace onshi::synth {

inline TownOptions test_town(std::uint64_t people = 10'000, std::uint64_t seed = 1)
{
    return {people, seed, 100, base::Date(std::chrono::sys_days(std::chrono::year(2026) / 4 / 1))};
}

inline std::string coverage_bytes(const TownOptions& options)
{
    std::ostringstream out;
    (void)write_coverage(options, out);
    return out.str();
}

struct ParsedTown
{
    std::size_t bad_rows = 0;
    std::vector<wire::CoverageRow> rows;                                ///< in the file's order
    std::map<std::string, std::vector<const domain::Coverage*>> people; ///< by person code
};

template<class Row>
std::vector<Row> parse_file(const std::string& bytes, const wire::FileFormat<Row>& format, std::size_t& bad_rows)
{
    std::istringstream in(bytes);
    wire::CsvReader reader(in);
    wire::CsvRow row;
    std::vector<Row> rows;
    if (reader.next(row) != wire::CsvReader::Next::row)
        return rows;
    const auto columns = wire::Columns::read(row.cells, format.columns, format.required).value();
    for (auto next = reader.next(row); next != wire::CsvReader::Next::end; next = reader.next(row)) {
        auto parsed =
            next == wire::CsvReader::Next::row ? format.parse(columns, row.cells) : wire::RowResult<Row>{std::unexpect};
        if (parsed)
            rows.push_back(*std::move(parsed));
        else
            ++bad_rows;
    }
    return rows;
}

inline ParsedTown parse_town(const TownOptions& options)
{
    ParsedTown town;
    town.rows = parse_file(coverage_bytes(options), wire::coverage_file(), town.bad_rows);
    for (const auto& row : town.rows)
        town.people[row.person.text()].push_back(&row.coverage);
    return town;
}

/// 検証番号 worked out by hand of the published rule (domain rules 1.1): weights 2-1 from the right, digits of products
/// summed.
inline bool has_right_check_digit(const std::string& number)
{
    int sum = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
        const int digit = number[number.size() - 1 - i] - '0';
        const int product = digit * (i % 2 == 0 ? 1 : 2);
        sum += product > 9 ? product - 9 : product;
    }
    return sum % 10 == 0;
}

} // namespace onshi::synth
