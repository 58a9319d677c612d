#pragma once

#include "http/exchange.h"
#include "http/steps.h"
#include "net/message.h"
#include "usecase/staff_sessions.h"
#include "wire/json.h"

#include <string_view>

/// Staff sign-in: doc/formats/staff.md.
namespace onshi::http {

/// POST /staff/first {"code", "login", "name"?, "password"}: 200 {"ticket", "second_factor": "enrol"}
[[nodiscard]] net::Response post_staff_first(Steps&);
/// POST /staff/sign-in {"login", "password"}: 200 {"ticket", "second_factor": ["totp", "passkey"] | "enrol"}
[[nodiscard]] net::Response post_staff_sign_in(Steps&);
/// POST /staff/second-factor/enrol {"ticket"}: 200 {"secret", "uri"}
[[nodiscard]] net::Response post_totp_enrol(Exchange&);
/// POST /staff/second-factor/confirm {"ticket", "code"}: 200 {"session", "name", "role", "until"}
[[nodiscard]] net::Response post_totp_confirm(Exchange&);
/// POST /staff/second-factor/totp {"ticket", "code"}: the same
[[nodiscard]] net::Response post_totp(Exchange&);
/// GET /staff/me: 200 {"id", "name", "role", "until", "facility": {"code", "name"}}
[[nodiscard]] net::Response get_staff_me(Exchange&);
/// POST /staff/sign-out: 204
[[nodiscard]] net::Response post_staff_sign_out(Exchange&);

// For the other handlers of staff.

/// What signing in works with. Throws base::Fault(setup) at a centre that has none.
[[nodiscard]] const StaffSignIn& staff_of(const Centre&);
/// The token of the session that the request came with.
[[nodiscard]] std::string_view session_token(const net::Request&);
[[nodiscard]] net::Response staff_answer(int status, const wire::Json&);
[[nodiscard]] net::Response staff_done(); ///< 204
[[nodiscard]] net::Response staff_refusal(Notes&, const domain::Rejection&);
[[nodiscard]] net::Response staff_session(Notes&, const domain::Result<usecase::StaffSession>&);

} // namespace onshi::http
