#include "terminal/exchange/centre_line.h"

#include "base/fault.h"

#include <algorithm>
#include <charconv>

namespace onshi::terminal {

namespace {

constexpr std::chrono::milliseconds usual_pause{1'000};
constexpr int longest_pause_seconds = 60;

std::string_view header_of(const net::Response& response, std::string_view name)
{
    const auto found = std::ranges::find(response.headers, name, &net::Headers::value_type::first);
    return found == response.headers.end() ? std::string_view() : found->second;
}

/// RFC 9110, 10.2.3: "Retry-After = HTTP-date / delay-seconds"; the centre sends seconds.
std::chrono::milliseconds pause_of(const net::Response& response)
{
    const auto text = header_of(response, "retry-after");
    int seconds = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), seconds).ec != std::errc() || seconds < 0)
        return usual_pause;
    return std::chrono::seconds(std::min(seconds, longest_pause_seconds));
}

/// Too many requests, and everything that is no fault of the question (doc/errors.md, area 9).
bool is_passing(int status) { return status == 429 || status >= 500; }

} // namespace

CentreLine::CentreLine(const net::Address& centre, const Identity& identity, std::chrono::milliseconds timeout)
    : client_({.host = centre.host,
               .port = centre.port,
               .server_authority = identity.authority,
               .certificate = identity.certificate,
               .key = identity.key,
               .timeout = timeout})
{
}

Reply CentreLine::ask(const std::string& message, const std::string& id, const std::string& bytes)
{
    net::Request request;
    request.method = "POST";
    request.path = "/exchange/" + message + "req";
    request.headers = {{"content-type", "application/xml"}, {"idempotency-key", id}};
    request.body = bytes;
    try {
        auto response = client_.exchange(request);
        if (is_passing(response.status))
            return {.kind = Reply::Kind::later,
                    .bytes = {},
                    .pause = response.status == 429 || response.status == 503 ? pause_of(response)
                                                                              : std::chrono::milliseconds(0)};
        return {.kind = Reply::Kind::answer, .bytes = std::move(response.body), .refusal = response.status != 200};
    } catch (const base::Fault& fault) {
        if (fault.code() != base::FaultCode::network)
            throw;
        return {};
    }
}

bool CentreLine::is_alive()
{
    net::Request request;
    request.method = "GET";
    request.path = "/healthz";
    try {
        static_cast<void>(client_.exchange(request));
        return true;
    } catch (const base::Fault& fault) {
        if (fault.code() != base::FaultCode::network)
            throw;
        return false;
    }
}

} // namespace onshi::terminal
