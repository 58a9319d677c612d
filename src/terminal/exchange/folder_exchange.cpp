#include "terminal/exchange/folder_exchange.h"

#include "base/fault.h"
#include "domain/notice.h"
#include "terminal/exchange/expiry.h"
#include "terminal/exchange/folder_watch.h"
#include "terminal/exchange/intake.h"
#include "terminal/exchange/outbox.h"
#include "terminal/exchange/questions.h"
#include "wire/encrypted_zip.h"

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <system_error>
#include <thread>

namespace onshi::terminal {

namespace {

namespace fs = std::filesystem;
using base::LogLevel;

constexpr const char* face_message = "OQSsiquc01res_face";
constexpr std::chrono::minutes expiry_every{1};

bool has_room(const fs::path& folder, std::uintmax_t least)
{
    std::error_code failed;
    const auto space = fs::space(folder, failed);
    return failed || space.available >= least; // what cannot be asked is found out by writing
}

/// `path` without its last part, or the working folder.
fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : "."; }

/// The present moment by the clock of the disk, with which the ages of files are compared.
fs::file_time_type disk_time(const fs::path& journal)
{
    const auto lock = JournalFile::lock_of(journal);
    static_cast<void>(::utimensat(AT_FDCWD, lock.c_str(), nullptr, 0));
    std::error_code failed;
    const auto now = fs::last_write_time(lock, failed);
    return failed ? fs::file_time_type::min() : now;
}

/// What lies there under the name of a result that is still to come.
void delete_stale(const fs::path& folder, const std::string& stem)
{
    std::error_code ignored;
    for (const char* ending : {".xml", ".zip", ".err"})
        fs::remove(folder / (stem + ending), ignored);
}

} // namespace

struct FolderExchange::Core
{
    Core(const base::Environment& outside, base::Log& operators_log, ExchangeSettings chosen,
         const net::Address& centre, const Identity& identity);
    ~Core();
    Core(const Core&) = delete;
    Core& operator=(const Core&) = delete;

    // At the start: what the program owed when it ended.
    void resume();
    void resume(const Debt& debt);
    void tidy(const fs::path& folder, const std::set<std::string>& owed) const;

    // The thread that looks at folders.
    void watch();
    void look();
    void take(Intake& intake, const std::vector<Found>& found);
    void settle(Intake& intake, const Found& found, const Debt& debt);
    void fail_overdue();
    void expire();
    [[nodiscard]] std::optional<std::string> hindrance() const;

    // The threads that ask.
    void ask(CentreLine& line);
    [[nodiscard]] bool answer(const Question& question, const Reply& reply);

    [[nodiscard]] Result result_for(const Question& question, std::string bytes) const;
    [[nodiscard]] Result encrypted(const fs::path& folder, const std::string& stem, std::string bytes,
                                   const std::string& message) const;
    [[nodiscard]] std::set<fs::path> result_folders() const;
    void publish_status(bool watching, std::optional<std::string> trouble);
    template<class Work>
    void guarded(const char* what, Work work);

    const base::Environment& environment;
    base::Log& log;
    const ExchangeSettings settings;
    const std::string facility;
    Journal journal;
    Questions questions;
    FolderWatch folder_watch;
    Outbox outbox;
    std::vector<Intake> intakes;
    base::Instant expired_at{};
    std::atomic<bool> ending = false;
    mutable std::mutex status_mutex;
    bool watching = false;
    std::optional<std::string> trouble;
    std::size_t in_folders = 0;
    std::vector<std::unique_ptr<CentreLine>> lines;
    std::vector<std::jthread> askers;
    std::jthread watcher;
};

FolderExchange::Core::Core(const base::Environment& outside, base::Log& operators_log, ExchangeSettings chosen,
                           const net::Address& centre, const Identity& identity)
    : environment(outside)
    , log(operators_log)
    , settings(std::move(chosen))
    , facility(identity.holder)
    , journal(settings.journal)
    , questions(environment)
    , outbox(environment, journal, settings.delivery, [this](std::span<const Journal::Paid> paid) {
        for (const auto& [id, goes_on] : paid) {
            questions.paid(id, goes_on);
            log.line(LogLevel::info, "delivered", {{"id", id}, {"failure", goes_on}});
        }
        folder_watch.wake(); // there is room in hand
    })
{
    if (journal.cut_off() > 0)
        log.line(LogLevel::warn, "journal_cut", {{"bytes", journal.cut_off()}});
    for (const auto& pair : settings.folders)
        intakes.emplace_back(pair, settings);
    for (std::size_t i = 0; i < settings.connections; ++i)
        lines.push_back(std::make_unique<CentreLine>(centre, identity, settings.centre_timeout));
    resume();
    fail_overdue(); // before anybody asks: an answer would come late
    for (const auto& line : lines)
        askers.emplace_back([this, &line = *line] { ask(line); });
    watcher = std::jthread([this] { watch(); });
}

