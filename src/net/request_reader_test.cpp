#include "net/request_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace onshi::net {
namespace {

using Progress = RequestReader::Progress;

Progress feed(RequestReader& reader, std::string_view bytes)
{
    auto progress = Progress::more;
    do {
        const auto space = reader.space();
        const auto part = bytes.substr(0, space.size());
        std::ranges::copy(part, space.begin());
        bytes.remove_prefix(part.size());
        progress = reader.advance(part.size());
    } while (progress != Progress::whole && !bytes.empty());
    return progress;
}

Request read_one(std::string_view bytes)
{
    RequestReader reader(1024, [](std::string_view) { return std::size_t{100}; });
    EXPECT_EQ(feed(reader, bytes), Progress::whole);
    return reader.take();
}

TEST(RequestReader, splits_a_request_into_its_parts)
{
    const auto request =
        read_one("POST /a/b?c=d?e HTTP/1.1\r\nHost: h\r\nX-Thing:  Value \r\nContent-Length: 3\r\n\r\nxyz");
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/a/b");
    EXPECT_EQ(request.query, "c=d?e");
    EXPECT_EQ(request.header("x-thing"), "Value");
    EXPECT_EQ(request.header("not-there"), "");
    EXPECT_EQ(request.body, "xyz");
    EXPECT_EQ(request.failure, ReadFailure::none);
}

TEST(RequestReader, takes_bytes_one_by_one)
{
    RequestReader reader(1024, [](std::string_view) { return std::size_t{100}; });
    const std::string_view bytes = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab";
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i)
        ASSERT_EQ(feed(reader, bytes.substr(i, 1)), Progress::more) << i;
    EXPECT_EQ(feed(reader, bytes.substr(bytes.size() - 1)), Progress::whole);
    EXPECT_EQ(reader.take().body, "ab");
}

TEST(RequestReader, keeps_the_bytes_of_the_next_request)
{
    RequestReader reader(1024, [](std::string_view) { return std::size_t{100}; });
    EXPECT_EQ(feed(reader, "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n"), Progress::whole);
    EXPECT_EQ(reader.take().path, "/1");
    ASSERT_TRUE(reader.has_bytes());
    EXPECT_EQ(reader.advance(0), Progress::whole);
    EXPECT_EQ(reader.take().path, "/2");
    EXPECT_FALSE(reader.has_bytes());
}

TEST(RequestReader, absolute_form_is_the_path_within)
{
    EXPECT_EQ(read_one("GET https://h/p?q HTTP/1.1\r\nHost: h\r\n\r\n").path, "/p");
    EXPECT_EQ(read_one("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n").path, "/");
}

TEST(RequestReader, chunks_become_one_body_and_a_trailer_is_no_header)
{
    const auto request = read_one("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "2\r\nab\r\n1;x=y\r\nc\r\n0\r\nX-Late: 1\r\n\r\n");
    EXPECT_EQ(request.body, "abc");
    EXPECT_EQ(request.header("x-late"), "");
}

TEST(RequestReader, announced_body_over_the_limit_fails_before_it_comes)
{
    const auto request = read_one("POST /big HTTP/1.1\r\nHost: h\r\nX-A: b\r\nContent-Length: 101\r\n\r\n");
    EXPECT_EQ(request.failure, ReadFailure::body_too_large);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/big");
    EXPECT_EQ(request.header("x-a"), "b");
    EXPECT_EQ(request.body, "");
}

TEST(RequestReader, chunked_body_over_the_limit_fails)
{
    const auto request = read_one("POST /big HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "32\r\n" +
                                  std::string(50, 'a') + "\r\n33\r\n");
    EXPECT_EQ(request.failure, ReadFailure::body_too_large);
    EXPECT_EQ(request.path, "/big");
}

TEST(RequestReader, malformed_requests_are_empty)
{
    for (const std::string& bytes :
         {std::string("hello\r\n\r\n"), std::string("GET / HTTP/1.1\r\nHost h\r\n\r\n"),
          std::string("GET / HTTP/3.7\r\nHost: h\r\n\r\n"), std::string("GET  HTTP/1.1\r\n\r\n"),
          std::string("GET / HTTP/1.1\r\nHost: h\r\nA: ") + std::string(2000, 'x') + "\r\n\r\n",
          std::string("GET /") + std::string(2000, 'x'), std::string(5000, '\0'),
          std::string("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n"),
          std::string("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
          std::string("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")}) {
        const auto request = read_one(bytes);
        EXPECT_EQ(request.failure, ReadFailure::malformed) << bytes;
        EXPECT_EQ(request.path, "");
        EXPECT_TRUE(request.headers.empty());
    }
}

// Two lengths are the classical way to smuggle a second request past a proxy.
TEST(RequestReader, length_and_chunks_together_are_malformed)
{
    EXPECT_EQ(read_one("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                  .failure,
              ReadFailure::malformed);
}

TEST(RequestReader, host_is_there_once)
{
    EXPECT_EQ(read_one("GET / HTTP/1.1\r\n\r\n").failure, ReadFailure::malformed);
    EXPECT_EQ(read_one("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").failure, ReadFailure::malformed);
    EXPECT_EQ(read_one("GET / HTTP/1.0\r\n\r\n").failure, ReadFailure::none);
}

TEST(RequestReader, endless_trailer_is_malformed)
{
    EXPECT_EQ(
        read_one("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: " + std::string(40'000, 'x'))
            .failure,
        ReadFailure::malformed);
}

TEST(RequestReader, keeps_alive_as_the_version_and_the_client_say)
{
    const auto keeps = [](std::string_view bytes) {
        RequestReader reader(1024, [](std::string_view) { return std::size_t{100}; });
        (void)feed(reader, bytes);
        (void)reader.take();
        return reader.keeps_alive();
    };
    EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: h\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    EXPECT_FALSE(keeps("nonsense\r\n\r\n"));
}

TEST(RequestReader, says_when_the_client_waits_for_an_invitation)
{
    RequestReader reader(1024, [](std::string_view) { return std::size_t{100}; });
    EXPECT_EQ(feed(reader, "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"),
              Progress::expects_continue);
    EXPECT_EQ(feed(reader, "a"), Progress::whole);
    EXPECT_EQ(reader.take().body, "a");
}

} // namespace
} // namespace onshi::net
