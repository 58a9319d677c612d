#include "jobs/register_import.h"

#include "domain/registers.h"
#include "jobs/batch_report.h"
#include "jobs/held_rows.h"
#include "jobs/row_batches.h"
#include "usecase/imports.h"
#include "usecase/intakes.h"
#include "usecase/quarantine.h"
#include "wire/register_files.h"

#include <type_traits>
#include <utility>
#include <vector>

namespace onshi::jobs {

using domain::FeedNote;

namespace {

domain::Insurer entry_of(wire::InsurerRow&& row) { return {std::move(row.number), std::move(row.name)}; }
domain::Facility entry_of(wire::FacilityRow&& row)
{
    return {std::move(row.code), std::move(row.name), static_cast<int>(row.character_code)};
}
domain::CardReport entry_of(wire::CardRow&& row) { return std::move(row); }
domain::CoverageReport entry_of(wire::CoverageRow&& row) { return {std::move(row.person), std::move(row.coverage)}; }

template<class Row>
constexpr bool is_coverage = std::is_same_v<Row, wire::CoverageRow>;

template<class Row>
class Import
{
public:
    using Entry = decltype(entry_of(std::declval<Row&&>()));

    Import(usecase::Desk& desk, const domain::Caller& caller, const ImportSettings& settings)
        : desk_(desk)
        , caller_(caller)
        , settings_(settings)
        , report_(settings.before)
    {
    }

    domain::Result<ImportReport> run(std::istream& in, const wire::FileFormat<Row>& format)
    {
        RowBatches<Row> batches(in, format, settings_.batch_rows);
        if (const auto begun = batches.begin(); !begun)
            return std::unexpected(begun.error());
        for (auto batch = batches.next(settings_.done_through_line); batch.size() > 0;
             batch = batches.next(settings_.done_through_line)) {
            if (!take(std::move(batch)))
                break;
            if (settings_.on_progress)
                settings_.on_progress(batches.bytes_read(), report_);
        }
        end();
        return report_;
    }

private:
    void end()
    {
        if constexpr (is_coverage<Row>) {
            // An insurer that has nothing to report is not silent.
            if (report_.rows == 0 && caller_.cls == domain::CallerClass::insurer)
                if (const auto sender = domain::InsurerNumber::parse(caller_.holder))
                    arrivals_.try_emplace(*sender);
            if (!arrivals_.empty())
                desk_.write_now([this](usecase::UnitOfWork& work) { usecase::record_intakes(work, arrivals_); });
        }
    }

    /// False if the batch may not be taken.
    bool take(RowBatch<Row> batch)
    {
        std::vector<Entry> entries;
        entries.reserve(batch.rows.size());
        for (auto& row : batch.rows)
            entries.push_back(entry_of(std::move(row)));
        if constexpr (is_coverage<Row>)
            if (settings_.may_take && !settings_.may_take(entries))
                return false;
        const auto source = "file=" + settings_.source + " through_line=" + std::to_string(batch.last_line);
        auto notes = std::move(batch.notes);
        report_.rows += static_cast<std::int64_t>(batch.size());
        report_.refused += static_cast<std::int64_t>(batch.bad_rows);
        desk_.write_now([&](usecase::UnitOfWork& work) {
            const auto result = import(work, entries, source, batch.lines);
            add(report_, result);
            for (const auto& [insurer, arrived] : result.arrivals)
                arrivals_[insurer].merge(arrived);
            add_notes(notes, result, batch.lines);
            if (settings_.in_batch)
                settings_.in_batch(work, batch.last_line, report_, notes);
        });
        if (settings_.on_note)
            for (const auto& note : notes)
                settings_.on_note(note);
        return true;
    }

    usecase::BatchResult import(usecase::UnitOfWork& work, std::span<const Entry> entries, const std::string& source,
                                const std::vector<std::size_t>& lines)
    {
        if constexpr (!is_coverage<Row>) {
            return usecase::import_batch(work, caller_, entries, source);
        } else {
            const auto doubtful = settings_.hold_doubtful ? usecase::Doubtful::hold : usecase::Doubtful::take;
            auto result = usecase::import_batch(work, caller_, entries, source, doubtful);
            for (const auto& held : result.held)
                hold(work, held, lines[held.index], entries[held.index]);
            return result;
        }
    }

    void hold(usecase::UnitOfWork& work, const usecase::DoubtfulRow& held, std::size_t line, const Entry& entry)
    {
        if (settings_.feed.empty())
            usecase::record_left_out_row(work, caller_, settings_.source, line, held.doubts);
        else
            usecase::hold_row(work, caller_, entry, held_row(settings_.feed, line, held, entry));
    }

    usecase::Desk& desk_;
    const domain::Caller& caller_;
    const ImportSettings& settings_;
    ImportReport report_;
    usecase::Arrivals arrivals_;
};

} // namespace

std::optional<RegisterFile> register_file(const std::string& name)
{
    if (name == "insurers")
        return RegisterFile::insurers;
    if (name == "facilities")
        return RegisterFile::facilities;
    if (name == "coverage")
        return RegisterFile::coverage;
    if (name == "cards")
        return RegisterFile::cards;
    return std::nullopt;
}

domain::Result<ImportReport> import_register(usecase::Desk& desk, const domain::Caller& caller, RegisterFile file,
                                             std::istream& in, const ImportSettings& settings)
{
    switch (file) {
    case RegisterFile::insurers:
        return Import<wire::InsurerRow>(desk, caller, settings).run(in, wire::insurer_file());
    case RegisterFile::facilities:
        return Import<wire::FacilityRow>(desk, caller, settings).run(in, wire::facility_file());
    case RegisterFile::coverage:
        return Import<wire::CoverageRow>(desk, caller, settings).run(in, wire::coverage_file());
    case RegisterFile::cards:
        return Import<wire::CardRow>(desk, caller, settings).run(in, wire::card_file());
    }
    std::unreachable();
}

} // namespace onshi::jobs
