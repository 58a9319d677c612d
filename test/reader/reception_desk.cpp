#include "reader/reception_desk.h"

#include "base/fault.h"
#include "base/files.h"
#include "card/visual_ap.h"
#include "reader/reader.h"
#include "storage/audit_store.h"
#include "support/authenticator_app.h"
#include "vcard/control_socket.h"
#include "vcard/persona.h"
#include "wire/csv.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <thread>

namespace onshi::test {

namespace {

namespace fs = std::filesystem;
using wire::Json;

constexpr const char* facility = "1319999999";

[[noreturn]] void fail(const std::string& what) { throw base::Fault(base::FaultCode::setup, what); }

std::string expect_good(const Finished& finished)
{
    if (finished.code != 0)
        fail("exit " + std::to_string(finished.code) + ": " + finished.output);
    return finished.output;
}

/// Polls, as a browser would, until it gives something.
template<class F>
auto eventually(const std::string& what, F look)
{
    for (int looks = 0; looks < 1'500; ++looks) {
        if (auto found = look())
            return found;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    fail("waited in vain for " + what);
}

constexpr const char* name = "架空　太郎";
constexpr const char* address = "架空県見本市例示町１";

std::string code_of(const CardHolder& holder) { return "SYN-" + holder.label; }

/// For `onshi-vcard make`.
std::string people_of(const std::vector<CardHolder>& holders)
{
    std::string rows = "label,kind,person_code,name,address,birth_date,sex\n";
    for (const auto& holder : holders)
        wire::append_csv(rows, {holder.label, holder.kind, code_of(holder), name, address, holder.birth, "1"});
    return rows;
}

/// Of each: one row, whose line end RunningCentre adds.
std::vector<std::string> coverage_of(const std::vector<CardHolder>& holders)
{
    std::vector<std::string> rows(holders.size());
    for (std::size_t i = 0; i < holders.size(); ++i) {
        wire::append_csv(rows[i],
                         {code_of(holders[i]), "06139992", "架空", holders[i].number, "01", "1", name, "カクウ　タロウ",
                          name, holders[i].birth, "1", "999-0000", address, "2020-04-01", "", "", "", ""});
        rows[i].pop_back();
    }
    return rows;
}

} // namespace

ReceptionDesk::ReceptionDesk(const std::vector<CardHolder>& holders, const std::string& log_level)
{
    make_cards(holders);
    start_responder();
    const auto authority = (folder_ / "cards/authority").string();
    centre_ = std::make_unique<RunningCentre>(
        coverage_of(holders),
        "[card]\nauthorities = [\"" + authority + "/authentication-1.pem\"]\nsigning_authorities = [\"" + authority +
            "/signing-1.pem\"]\npolicies = [\"2.999.392.8.5.1.3.30\"]\nocsp_url = \"" + responder_url_ +
            "\"\nrevocation_cache_minutes = 0\n[log]\nlevel = \"" + log_level + "\"\n");
    centre_->keep_port();
    link_cards(holders);
    open_terminal(log_level);
    static_cast<void>(recorded());
}

ReceptionDesk::~ReceptionDesk()
{
    static_cast<void>(vcard::tell_control(reader_variable("ONSHI_CARD_CONTROL"), "pull"));
}

void ReceptionDesk::make_cards(const std::vector<CardHolder>& holders) const
{
    base::write_new_file(folder_ / "people.csv", people_of(holders));
    expect_good(run(
        {ONSHI_VCARD_PROGRAM, "make", (folder_ / "cards").string(), "--people", (folder_ / "people.csv").string()}));
    for (const auto& holder : holders) {
        const auto file = card(holder.label) / "persona.conf";
        const auto settings = base::read_file(file);
        std::ofstream(file) << std::regex_replace(settings, std::regex("\npin = 1234\n"),
                                                  "\npin = " + holder.pin + "\n");
    }
}

void ReceptionDesk::link_cards(const std::vector<CardHolder>& holders)
{
    std::istringstream all(base::read_file(folder_ / "cards/cards.csv"));
    std::string linked;
    for (std::string line; std::getline(all, line);) {
        bool left_out = false;
        for (const auto& holder : holders)
            left_out = left_out || (!holder.linked && line.contains("," + code_of(holder) + ","));
        if (!left_out)
            linked += line + "\n";
    }
    base::write_new_file(folder_ / "linked.csv", linked);
    expect_good(centre_->onshi({"import", "cards", (folder_ / "linked.csv").string()}));
}

void ReceptionDesk::open_terminal(const std::string& log_level)
{
    const auto town = (folder_ / "cards/municipality").string();
    fs::create_directory(folder_ / "camera");
    terminal_ = std::make_unique<RunningTerminal>(
        *centre_, facility, std::string(),
        "[page]\nopen = true\nport = 0\nfiles = \"" ONSHI_PAGES "\"\nfacility_name = \"見本診療所（合成）\"\n"
        "[card]\nterminal_certificate = \"" +
            town + "/terminal.cv\"\nterminal_key = \"" + town + "/terminal.key\"\nface_authority = \"" + town +
            "/root.pem\"\ncamera = \"" + (folder_ / "camera").string() + "\"\n[log]\nlevel = \"" + log_level + "\"\n");
    page_ = eventually("the terminal's page", [&] {
                std::smatch found;
                const auto file = terminal_->folder() / "log"; // the terminal makes it
                const auto log = fs::exists(file) ? base::read_file(file) : std::string();
                if (log.contains("onshi-terminal: ")) // it ended, and why
                    fail(log);
                const bool open = std::regex_search(log, found, std::regex(R"re("event":"running".*"page":(\d+))re"));
                return open ? std::optional("http://localhost:" + found.str(1)) : std::nullopt;
            }).value();
    eventually("the reader", [&] { return kiosk().member("reader").member("connected").scalar() == "1"; });
}

void ReceptionDesk::start_responder(const std::string& clock)
{
    const auto ready = folder_ / "ocsp";
    fs::remove(ready);
    std::vector<std::string> command{ONSHI_VCARD_PROGRAM, "ocsp", (folder_ / "cards/authority").string(),
                                     "--ready-file", ready.string()};
    if (std::smatch port; std::regex_search(responder_url_, port, std::regex(R"(:(\d+)/)")))
        command.insert(command.end(), {"--port", port.str(1)});
    if (!clock.empty())
        command.insert(command.end(), {"--clock", clock});
    responder_ = std::make_unique<Process>(command, (folder_ / "ocsp.log").string());
    eventually("the OCSP responder", [&] { return fs::exists(ready) || !responder_->running(); });
    if (!responder_->running())
        fail("the OCSP responder ended: " + base::read_file(folder_ / "ocsp.log"));
    std::istringstream(base::read_file(ready)) >> responder_url_;
}

void ReceptionDesk::lay(const std::string& label)
{
    const auto before = kiosk().member("reception").text_of("id");
    reception_before_ = before.empty() ? reception_before_ : before;
    const auto answer = vcard::tell_control(reader_variable("ONSHI_CARD_CONTROL"), "insert " + card(label).string());
    if (!answer.starts_with("ok"))
        fail(answer);
}

void ReceptionDesk::take()
{
    static_cast<void>(vcard::tell_control(reader_variable("ONSHI_CARD_CONTROL"), "pull"));
    eventually("a reader without card", [&] { return kiosk().member("reader").member("card").scalar() == "0"; });
}

void ReceptionDesk::stand_before_camera(const std::string& label) const
{
    const auto persona = vcard::load_persona(card(label));
    const auto face = card::parse_face(persona.face);
    if (!face)
        fail(label + ": has no face");
    std::ofstream(folder_ / "camera/face-number.txt") << persona.face_number << '\n';
    std::ofstream(folder_ / "camera/face.jp2", std::ios::binary) << std::string(face->photo.begin(), face->photo.end());
}

Json ReceptionDesk::kiosk() { return ask("GET", "/api/kiosk/state?since=-1", {}).json; }

Json ReceptionDesk::wait_for(const std::string& step)
{
    return eventually("the step " + step,
                      [&]() -> std::optional<Json> {
                          auto shown = kiosk().member("reception");
                          const auto now = shown.text_of("step");
                          if (shown.text_of("id").empty() || shown.text_of("id") == reception_before_)
                              return std::nullopt;
                          if (now != step && (now == "trouble" || now == "done"))
                              fail("in place of " + step + ": " + shown.compact());
                          reception_ = shown.text_of("id");
                          return now == step ? std::optional(std::move(shown)) : std::nullopt;
                      })
        .value();
}

void ReceptionDesk::wait_until(const std::function<bool(const Json&)>& so)
{
    eventually("the screen", [&] { return so(kiosk().member("reception")); });
}

int ReceptionDesk::touch(const std::string& path, const std::string& members)
{
    return ask("POST", "/api/kiosk/" + path, R"({"reception":")" + reception_ + "\"," + members + "}").status;
}

ReceptionDesk::Answer ReceptionDesk::staff(const char* method, const std::string& path, const Json& body)
{
    return ask(method, "/api/staff/" + path, body.compact());
}

ReceptionDesk::Answer ReceptionDesk::ask(const char* method, const std::string& path, const std::string& body)
{
    const auto jar = (folder_ / "cookies").string();
    std::vector<std::string> command{"curl",
                                     "--silent",
                                     "--show-error",
                                     "--max-time",
                                     "60",
                                     "--cookie",
                                     jar,
                                     "--cookie-jar",
                                     jar,
                                     "--request",
                                     method,
                                     "--output",
                                     (folder_ / "answer").string(),
                                     "--write-out",
                                     "%{http_code}",
                                     page_ + path};
    if (std::string(method) != "GET")
        command.insert(command.end(), {"--header", "Content-Type: application/json", "--data", body});
    fs::remove(folder_ / "answer");
    const auto status = expect_good(run(command));
    auto told = fs::exists(folder_ / "answer") ? base::read_file(folder_ / "answer") : std::string();
    auto json = Json::parse(told).value_or(Json());
    return {std::stoi(status), std::move(told), std::move(json)};
}

void ReceptionDesk::sign_in()
{
    auto code = expect_good(centre_->onshi({"staff", "code", "--facility", facility}));
    code.erase(code.find('\n'));
    const auto first = staff("POST", "first",
                             Json::object()
                                 .set("code", code)
                                 .set("login", "hanako.mihon")
                                 .set("name", "見本　花子")
                                 .set("password", "umbrella teapot 雨"));
    auto ticket = Json::object().set("ticket", first.json.text_of("ticket"));
    const auto secret = staff("POST", "second-factor/enrol", ticket).json.text_of("secret");
    const auto signed_in = staff("POST", "second-factor/confirm", ticket.set("code", authenticator_digits(secret)));
    if (signed_in.status != 200)
        fail("nobody was signed in: " + first.body + signed_in.body);
}

std::vector<domain::AuditEntry> ReceptionDesk::recorded()
{
    const auto database = storage::open_database("sqlite:" + (centre_->folder() / "onshi.db").string());
    const auto snapshot = database->begin(storage::Mode::read);
    std::size_t count = 0;
    std::vector<domain::AuditEntry> fresh;
    storage::AuditStore(*snapshot).each([&](const domain::AuditEntry& entry) {
        if (++count > seen_)
            fresh.push_back(entry);
    });
    seen_ = count;
    return fresh;
}

std::optional<std::string> ReceptionDesk::face_file() const
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(terminal_->folder() / "face"))
        files.push_back(entry.path());
    if (files.empty())
        return std::nullopt;
    if (files.size() > 1 || !files.front().filename().string().starts_with("OQSsiquc01res_face_"))
        fail(std::to_string(files.size()) + " files in the face folder, " + files.front().filename().string());
    auto bytes = base::read_file(files.front());
    fs::remove(files.front());
    return bytes;
}

} // namespace onshi::test
