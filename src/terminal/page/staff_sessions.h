#pragma once

#include "base/date.h"
#include "base/environment.h"
#include "terminal/centre_link.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

/// Who is signed in at this screen, as the centre said. The centre alone decides: each operation asks it. What is
/// remembered here only spares it the question while a page waits for news, which must not keep a session alive.
namespace onshi::terminal {

class StaffSessions
{
public:
    StaffSessions(const base::Environment& environment, CentreLink& centre)
        : environment_(environment)
        , centre_(centre)
    {
    }

    /// {"name","role","until","facility"}: asks the centre, which counts as being there. Error: not signed in.
    [[nodiscard]] domain::Result<wire::Json> me(const std::string& session);
    /// True until the moment that the centre named last. A session that me() was never asked about may not.
    [[nodiscard]] bool may_look(const std::string& session);
    void forget(const std::string& session);

private:
    const base::Environment& environment_;
    CentreLink& centre_;
    std::mutex mutex_;
    std::map<std::string, base::Instant> until_;
};

} // namespace onshi::terminal
