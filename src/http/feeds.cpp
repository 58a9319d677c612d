#include "http/feeds.h"

#include "http/refusal.h"
#include "http/routes.h"
#include "usecase/feeds.h"
#include "wire/csv.h"
#include "wire/json.h"

#include <charconv>

namespace onshi::http {

namespace {

using domain::ErrorCode;
using domain::Feed;
using wire::Json;

/// More missing parts than this are told when those before them have come.
constexpr std::size_t most_missing_told = 1000;

std::string_view feed_id(const Exchange& exchange) { return path_segment(exchange.request.path, 1); }

net::Response refused(Exchange& exchange, const domain::Rejection& rejection)
{
    exchange.notes.error_code = domain::entry_of(rejection.code).wire;
    return refuse(Speech::problem, rejection, {});
}

/// "share=12 address=3" as {"share": 12, "address": 3}.
Json difference_of(const std::string& words)
{
    auto fields = Json::object();
    for (std::size_t from = 0; from < words.size();) {
        const auto end = std::min(words.find(' ', from), words.size());
        const auto equals = words.find('=', from);
        std::int64_t rows = 0;
        std::from_chars(words.data() + equals + 1, words.data() + end, rows);
        fields.set(std::string_view(words).substr(from, equals - from), rows);
        from = end + 1;
    }
    return fields;
}

Json json_of(const Feed& feed)
{
    auto rows = Json::object();
    rows.set("read", feed.rows)
        .set("added", feed.added)
        .set("changed", feed.changed)
        .set("unchanged", feed.unchanged)
        .set("refused", feed.refused)
        .set("remarks", feed.remarks)
        .set("held", feed.held);
    auto json = Json::object();
    json.set("id", feed.id)
        .set("insurer_number", feed.insurer)
        .set("kind", domain::name_of(feed.kind))
        .set("state", domain::name_of(feed.state))
        .set("name", feed.name)
        .set("sha256", feed.sha256)
        .set("bytes", feed.bytes)
        .set("parts", feed.parts)
        .set("part_bytes", static_cast<std::int64_t>(domain::feed_part_bytes))
        .set("begun_at", base::jst_iso(feed.begun_at))
        .set("rows", std::move(rows));
    if (feed.state == domain::FeedState::quarantined ||
        (feed.kind == domain::FeedKind::full && feed.state >= domain::FeedState::waiting))
        json.set("absent", feed.absent).set("difference", difference_of(feed.difference));
    return json;
}

net::Response answer(int status, const Json& json) { return {status, "application/json", json.pretty(), {}}; }

net::Response answer(Exchange& exchange, const domain::Result<Feed>& feed)
{
    return feed ? answer(202, json_of(*feed)) : refused(exchange, feed.error());
}

domain::Result<usecase::FeedAnnouncement> announcement(const std::string& body)
{
    const auto json = Json::parse(body);
    if (!json)
        return std::unexpected(json.error());
    const auto kind = domain::feed_kind(json->text_of("kind"));
    if (!kind)
        return std::unexpected(domain::rejection(ErrorCode::unknown_value, "kind", "種類（changes、full）"));
    return usecase::FeedAnnouncement{*kind, json->text_of("name"), json->text_of("sha256"),
                                     json->integer_of("bytes").value_or(0)};
}

} // namespace

net::Response post_feed(Exchange& exchange)
{
    const auto announced = announcement(exchange.request.body);
    if (!announced)
        return refused(exchange, announced.error());
    const auto feed = usecase::begin_feed(exchange.work, exchange.caller, *announced);
    if (!feed)
        return refused(exchange, feed.error());
    const bool is_new = !exchange.work.entries.empty();
    return answer(is_new ? 201 : 200, json_of(*feed));
}

net::Response get_feed(Exchange& exchange)
{
    const auto status = usecase::see_feed(exchange.work, exchange.caller, feed_id(exchange));
    if (!status)
        return refused(exchange, status.error());
    auto json = json_of(status->feed);
    auto missing = Json::array();
    for (std::size_t i = 0; i < std::min(status->missing_parts.size(), most_missing_told); ++i)
        missing.push(status->missing_parts[i]);
    if (status->feed.state == domain::FeedState::receiving)
        json.set("missing_parts", std::move(missing));
    return answer(200, json);
}

net::Response put_feed_part(Exchange& exchange)
{
    const auto number = path_segment(exchange.request.path, 3);
    std::int64_t part = -1;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), part);
    if (error != std::errc() || end != number.data() + number.size())
        return refused(exchange, domain::rejection(ErrorCode::unknown_value, "part", "部分の番号"));
    const auto put =
        usecase::put_feed_part(exchange.work, exchange.caller, feed_id(exchange), part, exchange.request.body);
    return put ? net::Response{204, {}, {}, {}} : refused(exchange, put.error());
}

net::Response post_feed_complete(Exchange& exchange)
{
    return answer(exchange, usecase::complete_feed(exchange.work, exchange.caller, feed_id(exchange)));
}

net::Response post_feed_accept(Exchange& exchange)
{
    return answer(exchange, usecase::decide_feed(exchange.work, exchange.caller, feed_id(exchange), true));
}

net::Response post_feed_refuse(Exchange& exchange)
{
    return answer(exchange, usecase::decide_feed(exchange.work, exchange.caller, feed_id(exchange), false));
}

net::Response get_feed_notes(Exchange& exchange)
{
    std::string csv;
    wire::append_csv(csv, {"line", "kind", "field", "code", "text"});
    const auto seen =
        usecase::see_feed_notes(exchange.work, exchange.caller, feed_id(exchange), [&](const domain::FeedNote& note) {
            wire::append_csv(csv, {note.line == 0 ? std::string() : std::to_string(note.line),
                                   domain::name_of(note.kind), note.field, note.code, note.text});
        });
    if (!seen)
        return refused(exchange, seen.error());
    return {200, "text/csv; charset=UTF-8", std::move(csv), {}};
}

} // namespace onshi::http
