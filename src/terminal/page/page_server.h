#pragma once

#include "base/environment.h"
#include "base/log.h"
#include "net/message.h"
#include "terminal/page/board.h"
#include "terminal/page/secret_text.h"
#include "terminal/page/static_files.h"
#include "wire/json.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The terminal's page: HTTP on the loopback address, for the patient's and the staff's screen on this machine.
/// src/terminal/page/openapi.json describes what it answers.
namespace onshi::terminal {

/// One request of a page, past the guard.
struct PageCall
{
    const net::Request& request;
    wire::Json body;     ///< of POST and PUT; an object
    std::string session; ///< the staff member's, from the cookie; may be empty and may be over
    SecretText secret;   ///< see PageRoute; in request and body it is asterisks
};

struct PageRoute
{
    std::string_view method;
    std::string_view path; ///< "/api/staff/members/{id}"
    /// Runs on one of the page's threads; may wait for the centre. A base::Fault is answered as centre_unreachable
    /// (network) or fault.
    std::function<net::Response(PageCall&)> handle;
    std::string_view secret = {}; ///< the member of the body that must be nowhere else than in PageCall::secret
};

/// A board that pages wait at: GET path?since=N.
struct PageBoard
{
    std::string_view path;
    Board* board;
    /// Who may look; not asked again while a page waits. Null: everybody.
    std::function<bool(const std::string& session)> may_see;
};

class PageServer
{
public:
    /// Binds 127.0.0.1. Port 0: the system chooses. Throws base::Fault(network) if the port is taken.
    /// All arguments outlive the server.
    PageServer(const base::Environment&, base::Log&, std::uint16_t port, const StaticFiles&,
               std::vector<PageRoute> routes, std::vector<PageBoard> boards);
    /// Stops; requests under way end.
    ~PageServer();

    [[nodiscard]] std::uint16_t port() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

/// Answers of the page's API.
[[nodiscard]] net::Response page_json(const wire::Json&, int status = 200);
[[nodiscard]] net::Response page_problem(const domain::Rejection&);

} // namespace onshi::terminal
