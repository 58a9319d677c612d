#include "synth/town.h"

#include "base/fault.h"
#include "base/files.h"
#include "onshi/commands.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace onshi::programs {

namespace {

std::ofstream open_new(const std::filesystem::path& file)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    if (!out)
        throw base::Fault(base::FaultCode::io, file.string() + ": cannot be written");
    return out;
}

} // namespace

int synth(const SynthOptions& options)
{
    const auto as_of = base::Date::parse_iso(options.as_of.empty() ? "2026-04-01" : options.as_of);
    if (!as_of)
        throw base::Fault(base::FaultCode::setup, "--as-of: write it like 2026-04-01");
    const onshi::synth::TownOptions town{options.people, options.seed, options.facilities, *as_of};
    const std::filesystem::path folder(options.output);
    std::filesystem::create_directories(folder);

    auto insurers = open_new(folder / "insurers.csv");
    write_insurers(town, insurers);
    auto facilities = open_new(folder / "facilities.csv");
    write_facilities(town, facilities);
    auto coverage = open_new(folder / "coverage.csv");
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    const auto rows = write_coverage(town, coverage, [&](std::uint64_t people) {
        if (terminal)
            std::fprintf(stderr, "\r%llu / %llu 人", static_cast<unsigned long long>(people),
                         static_cast<unsigned long long>(options.people));
    });
    if (terminal)
        std::fputc('\n', stderr);
    open_new(folder / "README.txt") << readme(town);
    std::cout << "合成データを書きました（実在の人・施設ではありません）: " << folder.string() << "  " << options.people
              << " 人、" << rows << " 行、" << options.facilities << " 施設\n";
    return 0;
}

} // namespace onshi::programs
