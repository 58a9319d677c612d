#include "bench/hot_paths.h"

#include "storage/coverage_store.h"
#include "storage/register_store.h"

#include <benchmark/benchmark.h>

namespace onshi::bench {

namespace {

std::size_t found_by(storage::Transaction& snapshot, const domain::EligibilityQuery& asked, base::Instant known)
{
    return storage::CoverageStore(snapshot).held_under(asked.insurer, asked.id, known).size();
}

/// As a reader of the desk does: a snapshot for each question.
void look_up(benchmark::State& state, Nation& nation)
{
    const auto& questions = nation.questions();
    std::size_t next = 0, found = 0;
    for (auto _ : state) {
        const auto snapshot = nation.database().begin(storage::Mode::read);
        const auto known = storage::RegisterStore(*snapshot).known_through();
        found += found_by(*snapshot, questions[next++ % questions.size()], known);
    }
    if (found < static_cast<std::size_t>(state.iterations()))
        state.SkipWithError("somebody was not found");
}

/// The look-up without the snapshot's begin and end.
void look_up_in_one_snapshot(benchmark::State& state, Nation& nation)
{
    const auto& questions = nation.questions();
    const auto snapshot = nation.database().begin(storage::Mode::read);
    const auto known = storage::RegisterStore(*snapshot).known_through();
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(found_by(*snapshot, questions[next++ % questions.size()], known));
}

/// The rule alone, over people of the nation.
void decide(benchmark::State& state, Nation& nation)
{
    struct Case
    {
        domain::EligibilityQuery query;
        std::vector<domain::HeldCoverage> held;
    };
    std::vector<Case> cases;
    {
        const auto snapshot = nation.database().begin(storage::Mode::read);
        const auto known = storage::RegisterStore(*snapshot).known_through();
        for (std::size_t i = 0; i < 1'000; ++i) {
            const auto& query = nation.questions()[i % nation.questions().size()];
            cases.push_back({query, storage::CoverageStore(*snapshot).held_under(query.insurer, query.id, known)});
        }
    }
    std::size_t next = 0;
    for (auto _ : state) {
        const auto& one = cases[next++ % cases.size()];
        benchmark::DoNotOptimize(domain::decide(one.query, one.held));
    }
}

} // namespace

void register_lookup(Nation& nation)
{
    benchmark::RegisterBenchmark("lookup", [&nation](benchmark::State& state) { look_up(state, nation); });
    benchmark::RegisterBenchmark("lookup/one_snapshot",
                                 [&nation](benchmark::State& state) { look_up_in_one_snapshot(state, nation); });
}

void register_decide(Nation& nation)
{
    benchmark::RegisterBenchmark("decide", [&nation](benchmark::State& state) { decide(state, nation); });
}

} // namespace onshi::bench
