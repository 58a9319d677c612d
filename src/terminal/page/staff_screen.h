#pragma once

#include "base/environment.h"
#include "terminal/certificate_watch.h"
#include "terminal/exchange/status.h"
#include "terminal/page/board.h"
#include "terminal/reception/reception_list.h"

#include <functional>
#include <mutex>

/// What the staff's screen shows beside what it asks for: the receptions, the centre, the folders.
namespace onshi::terminal {

struct StaffScreenParts
{
    const base::Environment& environment;
    Board& board;
    wire::Json facility;                         ///< {"code","name"}
    std::function<CertificateEnd()> certificate; ///< of this terminal
    std::function<ExchangeStatus()> exchange;
    std::function<std::int64_t()> queued; ///< typed checks that wait for the centre
};

class StaffScreen
{
public:
    explicit StaffScreen(StaffScreenParts parts)
        : parts_(std::move(parts))
        , certificate_(parts_.certificate())
    {
    }

    void reader(bool connected, bool card);
    void receptions(wire::Json list);
    /// Looks at what tells nothing by itself, and shows it if it changed. Any thread; a few times a minute and oftener.
    void look();
    [[nodiscard]] bool centre_reachable() const;

private:
    void show(); ///< under mutex_

    StaffScreenParts parts_;
    mutable std::mutex mutex_;
    wire::Json receptions_ = wire::Json::array();
    bool connected_ = false, card_ = false;
    ExchangeStatus exchange_;
    std::int64_t queued_ = 0;
    CertificateEnd certificate_;
};

} // namespace onshi::terminal
