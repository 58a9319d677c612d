#include "load/question.h"

#include "net/request_reader.h"
#include "wire/eligibility_message.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace onshi::load {
namespace {

const base::Date day = base::Date::of(2026, 4, 1).value();

Person hanako() { return {"06139992", "架空<&>", "１２３４", "01", base::Date::of(1985, 4, 7).value()}; }

/// The request as the server's own reader sees it.
net::Request read(std::string_view bytes)
{
    net::RequestReader reader(8192, [](std::string_view) { return std::size_t{65536}; });
    std::ranges::copy(bytes, reader.space().begin());
    EXPECT_EQ(reader.advance(bytes.size()), net::RequestReader::Progress::whole);
    EXPECT_TRUE(reader.keeps_alive());
    return reader.take();
}

wire::EligibilityRequest message_in(const net::Request& request)
{
    wire::SeenHeader seen;
    return wire::parse_eligibility_request(request.body, seen).value();
}

TEST(Questions, are_whole_requests_one_after_another)
{
    Questions questions(Target::check, "centre.example:8443", day);
    const auto person = hanako();
    const auto first = read(questions.write("1319999999", {person, Foreseen::found}));
    EXPECT_EQ(first.method, "POST");
    EXPECT_EQ(first.path, "/exchange/OQSsiquc01req");
    EXPECT_EQ(first.header("host"), "centre.example:8443");
    EXPECT_EQ(first.header("content-type"), "application/xml");
    const auto message = message_in(first);
    EXPECT_EQ(message.on, day);
    EXPECT_EQ(message.facility.text(), "1319999999");
    EXPECT_EQ(message.search.insurer.padded(), "06139992");
    EXPECT_EQ(message.search.id.symbol(), "架空<&>");
    EXPECT_EQ(message.search.id.number(), "１２３４");
    EXPECT_EQ(message.search.id.branch(), "01");
    EXPECT_EQ(message.search.birth_date, person.birth_date);
    EXPECT_EQ(message.unknown_elements, 0U);

    auto other = person;
    other.symbol.clear(); // shorter than the one before: nothing of that is left
    const auto second = message_in(read(questions.write("1349999993", {other, Foreseen::lost})));
    EXPECT_EQ(second.search.id.symbol(), "");
    EXPECT_EQ(second.facility.text(), "1349999993");
}

TEST(Questions, an_unknown_person_has_another_number)
{
    Questions questions(Target::check, "x", day);
    const auto person = hanako();
    EXPECT_EQ(message_in(read(questions.write("1319999999", {person, Foreseen::unknown}))).search.id.number(),
              "Q１２３４");
}

TEST(Questions, the_empty_route_gets_the_same_body)
{
    const auto person = hanako();
    Questions checks(Target::check, "x", day), nothing(Target::empty, "x", day);
    const auto empty = read(nothing.write("1319999999", {person, Foreseen::found}));
    EXPECT_EQ(empty.path, "/development/empty");
    EXPECT_EQ(empty.body, read(checks.write("1319999999", {person, Foreseen::found})).body);
}

} // namespace
} // namespace onshi::load
