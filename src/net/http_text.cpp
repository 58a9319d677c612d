#include "net/http_text.h"

#include <boost/beast/http/status.hpp>

#include <array>
#include <charconv>

namespace onshi::net {

namespace {

constexpr std::string_view line_end = "\r\n";

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; }

void append_clean(std::string& out, std::string_view text)
{
    for (const char c : text)
        if (!is_control(c))
            out += c;
}

// The request line's parts are separated by spaces, so that there a space is as harmful as a line end.
void append_target(std::string& out, std::string_view text)
{
    for (const char c : text)
        if (!is_control(c) && c != ' ' && c != '\t')
            out += c;
}

void append_number(std::string& out, std::size_t number)
{
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_field(std::string& out, std::string_view name, std::string_view value)
{
    append_clean(out, name);
    out += ": ";
    append_clean(out, value);
    out += line_end;
}

void append_length(std::string& out, std::size_t size)
{
    out += "Content-Length: ";
    append_number(out, size);
    out += line_end;
}

} // namespace

bool is_bodiless(int status) { return status < 200 || status == 204 || status == 304; }

void append_head(std::string& out, const Response& response, Persistence persistence)
{
    const auto status = static_cast<unsigned>(response.status);
    const std::string_view reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
    out += "HTTP/1.1 ";
    append_number(out, status);
    out += ' ';
    out += reason;
    out += line_end;
    if (!response.content_type.empty())
        append_field(out, "Content-Type", response.content_type);
    if (!is_bodiless(response.status))
        append_length(out, response.body.size());
    switch (persistence) {
    case Persistence::keep_alive:
        out += "Connection: keep-alive\r\n";
        break;
    case Persistence::close:
        out += "Connection: close\r\n";
        break;
    }
    for (const auto& [name, value] : response.headers)
        append_field(out, name, value);
    out += line_end;
}

std::string host_header(const std::string& host, std::uint16_t port, std::uint16_t usual_port)
{
    const std::string name = host.find(':') != std::string::npos ? "[" + host + "]" : host;
    return port == usual_port ? name : name + ":" + std::to_string(port);
}

void append_head(std::string& out, const Request& request, std::string_view host)
{
    append_target(out, request.method);
    out += ' ';
    append_target(out, request.path);
    if (!request.query.empty()) {
        out += '?';
        append_target(out, request.query);
    }
    out += " HTTP/1.1\r\n";
    append_field(out, "Host", host);
    if (!request.body.empty() || request.method == "POST" || request.method == "PUT")
        append_length(out, request.body.size());
    for (const auto& [name, value] : request.headers)
        append_field(out, name, value);
    out += line_end;
}

} // namespace onshi::net
