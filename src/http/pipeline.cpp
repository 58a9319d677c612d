#include "http/pipeline.h"

#include "base/fault.h"
#include "http/errands.h"
#include "http/forwarded.h"
#include "http/rate_limit.h"
#include "http/request_metrics.h"
#include "http/routes.h"
#include "http/staff.h"
#include "usecase/certificates.h"
#include "usecase/staff_sessions.h"

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
    bool session_to_be_noted = false;
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
        , errands(c.limits.errands, c.limits.waiting_errands)
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
        case Runs::steps:
            return begin_steps(passage);
        }
    }

    /// 6. and 7. in a unit of their own first: a thread that may wait is for those who may.
    void begin_steps(const PassagePtr& passage)
    {
        const auto refused = std::make_shared<bool>(false);
        read(
            passage,
            [this, passage, refused](usecase::UnitOfWork& unit) {
                if (const auto rejection = admit(*passage, unit, true)) {
                    refuse_in(*passage, *rejection);
                    *refused = true;
                }
            },
            [this, passage, refused](std::exception_ptr error) {
                if (error || *refused)
                    return finish(passage, std::move(error));
                if (!errands.take_on([this, passage] { walk(passage); }))
                    refuse_now(passage, ErrorCode::overloaded);
            },
            usecase::Takes::little);
    }

    /// On a thread of the errands: 6. to 8. in each of the units of work that the handler asks for.
    void walk(const PassagePtr& passage)
    {
        std::exception_ptr error;
        try {
            Steps steps{passage->request, centre, passage->notes, [&](const auto& f) { return step(*passage, f); }};
            passage->response = passage->route->handle_steps(steps);
        } catch (...) {
            error = std::current_exception();
        }
        finish(passage, std::move(error));
    }

    domain::Result<void> step(Passage& passage, const std::function<void(Exchange&)>& f) const
    {
        return centre.desk.write_now([&](usecase::UnitOfWork& unit) -> domain::Result<void> {
            if (auto refused = admit(passage, unit, false))
                return std::unexpected(*std::move(refused));
            Exchange exchange{passage.request, passage.caller, unit, centre, passage.notes};
            f(exchange);
            return {};
        });
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
        if (const auto refused = admit(passage, unit, true))
            return refuse_in(passage, *refused);
        // 8. The operation itself.
        Exchange exchange{passage.request, passage.caller, unit, centre, passage.notes};
        passage.response = passage.route->handle(exchange);
    }

    /// Why the request is not begun (`first`), or not gone on with; none if it is.
    std::optional<domain::Rejection> admit(Passage& passage, usecase::UnitOfWork& unit, bool first) const
    {
        passage.caller = {};
        // 6. Who: from the certificate that the handshake (or the proxy) proved, asked in the snapshot that the answer
        // comes from.
        auto caller = identify(passage.request, unit);
        if (!caller)
            return caller.error();
        passage.caller = *std::move(caller);
        // And who is signed in there. A session that is none is refused: nobody works on as somebody else, or as
        // nobody, without noticing.
        if (const auto token = session_token(passage.request); !token.empty()) {
            auto session = held_session(passage, unit, token);
            if (!session)
                return session.error();
            passage.caller.staff = std::move(session->member);
            passage.session_to_be_noted = session->to_be_noted;
        }
        // 7. May they? One table of classes and roles; what is not in it is refused.
        if (const auto refusal = refusal_of(domain::permission(passage.caller, passage.route->operation)))
            return domain::rejection(*refusal);
        // Too late is too late: the caller has given up, and others wait.
        if (first && unit.environment.clock.now() - passage.arrived > centre.limits.longest_wait)
            return domain::rejection(ErrorCode::too_late);
        return {};
    }

    domain::Result<usecase::HeldSession> held_session(const Passage& passage, usecase::UnitOfWork& unit,
                                                      std::string_view token) const
    {
        if (!centre.staff)
            return std::unexpected(domain::rejection(ErrorCode::staff_session_ended, "Onshi-Session"));
        return usecase::held_session(unit, passage.caller, centre.staff->settings, token);
    }

    static std::optional<ErrorCode> refusal_of(domain::Permission permission)
    {
        switch (permission) {
        case domain::Permission::granted:
            return std::nullopt;
        case domain::Permission::no_certificate:
            return ErrorCode::certificate_missing;
        case domain::Permission::other_class:
            return ErrorCode::caller_not_allowed;
        case domain::Permission::not_signed_in:
            return ErrorCode::staff_sign_in_needed;
        case domain::Permission::other_role:
            return ErrorCode::staff_role_not_allowed;
        }
        std::unreachable();
    }

    /// The request is answered without waiting for this: what is lost with a crash is a minute of idle time.
    void note_session(const Passage& passage) const
    {
        if (passage.session_to_be_noted)
            centre.desk.write([hash = usecase::session_hash(session_token(passage.request))](
                                  usecase::UnitOfWork& unit) { usecase::note_use(unit, hash); },
                              [](const std::exception_ptr&) {});
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
        if (const auto until = passage->caller.until; until && *until - passage->arrived <= usecase::expiry_warning)
            passage->response.headers.emplace_back("Onshi-Certificate-Expires", base::jst_date(*until).iso());
        note_session(*passage);
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
                         {"staff", passage.caller.staff ? passage.caller.staff->id : std::string()},
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
    Errands errands; // last: its threads use all the others
};

Pipeline::Pipeline(const Centre& centre)
    : core_(std::make_unique<Core>(centre))
{
}

Pipeline::~Pipeline() = default;

void Pipeline::handle(net::Request request, net::Reply reply) { core_->begin(std::move(request), std::move(reply)); }

} // namespace onshi::http