FolderExchange::Core::~Core()
{
    ending = true;
    folder_watch.wake();
    questions.stop();
    for (const auto& line : lines)
        line->give_up();
}

/// A fault is the operator's to read about and the next round's to overcome: the thread goes on.
template<class Work>
void FolderExchange::Core::guarded(const char* what, Work work)
{
    try {
        work();
    } catch (const std::exception& error) {
        log.line(LogLevel::error, "fault", {{"at", what}, {"details", error.what()}});
        const std::scoped_lock lock(status_mutex);
        trouble = std::string("端末の中で問題が起きました。記録（ログ）を確かめてください。");
    }
}

std::set<fs::path> FolderExchange::Core::result_folders() const
{
    std::set<fs::path> folders;
    for (const auto& pair : settings.folders)
        folders.insert(pair.results);
    for (const auto& folder : {settings.face, settings.late_folder})
        if (!folder.empty())
            folders.insert(folder);
    return folders;
}

Result FolderExchange::Core::encrypted(const fs::path& folder, const std::string& stem, std::string bytes,
                                       const std::string& message) const
{
    if (settings.password.empty() || !settings.encrypted.contains(message))
        return {folder, stem + ".xml", std::move(bytes)};
    return {folder, stem + ".zip", wire::write_encrypted_zip({stem + ".xml", std::move(bytes)}, settings.password)};
}

Result FolderExchange::Core::result_for(const Question& question, std::string bytes) const
{
    return encrypted(question.debt.results, question.result, std::move(bytes), question.message);
}

void FolderExchange::Core::tidy(const fs::path& folder, const std::set<std::string>& owed) const
{
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const auto name = entry.path().filename().string();
        const bool wanted = std::ranges::any_of(owed, [&](const auto& id) { return name.contains(id); });
        if (lies_beside(name) && !wanted)
            fs::remove(entry.path(), failed);
    }
}

void FolderExchange::Core::resume()
{
    std::set<std::string> owed;
    for (const auto& debt : journal.debts())
        owed.insert(debt.id);
    for (const auto& folder : result_folders())
        tidy(folder, owed);
    for (const auto& debt : journal.debts())
        guarded("resume", [&] { resume(debt); });
    log.line(LogLevel::info, "resumed", {{"owed", owed.size()}});
}

void FolderExchange::Core::resume(const Debt& debt)
{
    // Taken, and the program ended before the file was removed: not a second question.
    if (!debt.request.empty())
        static_cast<void>(remove_request(debt.request, debt.mark, settings.largest_request));
    if (!debt.message.empty()) {
        const auto name = parse_request_name(debt.request.filename().string());
        const auto head = wire::read_message_head(debt.message);
        ONSHI_CHECK(name.kind == RequestName::Kind::known && head); // else it would not have been taken
        if (!debt.result && !debt.late)
            delete_stale(debt.results, name.result);
        questions.add({debt, name.message, name.result, *head},
                      {.answered = debt.result.has_value() && !debt.goes_on, .failed = debt.late || debt.goes_on});
    }
    if (debt.result)
        outbox.put({.id = debt.id, .result = *debt.result, .goes_on = debt.goes_on, .interrupted = debt.laid});
}

void FolderExchange::Core::watch()
{
    while (!ending) {
        guarded("watch", [this] { look(); });
        const bool unsettled = std::ranges::any_of(intakes, &Intake::unsettled);
        folder_watch.wait(unsettled ? settings.settle : settings.poll);
    }
}

