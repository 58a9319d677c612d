#include "http/revocation_fetch.h"

#include "base/fault.h"

#include <chrono>

namespace onshi::http {

namespace {

using namespace std::chrono_literals;

// Somebody stands at the reader and waits.
constexpr auto ocsp_patience = 3s;
// A list of all cards has megabytes.
constexpr auto crl_patience = 10s;

std::optional<std::string> fetched(const std::optional<net::PlainUrl>& from, net::Request request,
                                   std::chrono::milliseconds patience, const base::Log& log, const char* what)
{
    if (!from)
        return std::nullopt;
    const auto trouble = [&](const std::string& reason) {
        log.line(base::LogLevel::warn, "revocation_not_fetched",
                 {{"what", what}, {"host", from->server.host}, {"reason", reason}});
        return std::nullopt;
    };
    request.path = from->path;
    try {
        auto response = net::exchange_plain(from->server, std::move(request), patience);
        if (response.status != 200)
            return trouble("status " + std::to_string(response.status));
        return std::move(response.body);
    } catch (const base::Fault& fault) {
        return trouble(fault.what());
    }
}

} // namespace

RevocationFetch::RevocationFetch(std::optional<net::PlainUrl> ocsp, std::optional<net::PlainUrl> crl,
                                 const base::Log& log)
    : ocsp_(std::move(ocsp))
    , crl_(std::move(crl))
    , log_(log)
{
}

std::optional<std::string> RevocationFetch::fetch_ocsp(const std::string& request)
{
    return fetched(ocsp_,
                   {.method = "POST", .headers = {{"Content-Type", "application/ocsp-request"}}, .body = request},
                   ocsp_patience, log_, "ocsp");
}

std::optional<std::string> RevocationFetch::fetch_crl()
{
    return fetched(crl_, {.method = "GET"}, crl_patience, log_, "crl");
}

} // namespace onshi::http
