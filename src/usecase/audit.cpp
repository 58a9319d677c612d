#include "usecase/audit.h"

#include "pki/digest.h"

namespace onshi::usecase {

namespace {

/// Four bytes of length, highest first, then the bytes: no two lists of fields have the same concatenation.
void append_field(std::string& out, std::string_view bytes)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>((bytes.size() >> shift) & 0xff));
    out.append(bytes);
}

void append_field(std::string& out, std::int64_t number) { append_field(out, std::to_string(number)); }

std::string as_text(const pki::Digest& digest) { return std::string(pki::bytes_of(digest)); }

/// In front of all else: whatever free text the details end in, only what they begin with says who was signed in.
std::string with_staff(const std::optional<domain::StaffMember>& staff, std::string details)
{
    if (!staff)
        return details;
    return "staff=" + staff->id + " role=" + domain::name_of(staff->role) + (details.empty() ? "" : " ") + details;
}

} // namespace

std::string commitment(std::string_view salt, std::string_view bytes) { return as_text(pki::hmac_sha256(salt, bytes)); }

std::string leaf_hash(const domain::AuditEntry& e)
{
    std::string bytes;
    bytes.reserve(512);
    bytes.push_back('\0'); // RFC 9162 section 2.1.1: a leaf's hash begins with 0x00
    append_field(bytes, "onshi-audit-1");
    append_field(bytes, e.answer_id);
    append_field(bytes, e.at.time_since_epoch().count());
    append_field(bytes, static_cast<std::int64_t>(e.event));
    append_field(bytes, domain::name_of(e.caller.cls));
    append_field(bytes, e.caller.id);
    append_field(bytes, e.caller.holder);
    append_field(bytes, e.outcome);
    append_field(bytes, e.details);
    append_field(bytes, e.known_through.time_since_epoch().count());
    append_field(bytes, e.idempotency_key);
    append_field(bytes, e.person_commitment);
    append_field(bytes, e.request_commitment);
    append_field(bytes, e.rule_book);
    return as_text(pki::sha256({bytes}));
}

domain::AuditEntry make_entry(UnitOfWork& work, const domain::Caller& caller, Recorded recorded)
{
    const auto salt = base::random_bytes<16>(work.environment.random);
    domain::AuditEntry entry{
        .answer_id = base::uuid_v7(work.environment),
        .at = work.environment.clock.now(),
        .event = recorded.event,
        .caller = caller,
        .outcome = recorded.outcome,
        .details = with_staff(caller.staff, std::move(recorded.details)),
        .known_through = work.known_through(),
        .idempotency_key = std::string(recorded.idempotency_key),
        .person = recorded.person,
        .salt = std::string(salt.begin(), salt.end()),
        .person_commitment = {},
        .request_commitment = {},
        .rule_book = work.rule_book,
        .leaf_hash = {},
    };
    if (entry.person)
        entry.person_commitment = commitment(entry.salt, std::to_string(*entry.person));
    entry.request_commitment = commitment(entry.salt, recorded.request);
    entry.leaf_hash = leaf_hash(entry);
    return entry;
}

domain::Rejection refuse_other_facility(UnitOfWork& work, const domain::Caller& caller,
                                        const domain::FacilityCode& named, std::string_view message)
{
    work.record(make_entry(
        work, caller,
        {.event = domain::AuditEvent::other_facility_refused, .request = message, .details = "named=" + named.text()}));
    return domain::rejection(domain::ErrorCode::other_facility, "MedicalInstitutionCode");
}

} // namespace onshi::usecase
