#include "terminal/page/request_guard.h"

#include <algorithm>

namespace onshi::terminal {

namespace {

constexpr std::string_view cookie_name = "onshi_staff=";

bool is_own_host(std::string_view host, std::uint16_t port)
{
    const auto number = ":" + std::to_string(port);
    return host == "127.0.0.1" + number || host == "localhost" + number;
}

bool is_foreign(const net::Request& request, std::uint16_t port)
{
    if (!is_own_host(request.header("host"), port))
        return true;
    const auto origin = request.header("origin");
    if (!origin.empty() && !(origin.starts_with("http://") && is_own_host(origin.substr(7), port)))
        return true;
    const auto site = request.header("sec-fetch-site");
    return !site.empty() && site != "same-origin" && site != "none";
}

} // namespace

std::optional<domain::Rejection> refuse_foreign(const net::Request& request, std::uint16_t port)
{
    if (is_foreign(request, port))
        return domain::rejection(domain::ErrorCode::page_origin);
    const bool changes = request.method != "GET" && request.method != "HEAD";
    const bool says_nothing = request.body.empty() && request.header("content-type").empty(); // no form is like that
    if (changes && !says_nothing && !request.header("content-type").starts_with("application/json"))
        return domain::rejection(domain::ErrorCode::media_type, "Content-Type");
    return std::nullopt;
}

void add_page_headers(net::Response& response)
{
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
                                  "object-src 'none'");
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
    if (std::ranges::find(response.headers, "Cache-Control", &std::pair<std::string, std::string>::first) ==
        response.headers.end())
        response.headers.emplace_back("Cache-Control", "no-store");
}

std::string session_cookie(std::string_view token)
{
    return std::string(cookie_name) + std::string(token) + "; Path=/api/staff; HttpOnly; SameSite=Strict" +
           (token.empty() ? "; Max-Age=0" : "");
}

std::string session_in(const net::Request& request)
{
    auto cookies = request.header("cookie");
    while (!cookies.empty()) {
        const auto one = cookies.substr(0, cookies.find("; "));
        if (one.starts_with(cookie_name))
            return std::string(one.substr(cookie_name.size()));
        cookies.remove_prefix(std::min(cookies.size(), one.size() + 2));
    }
    return {};
}

} // namespace onshi::terminal
