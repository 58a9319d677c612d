#include "wire/json.h"

#include <algorithm>

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

domain::Rejection rejection_in(const Json& problem)
{
    const auto all = domain::error_catalogue();
    const auto entry = std::ranges::find(all, problem.text_of("code"), &domain::ErrorEntry::wire);
    return {entry == all.end() ? domain::ErrorCode::fault : entry->code, problem.text_of("field"),
            problem.text_of("detail")};
}

} // namespace onshi::wire
