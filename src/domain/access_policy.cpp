#include "domain/access_policy.h"

#include <algorithm>
#include <array>

namespace onshi::domain {
namespace {

using enum CallerClass;

// The table. A check is always in the name of a facility, so only a terminal may ask over the network. Enrolment is how
// a caller without a certificate gets its first one, and others a further one; renewal is by the certificate itself.
constexpr std::array check_eligibility{terminal};
constexpr std::array enrol{nobody, terminal, insurer, ministry, operator_};
constexpr std::array see_metrics{operator_, local};
constexpr std::array renew_certificate{terminal, insurer, ministry, operator_};
constexpr std::array own_facility{terminal};
constexpr std::array own_insurer{insurer};
constexpr std::array with_staff{terminal, insurer, ministry};
constexpr std::array everybody{nobody, terminal, insurer, ministry, operator_, local};

// Whose role may. All of a facility know the patient by sight as well as one another; an insurer's people never see
// one.
constexpr std::array administrators{StaffRole::administrator};
constexpr std::array at_a_facility{StaffRole::doctor, StaffRole::dentist, StaffRole::pharmacist,
                                   StaffRole::nurse,  StaffRole::clerk,   StaffRole::administrator};

} // namespace

const char* name_of(Operation operation)
{
    switch (operation) {
    case Operation::check_eligibility:
        return "check_eligibility";
    case Operation::enrol:
        return "enrol";
    case Operation::see_health:
        return "see_health";
    case Operation::see_metrics:
        return "see_metrics";
    case Operation::see_interface:
        return "see_interface";
    case Operation::renew_certificate:
        return "renew_certificate";
    case Operation::see_facility_settings:
        return "see_facility_settings";
    case Operation::change_facility_settings:
        return "change_facility_settings";
    case Operation::register_reference_number:
        return "register_reference_number";
    case Operation::send_feed:
        return "send_feed";
    case Operation::post_nothing:
        return "post_nothing";
    case Operation::see_corrections:
        return "see_corrections";
    case Operation::use_card:
        return "use_card";
    case Operation::sign_in:
        return "sign_in";
    case Operation::use_own_account:
        return "use_own_account";
    case Operation::manage_staff:
        return "manage_staff";
    case Operation::confirm_by_eye:
        return "confirm_by_eye";
    }
    return "unknown";
}

std::span<const CallerClass> who_may(Operation operation)
{
    switch (operation) {
    case Operation::check_eligibility:
        return check_eligibility;
    case Operation::enrol:
        return enrol;
    case Operation::see_health:
    case Operation::see_interface:
    case Operation::post_nothing:
        return everybody;
    case Operation::see_metrics:
        return see_metrics;
    case Operation::renew_certificate:
        return renew_certificate;
    case Operation::see_facility_settings:
    case Operation::change_facility_settings:
    case Operation::register_reference_number:
    case Operation::see_corrections:
    case Operation::use_card:
    case Operation::confirm_by_eye:
        return own_facility;
    case Operation::sign_in:
    case Operation::use_own_account:
    case Operation::manage_staff:
        return with_staff;
    case Operation::send_feed:
        return own_insurer;
    }
    return {}; // what is not in the table is refused
}

bool may(CallerClass cls, Operation operation)
{
    const auto allowed = who_may(operation);
    return std::ranges::find(allowed, cls) != allowed.end();
}

std::optional<std::span<const StaffRole>> roles_that_may(Operation operation)
{
    switch (operation) {
    case Operation::check_eligibility:
    case Operation::enrol:
    case Operation::see_health:
    case Operation::see_metrics:
    case Operation::see_interface:
    case Operation::renew_certificate:
    case Operation::see_facility_settings:
    case Operation::change_facility_settings:
    case Operation::register_reference_number:
    case Operation::send_feed:
    case Operation::post_nothing:
    case Operation::see_corrections:
    case Operation::use_card:
    case Operation::sign_in:
        return std::nullopt;
    case Operation::use_own_account:
        return every_staff_role;
    case Operation::manage_staff:
        return administrators;
    case Operation::confirm_by_eye:
        return at_a_facility;
    }
    return std::span<const StaffRole>(); // what is not in the table is refused
}

Permission permission(const Caller& caller, Operation operation)
{
    if (!may(caller.cls, operation))
        return caller.cls == nobody ? Permission::no_certificate : Permission::other_class;
    const auto roles = roles_that_may(operation);
    if (!roles)
        return Permission::granted;
    if (!caller.staff)
        return Permission::not_signed_in;
    return std::ranges::find(*roles, caller.staff->role) == roles->end() ? Permission::other_role : Permission::granted;
}

} // namespace onshi::domain