/// What keeps the terminal from taking requests, for the staff.
std::optional<std::string> FolderExchange::Core::hindrance() const
{
    auto folders = result_folders();
    folders.insert(folder_of(settings.journal));
    const auto full = std::ranges::find_if_not(
        folders, [this](const fs::path& folder) { return has_room(folder, settings.least_free); });
    if (full == folders.end())
        return {};
    return "ディスクの空きが足りないため、要求ファイルを受け付けていません。空きを作ってください：" + full->string();
}

void FolderExchange::Core::look()
{
    auto hindered = hindrance();
    const bool takes = !hindered;
    for (auto& intake : intakes) {
        folder_watch.add(intake.folders().requests);
        const auto in_hand = questions.in_hand();
        const auto room = takes && in_hand < settings.in_hand ? settings.in_hand - in_hand : 0;
        const auto found = intake.look(environment.clock.now(), room);
        if (intake.missing() && !hindered)
            hindered = "フォルダーを開けません。フォルダーの名前と共有の設定を確かめてください：" +
                       intake.folders().requests.string();
        if (found.empty())
            continue;
        try {
            take(intake, found);
        } catch (const base::Fault& fault) {
            log.line(LogLevel::error, "not_taken", {{"details", fault.what()}});
            hindered = "要求ファイルを受け付けられません。ディスクの空きと権限を確かめてください：" +
                       settings.journal.string();
        }
    }
    fail_overdue();
    expire();
    if (!hindered && outbox.trouble())
        hindered = "結果ファイルを書けません。フォルダーとディスクの空きを確かめてください：" + *outbox.trouble();
    publish_status(takes && std::ranges::none_of(intakes, &Intake::missing), std::move(hindered));
}

void FolderExchange::Core::publish_status(bool now_watching, std::optional<std::string> now_trouble)
{
    std::size_t waiting = 0;
    for (const auto& intake : intakes)
        waiting += intake.waiting();
    const std::scoped_lock lock(status_mutex);
    if (now_trouble != trouble)
        log.line(now_trouble ? LogLevel::warn : LogLevel::info, "trouble", {{"details", now_trouble.value_or("")}});
    watching = now_watching;
    trouble = std::move(now_trouble);
    in_folders = waiting;
}

void FolderExchange::Core::take(Intake& intake, const std::vector<Found>& found)
{
    std::vector<Debt> debts;
    std::vector<std::string> instead;
    const auto& results = intake.folders().results;
    for (const auto& one : found) {
        Debt debt{.id = base::uuid_v7(environment),
                  .request = one.request,
                  .mark = one.mark,
                  .results = results,
                  .message = one.message.value_or(""),
                  .taken = environment.clock.now()};
        if (!one.message)
            debt.result = Result{results, one.name.result + ".err", one.message.error()};
        debts.push_back(std::move(debt));
        // Whoever sends a name again has given up the first: its answer must not be taken for the second's.
        for (auto& id : questions.named(results, one.name.result))
            instead.push_back(std::move(id));
    }
    journal.owe(debts, instead);
    for (const auto& id : instead) {
        questions.drop(id);
        outbox.withdraw(id);
    }
    for (std::size_t i = 0; i < found.size(); ++i) // whatever goes wrong with one, the others stand in the journal too
        guarded("settle", [&] { settle(intake, found[i], debts[i]); });
}

/// It stands in the journal: now the file goes, and the question is asked or the .err delivered.
void FolderExchange::Core::settle(Intake& intake, const Found& found, const Debt& debt)
{
    delete_stale(debt.results, found.name.result);
    const auto removed = remove_request(found.request, found.mark, settings.largest_request);
    if (removed == Removed::gone) { // its receipt computer has given it up
        const Journal::Paid paid{debt.id};
        journal.paid({&paid, 1});
        log.line(LogLevel::info, "cancelled", {{"id", debt.id}});
        return;
    }
    if (removed == Removed::refused) {
        intake.leave(found);
        log.line(LogLevel::warn, "request_not_removed", {{"id", debt.id}});
    }
    log.line(LogLevel::info, "taken", {{"id", debt.id}, {"message", found.name.message}, {"readable", !debt.result}});
    if (debt.result)
        return outbox.put({.id = debt.id, .result = *debt.result});
    questions.add({debt, found.name.message, found.name.result, wire::read_message_head(debt.message).value()});
}

