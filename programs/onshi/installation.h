#pragma once

#include "base/environment.h"
#include "domain/caller.h"
#include "onshi/config.h"
#include "storage/database.h"
#include "usecase/desk.h"

#include <memory>
#include <optional>
#include <string>

namespace onshi::programs {

/// One centre as its configuration describes it, opened: for every command that works on the database.
class Installation
{
public:
    /// `clock`: a moment from which the clock goes on (development only).
    /// Throws base::Fault(setup): bad configuration, wrong schema version, --clock outside development.
    Installation(const ConfigChoice& choice, const std::optional<std::string>& clock);

    const Config config;

private:
    const base::SystemClock clock_;
    base::SystemRandom random_;

public:
    const base::Environment environment;
    const std::unique_ptr<storage::Database> database;
    usecase::Desk desk;

    /// Whoever may run this program on this machine.
    [[nodiscard]] static domain::Caller operator_at_shell();
};

} // namespace onshi::programs
