#pragma once

#include "domain/coverage.h"
#include "domain/coverage_fields.h"
#include "domain/registers.h"
#include "domain/rejection.h"
#include "wire/eligibility_message.h"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The files that fill the register: insurers, facilities, coverage, cards. doc/formats/coverage.md and its
/// neighbours are the contract; column names there and here are the same. Dates: YYYYMMDD, YYYY-MM-DD or 和暦.
namespace onshi::wire {

/// A column: where it stands when a file is written, its name, and its Japanese term.
using Column = domain::Field;

/// Where a file's columns stand. Column order is free; an unknown, repeated or missing column is a rejection.
class Columns
{
public:
    /// `known`: all columns of the format, each at its index; `required`: those a file must have.
    [[nodiscard]] static domain::Result<Columns> read(const std::vector<std::string>& header,
                                                      std::span<const Column> known, std::span<const Column> required);
    /// The trimmed cell of that column, or empty if the file has no such column.
    [[nodiscard]] std::string_view cell(const std::vector<std::string>& cells, const Column& column) const;
    [[nodiscard]] std::size_t count() const { return count_; }

private:
    std::vector<std::optional<std::size_t>> places_; ///< by the column's index
    std::size_t count_ = 0;
};

/// The line that names the columns.
void append_header(std::string& out, std::span<const Column> columns);

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

/// 電子証明書 and whose it is, as the authority of the cards tells it.
using CardRow = domain::CardReport;

/// One format: its columns and its row parser. Importers are written once over it.
template<class Row>
struct FileFormat
{
    std::span<const Column> columns; ///< all, in the order they are written
    std::span<const Column> required;
    RowResult<Row> (*parse)(const Columns&, const std::vector<std::string>& cells);
    void (*write)(std::string& out, const Row&);
};

[[nodiscard]] const FileFormat<InsurerRow>& insurer_file();
[[nodiscard]] const FileFormat<FacilityRow>& facility_file();
[[nodiscard]] const FileFormat<CoverageRow>& coverage_file();
[[nodiscard]] const FileFormat<CardRow>& card_file();

} // namespace onshi::wire
