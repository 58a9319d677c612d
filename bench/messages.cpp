#include "bench/hot_paths.h"
#include "wire/sample_messages.h"

#include <benchmark/benchmark.h>

namespace onshi::bench {

/// OQSsiquc01req as a receipt computer sends it (M1 of the external interface).
void register_parse()
{
    benchmark::RegisterBenchmark("parse", [](benchmark::State& state) {
        const auto message = wire::sample::file("eligibility_request/m1.xml");
        for (auto _ : state) {
            wire::SeenHeader seen;
            auto request = wire::parse_eligibility_request(message, seen);
            if (!request)
                state.SkipWithError("M1 was refused");
            benchmark::DoNotOptimize(request);
        }
        state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(message.size()));
    });
}

/// OQSsiquc01res: M2, in either character code.
void register_write()
{
    for (const auto code : {wire::CharacterCode::utf8, wire::CharacterCode::shift_jis})
        benchmark::RegisterBenchmark(code == wire::CharacterCode::utf8 ? "write/utf8" : "write/shift_jis",
                                     [code](benchmark::State& state) {
                                         auto answer = wire::sample::answer_m2();
                                         answer.character_code = code;
                                         for (auto _ : state)
                                             benchmark::DoNotOptimize(wire::write_eligibility_answer(answer));
                                     });
}

} // namespace onshi::bench
