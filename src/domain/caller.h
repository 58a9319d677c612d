#pragma once

#include "base/date.h"
#include "domain/identifiers.h"
#include "domain/staff.h"

#include <cstdint>
#include <optional>
#include <string>

/// Who is speaking. Comes from the certificate and the register of issued certificates, never from a message.
namespace onshi::domain {

enum class CallerClass : std::uint8_t {
    nobody,   ///< no certificate
    terminal, ///< a facility's 資格確認端末 or receipt computer
    insurer,
    ministry,
    operator_, ///< who runs the centre. NOLINT(readability-identifier-naming): the word itself is taken
    local,     ///< the management listener or the shell of the machine itself
};

[[nodiscard]] const char* name_of(CallerClass);
[[nodiscard]] std::optional<CallerClass> caller_class(const std::string& name); ///< of the four that hold certificates

struct Caller
{
    CallerClass cls = CallerClass::nobody;
    std::string id;                       ///< serial of the certificate in hex; "local" for the shell; empty for nobody
    std::string holder;                   ///< facility code, insurer number, or name of the office
    std::optional<FacilityCode> facility; ///< of a terminal
    std::optional<base::Instant> until;   ///< end of the certificate; none for nobody and local. Not on the record
    std::optional<StaffMember> staff;     ///< who is signed in there; none without the header Onshi-Session
};

} // namespace onshi::domain
