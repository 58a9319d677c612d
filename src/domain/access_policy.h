#pragma once

#include "domain/caller.h"

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
};

[[nodiscard]] const char* name_of(Operation);
[[nodiscard]] bool may(CallerClass, Operation);
/// The classes that may, for the OpenAPI document.
[[nodiscard]] std::span<const CallerClass> who_may(Operation);

} // namespace onshi::domain
