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

/// How far the people are, on a terminal.
class ProgressLine
{
public:
    explicit ProgressLine(std::uint64_t people)
        : people_(people)
        , terminal_(::isatty(STDERR_FILENO) == 1)
    {
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;
    ~ProgressLine()
    {
        if (terminal_)
            std::fputc('\n', stderr);
    }
    void operator()(std::uint64_t people) const
    {
        if (terminal_)
            std::fprintf(stderr, "\r%llu / %llu 人", static_cast<unsigned long long>(people),
                         static_cast<unsigned long long>(people_));
    }

private:
    std::uint64_t people_;
    bool terminal_;
};

std::uint64_t write_all_coverage(const onshi::synth::TownOptions& town, std::ostream& out)
{
    const ProgressLine line(town.people);
    return write_coverage(town, out, [&](std::uint64_t people) { line(people); });
}

void write_one(const onshi::synth::TownOptions& town, std::string_view which, std::ostream& out)
{
    if (which == "insurers")
        write_insurers(town, out);
    else if (which == "facilities")
        write_facilities(town, out);
    else
        (void)write_all_coverage(town, out);
}

void write_folder(const onshi::synth::TownOptions& town, const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    auto insurers = open_new(folder / "insurers.csv");
    write_insurers(town, insurers);
    auto facilities = open_new(folder / "facilities.csv");
    write_facilities(town, facilities);
    auto coverage = open_new(folder / "coverage.csv");
    const auto rows = write_all_coverage(town, coverage);
    open_new(folder / "README.txt") << readme(town);
    std::cout << "合成データを書きました（実在の人・施設ではありません）: " << folder.string() << "  " << town.people
              << " 人、" << rows << " 行、" << town.facilities << " 施設\n";
}

} // namespace

int synth(const SynthOptions& options)
{
    const auto as_of = base::Date::parse_iso(options.as_of.empty() ? "2026-04-01" : options.as_of);
    if (!as_of)
        throw base::Fault(base::FaultCode::setup, "--as-of: write it like 2026-04-01");
    const auto facilities = options.facilities.value_or(onshi::synth::facilities_for(options.people));
    const onshi::synth::TownOptions town{options.people, options.seed, facilities, *as_of};
    if (options.only.empty()) {
        write_folder(town, options.output);
    } else if (options.output == "-") {
        std::ios::sync_with_stdio(false);
        write_one(town, options.only, std::cout);
    } else {
        auto file = open_new(options.output);
        write_one(town, options.only, file);
    }
    return 0;
}

} // namespace onshi::programs
