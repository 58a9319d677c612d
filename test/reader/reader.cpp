#include "reader/reader.h"

#include "base/fault.h"
#include "vcard/control_socket.h"

#include <chrono>
#include <cstdlib>
#include <utility>

namespace onshi::test {

namespace {

namespace fs = std::filesystem;

const base::Environment& world()
{
    static const base::SystemClock clock;
    static base::SystemRandom random;
    static const base::Environment made{clock, random, true};
    return made;
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
{
    vcard::AuthorityFolder::create(world(), folder_ / "authority");
    vcard::Municipality::create(folder_ / "town");
    monitor_.emplace([this, reader = name()](const card::CardEvent& event) {
        if (event.reader != reader)
            return;
        const std::lock_guard lock(mutex_);
        there_ = event.kind == card::CardEvent::Kind::inserted;
        moved_.notify_all();
    });
}

Reader::~Reader() { (void)vcard::tell_control(reader_variable("ONSHI_CARD_CONTROL"), "pull"); }

const vcard::Persona& Reader::insert(vcard::CardKind kind)
{
    if ([this] {
            const std::lock_guard lock(mutex_);
            return there_;
        }())
        pull();
    const auto folder = folder_ / name_of(kind);
    if (!cards_.contains(kind))
        make(kind);
    fs::remove(folder / "counters");
    vcard::FileCounters::create(folder / "counters", {});
    tell("insert " + folder.string());
    wait_for(true);
    return cards_.at(kind);
}

void Reader::make(vcard::CardKind kind)
{
    vcard::AuthorityFolder authority(folder_ / "authority");
    const vcard::Printed printed{
        "架空　太郎", "東京都架空区１", *base::Date::of(1980, 4, 2), 1, *base::Date::of(2036, 4, 2), "4711"};
    auto made = vcard::make_card(world(), authority, vcard::Municipality(folder_ / "town"),
                                 {name_of(kind), kind, "SYNTHETIC-1", printed});
    save_persona(folder_ / name_of(kind), made.persona);
    cards_.emplace(kind, std::move(made.persona));
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
void Reader::wait_for(bool card)
{
    constexpr std::chrono::seconds limit{20};
    std::unique_lock lock(mutex_);
    ONSHI_CHECK(moved_.wait_for(lock, limit, [&] { return there_ == card; }));
}

} // namespace onshi::test
