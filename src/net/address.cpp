#include "net/client.h"
#include "net/plain_client.h"

#include <charconv>
#include <string_view>

namespace onshi::net {

namespace {

std::optional<std::uint16_t> parse_port(std::string_view digits)
{
    std::uint16_t port = 0;
    const auto [read_to, error] = std::from_chars(digits.begin(), digits.end(), port);
    if (error != std::errc() || read_to != digits.end() || port == 0)
        return std::nullopt;
    return port;
}

std::optional<Address> parse(std::string_view rest, std::string_view scheme, std::uint16_t usual_port)
{
    if (!rest.starts_with(scheme))
        return std::nullopt;
    rest.remove_prefix(scheme.size());

    std::string_view host;
    if (rest.starts_with('[')) { // RFC 3986, 3.2.2: an IPv6 address stands in brackets
        const auto closing = rest.find(']');
        if (closing == std::string_view::npos)
            return std::nullopt;
        host = rest.substr(1, closing - 1);
        rest.remove_prefix(closing + 1);
        if (host.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos)
            return std::nullopt;
    } else {
        host = rest.substr(0, rest.find(':'));
        rest.remove_prefix(host.size());
        if (host.find_first_of("/?#@[]%\\ \t\r\n") != std::string_view::npos)
            return std::nullopt;
    }
    if (host.empty())
        return std::nullopt;
    if (rest.empty())
        return Address{std::string(host), usual_port};
    const auto port = rest.starts_with(':') ? parse_port(rest.substr(1)) : std::nullopt;
    return port ? std::optional(Address{std::string(host), *port}) : std::nullopt;
}

} // namespace

std::optional<Address> parse_address(const std::string& url) { return parse(url, "https://", 443); }
std::optional<Address> parse_plain_address(const std::string& url) { return parse(url, "http://", 80); }

std::optional<PlainUrl> parse_plain_url(const std::string& url)
{
    constexpr std::size_t after_scheme = 7; // "http://"
    if (url.find_first_of("# \t\r\n\\") != std::string::npos)
        return std::nullopt;
    const auto slash = url.find('/', after_scheme);
    auto server = parse_plain_address(url.substr(0, slash));
    if (!server)
        return std::nullopt;
    return PlainUrl{std::move(*server), slash == std::string::npos ? "/" : url.substr(slash)};
}

} // namespace onshi::net
