#include "http/pipeline.h"

#include "base/fault.h"
#include "http/forwarded.h"
#include "http/rate_limit.h"
#include "http/request_metrics.h"
#include "http/routes.h"
#include "usecase/certificates.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace onshi::http {

using domain::CallerClass;
using domain::ErrorCode;

namespace {

/// One request on its way; shared by the threads that carry it on, one after another.
struct Passage
{
    net::Request request;
    net::Reply reply;
    base::Instant arrived;
    std::string request_id;
    const Route* route = nullptr;
    domain::Caller caller;
    Notes notes;
    net::Response response;
};
using PassagePtr = std::shared_ptr<Passage>;

/// A path that no route has is answered in the language of its neighbours.
Speech speech_of(const Passage& passage)
{
    if (passage.route)
        return passage.route->errors;
    return passage.request.path.starts_with("/exchange/") ? Speech::interface_xml : Speech::problem;
}

} // namespace

struct Pipeline::Core
{
    explicit Core(const Centre& c)
        : centre(c)
        , limit(c.limits.requests_per_second, c.limits.burst)
        , metrics(c.metrics)
        , forwarded_ignored(c.metrics.counter("onshi_forwarded_ignored_total",
                                              "requests whose Client-Cert header came from no proxy of ours"))
    {
    }

    ~Core()
    {
        std::unique_lock lock(mutex);
        idle.wait(lock, [this] { return in_hand == 0; });
    }

    void begin(net::Request request, net::Reply reply)
    {
        {
            const std::scoped_lock lock(mutex);
            ++in_hand;
        }
        auto passage = std::make_shared<Passage>();
        passage->request = std::move(request);
        passage->reply = std::move(reply);
        // 1. When it came, and a name for it: all that follows can be measured and found again.
        passage->arrived = centre.environment.clock.now();
        passage->request_id = base::uuid_v7(centre.environment);
        // 2. Behind a proxy the caller is whom the proxy names; from anybody else the header counts for nothing.
        if (is_forwarded(passage->request, centre.proxies))
            take_forwarded_certificate(passage->request);
        else if (!passage->request.header("client-cert").empty())
            forwarded_ignored.add();
        // 3. What the server could not read is refused before anything looks at it.
        bool path_known = false;
        passage->route =
            find_route(passage->request.method, passage->request.path, centre.environment.development, path_known);
        if (const auto failure = read_failure(passage->request))
            return refuse_now(passage, *failure);
        // 4. Rate: before any work is spent on the request.
        if (!limit.admit(rate_key(passage->request), passage->arrived))
            return refuse_now(passage, ErrorCode::too_many_requests);
        // 5. Route.
        if (!passage->route)
            return refuse_now(passage, path_known ? ErrorCode::method_not_allowed : ErrorCode::route_unknown);
        // 6. to 8. in a unit of work, on another thread.
        start(passage);
    }

    static std::optional<ErrorCode> read_failure(const net::Request& request)
    {
        switch (request.failure) {
        case net::ReadFailure::none:
            return std::nullopt;
        case net::ReadFailure::body_too_large:
            return ErrorCode::body_too_large;
        case net::ReadFailure::malformed:
            return ErrorCode::request_malformed;
        }
        std::unreachable();
    }

    static const std::string& rate_key(const net::Request& request)
    {
        return request.client_certificate.empty() ? request.remote : request.client_certificate;
    }

    void start(const PassagePtr& passage)
    {
        const auto work = [this, passage](usecase::UnitOfWork& unit) { run(*passage, unit); };
        auto done = [this, passage](std::exception_ptr error) { finish(passage, std::move(error)); };
        switch (passage->route->runs) {
        case Runs::at_once:
            passage->response = passage->route->handle_at_once(centre);
            return finish(passage, nullptr);
        case Runs::read:
            return read(passage, work, std::move(done), usecase::Takes::little);
        case Runs::read_long:
            return read(passage, work, std::move(done), usecase::Takes::much);
        case Runs::write:
            return centre.desk.write(work, std::move(done));
        }
    }

    void read(const PassagePtr& passage, usecase::Desk::Work work, usecase::Desk::Done done, usecase::Takes takes)
    {
        if (!centre.desk.read(std::move(work), std::move(done), takes))
            refuse_now(passage, ErrorCode::overloaded);
    }

