#include "usecase/card_session.h"

#include "domain/consent.h"
#include "pki/digest.h"
#include "storage/coverage_store.h"
#include "usecase/audit.h"

#include <algorithm>

namespace onshi::usecase {

using domain::ErrorCode;

domain::Rejection refuse_card(UnitOfWork& work, const domain::Caller& caller, ErrorCode code,
                              const std::string& details, std::optional<std::int64_t> person)
{
    auto told = std::string("code=") + domain::entry_of(code).wire;
    if (!details.empty())
        told = details + " " + told;
    work.record(make_entry(
        work, caller,
        {.event = domain::AuditEvent::card_refused, .person = person, .request = {}, .details = std::move(told)}));
    return domain::rejection(code);
}

std::string card_session_hash(std::string_view token) { return pki::hex(pki::sha256({"onshi card session ", token})); }

std::string card_details(const std::string& auth_id, domain::CardMode mode, domain::CarePurpose purpose)
{
    return "auth=" + auth_id + " mode=" + domain::name_of(mode) + " purpose=" + domain::name_of(purpose);
}

std::string card_details(const storage::CardSessionRow& session)
{
    return card_details(session.auth_id, session.mode, session.purpose);
}

domain::Result<storage::CardSessionRow> open_session(UnitOfWork& work, const domain::Caller& caller,
                                                     std::string_view token)
{
    auto session = work.cards.session(card_session_hash(token));
    if (!session || session->terminal != caller.id || session->expires_at <= work.environment.clock.now())
        return std::unexpected(
            refuse_card(work, caller, ErrorCode::card_session, session ? card_details(*session) : std::string()));
    return *std::move(session);
}

domain::Result<std::optional<std::int64_t>> bearer(UnitOfWork& work, const domain::Caller& caller,
                                                   const domain::CardKey& key, const std::string& details)
{
    const auto linked = work.cards.linked(key, work.known_through());
    if (!linked)
        return std::nullopt;
    if (!linked->certificate.superseded_by.empty())
        return std::unexpected(refuse_card(work, caller, ErrorCode::card_superseded, details, linked->person));
    // Domain rules 7.7: "自己情報提供不可フラグ: card cannot be used as certificate". Set by the insurer, and so kept
    // with the cover: any of the person's rows closes the card.
    const auto spells = work.coverages.spells_of(linked->person, work.known_through());
    if (std::ranges::any_of(spells, [](const domain::Coverage& c) { return c.self_withheld && !c.is_void(); }))
        return std::unexpected(refuse_card(work, caller, ErrorCode::card_unusable, details, linked->person));
    return linked->person;
}

} // namespace onshi::usecase
