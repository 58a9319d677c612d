#pragma once

#include "vcard/virtual_card.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <thread>

namespace onshi::vcard {

/// What a hand may do to a card that lies there. Any thread.
struct Mishaps
{
    std::atomic<int> delay_ms{0};    ///< before each answer
    std::atomic<int> corrupt{0};     ///< so many further answers have one bit turned
    std::atomic<int> pull_after{-1}; ///< pulled in place of the answer after so many further ones; negative: never
};

/// The card lies on the virtual reader (vpcd of vsmartcard) as long as this lives: connecting inserts it, closing pulls
/// it. Runs the card on a thread of its own. `gone` is called on that thread when it was pulled by a mishap or the
/// reader went away, never by the destructor.
class VpcdConnection
{
public:
    /// Throws base::Fault(network) if no reader listens on that port of 127.0.0.1. Card and mishaps outlive it.
    VpcdConnection(VirtualCard& card, std::uint16_t port, Mishaps& mishaps, std::function<void()> gone);
    ~VpcdConnection();
    VpcdConnection(const VpcdConnection&) = delete;
    VpcdConnection& operator=(const VpcdConnection&) = delete;

private:
    void run();
    bool answer(const card::Bytes& message);

    VirtualCard& card_;
    Mishaps& mishaps_;
    std::function<void()> gone_;
    int socket_ = -1;
    std::atomic<bool> closing_{false};
    std::thread thread_;
};

} // namespace onshi::vcard