    /// Inside the unit of work. May run twice (see Desk), so it sets everything anew.
    void run(Passage& passage, usecase::UnitOfWork& unit) const
    {
        passage.notes = {};
        passage.caller = {};
        // 6. Who: from the certificate that the handshake (or the proxy) proved, asked in the snapshot that the answer
        // comes from.
        auto caller = identify(passage.request, unit);
        if (!caller)
            return refuse_in(passage, caller.error());
        passage.caller = *std::move(caller);
        // 7. May they? One table; what is not in it is refused.
        if (!domain::may(passage.caller.cls, passage.route->operation)) {
            const bool nobody = passage.caller.cls == CallerClass::nobody;
            return refuse_in(
                passage, domain::rejection(nobody ? ErrorCode::certificate_missing : ErrorCode::caller_not_allowed));
        }
        // Too late is too late: the caller has given up, and others wait.
        if (unit.environment.clock.now() - passage.arrived > centre.limits.longest_wait)
            return refuse_in(passage, domain::rejection(ErrorCode::too_late));
        // 8. The operation itself.
        Exchange exchange{passage.request, passage.caller, unit, centre, passage.notes};
        passage.response = passage.route->handle(exchange);
    }

    static domain::Result<domain::Caller> identify(const net::Request& request, usecase::UnitOfWork& unit)
    {
        if (request.local)
            return domain::Caller{.cls = CallerClass::local, .id = "local", .holder = {}, .facility = {}};
        return usecase::identify(unit, request.client_certificate);
    }

    void refuse_in(Passage& passage, const domain::Rejection& rejection) const
    {
        passage.notes.error_code = domain::entry_of(rejection.code).wire;
        passage.response = refuse(speech_of(passage), rejection,
                                  {.at = centre.environment.clock.now(),
                                   .facility = passage.caller.facility ? passage.caller.holder : std::string(),
                                   .seen = {}});
    }

    void refuse_now(const PassagePtr& passage, ErrorCode code)
    {
        refuse_in(*passage, domain::rejection(code));
        finish(passage, nullptr);
    }

    /// 9. Faults and bugs end here: a fixed text to the caller, the details to the operator's log.
    void catch_fault(Passage& passage, const std::exception_ptr& error) const
    {
        const char* kind = "bug";
        std::string details;
        try {
            std::rethrow_exception(error);
        } catch (const base::Fault& fault) {
            kind = base::name_of(fault.code());
            details = fault.what();
        } catch (const std::exception& other) {
            details = other.what();
        } catch (...) {
            details = "not an exception of ours";
        }
        centre.log.line(base::LogLevel::error, "fault",
                        {{"request_id", passage.request_id}, {"kind", kind}, {"details", details}});
        refuse_in(passage, domain::rejection(ErrorCode::fault));
    }

    void finish(const PassagePtr& passage, std::exception_ptr error)
    {
        if (error)
            catch_fault(*passage, error);
        // 10. Figures and one line in the log, a word about a certificate that ends soon; then the answer leaves.
        write_log(*passage);
        metrics.observe(passage->route ? passage->route->path : "none", passage->response.status, passage->notes,
                        centre.environment.clock.now() - passage->arrived);
        passage->response.headers.emplace_back("Onshi-Request-Id", passage->request_id);
        if (passage->response.status == 429 || passage->response.status == 503)
            passage->response.headers.emplace_back("Retry-After", "1"); // buckets and queues are of seconds
        if (const auto until = passage->caller.until; until && *until - passage->arrived <= usecase::expiry_warning)
            passage->response.headers.emplace_back("Onshi-Certificate-Expires", base::jst_date(*until).iso());
        passage->reply(std::move(passage->response));
        const std::scoped_lock lock(mutex);
        if (--in_hand == 0)
            idle.notify_all();
    }

    void write_log(const Passage& passage) const
    {
        const auto took = centre.environment.clock.now() - passage.arrived;
        centre.log.line(base::LogLevel::info, "request",
                        {{"request_id", passage.request_id},
                         {"route", passage.route ? passage.route->path : std::string_view("none")},
                         {"status", passage.response.status},
                         {"error", passage.notes.error_code ? passage.notes.error_code : ""},
                         {"validity", passage.notes.validity},
                         {"caller", domain::name_of(passage.caller.cls)},
                         {"certificate", passage.caller.id},
                         {"holder", passage.caller.holder},
                         {"remote", passage.request.remote},
                         {"bytes_in", passage.request.body.size()},
                         {"bytes_out", passage.response.body.size()},
                         {"microseconds", took.count()}});
    }

    const Centre& centre;
    RateLimit limit;
    RequestMetrics metrics;
    base::Counter& forwarded_ignored;
    std::mutex mutex;
    std::condition_variable idle;
    int in_hand = 0; // begun and not yet answered
};

Pipeline::Pipeline(const Centre& centre)
    : core_(std::make_unique<Core>(centre))
{
}

Pipeline::~Pipeline() = default;

void Pipeline::handle(net::Request request, net::Reply reply) { core_->begin(std::move(request), std::move(reply)); }

} // namespace onshi::http