void FolderExchange::Core::fail_overdue()
{
    if (settings.answer_within.count() == 0)
        return;
    const auto now = environment.clock.now();
    const auto& notice = domain::notice_of(domain::NoticeCode::centre_silent);
    questions.fail_overdue(now - settings.answer_within, [&](const Question& question) {
        const bool goes_on = settings.late != Late::give_up;
        outbox.put({.id = question.debt.id,
                    .result = result_for(question,
                                         wire::write_failure(question.head, facility, now, {notice.wire, notice.desk})),
                    .goes_on = goes_on});
        log.line(LogLevel::warn, "no_answer_in_time", {{"id", question.debt.id}});
        return goes_on;
    });
}

void FolderExchange::Core::expire()
{
    const auto now = environment.clock.now();
    if (now - expired_at < expiry_every)
        return;
    expired_at = now;
    for (const auto& folder : result_folders())
        if (const auto deleted = delete_expired(folder, settings.response_stay, disk_time(settings.journal));
            deleted > 0)
            log.line(LogLevel::info, "expired", {{"results", deleted}});
}

void FolderExchange::Core::ask(CentreLine& line)
{
    while (const auto task = questions.next()) {
        Reply reply;
        guarded("ask", [&] {
            if (!task->question) {
                reply.kind = line.is_alive() ? Reply::Kind::answer : Reply::Kind::unreachable;
                return;
            }
            const auto& question = *task->question;
            reply = line.ask(question.message, question.debt.id, question.debt.message);
            if (reply.kind == Reply::Kind::answer && !wire::read_message_head(reply.bytes)) // not the centre's words
                reply = {.kind = Reply::Kind::later};
        });
        guarded("answer", [&] {
            questions.done(*task, reply, [&](const Question& question) { return answer(question, reply); });
        });
    }
}

/// True: a result is on its way.
bool FolderExchange::Core::answer(const Question& question, const Reply& reply)
{
    if (question.debt.late && settings.late == Late::keep && settings.late_folder.empty()) {
        const Journal::Paid paid{question.debt.id};
        journal.paid({&paid, 1});
        return false;
    }
    auto result = result_for(question, reply.refusal ? wire::with_echo(reply.bytes, question.head) : reply.bytes);
    if (question.debt.late && settings.late == Late::keep)
        result.folder = settings.late_folder; // whoever asked waits no more: not under the name that he knows
    outbox.put({.id = question.debt.id, .result = std::move(result)});
    return true;
}

FolderExchange::FolderExchange(const base::Environment& environment, base::Log& log, ExchangeSettings settings,
                               const net::Address& centre, const Identity& identity)
    : core_(std::make_unique<Core>(environment, log, std::move(settings), centre, identity))
{
}

FolderExchange::~FolderExchange() = default;

void FolderExchange::deliver_face(std::string_view bytes, const std::string& name)
{
    auto& core = *core_;
    if (core.settings.face.empty())
        throw base::Fault(base::FaultCode::setup, "face: no folder is set");
    const auto stem = fs::path(name).stem().string();
    Debt debt{.id = base::uuid_v7(core.environment),
              .request = {},
              .mark = {},
              .results = core.settings.face,
              .message = {},
              .taken = core.environment.clock.now(),
              .result = core.encrypted(core.settings.face, stem, std::string(bytes), face_message)};
    core.journal.owe({&debt, 1});
    core.outbox.put({.id = debt.id, .result = *std::move(debt.result)});
}

ExchangeStatus FolderExchange::status() const
{
    const auto line = core_->questions.line();
    const auto in_hand = core_->questions.in_hand(), late = core_->questions.late();
    const std::scoped_lock lock(core_->status_mutex);
    return {.at = core_->environment.clock.now(),
            .watching = core_->watching,
            .waiting = core_->in_folders + in_hand,
            .queued = late,
            .trouble = core_->trouble,
            .centre_reachable = line.reachable,
            .centre_since = line.since};
}

std::string face_name(const base::Environment& environment, std::string_view facility)
{
    constexpr std::size_t digits = 20;
    std::string name = std::string(face_message) + "_" + std::string(facility);
    for (const auto byte : base::random_bytes<digits>(environment.random))
        name.push_back(static_cast<char>('0' + byte % 10));
    return name + "_" + base::jst_compact(environment.clock.now()) + ".xml";
}

} // namespace onshi::terminal
