#include "net/response_reader.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace onshi::net {

namespace http = boost::beast::http;
namespace beast = boost::beast;

namespace {

using Parser = http::response_parser<http::string_body>;

constexpr std::size_t chunk = std::size_t{16} * 1024;
constexpr std::uint32_t header_limit = 64 * 1024;
constexpr std::size_t body_limit = std::size_t{16} * 1024 * 1024;
constexpr std::size_t backlog_limit = header_limit;

} // namespace

struct ResponseReader::Core
{
    bool to_head;
    std::string buffer = {};
    std::size_t filled = 0;
    bool begun = false;
    std::unique_ptr<Parser> parser = nullptr;

    void start_over()
    {
        parser = std::make_unique<Parser>();
        parser->header_limit(header_limit);
        parser->body_limit(body_limit);
        parser->skip(to_head);
    }
    [[nodiscard]] bool is_interim() const { return parser->is_done() && parser->get().result_int() / 100 == 1; }
    Progress parse();
};

ResponseReader::Progress ResponseReader::Core::parse()
{
    while (filled > 0 && !parser->is_done()) {
        beast::error_code failed;
        const auto used = parser->put(boost::asio::const_buffer(buffer.data(), filled), failed);
        std::copy(buffer.data() + used, buffer.data() + filled, buffer.data());
        filled -= used;
        if (failed == http::error::need_more)
            break;
        if (failed)
            return Progress::malformed;
        if (is_interim())
            start_over();
    }
    if (parser->is_done())
        return Progress::whole;
    return filled > backlog_limit ? Progress::malformed : Progress::more;
}

ResponseReader::ResponseReader(bool to_head)
    : core_(new Core{to_head})
{
    core_->start_over();
}

ResponseReader::~ResponseReader() = default;

std::span<char> ResponseReader::space()
{
    if (core_->buffer.size() < core_->filled + chunk)
        core_->buffer.resize(core_->filled + chunk);
    return std::span(core_->buffer).subspan(core_->filled);
}

ResponseReader::Progress ResponseReader::advance(std::size_t received)
{
    core_->filled += received;
    core_->begun = core_->begun || received > 0;
    return core_->parse();
}

ResponseReader::Progress ResponseReader::end()
{
    if (!core_->begun)
        return Progress::malformed;
    beast::error_code failed;
    core_->parser->put_eof(failed);
    return !failed && core_->parser->is_done() ? Progress::whole : Progress::malformed;
}

bool ResponseReader::has_begun() const { return core_->begun; }

Response ResponseReader::take()
{
    auto& message = core_->parser->get();
    Response response;
    response.status = static_cast<int>(message.result_int());
    response.content_type = std::string(message[http::field::content_type]);
    response.body = std::move(message.body());
    for (const auto& field : message) {
        std::string name(field.name_string());
        std::ranges::transform(name, name.begin(),
                               [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        response.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    return response;
}

int ResponseReader::status() const { return static_cast<int>(core_->parser->get().result_int()); }

std::string_view ResponseReader::header(std::string_view name) const
{
    const auto value = core_->parser->get()[boost::beast::string_view(name.data(), name.size())];
    return {value.data(), value.size()};
}

std::string_view ResponseReader::body() const { return core_->parser->get().body(); }

void ResponseReader::start_over()
{
    core_->filled = 0;
    core_->begun = false;
    core_->start_over();
}

bool ResponseReader::keeps_alive() const
{
    return core_->parser->is_done() && core_->filled == 0 && core_->parser->keep_alive();
}

} // namespace onshi::net
