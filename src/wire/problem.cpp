#include "wire/json.h"

namespace onshi::wire {

// RFC 9457 3.1: type identifies the kind of problem, title says it once for all occurrences, detail says it of this
// one.
std::string problem_details(const domain::Rejection& rejection)
{
    const auto& entry = domain::entry_of(rejection.code);
    auto problem = Json::object();
    problem.set("type", std::string("urn:onshi:error:") + entry.wire);
    problem.set("title", entry.vendor);
    problem.set("status", entry.http);
    problem.set("code", entry.wire);
    if (!rejection.field.empty())
        problem.set("field", rejection.field);
    problem.set("detail", rejection.reason.empty() ? std::string(entry.desk) : rejection.reason);
    return problem.pretty();
}

} // namespace onshi::wire
