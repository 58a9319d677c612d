#pragma once

#include <cstdint>
#include <expected>

/// What goes wrong between a reader and a card is foreseen: a value, never an exception. base::Fault is left for a
/// broken installation (no smart card service at all).
namespace onshi::card {

enum class Trouble {
    no_service,           ///< pcscd does not answer
    no_reader,            ///< the reader is gone or was never there
    no_card,              ///< nothing lies on the reader
    reader_busy,          ///< another program holds the card: one process alone may own a reader
    not_a_my_number_card, ///< the application is not on it: FeliCa, a bank's card, a phone without the token
    removed,              ///< pulled. Whatever was known of this card and this patient is void
    reset_by_other,       ///< another program reset it: its state is gone, nothing is repeated silently
    communication,        ///< no or a broken answer: radio drop-out, 6F00, or pulled while it worked
    malformed,            ///< it answers, but what it says is no such object: lying lengths, a file without end
    absent,               ///< this card has no such file or certificate (a child's card, for one)
    locked,               ///< the card wants an authorisation first (6982)
    refused,              ///< any other status word
    last_try,             ///< one try is left and the patient did not insist: nothing was sent
    pin_wrong,            ///< sent and wrong; tries_left says what is left
    pin_blocked,          ///< no try is left, or the PIN was switched off for good (顔認証マイナンバーカード)
};

struct CardTrouble
{
    Trouble kind;
    int tries_left = 0;       ///< of pin_wrong and last_try
    std::uint16_t status = 0; ///< the card's status word, 0 where no card spoke

    friend bool operator==(const CardTrouble&, const CardTrouble&) = default;
};

template<class T>
using CardResult = std::expected<T, CardTrouble>;

/// The next step of a dialogue, if the one before went well.
template<class Next>
[[nodiscard]] auto then(const CardResult<void>& before, Next next) -> decltype(next())
{
    if (!before)
        return std::unexpected(before.error());
    return next();
}

/// One word for the log: "pin_wrong".
[[nodiscard]] const char* name_of(Trouble trouble);

} // namespace onshi::card
