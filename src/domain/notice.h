#pragma once

#include <cstdint>
#include <span>

/// What the desk is told beside an answer (ProcessingResultCode and ProcessingResultMessage on success). doc/errors.md
/// lists them for readers.
namespace onshi::domain {

enum class NoticeCode : std::uint8_t {
    withheld,              ///< code 4: Remark::withheld
    other_cover_first,     ///< code 1: Remark::other_cover_first
    substituted,           ///< characters that Shift_JIS lacks were written ●
    lost,                  ///< code 2: no cover on the day
    lost_with_newer,       ///< code 3
    nobody_found,          ///< code 4
    several_found,         ///< code 5
    insurer_unregistered,  ///< code 4: nobody has that insurer number
    certificate_lapsed,    ///< code 2: covered, but the certificate's window does not hold the day
    card_ends_soon,        ///< card: its certificate ends within three months
    card_expired_in_grace, ///< card: its certificate has expired; eligibility only
    card_without_cover,    ///< card: codes 2 and 4, of the person instead of a number
    centre_silent,         ///< of the terminal: no answer came in time
    file_unnamed,          ///< of the terminal, in .err: no request has such a file name
    message_unknown,       ///< of the terminal, in .err: a message that it does not know
    file_locked,           ///< of the terminal, in .err: an encrypted file that the password does not open
    file_too_large,        ///< of the terminal, in .err
};

struct Notice
{
    NoticeCode code;
    const char* name;   ///< "withheld"
    const char* wire;   ///< "OPN40001W"; I information, W the desk has to do something
    const char* desk;   ///< Japanese, for the person at the screen
    const char* vendor; ///< English, for the programmer of the receipt computer
};

/// Every notice once, in the order of the enum.
[[nodiscard]] std::span<const Notice> notices();
[[nodiscard]] const Notice& notice_of(NoticeCode);

} // namespace onshi::domain
