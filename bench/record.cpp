#include "bench/hot_paths.h"

#include "storage/audit_store.h"
#include "storage/committer.h"
#include "storage/migrate.h"
#include "usecase/audit.h"
#include "wire/sample_messages.h"

#include <array>
#include <atomic>
#include <benchmark/benchmark.h>

namespace onshi::bench {

namespace {

domain::AuditEntry entry_of_a_check(usecase::UnitOfWork& work, std::string_view message)
{
    return make_entry(work, Nation::terminal(),
                      {.event = domain::AuditEvent::eligibility_checked,
                       .outcome = 1,
                       .person = 1,
                       .request = message,
                       .details = "on=2026-04-01"});
}

/// Answer id, salt, two commitments and the leaf hash.
void make_entries(benchmark::State& state, Nation& nation)
{
    const auto message = wire::sample::file("eligibility_request/m1.xml");
    nation.desk().read_now([&](usecase::UnitOfWork& work) {
        for (auto _ : state)
            benchmark::DoNotOptimize(entry_of_a_check(work, message));
    });
}

/// So many callers wait at once; each unit is an entry and its count. One iteration is all of them, durable.
void commit_entries(benchmark::State& state, Nation& nation)
{
    const auto database = storage::open_database("sqlite:" + (nation.new_folder() / "record.db").string());
    storage::expect_current(*database);
    const auto entry =
        nation.desk().read_now([](usecase::UnitOfWork& work) { return entry_of_a_check(work, "as received"); });
    const domain::Usage usage{base::Date::of(2026, 4, 1).value(), "1319999999", domain::Means::certificate, 1};
    storage::Committer committer(*database);
    const auto before = committer.counts();
    for (auto _ : state) {
        std::atomic<std::int64_t> waiting = state.range(0), failed = 0;
        for (std::int64_t i = 0; i < state.range(0); ++i)
            committer.submit(
                [&](storage::Transaction& transaction) {
                    storage::AuditStore audits(transaction);
                    audits.append(entry);
                    audits.count(std::array{usage}, "bench");
                },
                [&](const std::exception_ptr& error) {
                    failed += error ? 1 : 0;
                    if (--waiting == 0)
                        waiting.notify_one();
                });
        for (auto left = waiting.load(); left != 0; left = waiting.load())
            waiting.wait(left);
        if (failed != 0)
            state.SkipWithError("a unit was not committed");
    }
    const auto after = committer.counts();
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.counters["mean_batch"] =
        static_cast<double>(after.units - before.units) / static_cast<double>(after.commits - before.commits);
}

} // namespace

void register_audit_entry(Nation& nation)
{
    benchmark::RegisterBenchmark("audit_entry", [&nation](benchmark::State& state) {
        make_entries(state, nation);
    })->UseRealTime(); // runs on a thread of the desk
}

void register_audit_commit(Nation& nation)
{
    benchmark::RegisterBenchmark("audit_commit", [&nation](benchmark::State& state) { commit_entries(state, nation); })
        ->ArgName("waiting")
        ->Arg(1)
        ->Arg(8)
        ->Arg(64)
        ->Arg(256)
        ->UseRealTime()
        ->MeasureProcessCPUTime();
}

} // namespace onshi::bench
