#pragma once

#include "http/exchange.h"
#include "net/message.h"

/// What an administrator does: doc/formats/staff.md.
namespace onshi::http {

/// GET /staff/members: 200 {"members": [{"id", "login", "name", "role", "locked", "ready"}]}
[[nodiscard]] net::Response get_staff_members(Exchange&);
/// POST /staff/members {"login", "name", "role"}: 201 {"id", "code", "until"}
[[nodiscard]] net::Response post_staff_member(Exchange&);
/// PUT /staff/members/{id} {"role", "locked"}: 204
[[nodiscard]] net::Response put_staff_member(Exchange&);
/// POST /staff/members/{id}/code: 200 {"id", "code", "until"}
[[nodiscard]] net::Response post_staff_member_code(Exchange&);

} // namespace onshi::http
