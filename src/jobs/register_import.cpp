#include "jobs/register_import.h"

#include "domain/registers.h"
#include "usecase/imports.h"
#include "wire/csv.h"
#include "wire/register_files.h"

#include <utility>
#include <vector>

namespace onshi::jobs {

using domain::Rejection;

namespace {

/// Small enough that an answer waiting for the committer hardly notices a batch before it.
constexpr std::size_t batch_rows = 1000;

domain::Insurer entry_of(wire::InsurerRow&& row) { return {std::move(row.number), std::move(row.name)}; }
domain::Facility entry_of(wire::FacilityRow&& row)
{
    return {std::move(row.code), std::move(row.name), static_cast<int>(row.character_code)};
}
domain::CoverageReport entry_of(wire::CoverageRow&& row) { return {std::move(row.person), std::move(row.coverage)}; }

/// One import under way: gathers entries of a format and hands them on.
template<class Row>
class Import
{
public:
    using Entry = decltype(entry_of(std::declval<Row&&>()));

    Import(usecase::Desk& desk, const domain::Caller& caller, const wire::FileFormat<Row>& format,
           const ImportSettings& settings)
        : desk_(desk)
        , caller_(caller)
        , format_(format)
        , settings_(settings)
    {
    }

    domain::Result<ImportReport> run(std::istream& in)
    {
        wire::CsvReader reader(in);
        wire::CsvRow row;
        if (reader.next(row) != wire::CsvReader::Next::row)
            return std::unexpected(domain::rejection(domain::ErrorCode::body_empty));
        const auto columns = wire::Columns::read(row.cells, format_.columns, format_.required);
        if (!columns)
            return std::unexpected(columns.error());
        for (auto next = reader.next(row); next != wire::CsvReader::Next::end; next = reader.next(row)) {
            ++report_.rows;
            if (next == wire::CsvReader::Next::bad_row)
                refuse(row.line, {reader.rejection()});
            else
                take(*columns, row);
            if (entries_.size() == batch_rows)
                hand_on(reader.bytes_read());
        }
        hand_on(reader.bytes_read());
        return report_;
    }

private:
    void take(const wire::Columns& columns, const wire::CsvRow& row)
    {
        auto parsed = format_.parse(columns, row.cells);
        if (!parsed) {
            refuse(row.line, parsed.error());
            return;
        }
        entries_.push_back(entry_of(*std::move(parsed)));
        lines_.push_back(row.line);
    }

    void refuse(std::size_t line, const std::vector<Rejection>& errors)
    {
        ++report_.refused;
        if (settings_.on_error)
            for (const auto& error : errors)
                settings_.on_error(line, error);
    }

    void hand_on(std::size_t bytes)
    {
        if (!entries_.empty()) {
            const auto source = "file=" + settings_.source + " lines=" + std::to_string(lines_.front()) + "-" +
                                std::to_string(lines_.back());
            const auto result = desk_.write_now([&](usecase::UnitOfWork& work) {
                return usecase::import_batch(work, caller_, std::span<const Entry>(entries_), source);
            });
            report_.added += result.counts.added;
            report_.changed += result.counts.changed;
            report_.unchanged += result.counts.unchanged;
            for (const auto& refused : result.refused)
                refuse(lines_[refused.index], refused.reasons);
            for (const auto& remark : result.remarks)
                if (settings_.on_remark)
                    settings_.on_remark(lines_[remark.index], remark.field, remark.text);
            report_.remarks += result.remarks.size();
        }
        entries_.clear();
        lines_.clear();
        if (settings_.on_progress)
            settings_.on_progress(bytes, report_);
    }

    usecase::Desk& desk_;
    const domain::Caller& caller_;
    const wire::FileFormat<Row>& format_;
    const ImportSettings& settings_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> lines_;
    ImportReport report_;
};

template<class Row>
domain::Result<ImportReport> import_as(const wire::FileFormat<Row>& format, usecase::Desk& desk,
                                       const domain::Caller& caller, std::istream& in, const ImportSettings& settings)
{
    return Import<Row>(desk, caller, format, settings).run(in);
}

} // namespace

std::optional<RegisterFile> register_file(const std::string& name)
{
    if (name == "insurers")
        return RegisterFile::insurers;
    if (name == "facilities")
        return RegisterFile::facilities;
    if (name == "coverage")
        return RegisterFile::coverage;
    return std::nullopt;
}

domain::Result<ImportReport> import_register(usecase::Desk& desk, const domain::Caller& caller, RegisterFile file,
                                             std::istream& in, const ImportSettings& settings)
{
    switch (file) {
    case RegisterFile::insurers:
        return import_as(wire::insurer_file(), desk, caller, in, settings);
    case RegisterFile::facilities:
        return import_as(wire::facility_file(), desk, caller, in, settings);
    case RegisterFile::coverage:
        return import_as(wire::coverage_file(), desk, caller, in, settings);
    }
    std::unreachable();
}

} // namespace onshi::jobs
