#include "net/response_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace onshi::net {
namespace {

using Progress = ResponseReader::Progress;

Progress feed(ResponseReader& reader, std::string_view bytes)
{
    std::ranges::copy(bytes, reader.space().begin());
    return reader.advance(bytes.size());
}

TEST(ResponseReader, reads_an_answer)
{
    ResponseReader reader(false);
    EXPECT_FALSE(reader.has_begun());
    EXPECT_EQ(feed(reader, "HTTP/1.1 413 Too Big\r\nContent-Type: text/plain\r\nX-A: b\r\nContent-Le"), Progress::more);
    EXPECT_TRUE(reader.has_begun());
    EXPECT_EQ(feed(reader, "ngth: 2\r\n\r\nab"), Progress::whole);
    EXPECT_TRUE(reader.keeps_alive());
    const auto response = reader.take();
    EXPECT_EQ(response.status, 413);
    EXPECT_EQ(response.content_type, "text/plain");
    EXPECT_EQ(response.body, "ab");
    EXPECT_EQ(response.headers.at(1), (std::pair<std::string, std::string>("x-a", "b")));
}

TEST(ResponseReader, reads_one_answer_after_another)
{
    ResponseReader reader(false);
    EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\nOnshi-Answer-Id: 1\r\nContent-Length: 2\r\n\r\nab"), Progress::whole);
    EXPECT_EQ(reader.status(), 200);
    EXPECT_EQ(reader.header("onshi-answer-id"), "1");
    EXPECT_EQ(reader.body(), "ab");
    ASSERT_TRUE(reader.keeps_alive());
    reader.start_over();
    EXPECT_FALSE(reader.has_begun());
    EXPECT_EQ(feed(reader, "HTTP/1.1 503 Busy\r\nContent-Length: 1\r\n\r\n"), Progress::more);
    EXPECT_EQ(feed(reader, "c"), Progress::whole);
    EXPECT_EQ(reader.status(), 503);
    EXPECT_EQ(reader.header("onshi-answer-id"), "");
    EXPECT_EQ(reader.body(), "c");
}

TEST(ResponseReader, passes_interim_answers_over)
{
    ResponseReader reader(false);
    EXPECT_EQ(feed(reader, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"), Progress::whole);
    EXPECT_EQ(reader.take().status, 204);
}

TEST(ResponseReader, answer_to_head_has_no_body)
{
    ResponseReader reader(true);
    EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), Progress::whole);
}

TEST(ResponseReader, end_of_stream_ends_only_an_answer_without_length)
{
    ResponseReader without(false);
    EXPECT_EQ(feed(without, "HTTP/1.1 200 OK\r\n\r\nabc"), Progress::more);
    EXPECT_EQ(without.end(), Progress::whole);
    EXPECT_EQ(without.take().body, "abc");

    ResponseReader with(false);
    EXPECT_EQ(feed(with, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"), Progress::more);
    EXPECT_EQ(with.end(), Progress::malformed);
    EXPECT_EQ(ResponseReader(false).end(), Progress::malformed) << "no byte of it came";
}

TEST(ResponseReader, nonsense_and_too_much_are_malformed)
{
    ResponseReader nonsense(false);
    EXPECT_EQ(feed(nonsense, "nonsense\r\n\r\n"), Progress::malformed);
    ResponseReader huge(false);
    EXPECT_EQ(feed(huge, "HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n"), Progress::malformed);
}

TEST(ResponseReader, connection_ends_with_the_answer_if_the_server_says_so)
{
    ResponseReader reader(false);
    EXPECT_EQ(feed(reader, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"), Progress::whole);
    EXPECT_FALSE(reader.keeps_alive());
}

} // namespace
} // namespace onshi::net
