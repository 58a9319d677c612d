#include "bench/nation.h"

#include "base/fault.h"
#include "jobs/register_import.h"
#include "storage/migrate.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>

namespace onshi::bench {

namespace {

constexpr std::uint64_t most_questions = 200'000;

std::filesystem::path made_in(const std::filesystem::path& folder)
{
    std::string name = (folder / "onshi-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        throw base::Fault(base::FaultCode::io, folder.string() + ": no folder can be made in it");
    return name;
}

std::vector<domain::EligibilityQuery> drawn(const synth::Town& town)
{
    std::mt19937_64 random(1);
    std::uniform_int_distribution<std::uint64_t> any(0, town.households() - 1);
    std::vector<domain::EligibilityQuery> questions;
    while (questions.size() < std::min(town.options().people, most_questions))
        for (const auto& row : town.rows(any(random)))
            questions.push_back({row.coverage.insurer, row.coverage.id, row.coverage.birth_date, town.options().as_of});
    std::ranges::shuffle(questions, random);
    return questions;
}

} // namespace

Nation::Nation(std::uint64_t people, std::filesystem::path folder)
    : people_(people)
    , folder_(made_in(folder))
{
}

Nation::~Nation()
{
    centre_.reset();
    std::filesystem::remove_all(folder_);
}

std::filesystem::path Nation::new_folder()
{
    auto folder = folder_ / std::to_string(++folders_);
    std::filesystem::create_directory(folder);
    return folder;
}

domain::Caller Nation::terminal()
{
    const auto code = domain::FacilityCode::parse("1319999999").value();
    return {.cls = domain::CallerClass::terminal, .id = "bench", .holder = code.text(), .facility = code};
}

Nation::Centre& Nation::centre()
{
    if (centre_)
        return *centre_;
    const synth::TownOptions options{people_, 1, synth::facilities_for(people_), base::Date::of(2026, 4, 1).value()};
    std::cerr << "making " << people_ << " people ...\n";
    auto centre = std::make_unique<Centre>();
    centre->database = storage::open_database("sqlite:" + (new_folder() / "onshi.db").string());
    storage::expect_current(*centre->database);
    centre->desk = std::make_unique<usecase::Desk>(*centre->database, environment_,
                                                   usecase::DeskSettings{.rule_book = std::string(32, 'r')});
    fill(*centre->desk, options);
    centre->questions = drawn(synth::Town(options));
    centre_ = std::move(centre);
    return *centre_;
}

void Nation::fill(usecase::Desk& desk, const synth::TownOptions& town)
{
    const domain::Caller shell{.cls = domain::CallerClass::local, .id = "local", .holder = {}, .facility = {}};
    const auto take = [&](jobs::RegisterFile kind, auto write) {
        const auto path = new_folder() / "rows.csv";
        std::ofstream out(path, std::ios::binary);
        write(out);
        out.close();
        std::ifstream in(path, std::ios::binary);
        const auto report =
            jobs::import_register(desk, shell, kind, in, {.source = "bench", .batch_rows = jobs::batch_in_bulk});
        ONSHI_CHECK(report.has_value() && report->refused == 0);
        std::filesystem::remove(path);
    };
    take(jobs::RegisterFile::insurers, [&](std::ostream& out) { write_insurers(town, out); });
    take(jobs::RegisterFile::facilities, [&](std::ostream& out) { write_facilities(town, out); });
    take(jobs::RegisterFile::coverage, [&](std::ostream& out) { static_cast<void>(write_coverage(town, out)); });
}

} // namespace onshi::bench
