#include "bench/hot_paths.h"

#include "base/text.h"
#include "domain/identifiers.h"

#include <benchmark/benchmark.h>

namespace onshi::bench {

void register_normalise()
{
    benchmark::RegisterBenchmark("normalise/insured_id", [](benchmark::State& state) {
        for (auto _ : state)
            benchmark::DoNotOptimize(domain::InsuredId::parse("架空", "１２３４", "01"));
    });
    benchmark::RegisterBenchmark("normalise/insured_id_ascii", [](benchmark::State& state) {
        for (auto _ : state)
            benchmark::DoNotOptimize(domain::InsuredId::parse("12", "345678", "01"));
    });
    benchmark::RegisterBenchmark("normalise/half_width_kana", [](benchmark::State& state) {
        for (auto _ : state)
            benchmark::DoNotOptimize(base::half_width_kana("ミホン　ハナコ"));
    });
    benchmark::RegisterBenchmark("normalise/full_width_address", [](benchmark::State& state) {
        for (auto _ : state)
            benchmark::DoNotOptimize(base::full_width("架空県見本市例示町1-2-3"));
    });
}

} // namespace onshi::bench
