#pragma once

#include "base/environment.h"
#include "base/log.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

/// The end of the terminal's own certificate: a terminal without one reaches nothing, and renewing needs one that is
/// still good.
namespace onshi::terminal {

struct CertificateEnd
{
    base::Date day; ///< the day, in Japan, on which it ends
    bool soon;      ///< from three months before that day on, and ever after
    bool over;      ///< it has ended

    bool operator==(const CertificateEnd&) const = default;
};

/// True from the day of the same number three months before `end` (that month's last day if it has no such day).
[[nodiscard]] bool ends_soon(base::Date end, base::Date today);

/// `certificate`: PEM. Throws base::Fault(setup) if it is none.
[[nodiscard]] CertificateEnd certificate_end(const std::string& certificate, base::Instant now);

/// Says in the log once a day (of Japan) that the certificate is about to end, from three months before.
class CertificateWatch
{
public:
    /// `environment` and `log` outlive it. Throws as certificate_end.
    CertificateWatch(const base::Environment& environment, base::Log& log, std::string certificate);
    ~CertificateWatch();
    CertificateWatch(const CertificateWatch&) = delete;
    CertificateWatch& operator=(const CertificateWatch&) = delete;

    [[nodiscard]] CertificateEnd end() const; ///< as of now, for the staff's screen; any thread

private:
    void watch(const std::stop_token&);

    const base::Environment& environment_;
    base::Log& log_;
    const std::string certificate_;
    std::mutex mutex_;
    std::condition_variable_any woken_;
    std::jthread thread_; // last: works with the others
};

} // namespace onshi::terminal
