#pragma once

#include "domain/rejection.h"
#include "net/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The page is for browsers of this machine only. It listens on the loopback address, but any page that such a browser
/// shows could send requests there: what the browser says of their origin is held against our own. Pure.
namespace onshi::terminal {

/// Refused are: a Host other than 127.0.0.1 or localhost with our port (a foreign name may be made to lead here), a
/// foreign Origin or Sec-Fetch-Site, and a POST or PUT that is no JSON (forms of other sites send none without asking)
/// and not wholly empty (a page's own sign-out; a browser tells the Origin of such a one too).
[[nodiscard]] std::optional<domain::Rejection> refuse_foreign(const net::Request&, std::uint16_t port);

/// On every answer: nothing from elsewhere, nothing inline, in no frame, kept by nobody unless the answer says so.
void add_page_headers(net::Response&);

/// The staff session: set and read as a cookie that scripts do not see and other sites do not send.
[[nodiscard]] std::string session_cookie(std::string_view token); ///< an empty token ends it
[[nodiscard]] std::string session_in(const net::Request&);        ///< empty if none

} // namespace onshi::terminal
