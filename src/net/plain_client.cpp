#include "net/plain_client.h"

#include "base/fault.h"
#include "net/http_text.h"
#include "net/response_reader.h"

#include <boost/asio/ip/tcp.hpp>

namespace onshi::net {

Response exchange_plain(const Address& server, Request request, std::chrono::milliseconds timeout)
{
    const auto where = host_header(server.host, server.port, 80);
    boost::asio::ip::tcp::iostream stream;
    stream.expires_after(timeout);
    stream.connect(server.host, std::to_string(server.port));
    std::string head;
    request.headers.emplace_back("Connection", "close");
    append_head(head, request, where);
    stream << head << request.body << std::flush;
    ResponseReader reader(false);
    auto progress = ResponseReader::Progress::more;
    while (progress == ResponseReader::Progress::more) {
        if (stream.peek() == std::char_traits<char>::eof()) {
            progress = reader.end();
            break;
        }
        const auto space = reader.space();
        progress = reader.advance(
            static_cast<std::size_t>(stream.readsome(space.data(), static_cast<std::streamsize>(space.size()))));
    }
    if (progress != ResponseReader::Progress::whole)
        throw base::Fault(base::FaultCode::network,
                          where + ": " + (stream.error() ? stream.error().message() : "no whole answer"));
    return reader.take();
}

Response get_plain(const Address& server, const std::string& path)
{
    return exchange_plain(server, Request{.method = "GET", .path = path}, std::chrono::seconds(10));
}

} // namespace onshi::net
