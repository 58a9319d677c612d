#pragma once

#include "storage/database.h"
#include "support/samples.h"
#include "support/test_environment.h"
#include "usecase/desk.h"

#include <memory>
#include <string>

namespace onshi::test {

/// A database with the current schema, a desk over it, and the three sample insurers and two facilities in its
/// registers.
class MemoryCentre
{
public:
    explicit MemoryCentre(const std::string& url = "sqlite::memory:");
    explicit MemoryCentre(std::unique_ptr<storage::Database>);

    StandingClock clock;
    CountingRandom random;
    base::Environment environment{clock, random, true};
    std::unique_ptr<storage::Database> database;
    usecase::Desk desk;

    /// Records one report of an insurer.
    void report(const std::string& person_code, const domain::Coverage& coverage);

    [[nodiscard]] static domain::Caller terminal(const char* code = clinic);
    [[nodiscard]] static domain::Caller shell();
};

} // namespace onshi::test
