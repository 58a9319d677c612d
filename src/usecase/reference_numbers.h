#pragma once

#include "domain/eligibility.h"
#include "usecase/unit_of_work.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onshi::usecase {

struct ReferenceNumberRegistration
{
    domain::FacilityCode facility; ///< as the message names it; refused unless it is the caller's
    domain::InsurerNumber insurer;
    domain::InsuredId id;
    std::string reference_number;
    std::string_view message; ///< as received: only a salted commitment of it is kept
    std::string_view idempotency_key = {};
};

/// 照会番号登録: from now on this facility's answers about the person carry the number. What is asked for must lead to
/// exactly one person who is not withheld; there is no birth date in this message (interface 2.5). Recorded, and so is
/// the attempt in another facility's name. A repeated key changes nothing and succeeds as before.
/// Errors: other_facility, number_unmatched, number_ambiguous, idempotency_key_reused.
[[nodiscard]] domain::Result<void> register_reference_number(UnitOfWork&, const domain::Caller&,
                                                             const ReferenceNumberRegistration&);

inline constexpr std::size_t bulk_limit = 500; ///< people in one message (own bound: interface 2.3 knows none)
inline constexpr std::chrono::days bulk_kept{30};

struct BulkRegistration
{
    struct Person
    {
        domain::InsurerNumber insurer;
        domain::InsuredId id;
        std::string reference_number;
    };
    domain::FacilityCode facility;              ///< as the message names it
    std::vector<domain::Result<Person>> people; ///< what could not be read of a person is that person's outcome
    std::string_view message;                   ///< as received; kept for bulk_kept, for the echo
    std::string_view idempotency_key = {};
};

struct Receipt
{
    std::string number;
    base::Instant at{};
};

/// 照会番号一括登録: the same for many, all in one unit of work; what fails for one person does not touch the others.
/// A repeated key gives the same receipt. Errors: other_facility, bulk_too_long, idempotency_key_reused.
[[nodiscard]] domain::Result<Receipt> register_reference_numbers(UnitOfWork&, const domain::Caller&,
                                                                 const BulkRegistration&);

struct BulkResult
{
    std::string message;                                    ///< as it was received
    std::vector<std::optional<domain::ErrorCode>> outcomes; ///< of each person in it, in order; none: registered
};

/// What came of it. On the record, once a key. Errors: other_facility, reception_unknown.
[[nodiscard]] domain::Result<BulkResult> bulk_registration_result(UnitOfWork&, const domain::Caller&,
                                                                  const domain::FacilityCode& facility,
                                                                  std::string_view reception, std::string_view message,
                                                                  std::string_view idempotency_key = {});

} // namespace onshi::usecase
