#include "usecase/facility_settings.h"

#include "storage/register_store.h"
#include "usecase/audit.h"

namespace onshi::usecase {

using domain::ErrorCode;

domain::Result<domain::Facility> facility_settings(UnitOfWork& work, const domain::FacilityCode& code)
{
    auto facility = work.registers.facility(code, work.known_through());
    if (!facility)
        return std::unexpected(domain::rejection(ErrorCode::facility_unknown));
    return *std::move(facility);
}

domain::Result<domain::Facility> set_character_code(UnitOfWork& work, const domain::Caller& caller,
                                                    const domain::FacilityCode& code, int character_code)
{
    if (character_code != 0 && character_code != 1)
        return std::unexpected(domain::rejection(ErrorCode::unknown_value, "character_code", "文字コード識別子"));
    auto facility = facility_settings(work, code);
    if (!facility || facility->character_code == character_code)
        return facility;
    facility->character_code = character_code;
    work.registers.put(*facility, work.recorded_at());
    work.record(
        make_entry(work, caller,
                   {.event = domain::AuditEvent::facility_settings_changed,
                    .request = {},
                    .details = "facility=" + code.text() + " character_code=" + std::to_string(character_code)}));
    return facility;
}

} // namespace onshi::usecase
