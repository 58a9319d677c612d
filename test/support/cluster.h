#pragma once

#include "base/fault.h"
#include "support/process.h"

#include <cstdlib>
#include <string>

/// The throw-away PostgreSQL cluster of scripts/with-postgresql, beside which a test runs.
namespace onshi::test {

inline std::string postgresql_url()
{
    const char* url = std::getenv("ONSHI_POSTGRESQL");
    if (!url)
        throw base::Fault(base::FaultCode::setup, "run it by scripts/with-postgresql");
    return url;
}

inline Finished psql(const std::string& statement)
{
    return run({"psql", postgresql_url(), "--no-psqlrc", "--tuples-only", "--no-align", "--command", statement});
}

/// The URL of the cluster's database of that name, in which nothing is.
inline std::string new_postgresql_database(const std::string& name)
{
    for (const auto& statement : {"DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name})
        if (const auto done = psql(statement); done.code != 0)
            throw base::Fault(base::FaultCode::setup, done.output);
    auto url = postgresql_url();
    return url.replace(url.find("/postgres?"), 10, "/" + name + "?");
}

} // namespace onshi::test
