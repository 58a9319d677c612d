#include "card/pcsc.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <winscard.h>

namespace onshi::card {

namespace {

std::unexpected<CardTrouble> trouble(Trouble kind) { return std::unexpected(CardTrouble{kind}); }

Trouble trouble_of(LONG code)
{
    switch (code) {
    case SCARD_W_REMOVED_CARD:
    case SCARD_E_NO_SMARTCARD:
        return Trouble::removed;
    case SCARD_W_RESET_CARD:
        return Trouble::reset_by_other;
    case SCARD_E_SHARING_VIOLATION:
        return Trouble::reader_busy;
    case SCARD_E_UNKNOWN_READER:
    case SCARD_E_READER_UNAVAILABLE:
    case SCARD_E_NO_READERS_AVAILABLE:
        return Trouble::no_reader;
    case SCARD_E_NO_SERVICE:
    case SCARD_E_SERVICE_STOPPED:
    case SCARD_E_INVALID_HANDLE: // what a handle is after pcscd was started again
        return Trouble::no_service;
    default:
        return Trouble::communication;
    }
}

class Context
{
public:
    [[nodiscard]] LONG establish() { return ::SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &handle_); }
    [[nodiscard]] SCARDCONTEXT handle() const { return handle_; }
    Context() = default;
    ~Context()
    {
        if (handle_ != 0)
            ::SCardReleaseContext(handle_);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

private:
    SCARDCONTEXT handle_ = 0;
};

CardResult<std::vector<std::string>> readers_of(SCARDCONTEXT context)
{
    char* names = nullptr;
    DWORD size = SCARD_AUTOALLOCATE;
    const auto code = ::SCardListReaders(context, nullptr, reinterpret_cast<char*>(&names), &size);
    if (code == SCARD_E_NO_READERS_AVAILABLE)
        return std::vector<std::string>{};
    if (code != SCARD_S_SUCCESS)
        return trouble(trouble_of(code));
    std::vector<std::string> readers;
    for (const char* name = names; *name != '\0'; name += readers.back().size() + 1)
        readers.emplace_back(name);
    ::SCardFreeMemory(context, names);
    return readers;
}

} // namespace

CardResult<std::vector<std::string>> readers()
{
    Context context;
    if (context.establish() != SCARD_S_SUCCESS)
        return trouble(Trouble::no_service);
    return readers_of(context.handle());
}

struct PcscTransport::Connection
{
    Context context;
    SCARDHANDLE card = 0;
    DWORD protocol = 0;
    bool connected = false, removed = false;

    Connection() = default;
    ~Connection()
    {
        if (!connected)
            return;
        ::SCardEndTransaction(card, SCARD_LEAVE_CARD);
        ::SCardDisconnect(card, SCARD_UNPOWER_CARD);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // After a removal the handle would come alive again with the next card, which is another patient's.
    CardTrouble fail(LONG code)
    {
        removed = removed || trouble_of(code) == Trouble::removed;
        return {removed ? Trouble::removed : trouble_of(code)};
    }
};

PcscTransport::PcscTransport(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection))
{
}

PcscTransport::~PcscTransport() = default;

CardResult<std::unique_ptr<PcscTransport>> PcscTransport::open(const std::string& reader)
{
    auto made = std::make_unique<Connection>();
    if (made->context.establish() != SCARD_S_SUCCESS)
        return trouble(Trouble::no_service);
    auto code = ::SCardConnect(made->context.handle(), reader.c_str(), SCARD_SHARE_EXCLUSIVE,
                               SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &made->card, &made->protocol);
    made->connected = code == SCARD_S_SUCCESS;
    if (made->connected)
        code = ::SCardBeginTransaction(made->card);
    if (code != SCARD_S_SUCCESS)
        return trouble(trouble_of(code) == Trouble::removed ? Trouble::no_card : trouble_of(code));
    return std::unique_ptr<PcscTransport>(new PcscTransport(std::move(made)));
}

CardResult<Bytes> PcscTransport::transmit(ByteView command)
{
    auto& at = *connection_;
    if (at.removed)
        return trouble(Trouble::removed);
    const auto* protocol = at.protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    std::array<std::uint8_t, MAX_BUFFER_SIZE_EXTENDED> answer; // 64 kB, written over at once
    DWORD size = answer.size();
    const auto code = ::SCardTransmit(at.card, protocol, command.data(), command.size(), nullptr, answer.data(), &size);
    if (code != SCARD_S_SUCCESS)
        return std::unexpected(at.fail(code));
    return Bytes(answer.begin(), answer.begin() + static_cast<std::ptrdiff_t>(size));
}

CardResult<void> PcscTransport::power_cycle()
{
    auto& at = *connection_;
    if (at.removed)
        return trouble(Trouble::removed);
    // The state first: a reconnection succeeds with whatever card lies there by now.
    DWORD size = 0, state = 0, protocol = 0, atr_size = 0;
    auto code = ::SCardStatus(at.card, nullptr, &size, &state, &protocol, nullptr, &atr_size);
    if (code == SCARD_S_SUCCESS || code == SCARD_E_INSUFFICIENT_BUFFER)
        code = ::SCardReconnect(at.card, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                                SCARD_UNPOWER_CARD, &at.protocol);
    if (code != SCARD_S_SUCCESS)
        return std::unexpected(at.fail(code));
    return {};
}

Bytes PcscTransport::atr() const
{
    std::array<std::uint8_t, MAX_ATR_SIZE> atr{};
    DWORD size = atr.size(), names = 0, state = 0, protocol = 0;
    const auto code = ::SCardStatus(connection_->card, nullptr, &names, &state, &protocol, atr.data(), &size);
    if (code != SCARD_S_SUCCESS && code != SCARD_E_INSUFFICIENT_BUFFER)
        return {};
    return {atr.begin(), atr.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(size, atr.size()))};
}

