#pragma once

#include "domain/coverage.h"
#include "domain/rejection.h"
#include "wire/eligibility_message.h"

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The three files that fill the register: insurers, facilities, coverage. doc/formats/coverage-csv.md and its
/// neighbours are the contract; column names there and here are the same. Dates: YYYYMMDD, YYYY-MM-DD or 和暦.
namespace onshi::wire {

/// Where a file's columns stand. Column order is free; an unknown, repeated or missing column is a rejection.
class Columns
{
public:
    /// `known`: all columns of the format; `required`: those a file must have.
    [[nodiscard]] static domain::Result<Columns> read(const std::vector<std::string>& header,
                                                      std::vector<std::string_view> known,
                                                      const std::vector<std::string_view>& required);
    /// The trimmed cell of that column, or empty if the file has no such column.
    [[nodiscard]] std::string_view cell(const std::vector<std::string>& cells, std::string_view column) const;
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    std::map<std::string, std::size_t, std::less<>> places_;
    std::size_t count_ = 0;
};

/// All that is wrong with one row, each with its column.
using RowErrors = std::vector<domain::Rejection>;
template<class T>
using RowResult = std::expected<T, RowErrors>;

struct InsurerRow
{
    domain::InsurerNumber number;
    std::string name; ///< 保険者名称, full-width
};
struct FacilityRow
{
    domain::FacilityCode code;
    std::string name;
    CharacterCode character_code = CharacterCode::utf8; ///< what its receipt computer reads
};
struct CoverageRow
{
    domain::PersonCode person;
    domain::Coverage coverage;
};

/// One format: its columns and its row parser. Importers are written once over it.
template<class Row>
struct FileFormat
{
    std::vector<std::string_view> columns; ///< all, in the order they are written
    std::vector<std::string_view> required;
    RowResult<Row> (*parse)(const Columns&, const std::vector<std::string>& cells);
    void (*write)(std::string& out, const Row&);
};

[[nodiscard]] const FileFormat<InsurerRow>& insurer_file();
[[nodiscard]] const FileFormat<FacilityRow>& facility_file();
[[nodiscard]] const FileFormat<CoverageRow>& coverage_file();

} // namespace onshi::wire
