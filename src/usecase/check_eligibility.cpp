#include "usecase/check_eligibility.h"

#include "base/fault.h"
#include "domain/disclosure.h"
#include "pki/digest.h"
#include "storage/audit_store.h"
#include "storage/coverage_store.h"
#include "storage/register_store.h"
#include "usecase/audit.h"

namespace onshi::usecase {

using domain::AuditEntry;
using domain::AuditEvent;
using domain::ErrorCode;

namespace {

domain::Decision decide_as_known(UnitOfWork& work, const domain::EligibilityQuery& query, base::Instant known_through)
{
    return domain::decide(query, work.coverages.held_under(query.insurer, query.id, known_through));
}

domain::AskedInsurer asked_insurer(UnitOfWork& work, const domain::InsurerNumber& number, base::Instant known_through)
{
    auto insurer = work.registers.insurer(number, known_through);
    return {number, insurer ? std::move(insurer->name) : std::string(), work.registers.intake(number, known_through)};
}

/// What a search for answers from a corrected fact needs (usecase/corrections.h), and nothing personal.
std::string check_details(const CheckRequest& request, const domain::Decision& decision)
{
    auto details = "on=" + request.query.on.iso();
    if (decision.told_row != 0)
        details += " row=" + std::to_string(decision.told_row);
    if (decision.asked_row != decision.told_row)
        details += " asked=" + std::to_string(decision.asked_row);
    if (request.limit_consent)
        details += " limit=1";
    return details;
}

/// The answer itself, from the facts up to `known_through`.
domain::Result<CheckAnswer> answer_as_known(UnitOfWork& work, const CheckRequest& request, base::Instant known_through)
{
    const auto facility = work.registers.facility(request.facility, known_through);
    if (!facility)
        return std::unexpected(domain::rejection(ErrorCode::facility_unknown, "MedicalInstitutionCode"));
    CheckAnswer answer;
    answer.character_code = facility->character_code;
    answer.decision = decide_as_known(work, request.query, known_through);
    if (answer.decision.validity != domain::Validity::valid)
        answer.asked = asked_insurer(work, request.query.insurer, known_through);
    if (auto& coverage = answer.decision.coverage) {
        const auto on = request.query.on;
        coverage = domain::disclose(*std::move(coverage), answer.decision, on, request.limit_consent);
        answer.preschool = domain::is_preschool(coverage->birth_date, on);
        const auto insurer = work.registers.insurer(coverage->insurer, known_through);
        ONSHI_CHECK(insurer.has_value()); // coverage of an insurer that is not in the register is never taken in
        answer.insurer_name = insurer->name;
        answer.reference_number =
            work.coverages.reference_number(*answer.decision.person, request.facility, known_through);
    }
    return answer;
}

/// The same answer once more: nothing is computed from what became known since.
domain::Result<CheckAnswer> answer_again(UnitOfWork& work, const CheckRequest& request, const AuditEntry& before)
{
    if (before.request_commitment != commitment(before.salt, request.message))
        return std::unexpected(domain::rejection(ErrorCode::idempotency_key_reused, "Idempotency-Key"));
    auto answer = answer_as_known(work, request, before.known_through);
    if (answer) {
        answer->answer_id = before.answer_id;
        answer->at = before.at;
        answer->repeated = true;
    }
    return answer;
}

} // namespace

int character_code_of(UnitOfWork& work, const domain::Caller& caller)
{
    if (!caller.facility)
        return 0;
    const auto facility = work.registers.facility(*caller.facility, work.known_through());
    return facility ? facility->character_code : 0;
}

domain::Result<CheckAnswer> check_eligibility(UnitOfWork& work, const domain::Caller& caller,
                                              const CheckRequest& request)
{
    if (caller.facility != request.facility)
        return std::unexpected(refuse_other_facility(work, caller, request.facility, request.message));
    if (!request.idempotency_key.empty())
        if (const auto before = work.audits.by_key(caller.id, request.idempotency_key))
            return answer_again(work, request, *before);

    auto answer = answer_as_known(work, request, work.known_through());
    if (!answer)
        return answer;
    const int validity = static_cast<int>(answer->decision.validity);
    auto entry = make_entry(work, caller,
                            {.event = AuditEvent::eligibility_checked,
                             .outcome = validity,
                             .person = answer->decision.person,
                             .request = request.message,
                             .idempotency_key = request.idempotency_key,
                             .details = check_details(request, answer->decision)});
    answer->answer_id = entry.answer_id;
    answer->at = entry.at;
    work.count({base::jst_date(entry.at), request.facility.text(), domain::Means::certificate, validity});
    work.record(std::move(entry));
    return answer;
}

domain::Result<CheckAnswer> check_as_known(UnitOfWork& work, const domain::Caller& caller, const CheckRequest& request,
                                           base::Instant known_at)
{
    if (caller.facility != request.facility)
        return std::unexpected(refuse_other_facility(work, caller, request.facility, request.message));
    if (work.environment.clock.now() < known_at)
        return std::unexpected(domain::rejection(ErrorCode::contradiction, "known_at", "再現する時点"));
    const auto rules = work.registers.rule_book(known_at);
    if (rules && rules->hash != pki::hex(work.rule_book)) {
        auto changed = domain::rejection(ErrorCode::rule_book_changed, "known_at");
        changed.reason += "（当時の版 " + rules->version + "）";
        return std::unexpected(std::move(changed));
    }
    auto answer = answer_as_known(work, request, known_at);
    if (!answer)
        return answer;
    auto entry = make_entry(work, caller,
                            {.event = AuditEvent::answer_reproduced,
                             .outcome = static_cast<int>(answer->decision.validity),
                             .person = answer->decision.person,
                             .request = request.message,
                             .details = "on=" + request.query.on.iso() + " known_at=" + base::jst_iso(known_at)});
    answer->answer_id = entry.answer_id;
    answer->at = known_at;
    work.record(std::move(entry));
    return answer;
}

} // namespace onshi::usecase
