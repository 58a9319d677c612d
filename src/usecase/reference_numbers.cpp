#include "usecase/reference_numbers.h"

#include "storage/coverage_store.h"
#include "usecase/audit.h"

#include <algorithm>

namespace onshi::usecase {

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

} // namespace

domain::Result<void> register_reference_number(UnitOfWork& work, const domain::Caller& caller,
                                               const ReferenceNumberRegistration& wanted)
{
    if (caller.facility != wanted.facility)
        return std::unexpected(refuse_other_facility(work, caller, wanted.facility, wanted.message));
    auto people = work.coverages.held_under(wanted.insurer, wanted.id, work.known_through());
    std::erase_if(people, [&](const auto& held) { return !holds(held, wanted.insurer, wanted.id); });
    if (people.empty())
        return std::unexpected(domain::rejection(ErrorCode::number_unmatched, "InsuredIdentificationNumber"));
    if (people.size() > 1)
        return std::unexpected(domain::rejection(ErrorCode::number_ambiguous, "InsuredBranchNumber"));
    const auto person = people.front().person;
    static_cast<void>(
        work.coverages.put_reference_number(person, wanted.facility, wanted.reference_number, work.recorded_at()));
    work.record(make_entry(work, caller,
                           {.event = domain::AuditEvent::reference_number_registered,
                            .person = person,
                            .request = wanted.message,
                            .details = {}}));
    return {};
}

} // namespace onshi::usecase
