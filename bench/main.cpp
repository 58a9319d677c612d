#include "bench/hot_paths.h"

#include "base/fault.h"

#include <benchmark/benchmark.h>
#include <cstring>
#include <iostream>
#include <string>

namespace {

/// Takes "--name=value" out of the arguments; the others are Google Benchmark's.
std::string take_option(int& argc, char** argv, const std::string& name, std::string otherwise)
{
    const std::string begin = "--" + name + "=";
    int kept = 0;
    for (int i = 0; i < argc; ++i)
        if (std::strncmp(argv[i], begin.c_str(), begin.size()) == 0)
            otherwise = argv[i] + begin.size();
        else
            argv[kept++] = argv[i];
    argc = kept;
    return otherwise;
}

} // namespace

/// onshi_bench [--people=N] [--folder=PATH] and the options of Google Benchmark (--benchmark_filter=, --help).
int main(int argc, char** argv)
try {
    using namespace onshi::bench;
    const auto people = take_option(argc, argv, "people", "100000");
    const auto folder = take_option(argc, argv, "folder", ".");
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    Nation nation(std::stoull(people), folder);
    register_parse();
    register_write();
    register_normalise();
    register_lookup(nation);
    register_decide(nation);
    register_audit_entry(nation);
    register_audit_commit(nation);
    register_log_line(nation);
    register_whole_check(nation);
    benchmark::AddCustomContext("people", people);
    benchmark::AddCustomContext("database", nation.database().description());
    benchmark::RunSpecifiedBenchmarks();
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
