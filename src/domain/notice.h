#pragma once

#include "domain/eligibility.h"

#include <cstdint>
#include <optional>
#include <span>

/// What the desk is told beside an answer (ProcessingResultCode and ProcessingResultMessage on success). doc/errors.md
/// lists them for readers.
namespace onshi::domain {

enum class NoticeCode : std::uint8_t {
    withheld,          ///< Remark::withheld
    other_cover_first, ///< Remark::other_cover_first
    substituted,       ///< characters that Shift_JIS lacks were written ●
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
[[nodiscard]] std::optional<NoticeCode> notice_of(Remark);

} // namespace onshi::domain
