#include "jobs/coverage_difference.h"

#include "base/stable_hash.h"
#include "domain/coverage_texts.h"
#include "domain/registers.h"
#include "jobs/batch_report.h"
#include "jobs/row_batches.h"
#include "usecase/quarantine.h"

#include <algorithm>
#include <iterator>

namespace onshi::jobs {

using domain::Coverage;
using domain::FeedNote;
using domain::FeedNoteKind;

namespace {

/// A spell's own name within its insurer.
std::uint64_t hash_of(const Coverage& c)
{
    return base::stable_hash(c.id.normal_key() + '\x1f' + c.id.branch() + '\x1f' + c.gained.iso());
}

class Comparison
{
public:
    Comparison(usecase::Desk& desk, const domain::Caller& caller, const DifferenceSettings& settings)
        : desk_(desk)
        , caller_(caller)
        , settings_(settings)
    {
    }

    domain::Result<CoverageDifference> run(std::istream& in)
    {
        RowBatches<wire::CoverageRow> batches(in, wire::coverage_file(), batch_beside_answers);
        if (const auto begun = batches.begin(); !begun)
            return std::unexpected(begun.error());
        for (auto batch = batches.next(0); batch.size() > 0; batch = batches.next(0)) {
            compare(batch);
            if (settings_.on_progress && !settings_.on_progress(batch.last_line, result_.report))
                return result_;
        }
        if (settings_.insurer)
            look_for_absent(*settings_.insurer);
        for (const auto& [insurer, figures] : figures_)
            judge(insurer, figures);
        return result_;
    }

private:
    void compare(const RowBatch<wire::CoverageRow>& batch)
    {
        std::vector<domain::CoverageReport> reports;
        reports.reserve(batch.rows.size());
        for (const auto& row : batch.rows) {
            reports.push_back({row.person, row.coverage});
            if (settings_.insurer)
                in_file_.push_back(hash_of(row.coverage));
        }
        auto notes = batch.notes;
        const auto compared = desk_.read_now([&](usecase::UnitOfWork& work) {
            return usecase::compare_batch(work, caller_, reports, [&](std::size_t index, const Coverage& before) {
                const auto& after = reports[index].coverage;
                figures_of(after.insurer, work).see(before, after);
                if (before != after)
                    tell_changes(notes, batch.lines[index], before, after);
            });
        });
        tell(notes, compared, batch);
        for (const auto& note : notes)
            settings_.on_note(note);
    }

    domain::FileFigures& figures_of(const domain::InsurerNumber& insurer, usecase::UnitOfWork& work)
    {
        const auto found = figures_.find(insurer);
        if (found != figures_.end())
            return found->second;
        const auto today = base::jst_date(work.environment.clock.now());
        stored_.emplace(insurer, domain::StoredFigures(today));
        return figures_.emplace(insurer, domain::FileFigures(today)).first->second;
    }

    void judge(const domain::InsurerNumber& insurer, const domain::FileFigures& figures)
    {
        auto& stored = stored_.at(insurer);
        if (stored.open == 0 && domain::wants_stored(figures, settings_.plausibility))
            desk_.read_now([&](usecase::UnitOfWork& work) {
                usecase::each_open_spell(work, insurer, [&](const Coverage& spell) { stored.see(spell); });
            });
        auto doubts = domain::doubts(figures, stored, settings_.plausibility);
        std::ranges::move(doubts, std::back_inserter(result_.doubts));
    }

    void tell_changes(std::vector<FeedNote>& notes, std::size_t line, const Coverage& before, const Coverage& after)
    {
        for (const auto& change : domain::changes(before, after)) {
            ++result_.fields[std::string(change.field.name)];
            notes.push_back({static_cast<std::int64_t>(line),
                             FeedNoteKind::change,
                             std::string(change.field.name),
                             {},
                             std::string(change.field.term) + "「" + change.before + "」→「" + change.after + "」"});
        }
    }

    void tell(std::vector<FeedNote>& notes, const usecase::BatchResult& compared,
              const RowBatch<wire::CoverageRow>& batch)
    {
        add_notes(notes, compared, batch.lines);
        for (const auto& held : compared.held)
            result_.held_rules.merge(usecase::rules_of(held.doubts));
        add(result_.report, compared);
        result_.report.rows += static_cast<std::int64_t>(batch.size());
        result_.report.refused += static_cast<std::int64_t>(batch.bad_rows);
    }

    void look_for_absent(const domain::InsurerNumber& insurer)
    {
        std::ranges::sort(in_file_);
        std::vector<FeedNote> notes;
        desk_.read_now([&](usecase::UnitOfWork& work) {
            auto& figures = figures_of(insurer, work);
            usecase::each_open_spell(work, insurer, [&](const Coverage& stored) {
                stored_.at(insurer).see(stored);
                if (std::ranges::binary_search(in_file_, hash_of(stored)))
                    return;
                ++result_.absent;
                ++figures.absent;
                if (notes.size() < domain::most_feed_notes)
                    notes.push_back({0,
                                     FeedNoteKind::absent,
                                     {},
                                     {},
                                     "登録されていますがファイルにありません：記号「" + stored.id.symbol() +
                                         "」番号「" + stored.id.number() + "」枝番「" + stored.id.branch() +
                                         "」資格取得 " + stored.gained.iso() +
                                         "。資格を失っているなら資格喪失年月日のある行を送ってください。"});
            });
        });
        for (const auto& note : notes)
            settings_.on_note(note);
    }

    usecase::Desk& desk_;
    const domain::Caller& caller_;
    const DifferenceSettings& settings_;
    std::vector<std::uint64_t> in_file_;
    std::map<domain::InsurerNumber, domain::FileFigures> figures_;
    std::map<domain::InsurerNumber, domain::StoredFigures> stored_;
    CoverageDifference result_;
};

} // namespace

domain::Result<CoverageDifference> compare_coverage(usecase::Desk& desk, const domain::Caller& caller, std::istream& in,
                                                    const DifferenceSettings& settings)
{
    return Comparison(desk, caller, settings).run(in);
}

} // namespace onshi::jobs
