#include "net/request_reader.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace onshi::net {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

using Parser = http::request_parser<http::string_body>;

constexpr std::size_t chunk = std::size_t{8} * 1024;
// What the parser may leave unread while it waits for the end of a line: also the length of a chunk's extensions and
// trailers, which Beast itself does not limit.
constexpr std::size_t least_backlog_limit = std::size_t{16} * 1024;

std::string lower_case(beast::string_view name)
{
    std::string text(name);
    for (char& c : text)
        if ('A' <= c && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

// RFC 9112, 3.2.2: "a server MUST accept the absolute-form in requests even though most HTTP/1.1 clients will only send
// the absolute-form to a proxy."
std::string_view origin_form(std::string_view target)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!target.starts_with(scheme))
            continue;
        const auto path = target.find_first_of("/?", scheme.size());
        return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
    }
    return target;
}

Request head_of(const http::request<http::string_body>& message)
{
    Request head;
    head.method = std::string(message.method_string());
    const auto target = origin_form({message.target().data(), message.target().size()});
    const auto mark = target.find('?');
    head.path = target.substr(0, mark);
    if (mark != std::string_view::npos)
        head.query = target.substr(mark + 1);
    for (const auto& field : message)
        head.headers.emplace_back(lower_case(field.name_string()), field.value());
    return head;
}

// RFC 9112, 3.2: "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1 request message that lacks
// a Host header field and to any request message that contains more than one Host header field line".
bool names_one_host(const http::request<http::string_body>& message)
{
    const auto hosts = message.count(http::field::host);
    return hosts == 1 || (hosts == 0 && message.version() < 11);
}

} // namespace

struct RequestReader::Core
{
    std::uint32_t header_limit;
    BodyLimit body_limit_of;
    std::vector<char> buffer = {};
    std::size_t filled = 0;
    std::unique_ptr<Parser> parser = nullptr; ///< a new one for each request: Beast's have no way back
    bool head_read = false;
    bool keeps_alive = false;
    Request request = {};

    void start_over()
    {
        parser = std::make_unique<Parser>();
        parser->header_limit(header_limit);
        parser->body_limit(boost::none); // until the path is known
        head_read = false;
        request = {};
    }
    // Beast wants to see again what it did not consume.
    void consume(std::size_t bytes)
    {
        std::copy(buffer.begin() + static_cast<std::ptrdiff_t>(bytes),
                  buffer.begin() + static_cast<std::ptrdiff_t>(filled), buffer.begin());
        filled -= bytes;
    }
    Progress fail(ReadFailure failure)
    {
        request = failure == ReadFailure::body_too_large ? head_of(parser->get()) : Request();
        request.failure = failure;
        keeps_alive = false;
        return Progress::whole;
    }
    // The head is copied as soon as it is whole: what a trailer adds later is no header. What is wrong with it, if
    // anything is, is known before a byte of the body is taken.
    ReadFailure read_head()
    {
        if (!names_one_host(parser->get()))
            return ReadFailure::malformed;
        head_read = true;
        keeps_alive = parser->keep_alive();
        request = head_of(parser->get());
        const auto limit = body_limit_of(request.path);
        parser->body_limit(limit);
        return parser->content_length().value_or(0) <= limit ? ReadFailure::none : ReadFailure::body_too_large;
    }
    [[nodiscard]] bool waits_for_continue() const
    {
        return filled == 0 && parser->get().version() == 11 &&
               beast::iequals(parser->get()[http::field::expect], "100-continue");
    }
    Progress parse();
};

RequestReader::Progress RequestReader::Core::parse()
{
    bool head_just_read = false;
    while (filled > 0 && !parser->is_done()) {
        beast::error_code failed;
        consume(parser->put(boost::asio::const_buffer(buffer.data(), filled), failed));
        if (failed == http::error::need_more)
            break;
        if (failed)
            return fail(failed == http::error::body_limit ? ReadFailure::body_too_large : ReadFailure::malformed);
        if (!parser->is_header_done() || head_read)
            continue;
        head_just_read = true;
        if (const auto failure = read_head(); failure != ReadFailure::none)
            return fail(failure);
    }
    if (parser->is_done()) {
        request.body = std::move(parser->get().body());
        return Progress::whole;
    }
    if (filled > std::max<std::size_t>(header_limit, least_backlog_limit))
        return fail(ReadFailure::malformed);
    return head_just_read && waits_for_continue() ? Progress::expects_continue : Progress::more;
}

RequestReader::RequestReader(std::size_t header_limit, BodyLimit body_limit_of)
    : core_(new Core{
          static_cast<std::uint32_t>(std::min<std::size_t>(header_limit, std::numeric_limits<std::uint32_t>::max())),
          std::move(body_limit_of)})
{
    core_->start_over();
}

RequestReader::~RequestReader() = default;

std::span<char> RequestReader::space()
{
    core_->buffer.resize(core_->filled + chunk);
    return std::span(core_->buffer).subspan(core_->filled);
}

RequestReader::Progress RequestReader::advance(std::size_t received)
{
    core_->filled += received;
    return core_->parse();
}

bool RequestReader::has_bytes() const { return core_->filled > 0; }

Request RequestReader::take()
{
    Request taken = std::move(core_->request);
    core_->start_over();
    return taken;
}

bool RequestReader::keeps_alive() const { return core_->keeps_alive; }

} // namespace onshi::net
