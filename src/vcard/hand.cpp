#include "vcard/hand.h"

#include "base/fault.h"
#include "base/text.h"

#include <charconv>
#include <exception>
#include <utility>

namespace onshi::vcard {

struct Hand::Lying
{
    Persona persona;
    FileCounters counters;
    VirtualCard card;
    std::atomic<bool> gone{false};
    VpcdConnection connection;

    Lying(const base::Environment& environment, const std::string& folder, std::uint16_t port, Mishaps& mishaps)
        : persona(load_persona(folder))
        , counters(std::filesystem::path(folder) / "counters")
        , card(persona, counters, environment.random)
        , connection(card, port, mishaps, [this] { gone = true; })
    {
    }
};

Hand::Hand(const base::Environment& environment, std::uint16_t port)
    : environment_(environment)
    , port_(port)
{
}

Hand::~Hand() = default;

namespace {

int number_of(const std::string& text)
{
    int number = 0;
    const auto* end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, number);
        text.empty() || read.ec != std::errc() || read.ptr != end || number < 0)
        throw base::Fault(base::FaultCode::setup, "\"" + text + "\": a number, 0 or more, is wanted");
    return number;
}

} // namespace

std::string Hand::obey(std::string_view line)
{
    const std::string words(base::trimmed(line));
    const auto space = words.find(' ');
    const std::lock_guard lock(mutex_);
    try {
        return act(words.substr(0, space), space == std::string::npos ? "" : words.substr(space + 1));
    } catch (const std::exception& problem) {
        return std::string("error: ") + problem.what();
    }
}

void Hand::take_away()
{
    // pcscd looks at the reader every 400 ms: a quicker change of cards would be none to it.
    constexpr std::chrono::milliseconds until_seen{500};
    if (std::exchange(lying_, nullptr))
        std::this_thread::sleep_for(until_seen);
}

std::string Hand::act(const std::string& word, const std::string& rest)
{
    if (word == "insert") {
        take_away();
        mishaps_.pull_after = -1;
        lying_ = std::make_unique<Lying>(environment_, rest, port_, mishaps_);
        return "ok " + lying_->persona.label;
    }
    if (word == "state")
        return lying_ && !lying_->gone ? "ok " + lying_->persona.label : "ok nothing";
    if (word == "pull") {
        if (!lying_)
            return "error: no card lies there: insert FOLDER";
        take_away();
        return "ok";
    }
    const auto mishap = word == "delay"        ? &Mishaps::delay_ms
                        : word == "corrupt"    ? &Mishaps::corrupt
                        : word == "pull-after" ? &Mishaps::pull_after
                                               : nullptr;
    if (mishap == nullptr)
        return "error: \"" + word + "\": insert FOLDER, pull, delay MS, corrupt N, pull-after N or state is wanted";
    mishaps_.*mishap = number_of(rest);
    return "ok";
}

} // namespace onshi::vcard
