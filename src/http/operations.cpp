#include "http/operations.h"

#include "http/routes.h"
#include "usecase/certificates.h"
#include "usecase/intakes.h"
#include "usecase/quarantine.h"
#include "wire/json.h"

namespace onshi::http {

namespace {

using domain::CallerClass;

void set_certificate_gauges(Exchange& exchange)
{
    auto& metrics = exchange.centre.metrics;
    const auto counts = usecase::count_expiring(exchange.work);
    for (const auto cls :
         {CallerClass::terminal, CallerClass::insurer, CallerClass::ministry, CallerClass::operator_}) {
        const auto found = counts.find(cls);
        metrics
            .gauge("onshi_certificates_expiring", "callers' certificates that end within 90 days without a successor",
                   {{"class", domain::name_of(cls)}})
            .set(found == counts.end() ? 0 : static_cast<double>(found->second));
    }
    const std::chrono::duration<double> left =
        exchange.centre.server_certificate_end - exchange.work.environment.clock.now();
    metrics.gauge("onshi_server_certificate_seconds", "time until the server's own certificate ends").set(left.count());
}

void set_intake_gauges(Exchange& exchange)
{
    auto& metrics = exchange.centre.metrics;
    const auto silence = usecase::count_silent(exchange.work, exchange.centre.silent_after);
    metrics.gauge("onshi_insurers_silent", "insurers not heard of for longer than feeds.silent_after_days")
        .set(static_cast<double>(silence.silent));
    metrics.gauge("onshi_insurers_never_heard", "insurers of the register of which nothing ever came")
        .set(static_cast<double>(silence.never));
}

void set_quarantine_gauges(Exchange& exchange)
{
    auto& metrics = exchange.centre.metrics;
    const auto counts = usecase::count_quarantine(exchange.work);
    metrics.gauge("onshi_quarantined_feeds", "implausible files that wait for the operator").set(double(counts.feeds));
    metrics.gauge("onshi_held_rows", "implausible rows that wait for the operator").set(double(counts.rows));
}

} // namespace

net::Response get_health(const Centre& centre)
{
    auto body = wire::Json::object();
    body.set("status", "ok")
        .set("version", centre.version)
        .set("development", centre.environment.development)
        .set("database", centre.database);
    return {200, "application/json", body.pretty(), {}};
}

net::Response get_ready(Exchange& exchange)
{
    // That the register's mark could be read is the proof; a database that is gone ends in a fault, and 500 follows.
    auto body = wire::Json::object();
    body.set("status", "ready")
        .set("known_through", base::jst_iso(exchange.work.known_through()))
        .set("development", exchange.centre.environment.development);
    return {200, "application/json", body.pretty(), {}};
}

net::Response get_metrics(Exchange& exchange)
{
    auto& metrics = exchange.centre.metrics;
    const auto counts = exchange.centre.desk.counts();
    metrics.gauge("onshi_recorded_units", "units of work put on the record since the start").set(double(counts.units));
    metrics.gauge("onshi_commits", "transactions they shared").set(double(counts.commits));
    if (counts.syncs)
        metrics.gauge("onshi_database_syncs", "times the disk was asked to keep what was written")
            .set(double(*counts.syncs));
    metrics.gauge("onshi_waiting_reads", "reads waiting for a thread").set(double(counts.waiting));
    set_certificate_gauges(exchange);
    set_intake_gauges(exchange);
    set_quarantine_gauges(exchange);
    return {200, "text/plain; version=0.0.4", metrics.text(), {}};
}

net::Response get_openapi(const Centre& centre)
{
    return {200, "application/json", openapi_document(centre.version, centre.environment.development), {}};
}

net::Response post_nothing(const Centre&) { return {}; }

} // namespace onshi::http
