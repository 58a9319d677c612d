#include "terminal/page/secret_text.h"

#include "wire/json.h"

#include <gtest/gtest.h>

namespace onshi::terminal {
namespace {

struct Taken
{
    std::string text, left;

    bool operator==(const Taken&) const = default;
};

Taken taken(std::string body)
{
    const SecretText secret(body, "pin");
    return {std::string(secret.view()), body};
}

TEST(SecretText, is_taken_out_of_the_body_before_anybody_parses_it)
{
    EXPECT_EQ(taken(R"({"reception":"r1","pin":"1234","insist":false})"),
              (Taken{"1234", R"({"reception":"r1","pin":"****","insist":false})"}));
    EXPECT_EQ(taken("{ \"pin\" :\n \"１２３４\" }").text, "１２３４");
    EXPECT_EQ(taken(R"({"reception":"pin","pin":"1234"})"), (Taken{"1234", R"({"reception":"pin","pin":"****"})"}));
}

TEST(SecretText, with_an_escape_is_refused_and_does_not_stay)
{
    const auto escaped = taken(R"({"pin":"12\u00334","insist":false})");
    EXPECT_EQ(escaped.text, "");
    EXPECT_EQ(escaped.left, R"({"pin":"**************************)");
    EXPECT_FALSE(wire::Json::parse(escaped.left));
    EXPECT_EQ(taken(R"({"pin":"1234)").left, R"({"pin":"****)");
}

TEST(SecretText, that_is_not_there_is_empty)
{
    for (const char* body : {"", "{}", R"({"pin":1234})", R"({"spin":"1234"})", R"({"pin")", R"({"pin":)"})
        EXPECT_EQ(taken(body), (Taken{"", body}));
}

} // namespace
} // namespace onshi::terminal
