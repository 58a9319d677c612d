#include "bench/hot_paths.h"

#include "base/log.h"
#include "http/eligibility.h"

#include <atomic>
#include <benchmark/benchmark.h>
#include <semaphore>

namespace onshi::bench {

namespace {

constexpr int in_flight = 64;

std::vector<std::string> messages(const std::vector<domain::EligibilityQuery>& questions)
{
    std::vector<std::string> written;
    written.reserve(questions.size());
    for (const auto& asked : questions)
        written.push_back(wire::write_eligibility_request({.on = asked.on,
                                                           .facility = *Nation::terminal().facility,
                                                           .file_identifier = "202604010001",
                                                           .search = {asked.insurer, asked.id, asked.birth_date}}));
    return written;
}

std::string answer(usecase::UnitOfWork& work, const std::string& message)
{
    wire::SeenHeader seen;
    const auto request = wire::parse_eligibility_request(message, seen).value();
    const auto answered = http::answer_check(work, Nation::terminal(), request, message, {}).value();
    return wire::write_eligibility_answer(answered.answer);
}

/// From the message's bytes to the answer's, durable; 64 callers, each asking again when it is answered. No network.
void check(benchmark::State& state, Nation& nation)
{
    const auto asked = messages(nation.questions());
    std::counting_semaphore<in_flight> free(in_flight);
    std::atomic<std::int64_t> failed = 0;
    std::size_t next = 0;
    const auto before = nation.desk().counts();
    for (auto _ : state) {
        free.acquire();
        const auto& message = asked[next++ % asked.size()];
        const bool taken = nation.desk().read(
            [&message](usecase::UnitOfWork& work) { benchmark::DoNotOptimize(answer(work, message)); },
            [&](const std::exception_ptr& error) {
                failed += error ? 1 : 0;
                free.release();
            });
        if (!taken) {
            state.SkipWithError("the desk's queue is full");
            free.release();
        }
    }
    for (int i = 0; i < in_flight; ++i)
        free.acquire();
    if (failed != 0)
        state.SkipWithError("a check failed");
    const auto after = nation.desk().counts();
    state.SetItemsProcessed(state.iterations());
    state.counters["mean_batch"] =
        static_cast<double>(after.units - before.units) / static_cast<double>(after.commits - before.commits);
}

/// The line that the pipeline writes for a request.
void log_line(benchmark::State& state, Nation& nation)
{
    const base::Log log(nation.environment(), base::LogLevel::info, (nation.new_folder() / "log").string());
    for (auto _ : state)
        log.line(base::LogLevel::info, "request",
                 {{"request_id", "01963a5e-3f1c-7c3a-9d2e-0a1b2c3d4e5f"},
                  {"route", "/exchange/OQSsiquc01req"},
                  {"status", 200},
                  {"error", ""},
                  {"validity", 1},
                  {"caller", "terminal"},
                  {"certificate", "4f1c7c3a9d2e0a1b2c3d4e5f60718293"},
                  {"holder", "1319999999"},
                  {"remote", "127.0.0.1"},
                  {"bytes_in", 855},
                  {"bytes_out", 2400},
                  {"microseconds", 1234}});
}

} // namespace

void register_whole_check(Nation& nation)
{
    benchmark::RegisterBenchmark("whole_check", [&nation](benchmark::State& state) { check(state, nation); })
        ->UseRealTime()
        ->MeasureProcessCPUTime();
}

void register_log_line(Nation& nation)
{
    benchmark::RegisterBenchmark("log_line", [&nation](benchmark::State& state) { log_line(state, nation); });
}

} // namespace onshi::bench
