#include "terminal/certificate_watch.h"

#include "base/fault.h"
#include "pki/certificate.h"

#include <chrono>
#include <optional>

namespace onshi::terminal {

namespace {

constexpr std::chrono::months before_the_end{3};
constexpr std::chrono::minutes between_looks{10};

} // namespace

bool ends_soon(base::Date end, base::Date today)
{
    auto first = std::chrono::year_month_day(end.days()) - before_the_end;
    if (!first.ok())
        first = first.year() / first.month() / std::chrono::last;
    return today.days() >= std::chrono::sys_days(first);
}

CertificateEnd certificate_end(const std::string& certificate, base::Instant now)
{
    const auto facts = pki::read_certificate(certificate);
    if (!facts)
        throw base::Fault(base::FaultCode::setup, "the terminal's certificate cannot be read");
    const auto day = base::jst_date(facts->not_after);
    return {day, ends_soon(day, base::jst_date(now)), now > facts->not_after};
}

CertificateWatch::CertificateWatch(const base::Environment& environment, base::Log& log, std::string certificate)
    : environment_(environment)
    , log_(log)
    , certificate_(std::move(certificate))
{
    static_cast<void>(end()); // a text that is no certificate is found here, not on the thread
    thread_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

CertificateWatch::~CertificateWatch() = default;

CertificateEnd CertificateWatch::end() const { return certificate_end(certificate_, environment_.clock.now()); }

void CertificateWatch::watch(const std::stop_token& stop)
{
    std::optional<base::Date> said;
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        const auto today = base::jst_date(environment_.clock.now());
        if (const auto seen = end(); seen.soon && said != today) {
            said = today;
            log_.line(seen.over ? base::LogLevel::error : base::LogLevel::warn, "certificate_ends",
                      {{"day", seen.day.iso()}, {"over", seen.over}});
        }
        woken_.wait_for(lock, stop, between_looks, [] { return false; });
    }
}

} // namespace onshi::terminal
