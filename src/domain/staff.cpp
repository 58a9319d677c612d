#include "domain/staff.h"

#include "domain/caller.h"

namespace onshi::domain {

const char* name_of(StaffRole role)
{
    switch (role) {
    case StaffRole::doctor:
        return "doctor";
    case StaffRole::dentist:
        return "dentist";
    case StaffRole::pharmacist:
        return "pharmacist";
    case StaffRole::nurse:
        return "nurse";
    case StaffRole::clerk:
        return "clerk";
    case StaffRole::administrator:
        return "administrator";
    case StaffRole::insurer_clerk:
        return "insurer_clerk";
    case StaffRole::ministry_desk:
        return "ministry_desk";
    }
    return "unknown";
}

std::optional<StaffRole> staff_role(std::string_view name)
{
    for (const auto role : every_staff_role)
        if (name == name_of(role))
            return role;
    return std::nullopt;
}

bool exists_at(StaffRole role, CallerClass cls)
{
    switch (role) {
    case StaffRole::doctor:
    case StaffRole::dentist:
    case StaffRole::pharmacist:
    case StaffRole::nurse:
    case StaffRole::clerk:
        return cls == CallerClass::terminal;
    case StaffRole::administrator:
        return cls == CallerClass::terminal || cls == CallerClass::insurer || cls == CallerClass::ministry;
    case StaffRole::insurer_clerk:
        return cls == CallerClass::insurer;
    case StaffRole::ministry_desk:
        return cls == CallerClass::ministry;
    }
    return false;
}

} // namespace onshi::domain
