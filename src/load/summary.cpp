#include "load/summary.h"

#include <algorithm>
#include <cmath>

namespace onshi::load {

namespace {

using wire::Json;

Json number(std::uint64_t count) { return {static_cast<std::int64_t>(count)}; }

/// Three digits or more are enough: what follows is noise.
Json figure(double value)
{
    return value >= 100 ? Json(static_cast<std::int64_t>(std::llround(value))) : Json(std::round(value * 1000) / 1000);
}

Json latency(const Histogram& times)
{
    const auto at = [&](double share) { return Json(std::int64_t{times.percentile(share).count()}); };
    return Json::object()
        .set("mean", figure(times.mean()))
        .set("p50", at(0.5))
        .set("p90", at(0.9))
        .set("p99", at(0.99))
        .set("p99.9", at(0.999))
        .set("max", Json(std::int64_t{times.longest().count()}));
}

template<class Map>
Json counted(const Map& counts, auto name)
{
    auto object = Json::object();
    for (const auto& [kind, count] : counts)
        object.set(name(kind), number(count));
    return object;
}

void tell_tally(Json& to, const Tally& tally, Target target)
{
    to.set("answers", number(tally.answers));
    to.set("by_status", counted(tally.by_status, [](int status) { return std::to_string(status); }));
    if (target == Target::check) {
        auto validity = Json::object();
        for (std::size_t code = 1; code < tally.by_validity.size(); ++code)
            validity.set(std::to_string(code), number(tally.by_validity.at(code)));
        to.set("by_validity", validity);
        to.set("other_than_foreseen", number(tally.other_than_foreseen()));
        to.set("other_than_foreseen_by_kind", counted(tally.unforeseen, [](const auto& kind) {
                   return std::string(name_of(kind.first)) + " " + std::to_string(kind.second);
               }));
    }
    to.set("by_error_code", counted(tally.by_error_code, [](const std::string& code) { return code; }));
    to.set("errors", number(tally.errors()));
    auto misses = Json::object();
    for (const auto kind : all_misses)
        if (const auto count = tally.misses.at(static_cast<std::size_t>(kind)); count > 0)
            misses.set(name_of(kind), number(count));
    to.set("errors_by_kind", misses);
}

void tell_server(Json& to, const ServerFigures& before, const ServerFigures& after)
{
    const double seconds = std::chrono::duration<double>(after.at - before.at).count();
    const auto grown = [](std::optional<std::uint64_t> from, std::optional<std::uint64_t> until) {
        return from && until && *until >= *from ? std::optional(*until - *from) : std::nullopt;
    };
    const auto units = grown(before.units, after.units);
    const auto commits = grown(before.commits, after.commits);
    const auto syncs = grown(before.syncs, after.syncs);
    if (units)
        to.set("recorded_units", number(*units));
    if (commits)
        to.set("commits_per_second", figure(static_cast<double>(*commits) / seconds));
    if (syncs)
        to.set("syncs_per_second", figure(static_cast<double>(*syncs) / seconds));
    if (units && commits && *commits > 0)
        to.set("mean_batch", figure(static_cast<double>(*units) / static_cast<double>(*commits)));
}

void tell_round(Json& to, const MeasuredRound& round)
{
    const auto& result = round.result;
    const auto& plan = result.plan;
    to.set("target", name_of(plan.target)).set("mode", plan.rate ? "open" : "closed");
    if (plan.rate)
        to.set("rate_asked", figure(*plan.rate));
    to.set("rate_reached", figure(result.rate()))
        .set("seconds", Json(std::int64_t{plan.measured.count()}))
        .set("warm_up", Json::object()
                            .set("seconds", Json(std::int64_t{plan.warm_up.count()}))
                            .set("requests", number(result.warm_up_requests))
                            .set("errors", number(result.warm_up_errors)))
        .set("requests", number(result.requests));
    tell_tally(to, result.tally, plan.target);
    to.set("lost_connections", number(result.lost_connections))
        .set("latency_counts_from", plan.rate ? "due" : "sent")
        .set("latency_us", latency(result.latency));
    if (const auto all = result.requests + result.warm_up_requests; all > 0)
        to.set("generator_cpu_us_per_request",
               figure(static_cast<double>(round.generator_cpu.count()) / static_cast<double>(all)));
    if (round.before && round.after)
        tell_server(to, *round.before, *round.after);
}

Json people(const People& people)
{
    const auto& sample = people.sample();
    return Json::object()
        .set("rows", number(sample.rows))
        .set("rows_in_force", number(sample.rows_in_force))
        .set("rows_lost", number(sample.rows_lost))
        .set("sample_in_force", number(sample.in_force.size()))
        .set("sample_lost", number(sample.lost.size()));
}

Json mix(const Mix& shares)
{
    auto object = Json::object();
    for (const auto foreseen : all_foreseen)
        object.set(name_of(foreseen), Json(static_cast<int>(shares.at(static_cast<std::size_t>(foreseen)))));
    return object;
}

} // namespace

Json summary(const Run& run)
{
    auto object = Json::object();
    object.set("version", run.version)
        .set("began", base::jst_iso(run.began))
        .set("server", run.server)
        .set("connections", number(run.connections))
        .set("on", run.on.iso())
        .set("seed", number(run.seed))
        .set("mix", mix(run.people.mix()))
        .set("people", people(run.people));
    if (!run.database.empty())
        object.set("database", run.database);
    if (run.rounds.size() == 1) {
        tell_round(object, run.rounds.front());
        return object;
    }
    auto rounds = Json::array();
    for (const auto& round : run.rounds) {
        auto told = Json::object();
        tell_round(told, round);
        rounds.push(told);
    }
    object.set("rounds", rounds);
    if (const auto ratio = median_check_to_empty(run.rounds))
        object.set("check_to_empty", figure(*ratio));
    return object;
}

std::optional<double> median_check_to_empty(const std::vector<MeasuredRound>& rounds)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i + 1 < rounds.size(); i += 2)
        if (rounds[i + 1].result.rate() > 0)
            ratios.push_back(rounds[i].result.rate() / rounds[i + 1].result.rate());
    if (ratios.empty())
        return std::nullopt;
    std::ranges::sort(ratios);
    const auto half = ratios.size() / 2;
    return ratios.size() % 2 == 1 ? ratios[half] : (ratios[half - 1] + ratios[half]) / 2;
}

} // namespace onshi::load
