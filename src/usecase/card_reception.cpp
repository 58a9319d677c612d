#include "usecase/card_reception.h"

#include "base/base64.h"
#include "base/fault.h"
#include "domain/disclosure.h"
#include "pki/digest.h"
#include "storage/audit_store.h"
#include "storage/card_store.h"
#include "storage/consent_store.h"
#include "storage/coverage_store.h"
#include "storage/register_store.h"
#include "usecase/audit.h"
#include "usecase/card_session.h"
#include "usecase/entry_details.h"

#include <algorithm>

namespace onshi::usecase {

using domain::AuditEvent;
using domain::ConsentItem;
using domain::ErrorCode;

namespace {

/// What an answer is made from, beside the facts: the same from the message and from the record of it.
struct Question
{
    std::int64_t person = 0;
    base::Date on;
    domain::CardScope scope{};
    bool ends_soon = false;
    bool limit_consent = false;
    std::vector<ConsentItem> given;
};

std::string names_of(const std::vector<ConsentItem>& items)
{
    std::string names;
    for (const auto item : items)
        names += (names.empty() ? "" : ",") + std::string(domain::name_of(item));
    return names.empty() ? "none" : names;
}

std::vector<ConsentItem> items_in(std::string_view names)
{
    std::vector<ConsentItem> items;
    while (!names.empty()) {
        const auto end = std::min(names.find(','), names.size());
        if (const auto item = domain::consent_item(names.substr(0, end)))
            items.push_back(*item);
        names.remove_prefix(std::min(end + 1, names.size()));
    }
    return items;
}

bool gives(const std::vector<ConsentItem>& given, ConsentItem item)
{
    return std::ranges::find(given, item) != given.end();
}

const domain::FacilityCode& facility_of(const domain::Caller& caller)
{
    ONSHI_CHECK(caller.facility.has_value()); // the policy lets terminals alone come here, and each has one
    return *caller.facility;
}

/// The file's name is no secret, but tells nothing either.
std::string file_token(const std::string& answer_id)
{
    const auto digest = pki::sha256({"onshi face file ", answer_id});
    return base::to_base64(pki::bytes_of(digest).substr(0, 12));
}

/// The answer itself, from the facts up to `known_through`.
domain::Result<CardCheckAnswer> answer_as_known(UnitOfWork& work, const domain::FacilityCode& code, Question question,
                                                base::Instant known_through)
{
    const auto facility = work.registers.facility(code, known_through);
    if (!facility)
        return std::unexpected(domain::rejection(ErrorCode::facility_unknown));
    CardCheckAnswer answer{.answer_id = {}, .file_token = {}, .at = {}, .on = question.on, .decision = {}};
    answer.character_code = facility->character_code;
    answer.scope = question.scope;
    answer.ends_soon = question.ends_soon;
    answer.limit_consent = question.limit_consent;
    answer.decision = domain::decide_for_person(
        {question.person, work.coverages.spells_of(question.person, known_through)}, question.on);
    if (auto& coverage = answer.decision.coverage) {
        coverage = domain::disclose(*std::move(coverage), answer.decision, question.on, question.limit_consent,
                                    gives(question.given, ConsentItem::specific_disease));
        answer.preschool = domain::is_preschool(coverage->birth_date, question.on);
        const auto insurer = work.registers.insurer(coverage->insurer, known_through);
        ONSHI_CHECK(insurer.has_value()); // coverage of an insurer that is not in the register is never taken in
        answer.insurer_name = insurer->name;
        answer.reference_number = work.coverages.reference_number(question.person, code, known_through);
        if (answer.decision.validity != domain::Validity::valid)
            answer.asked = domain::AskedInsurer{coverage->insurer, answer.insurer_name,
                                                work.registers.intake(coverage->insurer, known_through)};
    }
    answer.given = std::move(question.given);
    return answer;
}

void name_it(CardCheckAnswer& answer, const domain::AuditEntry& entry)
{
    answer.answer_id = entry.answer_id;
    answer.file_token = file_token(entry.answer_id);
    answer.at = entry.at;
}

/// The same answer once more: all of it stands on the record, and nothing is computed from what became known since.
domain::Result<CardCheckAnswer> answer_again(UnitOfWork& work, const domain::Caller& caller,
                                             const CardCheckRequest& request, const domain::AuditEntry& before)
{
    if (before.event != AuditEvent::card_checked ||
        before.request_commitment != commitment(before.salt, request.message))
        return std::unexpected(domain::rejection(ErrorCode::idempotency_key_reused, "Idempotency-Key"));
    const auto& details = before.details;
    const auto on = base::Date::parse_iso(detail(details, "on"));
    ONSHI_CHECK(on && before.person);
    Question question{.person = *before.person,
                      .on = *on,
                      .scope = detail(details, "scope") == domain::name_of(domain::CardScope::full)
                                   ? domain::CardScope::full
                                   : domain::CardScope::eligibility_only,
                      .ends_soon = detail(details, "soon") == "1",
                      .limit_consent = detail(details, "limit") == "1",
                      .given = items_in(detail(details, "given"))};
    auto answer = answer_as_known(work, facility_of(caller), std::move(question), before.known_through);
    if (answer)
        name_it(*answer, before);
    return answer;
}

/// Consents are written with the moment of their reception, not with a mark of knowledge: they are no fact that
/// somebody reported, and moving the mark would make every reader of the centre forget its registers at each reception.
void keep_consents(UnitOfWork& work, const domain::FacilityCode& facility, std::int64_t person,
                   const storage::CardSessionRow& session, const domain::ConsentQuestions& questions,
                   const std::vector<ConsentItem>& given, base::Instant at)
{
    const auto held = work.consents.of(person, facility, base::Instant::max());
    for (const auto item : questions.asked) {
        if (gives(given, item)) {
            work.consents.put(person, facility, domain::give(item, session.purpose, session.mode, at), at);
            continue;
        }
        for (const auto& consent : held)
            if (consent.item == item && consent.purpose == session.purpose && consent.holds(at))
                work.consents.put(person, facility, domain::ended(consent, at, domain::ConsentEnd::by_patient), at);
    }
}

std::string check_details(const storage::CardSessionRow& session, const CardCheckAnswer& answer,
                          const domain::ConsentQuestions& questions)
{
    std::vector<ConsentItem> refused;
    std::ranges::copy_if(questions.asked, std::back_inserter(refused),
                         [&](ConsentItem item) { return !gives(answer.given, item); });
    auto details = "on=" + answer.on.iso();
    if (answer.decision.told_row != 0)
        details += " row=" + std::to_string(answer.decision.told_row);
    if (answer.limit_consent)
        details += " limit=1";
    if (answer.ends_soon)
        details += " soon=1";
    return details + " scope=" + domain::name_of(answer.scope) + " given=" + names_of(answer.given) +
           " refused=" + names_of(refused) + " " + card_details(session);
}

/// The item that the patient was not asked for.
std::optional<ConsentItem> unasked(const std::vector<ConsentItem>& given, const domain::ConsentQuestions& questions)
{
    const auto found = std::ranges::find_if(given, [&](ConsentItem item) { return !questions.asks(item); });
    return found == given.end() ? std::nullopt : std::optional(*found);
}

/// Whose card it is, if the person registered it for use.
domain::Result<std::int64_t> registered_bearer(UnitOfWork& work, const domain::Caller& caller,
                                               const storage::CardSessionRow& session)
{
    const auto details = card_details(session);
    const auto person = bearer(work, caller, session.key, details);
    if (!person)
        return std::unexpected(person.error());
    if (!*person)
        return std::unexpected(refuse_card(work, caller, ErrorCode::card_link_unknown, details));
    if (!work.cards.is_registered(**person, work.known_through()))
        return std::unexpected(refuse_card(work, caller, ErrorCode::card_unregistered, details, *person));
    return **person;
}

/// Without a key of its own the session names the reception.
std::string key_of(const CardCheckRequest& request)
{
    return request.idempotency_key.empty() ? "card " + card_session_hash(request.session)
                                           : std::string(request.idempotency_key);
}

} // namespace

domain::Result<bool> register_card(UnitOfWork& work, const domain::Caller& caller, std::string_view token, bool agree)
{
    const auto session = open_session(work, caller, token);
    if (!session)
        return std::unexpected(session.error());
    const auto details = card_details(*session);
    const auto person = bearer(work, caller, session->key, details);
    if (!person)
        return std::unexpected(person.error());
    if (!*person)
        return std::unexpected(refuse_card(work, caller, ErrorCode::card_link_unknown, details));
    if (agree)
        static_cast<void>(work.cards.put_registration(**person, facility_of(caller).text(), work.recorded_at()));
    work.record(make_entry(work, caller,
                           {.event = AuditEvent::card_registered,
                            .person = **person,
                            .request = session->auth_id,
                            .details = std::string("agree=") + (agree ? "1 " : "0 ") + details}));
    return work.cards.is_registered(**person, work.known_through());
}

domain::Result<CardCheckAnswer> check_by_card(UnitOfWork& work, const domain::Caller& caller,
                                              const domain::ConsentRules& rules, const CardCheckRequest& request)
{
    const auto key = key_of(request);
    if (const auto before = work.audits.by_key(caller.id, key))
        return answer_again(work, caller, request, *before);
    const auto session = open_session(work, caller, request.session);
    if (!session)
        return std::unexpected(session.error());
    const auto person = registered_bearer(work, caller, *session);
    if (!person)
        return std::unexpected(person.error());

    const auto& facility = facility_of(caller);
    const auto on = base::jst_date(work.environment.clock.now());
    const auto questions =
        domain::questions(rules, work.consents.offer(facility, work.known_through()), session->scope, on);
    if (const auto item = unasked(request.given, questions))
        return std::unexpected(
            domain::rejection(ErrorCode::contradiction, std::string("consents.") + domain::name_of(*item)));
    if (!work.cards.use(session->token_hash, key))
        return std::unexpected(
            refuse_card(work, caller, ErrorCode::card_session_used, card_details(*session), *person));

    auto answer =
        answer_as_known(work, facility,
                        {.person = *person,
                         .on = on,
                         .scope = session->scope,
                         .ends_soon = session->ends_soon,
                         .limit_consent = questions.limit_told || gives(request.given, ConsentItem::limit_certificate),
                         .given = request.given},
                        work.known_through());
    if (!answer)
        return answer;
    const int validity = static_cast<int>(answer->decision.validity);
    auto entry = make_entry(work, caller,
                            {.event = AuditEvent::card_checked,
                             .outcome = validity,
                             .person = *person,
                             .request = request.message,
                             .idempotency_key = key,
                             .details = check_details(*session, *answer, questions)});
    name_it(*answer, entry);
    keep_consents(work, facility, *person, *session, questions, request.given, entry.at);
    work.count({base::jst_date(entry.at), facility.text(), domain::Means::card, validity});
    work.record(std::move(entry));
    return answer;
}

domain::Result<int> withdraw_consents(UnitOfWork& work, const domain::Caller& caller, std::string_view token,
                                      std::span<const ConsentItem> items)
{
    const auto session = open_session(work, caller, token);
    if (!session)
        return std::unexpected(session.error());
    const auto person = registered_bearer(work, caller, *session);
    if (!person)
        return std::unexpected(person.error());
    const auto& facility = facility_of(caller);
    const auto now = work.environment.clock.now();
    std::vector<ConsentItem> gone;
    for (const auto& consent : work.consents.of(*person, facility, base::Instant::max())) {
        if (std::ranges::find(items, consent.item) == items.end() || !consent.holds(now))
            continue;
        work.consents.put(*person, facility, domain::ended(consent, now, domain::ConsentEnd::by_patient), now);
        gone.push_back(consent.item);
    }
    work.record(make_entry(work, caller,
                           {.event = AuditEvent::consent_withdrawn,
                            .person = *person,
                            .request = session->auth_id,
                            .details = "items=" + names_of(gone) + " " + card_details(*session)}));
    return static_cast<int>(gone.size());
}

domain::ConsentOffer consent_offer(UnitOfWork& work, const domain::FacilityCode& facility)
{
    return work.consents.offer(facility, work.known_through());
}

void set_consent_offer(UnitOfWork& work, const domain::Caller& caller, const domain::FacilityCode& facility,
                       const domain::ConsentOffer& offer)
{
    if (consent_offer(work, facility) == offer)
        return;
    static_cast<void>(work.consents.put(facility, offer, work.recorded_at()));
    const auto said = [](bool truth) { return truth ? "1" : "0"; };
    work.record(
        make_entry(work, caller,
                   {.event = AuditEvent::consent_offer_changed,
                    .request = {},
                    .details = std::string("checkup=") + said(offer.checkup) + " medication=" + said(offer.medication) +
                               " treatment=" + said(offer.treatment) + " operation=" + said(offer.operation)}));
}

} // namespace onshi::usecase
