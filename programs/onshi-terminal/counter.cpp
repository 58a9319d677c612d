#include "onshi-terminal/counter.h"

#include "base/fault.h"
#include "base/files.h"
#include "card/pcsc.h"
#include "pki/rsa_signature.h"
#include "terminal/certificate_watch.h"
#include "terminal/fallback/centre_ask.h"
#include "terminal/page/page_routes.h"
#include "terminal/page/staff_screen.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace onshi::programs {

using namespace terminal;

namespace {

wire::Json facility_json(const Identity& identity, const CounterSettings& settings)
{
    return std::move(wire::Json::object().set("code", identity.holder).set("name", settings.facility_name));
}

/// The right to use the card's key without a PIN: the virtual card's alone (project model), so in development only.
std::unique_ptr<card::KeyAuthoriser> authoriser(const base::Environment& environment, const CounterSettings& settings)
{
    if (settings.terminal_certificate.empty())
        return nullptr;
    if (!environment.development)
        throw base::Fault(base::FaultCode::setup, "[card] terminal_certificate is for development = true only");
    const auto certificate = base::read_file(settings.terminal_certificate);
    return std::make_unique<card::TerminalAuthoriser>(
        card::Bytes(certificate.begin(), certificate.end()),
        [key = base::read_file(settings.terminal_key)](card::ByteView challenge) {
            const auto signature =
                pki::sign_rsa(key, {reinterpret_cast<const char*>(challenge.data()), challenge.size()});
            return card::Bytes(signature.begin(), signature.end());
        });
}

std::unique_ptr<const FaceProof> face_proof(const base::Environment& environment, const CounterSettings& settings)
{
    if (settings.face_authority.empty())
        return nullptr;
    return std::make_unique<const FaceProof>(environment.random, base::read_file(settings.face_authority));
}

} // namespace

struct Counter::Core
{
    Core(CounterParts p, const CounterSettings& s)
        : parts(std::move(p))
        , files(s.pages)
        , link(parts.centre, parts.identity)
        , sessions(parts.environment, link)
        , certificate(parts.environment, parts.log, parts.identity.certificate)
        , queue(parts.environment, parts.log, ask_centre(parts.centre, parts.identity), {.file = s.queue})
        , fallback{.environment = parts.environment,
                   .centre = link,
                   .sessions = sessions,
                   .queue = queue,
                   .facility = domain::FacilityCode::parse(parts.identity.holder).value(),
                   .facility_name = s.facility_name,
                   .centre_reachable = [this] { return screen.centre_reachable(); }}
        , screen({.environment = parts.environment,
                  .board = staff_board,
                  .facility = facility_json(parts.identity, s),
                  .certificate = [this] { return certificate.end(); },
                  .exchange = parts.exchange,
                  .queued = [this] { return static_cast<std::int64_t>(queue.waiting()); }})
        , list(parts.environment, [this] { screen.receptions(list.json()); })
        , matcher(s.camera.empty() ? nullptr : std::make_unique<DevelopmentFaceMatcher>(s.camera))
        , proof(face_proof(parts.environment, s))
        , without_pin(authoriser(parts.environment, s))
        , reception({.environment = parts.environment,
                     .log = parts.log,
                     .centre = link,
                     .kiosk = kiosk_board,
                     .list = list,
                     .deliver = parts.deliver,
                     .matcher = matcher.get(),
                     .face_proof = proof.get(),
                     .without_pin = without_pin.get(),
                     .open_card = open},
                    {.facility = facility_json(parts.identity, s)})
        , server(parts.environment, parts.log, s.port, files, page_routes(reception, fallback),
                 {{"/api/kiosk/state", &kiosk_board, nullptr},
                  {"/api/staff/state", &staff_board,
                   [this](const std::string& session) { return sessions.may_look(session); }}})
        , ticking([this](const std::stop_token& stop) { tick(stop); })
    {
        if (s.cards)
            monitor = std::make_unique<card::CardMonitor>([this](const card::CardEvent& event) { hear(event); });
    }

    static card::CardResult<std::unique_ptr<card::Transport>> open(const std::string& reader)
    {
        auto transport = card::PcscTransport::open(reader);
        if (!transport)
            return std::unexpected(transport.error());
        return *std::move(transport);
    }

    void hear(const card::CardEvent& event)
    {
        using enum card::CardEvent::Kind;
        parts.log.line(base::LogLevel::info, "reader", {{"kind", static_cast<int>(event.kind)}});
        const bool connected = event.kind != reader_gone && event.kind != service_lost;
        reception.reader_connected(connected);
        screen.reader(connected, event.kind == inserted);
        if (event.kind == inserted)
            reception.card_in(event.reader);
        else if (event.kind != reader_added)
            reception.card_out(event.reader);
    }

    void tick(const std::stop_token& stop)
    {
        std::mutex own;
        std::condition_variable_any timer;
        while (!stop.stop_requested()) {
            screen.look();
            if (reception.centre_reachable(screen.centre_reachable()))
                queue.centre_is_back();
            std::unique_lock lock(own);
            timer.wait_for(lock, stop, std::chrono::seconds(2), [] { return false; });
        }
    }

    const CounterParts parts;
    const StaticFiles files;
    Board kiosk_board{wire::Json::object()}, staff_board{wire::Json::object()};
    CentreLink link;
    StaffSessions sessions;
    CertificateWatch certificate;
    CheckQueue queue;
    const FallbackParts fallback;
    StaffScreen screen;
    ReceptionList list;
    const std::unique_ptr<FaceMatcher> matcher;
    const std::unique_ptr<const FaceProof> proof;
    const std::unique_ptr<card::KeyAuthoriser> without_pin;
    Reception reception;
    PageServer server;
    std::jthread ticking;
    std::unique_ptr<card::CardMonitor> monitor; // ends first: it speaks to all the others
};

Counter::Counter(CounterParts parts, const CounterSettings& settings)
    : core_(std::make_unique<Core>(std::move(parts), settings))
{
}

Counter::~Counter() = default;

std::uint16_t Counter::port() const { return core_->server.port(); }

} // namespace onshi::programs
