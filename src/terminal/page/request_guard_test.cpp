#include "terminal/page/request_guard.h"

#include <gtest/gtest.h>

namespace onshi::terminal {
namespace {

using domain::ErrorCode;

net::Request post_from_our_page()
{
    net::Request request;
    request.method = "POST";
    request.headers = {{"host", "127.0.0.1:8181"},
                       {"origin", "http://127.0.0.1:8181"},
                       {"sec-fetch-site", "same-origin"},
                       {"content-type", "application/json"}};
    return request;
}

net::Request with(std::string name, std::string value)
{
    auto request = post_from_our_page();
    for (auto& [key, old] : request.headers)
        if (key == name)
            old = std::move(value);
    return request;
}

std::optional<ErrorCode> refused(const net::Request& request)
{
    const auto rejection = refuse_foreign(request, 8181);
    return rejection ? std::optional(rejection->code) : std::nullopt;
}

TEST(RequestGuard, our_own_page_may)
{
    EXPECT_EQ(refused(post_from_our_page()), std::nullopt);
    EXPECT_EQ(refused(with("host", "localhost:8181")), std::nullopt);
    EXPECT_EQ(refused(with("sec-fetch-site", "none")), std::nullopt);
}

TEST(RequestGuard, a_foreign_name_that_leads_here_is_refused)
{
    EXPECT_EQ(refused(with("host", "evil.example:8181")), ErrorCode::page_origin);
    EXPECT_EQ(refused(with("host", "127.0.0.1")), ErrorCode::page_origin);
    EXPECT_EQ(refused(with("host", "127.0.0.1:8182")), ErrorCode::page_origin);
}

TEST(RequestGuard, a_foreign_page_is_refused)
{
    EXPECT_EQ(refused(with("origin", "http://evil.example")), ErrorCode::page_origin);
    EXPECT_EQ(refused(with("origin", "null")), ErrorCode::page_origin);
    EXPECT_EQ(refused(with("origin", "https://127.0.0.1:8181")), ErrorCode::page_origin);
    EXPECT_EQ(refused(with("sec-fetch-site", "cross-site")), ErrorCode::page_origin);
    EXPECT_EQ(refused(with("sec-fetch-site", "same-site")), ErrorCode::page_origin);
}

TEST(RequestGuard, a_form_is_refused)
{
    EXPECT_EQ(refused(with("content-type", "text/plain")), ErrorCode::media_type);
    auto get = with("content-type", "");
    get.method = "GET";
    EXPECT_EQ(refused(get), std::nullopt);
}

// As a browser sends fetch(path, {method: "POST"}). Twins: a body of no kind, and a form without fields.
TEST(RequestGuard, what_says_nothing_needs_no_kind)
{
    auto empty = with("content-type", "");
    empty.method = "POST";
    empty.body.clear();
    EXPECT_EQ(refused(empty), std::nullopt);
    auto body = empty;
    body.body = "{}";
    EXPECT_EQ(refused(body), ErrorCode::media_type);
    auto form = with("content-type", "application/x-www-form-urlencoded");
    form.method = "POST";
    form.body.clear();
    EXPECT_EQ(refused(form), ErrorCode::media_type);
}

TEST(RequestGuard, the_session_comes_from_its_own_cookie)
{
    net::Request request;
    request.headers = {{"cookie", "a=b; onshi_staff=token; not_onshi_staff=other"}};
    EXPECT_EQ(session_in(request), "token");
    request.headers = {{"cookie", "not_onshi_staff=other"}};
    EXPECT_EQ(session_in(request), "");
}

} // namespace
} // namespace onshi::terminal
