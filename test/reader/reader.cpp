#include "reader/reader.h"

#include "base/fault.h"
#include "card/pcsc.h"
#include "vcard/control_socket.h"

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>

namespace onshi::test {

namespace {

namespace fs = std::filesystem;

fs::path new_folder()
{
    std::string name = (fs::temp_directory_path() / "onshi-reader-XXXXXX").string();
    return ::mkdtemp(name.data());
}

} // namespace

std::string reader_variable(const char* name)
{
    const auto* value = std::getenv(name);
    if (value == nullptr)
        throw base::Fault(base::FaultCode::setup,
                          std::string(name) + " is not set: run this by scripts/with-card-reader");
    return value;
}

Reader::Reader()
    : folder_(new_folder())
{
    const base::SystemClock clock;
    base::SystemRandom random;
    vcard::AuthorityFolder::create({clock, random, true}, folder_ / "authority");
    vcard::Municipality::create(folder_ / "town");
}

Reader::~Reader()
{
    (void)vcard::tell_control(reader_variable("ONSHI_CARD_CONTROL"), "pull");
    fs::remove_all(folder_);
}

const vcard::Persona& Reader::insert(vcard::CardKind kind)
{
    static std::map<vcard::CardKind, vcard::Persona> cards;
    const auto folder = folder_ / name_of(kind);
    if (!fs::exists(folder)) {
        const base::SystemClock clock;
        base::SystemRandom random;
        vcard::AuthorityFolder authority(folder_ / "authority");
        const vcard::Printed printed{
            "架空　太郎", "東京都架空区１", *base::Date::of(1980, 4, 2), 1, *base::Date::of(2036, 4, 2), "4711"};
        const auto made = vcard::make_card({clock, random, true}, authority, vcard::Municipality(folder_ / "town"),
                                           {name_of(kind), kind, "SYNTHETIC-1", printed});
        save_persona(folder, made.persona);
        cards.insert_or_assign(kind, made.persona);
    }
    fs::remove(folder / "counters");
    vcard::FileCounters::create(folder / "counters", {});
    tell("insert " + folder.string());
    wait_for(true);
    return cards.at(kind);
}

void Reader::pull()
{
    tell("pull");
    wait_for(false);
}

void Reader::tell(const std::string& words)
{
    const auto answer = vcard::tell_control(reader_variable("ONSHI_CARD_CONTROL"), words);
    if (!answer.starts_with("ok"))
        throw base::Fault(base::FaultCode::setup, words + ": " + answer);
}

std::string Reader::name() const
{
    const auto names = card::readers();
    ONSHI_CHECK(names.has_value() && !names->empty());
    return names->front();
}

// pcscd asks the virtual reader from time to time: an event is waited for, never a time.
void Reader::wait_for(bool card) const
{
    std::mutex mutex;
    std::condition_variable moved;
    bool there = false, told = false;
    const card::CardMonitor monitor([&](const card::CardEvent& event) {
        using Kind = card::CardEvent::Kind;
        const std::lock_guard lock(mutex);
        there = event.kind == Kind::inserted || (event.kind != Kind::removed && there);
        told = told || event.kind == Kind::inserted || event.kind == Kind::removed || event.kind == Kind::reader_added;
        moved.notify_all();
    });
    std::unique_lock lock(mutex);
    constexpr std::chrono::seconds limit{20};
    ONSHI_CHECK(moved.wait_for(lock, limit, [&] { return told && there == card; }));
}

} // namespace onshi::test
