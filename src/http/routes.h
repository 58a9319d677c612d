#pragma once

#include "domain/access_policy.h"
#include "http/exchange.h"
#include "http/refusal.h"
#include "net/message.h"

#include <span>
#include <string_view>

namespace onshi::http {

/// In what a handler runs.
enum class Runs {
    at_once, ///< on the io thread, without database and caller; only for what nobody is kept from
    read,    ///< on a snapshot
    write,   ///< inside the committer
};

/// One line of the table. The access policy says which classes may do the operation; a class that it does not name is
/// refused.
struct Route
{
    std::string_view method;
    std::string_view path;
    domain::Operation operation;
    Speech errors;
    Runs runs;
    net::Response (*handle)(Exchange&);             ///< for read and write
    net::Response (*handle_at_once)(const Centre&); ///< for at_once
    // For the OpenAPI document:
    std::string_view summary;
    std::string_view request_type, answer_type;
};

/// All of them. The only place that names a path.
[[nodiscard]] std::span<const Route> routes();

/// OpenAPI 3.1, written from the table.
[[nodiscard]] std::string openapi_document(const std::string& version);

} // namespace onshi::http
