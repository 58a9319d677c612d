#include "jobs/coverage_difference.h"
#include "jobs/import_gate.h"
#include "jobs/register_import.h"

#include "base/fault.h"
#include "onshi/commands.h"
#include "onshi/doubts.h"
#include "onshi/installation.h"
#include "onshi/refused.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <unistd.h>

namespace onshi::programs {

namespace {

/// One line on the terminal that is written over: share, rate, time left. Nothing where standard error is a file.
class ProgressBar
{
public:
    ProgressBar(const base::Clock& clock, std::size_t bytes)
        : clock_(clock)
        , bytes_(bytes)
        , terminal_(::isatty(STDERR_FILENO) == 1)
    {
    }

    void show(std::size_t bytes, const jobs::ImportReport& report)
    {
        rows_ = report.rows;
        if (!terminal_)
            return;
        const double share = bytes_ == 0 ? 1.0 : static_cast<double>(bytes) / static_cast<double>(bytes_);
        const double left = share > 0 ? seconds() * (1 - share) / share : 0;
        constexpr int width = 30;
        const auto done = static_cast<std::size_t>(share * width);
        const std::string bar = std::string(done, '#') + std::string(width - done, '.');
        std::fprintf(stderr, "\r[%s] %3.0f %%  %lld 行  %.0f 行/秒  残り %.0f 秒   ", bar.c_str(), share * 100,
                     static_cast<long long>(rows_), rate(), left);
    }
    void end() const
    {
        if (terminal_)
            std::fputc('\n', stderr);
        std::fprintf(stderr, "%lld 行  %.1f 秒  %.0f 行/秒\n", static_cast<long long>(rows_), seconds(), rate());
    }

private:
    [[nodiscard]] double seconds() const { return std::chrono::duration<double>(clock_.now() - start_).count(); }
    [[nodiscard]] double rate() const { return static_cast<double>(rows_) / std::max(seconds(), 0.001); }

    const base::Clock& clock_;
    std::size_t bytes_;
    std::int64_t rows_ = 0;
    bool terminal_;
    base::Instant start_ = clock_.now();
};

void print_note(const domain::FeedNote& note)
{
    if (note.line != 0)
        std::cout << "line " << note.line << ": ";
    std::cout << (note.field.empty() ? "-" : note.field) << ": " << note.text << "\n";
}

int refuse_file(const domain::Rejection& rejection)
{
    std::cout << "line 1: " << (rejection.field.empty() ? "-" : rejection.field) << ": " << rejection.reason << "\n";
    return 2;
}

void print_report(const char* what, const jobs::ImportReport& report)
{
    std::cout << what << ": 追加 " << report.added << "、変更 " << report.changed << "、変更なし " << report.unchanged
              << "、受け付けなかった行 " << report.refused << "、隔離した行 " << report.held << "、確かめてほしい点 "
              << report.remarks << "\n";
}

std::string name_of(const ImportOptions& options) { return std::filesystem::path(options.file).filename().string(); }

std::unique_ptr<std::istream> open(const std::string& file)
{
    auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
    if (!*in)
        throw base::Fault(base::FaultCode::io, file + ": " + std::strerror(errno));
    return in;
}

jobs::ImportGateSettings gate_settings(const Installation& centre, const ImportOptions& options)
{
    const auto& reason = options.accept_implausible;
    return {.source = name_of(options),
            .reason = reason.empty() ? std::nullopt : std::optional(reason),
            .plausibility = centre.config.plausibility,
            .open = [&options] { return open(options.file); }};
}

int compare(Installation& centre, const ImportOptions& options, std::istream& in)
{
    std::optional<domain::InsurerNumber> insurer;
    if (!options.insurer.empty()) {
        auto number = domain::at("--insurer", domain::InsurerNumber::parse(options.insurer));
        if (!number)
            return refuse_file(number.error());
        insurer = *std::move(number);
    }
    const auto difference = jobs::compare_coverage(
        centre.desk, Installation::operator_at_shell(), in,
        {.on_note = print_note, .plausibility = centre.config.plausibility, .insurer = std::move(insurer)});
    if (!difference)
        return refuse_file(difference.error());
    for (const auto& [field, rows] : difference->fields)
        std::cout << "変わる列 " << field << ": " << rows << " 行\n";
    for (const auto& doubt : difference->doubts)
        print_doubt(doubt.text);
    print_report("差分", difference->report);
    std::cout << "登録されていてファイルにない資格: " << difference->absent
              << "（取り込んでも終わりません）\nよければ --accept を付けて取り込んでください。\n";
    return 3;
}

} // namespace

int import(const ImportOptions& options)
{
    const auto in = open(options.file);
    const auto kind = jobs::register_file(options.kind);
    ONSHI_CHECK(kind.has_value()); // CLI11 lets only these through
    Installation centre(options.config, std::nullopt);
    if ((options.full || !options.accept_implausible.empty()) && *kind != jobs::RegisterFile::coverage)
        throw base::Fault(base::FaultCode::setup, "--full, --accept-implausible: only of coverage");
    if (options.full && !options.accept)
        return compare(centre, options, *in);
    const auto caller = Installation::operator_at_shell();
    jobs::ImportGate gate(centre.desk, caller, gate_settings(centre, options));
    if (const auto begun = gate.begin(); !begun) {
        refused(begun.error());
        return 2;
    }
    ProgressBar bar(centre.environment.clock, std::filesystem::file_size(options.file));
    const auto report = jobs::import_register(
        centre.desk, caller, *kind, *in,
        {.source = name_of(options),
         .batch_rows = jobs::batch_in_bulk,
         .hold_doubtful = options.accept_implausible.empty(),
         .may_take = [&](std::span<const domain::CoverageReport> rows) { return gate.may_take(rows); },
         .on_note = print_note,
         .on_progress = [&](std::size_t bytes, const jobs::ImportReport& so_far) { bar.show(bytes, so_far); }});
    if (!report)
        return refuse_file(report.error());
    bar.end();
    for (const auto& doubt : gate.doubts())
        print_doubt(doubt.text);
    if (gate.refused()) {
        std::cout << "登録済みの内容から大きく外れているため、取り込みません。正しいことを確かめたら "
                     "--accept-implausible 理由 を付けて取り込んでください。\n";
        return 2;
    }
    print_report(options.kind.c_str(), *report);
    return report->refused + report->held == 0 ? 0 : 1;
}

} // namespace onshi::programs
