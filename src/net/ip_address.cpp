#include "net/ip_address.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>

namespace onshi::net {

namespace {

std::optional<std::string> written(int family, const void* address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (::inet_ntop(family, address, text.data(), text.size()) == nullptr)
        return std::nullopt;
    return text.data();
}

} // namespace

std::optional<std::string> canonical_ip(const std::string& text)
{
    in_addr v4{};
    if (::inet_pton(AF_INET, text.c_str(), &v4) == 1)
        return written(AF_INET, &v4);
    in6_addr v6{};
    if (::inet_pton(AF_INET6, text.c_str(), &v6) != 1)
        return std::nullopt;
    constexpr std::size_t prefix = 12; // RFC 4291, 2.5.5.2: the last four bytes are the IPv4 address
    if (IN6_IS_ADDR_V4MAPPED(&v6))
        return written(AF_INET, &v6.s6_addr[prefix]);
    return written(AF_INET6, &v6);
}

} // namespace onshi::net
