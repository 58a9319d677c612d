#include "usecase/reference_numbers.h"

#include "base/fault.h"
#include "storage/audit_store.h"
#include "storage/coverage_store.h"
#include "storage/reception_store.h"
#include "usecase/audit.h"

#include <algorithm>

namespace onshi::usecase {

using domain::AuditEvent;
using domain::ErrorCode;

namespace {

bool holds(const domain::HeldCoverage& held, const domain::InsurerNumber& insurer, const domain::InsuredId& id)
{
    const auto withheld = domain::withheld(held.spells);
    for (std::size_t i = 0; i < held.spells.size(); ++i) {
        const auto& spell = held.spells[i];
        const bool branch = id.branch().empty() || spell.id.branch().empty() || id.branch() == spell.id.branch();
        if (!withheld[i] && !spell.is_void() && branch && spell.insurer == insurer &&
            spell.id.folded_key() == id.folded_key())
            return true;
    }
    return false;
}

/// The person's id; on the record.
domain::Result<void> register_person(UnitOfWork& work, const domain::Caller& caller,
                                     const domain::FacilityCode& facility, const BulkRegistration::Person& wanted,
                                     std::string_view message, std::string_view key)
{
    auto people = work.coverages.held_under(wanted.insurer, wanted.id, work.known_through());
    std::erase_if(people, [&](const auto& held) { return !holds(held, wanted.insurer, wanted.id); });
    if (people.empty())
        return std::unexpected(domain::rejection(ErrorCode::number_unmatched, "InsuredIdentificationNumber"));
    if (people.size() > 1)
        return std::unexpected(domain::rejection(ErrorCode::number_ambiguous, "InsuredBranchNumber"));
    const auto person = people.front().person;
    static_cast<void>(
        work.coverages.put_reference_number(person, facility, wanted.reference_number, work.recorded_at()));
    work.record(make_entry(work, caller,
                           {.event = AuditEvent::reference_number_registered,
                            .person = person,
                            .request = message,
                            .idempotency_key = key,
                            .details = {}}));
    return {};
}

/// What this caller's key was used for, if it was; an error if that was another message.
domain::Result<std::optional<domain::AuditEntry>> done_before(UnitOfWork& work, const domain::Caller& caller,
                                                              std::string_view key, std::string_view message)
{
    if (key.empty())
        return std::nullopt;
    auto before = work.audits.by_key(caller.id, key);
    if (before && before->request_commitment != commitment(before->salt, message))
        return std::unexpected(domain::rejection(ErrorCode::idempotency_key_reused, "Idempotency-Key"));
    return before;
}

constexpr std::string_view reception_detail = "reception=";

Receipt receipt_of(const domain::AuditEntry& entry)
{
    const auto from = entry.details.find(reception_detail) + reception_detail.size();
    return {entry.details.substr(from, entry.details.find(' ', from) - from), entry.at};
}

/// The moment and six digits, as real receipts look; above all numbers of the facility, so that none comes twice
/// although a clock may go back.
std::string next_number(UnitOfWork& work, const domain::FacilityCode& facility, base::Instant at)
{
    constexpr std::size_t digits = 6;
    const auto last = work.receptions.last_number(facility.text());
    const auto first = base::jst_compact(at) + std::string(digits - 1, '0') + '1';
    if (last < first)
        return first;
    auto next = last;
    for (auto digit = next.rbegin(); digit != next.rend(); ++digit) {
        if (*digit != '9') {
            ++*digit;
            break;
        }
        *digit = '0';
    }
    return next;
}

constexpr std::string_view registered = "0";

std::optional<ErrorCode> code_of(std::string_view outcome)
{
    for (const auto& entry : domain::error_catalogue())
        if (outcome == entry.wire)
            return entry.code;
    ONSHI_CHECK(outcome == registered);
    return {};
}

std::vector<std::optional<ErrorCode>> outcomes_of(std::string_view text)
{
    std::vector<std::optional<ErrorCode>> outcomes;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        outcomes.push_back(code_of(word));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return outcomes;
}

} // namespace

domain::Result<void> register_reference_number(UnitOfWork& work, const domain::Caller& caller,
                                               const ReferenceNumberRegistration& wanted)
{
    if (caller.facility != wanted.facility)
        return std::unexpected(refuse_other_facility(work, caller, wanted.facility, wanted.message));
    const auto before = done_before(work, caller, wanted.idempotency_key, wanted.message);
    if (!before)
        return std::unexpected(before.error());
    if (*before)
        return {};
    return register_person(work, caller, wanted.facility, {wanted.insurer, wanted.id, wanted.reference_number},
                           wanted.message, wanted.idempotency_key);
}

domain::Result<Receipt> register_reference_numbers(UnitOfWork& work, const domain::Caller& caller,
                                                   const BulkRegistration& wanted)
{
    if (caller.facility != wanted.facility)
        return std::unexpected(refuse_other_facility(work, caller, wanted.facility, wanted.message));
    if (wanted.people.size() > bulk_limit)
        return std::unexpected(domain::rejection(ErrorCode::bulk_too_long, "ReferenceNumberRegistrationInfo"));
    const auto before = done_before(work, caller, wanted.idempotency_key, wanted.message);
    if (!before)
        return std::unexpected(before.error());
    if (*before)
        return receipt_of(**before);

    std::string outcomes;
    std::size_t good = 0;
    for (const auto& person : wanted.people) {
        const auto done = person ? register_person(work, caller, wanted.facility, *person, wanted.message, {})
                                 : domain::Result<void>(std::unexpected(person.error()));
        good += done ? 1 : 0;
        outcomes += (outcomes.empty() ? "" : " ") +
                    (done ? std::string(registered) : std::string(domain::entry_of(done.error().code).wire));
    }
    const auto now = work.environment.clock.now();
    const auto number = next_number(work, wanted.facility, now);
    auto entry = make_entry(work, caller,
                            {.event = AuditEvent::bulk_numbers_registered,
                             .request = wanted.message,
                             .idempotency_key = wanted.idempotency_key,
                             .details = std::string(reception_detail) + number + " people=" +
                                        std::to_string(wanted.people.size()) + " registered=" + std::to_string(good)});
    work.receptions.forget_before(now - bulk_kept);
    work.receptions.add({.facility = wanted.facility.text(),
                         .number = number,
                         .received_at = entry.at,
                         .message = std::string(wanted.message),
                         .outcomes = std::move(outcomes)});
    Receipt receipt{number, entry.at};
    work.record(std::move(entry));
    return receipt;
}

domain::Result<BulkResult> bulk_registration_result(UnitOfWork& work, const domain::Caller& caller,
                                                    const domain::FacilityCode& facility, std::string_view reception,
                                                    std::string_view message, std::string_view idempotency_key)
{
    if (caller.facility != facility)
        return std::unexpected(refuse_other_facility(work, caller, facility, message));
    auto found = work.receptions.by_number(facility.text(), reception, work.environment.clock.now() - bulk_kept);
    if (!found)
        return std::unexpected(domain::rejection(ErrorCode::reception_unknown, "ReceptionNumber"));
    const auto before = done_before(work, caller, idempotency_key, message);
    if (!before)
        return std::unexpected(before.error());
    if (!*before)
        work.record(make_entry(work, caller,
                               {.event = AuditEvent::bulk_result_fetched,
                                .request = message,
                                .idempotency_key = idempotency_key,
                                .details = std::string(reception_detail) + found->number}));
    return BulkResult{std::move(found->message), outcomes_of(found->outcomes)};
}

} // namespace onshi::usecase
