#pragma once

#include "domain/caller.h"

#include <cstdint>
#include <optional>
#include <span>

/// Who may do what (利用権限): one table, and what is not in it is refused.
namespace onshi::domain {

enum class Operation : std::uint8_t {
    check_eligibility,
    enrol,
    see_health,
    see_metrics,
    see_interface, ///< the OpenAPI document
    renew_certificate,
    see_facility_settings, ///< of the caller's own facility
    change_facility_settings,
    register_reference_number, ///< 照会番号, of the caller's own facility
    send_feed,                 ///< 加入者情報 of the caller's own insurer
    post_nothing,              ///< development only: the way through the pipeline, measured without an operation
    see_corrections,           ///< wrong answers that the caller's own facility was given
    use_card,                  ///< a card at a reader of the caller's own facility: begin to withdrawal
    sign_in,                   ///< everything before a session: password, second factor, one-time code
    use_own_account,           ///< of whoever is signed in: who am I, sign out, a further passkey
    manage_staff,              ///< members of the caller's own holder, their roles and one-time codes
    confirm_by_eye,            ///< 目視確認: somebody at the desk compares face and photo
};

[[nodiscard]] const char* name_of(Operation);
[[nodiscard]] bool may(CallerClass, Operation);
/// The classes that may, for the OpenAPI document.
[[nodiscard]] std::span<const CallerClass> who_may(Operation);
/// The roles of which a signed-in member must have one; none where nobody need be signed in.
[[nodiscard]] std::optional<std::span<const StaffRole>> roles_that_may(Operation);

enum class Permission : std::uint8_t {
    granted,
    no_certificate,
    other_class,   ///< the certificate's class may not
    not_signed_in, ///< the class may, but only with a session
    other_role,    ///< the member's role may not
};
/// Class and role together: what every request is asked.
[[nodiscard]] Permission permission(const Caller&, Operation);

} // namespace onshi::domain
