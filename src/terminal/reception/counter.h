#pragma once

#include "card/secret.h"
#include "terminal/reception/screen.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The people in front of the screens, as the card dialogue meets them.
namespace onshi::terminal {

struct ModeChosen
{
    Mode mode;
};
struct PinTyped
{
    card::Pin pin;
    bool insists; ///< although it is the last try
};
struct RegistrationAnswered
{
    bool agreed;
};
struct ConsentGiven
{
    std::map<std::string, bool> consents; ///< by item
};
/// A member of staff compared the face with the photo on the card: for this patient only.
struct VisualGranted
{
    std::string session; ///< the member's, at the centre
    std::string reason;
};
/// The patient takes back what was agreed to just now. Once given it is carried out, even if the card is pulled at
/// once.
struct WithdrawalAsked
{
    std::vector<std::string> items; ///< all of them in force
};
using Input = std::variant<ModeChosen, PinTyped, RegistrationAnswered, ConsentGiven, VisualGranted, WithdrawalAsked>;

class Counter
{
public:
    Counter() = default;
    virtual ~Counter() = default;
    Counter(const Counter&) = delete;
    Counter& operator=(const Counter&) = delete;

    virtual void show(const Screen&) = 0;
    /// The next input that the step shown can take. None: the card was pulled, the patient gave up or left.
    [[nodiscard]] virtual std::optional<Input> next() = 0;
    /// True once next() would give none: looked at between steps that wait for nobody.
    [[nodiscard]] virtual bool is_over() const = 0;
};

} // namespace onshi::terminal
