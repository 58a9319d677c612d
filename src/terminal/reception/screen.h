#pragma once

#include "base/date.h"
#include "wire/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the patient's screen shows of the reception under way. Nothing of it is kept when the card is pulled.
namespace onshi::terminal {

enum class Step : std::uint8_t {
    reading,      ///< the card is being read
    mode,         ///< the patient chooses how to be recognised
    pin,          ///< and types the PIN
    face,         ///< or looks into the camera
    visual_wait,  ///< or waits for a member of staff, who compares face and photo (目視確認)
    registration, ///< 初回登録: may the card be used as an insurance card?
    consent,      ///< which information may be looked at
    working,      ///< the centre is asked
    done,
    trouble, ///< it ended without an answer
};
[[nodiscard]] const char* name_of(Step);

/// How the patient is recognised; the names go to the centre as evidence.
enum class Mode : std::uint8_t { pin, face, visual };
[[nodiscard]] const char* name_of(Mode);
[[nodiscard]] std::optional<Mode> mode_of(std::string_view name);

/// For a person at the screen, in Japanese.
struct TroubleText
{
    std::string code; ///< "removed", "OPN20033E": what to look for in the documentation
    std::string kind; ///< of the page's own list (openapi.json), for its words in other languages
    std::string title, detail, what_to_do;
    bool can_retry = false; ///< with the same card, by laying it down again
    std::string for_staff;  ///< what the desk reads instead of the patient's words; never on the patient's screen

    bool operator==(const TroubleText&) const = default;
};

/// What the patient answered of one item, and until when it may be looked at.
struct GivenConsent
{
    std::string item;
    bool given; ///< and in force
    std::optional<base::Instant> until;
    bool withdrawn = false; ///< it was given at this reception and taken back

    bool operator==(const GivenConsent&) const = default;
};
[[nodiscard]] wire::Json json_of(const std::vector<GivenConsent>&);

/// At the end: can what was agreed to be taken back here?
enum class Withdrawal : std::uint8_t {
    closed,   ///< nothing is in force, or the patient's time is over
    possible, ///< yes
    asking,   ///< the centre is being asked
    failed,   ///< it did not confirm; yes, once more
};
[[nodiscard]] const char* name_of(Withdrawal);

struct Screen
{
    std::string id; ///< of this reception; an input that names another one comes too late
    Step step = Step::reading;
    std::vector<Mode> modes = {};
    std::optional<int> tries_left = {}; ///< of the PIN
    bool pin_wrong = false;             ///< the last one was
    std::optional<base::Date> card_ends = {};
    bool ends_soon = false;
    bool eligibility_only = false;
    bool full = false;                       ///< scope is known and full
    std::vector<std::string> questions = {}; ///< items, as the centre named them
    std::optional<int> validity = {};        ///< 資格有効性 of the answer
    std::string words = {};
    std::vector<GivenConsent> consents = {};
    Withdrawal withdrawal = Withdrawal::closed;
    std::optional<TroubleText> trouble = {};

    [[nodiscard]] wire::Json json() const;
    /// The patient may take these back now.
    [[nodiscard]] bool may_withdraw(const std::vector<std::string>& items) const;
};

} // namespace onshi::terminal
