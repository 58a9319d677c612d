#pragma once

#include "base/environment.h"
#include "card/key_authoriser.h"
#include "card/transport.h"
#include "terminal/reception/card_centre.h"
#include "terminal/reception/counter.h"
#include "terminal/reception/face_matcher.h"
#include "terminal/reception/face_proof.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

/// One patient with one card: from the card on the reader to the answer on the screens and in the folder.
namespace onshi::terminal {

struct ReceptionOutcome;

struct DialogueParts
{
    const base::Environment& environment;
    CardCentre& centre;
    /// Opens the card that lies there; called once. What it gives is dropped (the card loses its power) as soon as the
    /// card has signed.
    std::function<card::CardResult<std::unique_ptr<card::Transport>>()> open_card;
    /// Puts OQSsiquc01res_face in the folder of the receipt computer, durably. Gives the file's name.
    std::function<std::string(const std::string& bytes)> deliver;
    /// Told when the answer is there, and again after each withdrawal.
    std::function<void(const ReceptionOutcome&)> tell;
    /// Null: this terminal has no camera, knows nobody whose photos count, or has no right to use the key without a
    /// PIN.
    FaceMatcher* matcher = nullptr;
    const FaceProof* face_proof = nullptr;
    card::KeyAuthoriser* without_pin = nullptr;
};

/// What the staff's screen says of it, told as it becomes known.
struct ReceptionOutcome
{
    std::optional<Mode> mode;
    std::optional<wire::EligibilityAnswer> answer;
    std::vector<GivenConsent> consents;
    std::string file;
    std::optional<TroubleText> trouble;
    /// Where the time went that nobody typed or looked in: open, read, unlock, begin, sign, finish, answer, deliver.
    std::map<std::string, std::chrono::microseconds> stations;
};

/// Shows the steps and waits for the people, after the answer too: as long as the patient can take a consent back.
/// Ends with `done` or `trouble` on the screen, or silently when the counter is over before. Never throws but
/// base::Bug. Nothing of the patient outlives it but the outcome.
[[nodiscard]] ReceptionOutcome hold_dialogue(const DialogueParts&, Counter&, std::string reception_id);

} // namespace onshi::terminal
