#pragma once

#include "base/environment.h"
#include "base/log.h"
#include "card/key_authoriser.h"
#include "terminal/centre_link.h"
#include "terminal/page/board.h"
#include "terminal/reception/counter.h"
#include "terminal/reception/dialogue.h"
#include "terminal/reception/reception_list.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

/// The reception counter: watches the readers, holds one dialogue at a time, takes what the screens send.
namespace onshi::terminal {

struct ReceptionParts
{
    const base::Environment& environment;
    base::Log& log;
    CentreLink& centre;
    Board& kiosk;
    ReceptionList& list;
    std::function<std::string(const std::string& bytes)> deliver; ///< see DialogueParts
    FaceMatcher* matcher = nullptr;                               ///< these three as in DialogueParts
    const FaceProof* face_proof = nullptr;
    card::KeyAuthoriser* without_pin = nullptr;
    std::function<card::CardResult<std::unique_ptr<card::Transport>>(const std::string& reader)> open_card;
};

struct ReceptionSettings
{
    std::chrono::seconds patience{120};         ///< for the patient's next input; then the reception ends
    std::chrono::seconds farewell{8};           ///< so long the end stands on the screen after the card was pulled
    wire::Json facility = wire::Json::object(); ///< {"code","name"}, for the screens
};

class Reception
{
public:
    /// All parts outlive it.
    Reception(ReceptionParts parts, ReceptionSettings settings);
    ~Reception();

    /// What the monitor of the readers tells. One thread at a time.
    void card_in(const std::string& reader);
    void card_out(const std::string& reader);
    void reader_connected(bool is_connected);

    /// From the screens; any thread. Errors: reception_step if that reception is not there or its step takes no such
    /// input.
    [[nodiscard]] domain::Result<void> give(const std::string& reception, Input input);
    /// The patient, or a member of staff, ends it.
    [[nodiscard]] domain::Result<void> cancel(const std::string& reception);
    /// After its trouble, with the card still there: a new reception begins.
    [[nodiscard]] domain::Result<void> retry(const std::string& reception);
    /// Shown on the kiosk. True if it has just come back.
    bool centre_reachable(bool is_reachable);

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::terminal