namespace {

// Tells when readers come: the others are watched by name.
constexpr const char* new_readers = "\\\\?PnP?\\Notification";
constexpr std::chrono::seconds pause_without_service{1};
constexpr std::chrono::milliseconds cancel_again{20};

} // namespace

struct CardMonitor::Watch
{
    std::function<void(const CardEvent&)> told;
    std::map<std::string, DWORD> known = {}; ///< reader -> the state last told of
    std::unique_ptr<Context> context = {};
    bool service = true;

    std::mutex mutex = {};
    std::condition_variable moved = {};
    SCARDCONTEXT waiting_in = 0; ///< what the destructor has to cancel
    bool stop = false, ended = false;
    std::thread thread = {};

    void run();
    void watch_until_trouble();
    LONG wait_for_change(std::vector<SCARD_READERSTATE>& states);
    bool refresh_readers();
    void look_at(const SCARD_READERSTATE& state);
    void forget(const std::string& reader);
    bool stopped()
    {
        const std::lock_guard lock(mutex);
        return stop;
    }
};

void CardMonitor::Watch::run()
{
    while (!stopped()) {
        context = std::make_unique<Context>();
        if (context->establish() == SCARD_S_SUCCESS) {
            service = true;
            watch_until_trouble();
        }
        while (!known.empty() && !stopped())
            forget(std::string(known.begin()->first));
        if (!stopped() && std::exchange(service, false))
            told({CardEvent::Kind::service_lost, {}});
        std::unique_lock lock(mutex);
        moved.wait_for(lock, pause_without_service, [this] { return stop; });
    }
    const std::lock_guard lock(mutex);
    ended = true;
    moved.notify_all();
}

void CardMonitor::Watch::watch_until_trouble()
{
    DWORD pnp_state = SCARD_STATE_UNAWARE;
    while (!stopped() && refresh_readers()) {
        std::vector<SCARD_READERSTATE> states;
        for (const auto& [name, state] : known)
            states.push_back({.szReader = name.c_str(), .dwCurrentState = state});
        states.push_back({.szReader = new_readers, .dwCurrentState = pnp_state});
        const auto code = wait_for_change(states);
        if (code == SCARD_E_UNKNOWN_READER || code == SCARD_E_CANCELLED || code == SCARD_E_TIMEOUT)
            continue;
        if (code != SCARD_S_SUCCESS)
            return;
        pnp_state = states.back().dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
        states.pop_back();
        for (const auto& state : states)
            if (!stopped())
                look_at(state);
    }
}

LONG CardMonitor::Watch::wait_for_change(std::vector<SCARD_READERSTATE>& states)
{
    {
        const std::lock_guard lock(mutex);
        if (stop)
            return SCARD_E_CANCELLED;
        waiting_in = context->handle();
    }
    const auto code = ::SCardGetStatusChange(context->handle(), INFINITE, states.data(), states.size());
    const std::lock_guard lock(mutex);
    waiting_in = 0;
    return code;
}

bool CardMonitor::Watch::refresh_readers()
{
    const auto there = readers_of(context->handle());
    if (!there)
        return false;
    std::vector<std::string> gone;
    for (const auto& [name, state] : known)
        if (std::ranges::find(*there, name) == there->end())
            gone.push_back(name);
    for (const auto& name : gone)
        forget(name);
    for (const auto& name : *there)
        if (known.try_emplace(name, SCARD_STATE_UNAWARE).second)
            told({CardEvent::Kind::reader_added, name});
    return true;
}

void CardMonitor::Watch::forget(const std::string& reader)
{
    if ((known.at(reader) & SCARD_STATE_PRESENT) != 0)
        told({CardEvent::Kind::removed, reader});
    known.erase(reader);
    told({CardEvent::Kind::reader_gone, reader});
}

void CardMonitor::Watch::look_at(const SCARD_READERSTATE& state)
{
    if ((state.dwEventState & SCARD_STATE_CHANGED) == 0)
        return;
    const std::string reader = state.szReader;
    const auto now = state.dwEventState & ~static_cast<DWORD>(SCARD_STATE_CHANGED);
    // pcsc-lite counts insertions and removals in the upper half: another card may lie there since.
    constexpr unsigned counter = 16;
    const bool before = (state.dwCurrentState & SCARD_STATE_PRESENT) != 0, after = (now & SCARD_STATE_PRESENT) != 0;
    const bool swapped = before && after && (state.dwCurrentState >> counter) != (now >> counter);
    known[reader] = now;
    if ((before && !after) || swapped)
        told({CardEvent::Kind::removed, reader});
    if ((!before && after) || swapped)
        told({CardEvent::Kind::inserted, reader});
}

CardMonitor::CardMonitor(std::function<void(const CardEvent&)> told)
    : watch_(std::make_unique<Watch>(std::move(told)))
{
    watch_->thread = std::thread([watch = watch_.get()] { watch->run(); });
}

CardMonitor::~CardMonitor()
{
    auto& watch = *watch_;
    {
        std::unique_lock lock(watch.mutex);
        watch.stop = true;
        watch.moved.notify_all();
        // A cancel that comes just before the wait begins is lost: it is said until it is heard.
        while (!watch.moved.wait_for(lock, cancel_again, [&] { return watch.ended; }))
            if (watch.waiting_in != 0)
                ::SCardCancel(watch.waiting_in);
    }
    watch.thread.join();
}

} // namespace onshi::card
