#pragma once

#include "base/environment.h"
#include "domain/eligibility.h"
#include "storage/database.h"
#include "synth/town.h"
#include "usecase/desk.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace onshi::bench {

/// A synthetic nation in a database file of its own; made when it is first asked for, gone with the object.
class Nation
{
public:
    /// `folder` should lie on the disk that the centre would use: a sync costs what it costs there.
    Nation(std::uint64_t people, std::filesystem::path folder);
    ~Nation();
    Nation(const Nation&) = delete;
    Nation& operator=(const Nation&) = delete;

    const base::Environment& environment() const { return environment_; }
    storage::Database& database() { return *centre().database; }
    usecase::Desk& desk() { return *centre().desk; }
    /// People drawn uniformly from all (a cover each, in force or not), asked about on the town's day.
    const std::vector<domain::EligibilityQuery>& questions() { return centre().questions; }
    /// The first facility of the register, as its terminal.
    [[nodiscard]] static domain::Caller terminal();
    /// An empty folder for a benchmark's own files.
    [[nodiscard]] std::filesystem::path new_folder();

private:
    struct Centre
    {
        std::unique_ptr<storage::Database> database;
        std::unique_ptr<usecase::Desk> desk;
        std::vector<domain::EligibilityQuery> questions;
    };
    Centre& centre();
    void fill(usecase::Desk& desk, const synth::TownOptions& town);

    const std::uint64_t people_;
    const std::filesystem::path folder_;
    int folders_ = 0;
    base::SystemClock clock_;
    base::SystemRandom random_;
    base::Environment environment_{clock_, random_, true};
    std::unique_ptr<Centre> centre_;
};

} // namespace onshi::bench
