#include "jobs/import_gate.h"

#include "jobs/coverage_difference.h"
#include "usecase/imports.h"

#include <algorithm>

namespace onshi::jobs {

ImportGate::ImportGate(usecase::Desk& desk, const domain::Caller& caller, ImportGateSettings settings)
    : desk_(desk)
    , caller_(caller)
    , settings_(std::move(settings))
{
}

domain::Result<void> ImportGate::begin()
{
    if (!settings_.reason)
        return {};
    const auto found = compare();
    return desk_.write_now([&](usecase::UnitOfWork& work) {
        return usecase::record_accepted_import(work, caller_, settings_.source, found, *settings_.reason);
    });
}

bool ImportGate::may_take(std::span<const domain::CoverageReport> rows)
{
    if (compared_ || std::ranges::none_of(rows, [&](const auto& row) { return has_cover(row.coverage.insurer); }))
        return !refused_;
    const auto found = compare();
    refused_ = !doubts_.empty();
    if (refused_)
        desk_.write_now(
            [&](usecase::UnitOfWork& work) { usecase::record_refused_import(work, caller_, settings_.source, found); });
    return !refused_;
}

bool ImportGate::has_cover(const domain::InsurerNumber& insurer)
{
    if (last_ == insurer) // rows of an insurer stand together as a rule
        return false;
    const auto [place, is_new] = known_.try_emplace(insurer, false);
    if (is_new)
        place->second = desk_.read_now([&](usecase::UnitOfWork& work) { return usecase::has_cover(work, insurer); });
    last_ = insurer;
    return place->second;
}

usecase::ImportDoubts ImportGate::compare()
{
    compared_ = true;
    const auto in = settings_.open();
    auto difference = compare_coverage(
        desk_, caller_, *in, {.on_note = [](const domain::FeedNote&) {}, .plausibility = settings_.plausibility});
    if (!difference)
        return {}; // what is wrong with the header the import says itself
    doubts_ = std::move(difference->doubts);
    auto rules = usecase::rules_of(doubts_);
    rules.merge(difference->held_rules);
    return {difference->report.held, std::move(rules)};
}

} // namespace onshi::jobs
