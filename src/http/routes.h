#pragma once

#include "domain/access_policy.h"
#include "http/exchange.h"
#include "http/refusal.h"
#include "http/steps.h"
#include "net/message.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace onshi::http {

/// In what a handler runs.
enum class Runs {
    at_once,   ///< on the io thread, without database and caller; only for what nobody is kept from
    read,      ///< on a snapshot; a few rows
    read_long, ///< on a snapshot; rows without a bound
    write,     ///< inside the committer
    steps,     ///< in several units of work, on a thread that may wait between them
};

/// One line of the table. The access policy says which classes may do the operation; a class that it does not name is
/// refused.
struct Route
{
    std::string_view method;
    std::string_view path; ///< a segment in braces stands for any one
    domain::Operation operation;
    Speech errors;
    Runs runs;
    net::Response (*handle)(Exchange&);             ///< for read and write
    net::Response (*handle_at_once)(const Centre&); ///< for at_once
    // For the OpenAPI document:
    std::string_view summary;
    std::string_view request_type, answer_type;
    std::size_t body_limit = 0;                      ///< bytes, where the usual limit does not do
    bool development = false;                        ///< only a centre with `development = true` has it
    net::Response (*handle_steps)(Steps&) = nullptr; ///< for steps
};

/// The route of method and path; if only the path fits, `path_known` says so. `development`: of the centre.
[[nodiscard]] const Route* find_route(std::string_view method, std::string_view path, bool development,
                                      bool& path_known);
/// The n-th segment of a path, from 0; empty if there is none.
[[nodiscard]] std::string_view path_segment(std::string_view path, std::size_t n);
/// How long the body of a request to that path may be by its route; 0 where the usual limit holds.
[[nodiscard]] std::size_t body_limit(std::string_view path);

/// All that such a centre has. The only place that names a path.
[[nodiscard]] std::span<const Route> routes(bool development);

/// OpenAPI 3.1, written from the table.
[[nodiscard]] std::string openapi_document(const std::string& version, bool development);

} // namespace onshi::http
