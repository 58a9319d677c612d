#include "usecase/staff_passkeys.h"

#include "base/fault.h"
#include "storage/staff_access_store.h"
#include "storage/staff_store.h"
#include "usecase/audit.h"
#include "usecase/one_time_code.h"
#include "usecase/staff_tickets.h"

namespace onshi::usecase {

using domain::ErrorCode;

namespace {

PasskeyOptions options_for(UnitOfWork& work, const storage::StaffRow& member)
{
    PasskeyOptions options{.challenge = new_token(work.environment.random),
                           .credentials = {},
                           .member = member.id,
                           .login = member.login,
                           .name = member.name};
    for (auto& passkey : work.staff.passkeys_of(member.id))
        options.credentials.push_back(std::move(passkey.credential));
    return options;
}

std::unexpected<domain::Rejection> refused(ErrorCode code)
{
    return std::unexpected(domain::rejection(code, "credential"));
}

} // namespace

domain::Result<PasskeyOptions> begin_passkey(UnitOfWork& work, const domain::Caller& caller, std::string_view token)
{
    auto held = held_ticket(work, caller, token);
    if (!held)
        return std::unexpected(held.error());
    auto options = options_for(work, held->member);
    if (options.credentials.empty())
        return refused(ErrorCode::staff_second_factor_failed);
    held->ticket.challenge = options.challenge;
    work.staff_access.update(held->ticket);
    work.keep();
    return options;
}

domain::Result<StaffSession> enter_passkey(UnitOfWork& work, const domain::Caller& caller,
                                           const StaffSettings& settings, std::string_view token,
                                           const PasskeyResponse& response)
{
    auto held = held_ticket(work, caller, token);
    if (!held)
        return std::unexpected(held.error());
    const auto& member = held->member;
    if (held->waiting) {
        record_refusal(work, caller, "passkey", "waiting", member.id);
        return refused(ErrorCode::staff_second_factor_failed);
    }
    const auto challenge = std::exchange(held->ticket.challenge, {}); // for one answer, right or wrong
    work.staff_access.update(held->ticket);
    const auto passkey = work.staff.passkey(response.credential);
    const auto counter = passkey && passkey->member == member.id
                             ? pki::verify_passkey(settings.passkeys, challenge, response.client,
                                                   {response.authenticator_data, response.signature},
                                                   passkey->public_key, static_cast<std::uint32_t>(passkey->counter))
                             : refused(ErrorCode::staff_second_factor_failed);
    if (!counter) {
        record_failure(work, caller, settings, "passkey", member);
        return std::unexpected(counter.error());
    }
    work.staff.count(response.credential, *counter);
    return begin_session(work, caller, settings, member, "passkey");
}

PasskeyOptions begin_new_passkey(UnitOfWork& work, std::string_view token)
{
    const auto session = work.staff_access.session(session_hash(token));
    const auto member = session ? work.staff.by_id(session->member) : std::nullopt;
    ONSHI_CHECK(member.has_value());
    auto options = options_for(work, *member);
    work.staff_access.challenge(session->token_hash, options.challenge);
    work.keep();
    return options;
}

domain::Result<void> register_passkey(UnitOfWork& work, const domain::Caller& caller, const StaffSettings& settings,
                                      std::string_view token, const pki::ClientData& client,
                                      std::string_view attestation_object)
{
    const auto session = work.staff_access.session(session_hash(token));
    ONSHI_CHECK(session.has_value());
    work.staff_access.challenge(session->token_hash, {}); // for one answer, right or wrong
    work.keep();
    auto passkey = pki::read_new_passkey(settings.passkeys, session->challenge, client, attestation_object);
    if (!passkey)
        return std::unexpected(passkey.error());
    // 7.1, step 22: "check that the credentialId is not yet registered to any other user".
    if (work.staff.passkey(passkey->credential))
        return refused(ErrorCode::staff_passkey);
    work.staff.add({.credential = passkey->credential,
                    .member = session->member,
                    .public_key = passkey->public_key,
                    .counter = passkey->counter});
    work.record(make_entry(work, caller,
                           {.event = domain::AuditEvent::staff_factor_enrolled,
                            .request = {},
                            .details = "member=" + session->member + " kind=passkey"}));
    return {};
}

} // namespace onshi::usecase
