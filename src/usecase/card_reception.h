#pragma once

#include "domain/card.h"
#include "domain/consent.h"
#include "domain/explanation.h"
#include "usecase/unit_of_work.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What an authenticated card is used for: 初回登録, the check itself with the patient's consents, and taking those
/// back. Each names the session that usecase/card_authentication.h gave; whose card it is, is asked anew. Refusals are
/// put on the record. Only in Desk::write. Errors of all: card_session, card_superseded, card_unusable.
namespace onshi::usecase {

/// 初回登録. True if the person is registered now; without `agree` nothing changes. Error also: card_link_unknown.
[[nodiscard]] domain::Result<bool> register_card(UnitOfWork&, const domain::Caller&, std::string_view session,
                                                 bool agree);

struct CardCheckRequest
{
    std::string session;
    std::vector<domain::ConsentItem> given; ///< what the patient agreed to; the rest of what was asked is refused
    std::string_view message;               ///< as received: what an idempotency key is bound to
    std::string_view idempotency_key = {};  ///< at most 255 characters; empty: the session is the key
};

struct CardCheckAnswer
{
    std::string answer_id;
    std::string file_token;    ///< 任意のファイル識別子 of the face file: 16 characters, made from the answer's id
    base::Instant at;          ///< 処理実行日時; the consents begin here
    base::Date on;             ///< 資格確認日: the day of `at` in Japan
    domain::Decision decision; ///< its row as domain::disclose leaves it
    bool preschool = false;
    std::string insurer_name;
    std::string reference_number;                   ///< 照会番号 by which this facility knows the person; may be empty
    std::optional<domain::AskedInsurer> asked = {}; ///< beside an answer that is not 有効 and has a row
    int character_code = 0;
    bool limit_consent = false;             ///< 限度額適用認定証 is told: agreed to, or without a question
    std::vector<domain::ConsentItem> given; ///< in the order of domain::consent_items
    domain::CardScope scope{};
    bool ends_soon = false;
};

/// 資格確認 by card for the caller's own facility, today. Consents given hold from now on for 24 hours at this
/// facility; one that was asked for and not given ends at once (同意期限切れ理由 2). Refusing never changes the rest of
/// the answer. A session is good for one reception; the same message and key again is answered as it was then, from
/// what was known then, even after the session's end, and is not recorded again. Errors also: contradiction (field: the
/// item that the patient was not asked for; nothing is recorded), card_link_unknown, card_unregistered,
/// card_session_used, idempotency_key_reused, facility_unknown.
[[nodiscard]] domain::Result<CardCheckAnswer> check_by_card(UnitOfWork&, const domain::Caller&,
                                                            const domain::ConsentRules&, const CardCheckRequest&);

/// Ends what holds of these items for the person at this facility, at once. How many ended.
[[nodiscard]] domain::Result<int> withdraw_consents(UnitOfWork&, const domain::Caller&, std::string_view session,
                                                    std::span<const domain::ConsentItem>);

/// What the caller's facility asks its patients for.
[[nodiscard]] domain::ConsentOffer consent_offer(UnitOfWork&, const domain::FacilityCode&);
/// From the next card on. What is so already is neither changed nor recorded.
void set_consent_offer(UnitOfWork&, const domain::Caller&, const domain::FacilityCode&, const domain::ConsentOffer&);

} // namespace onshi::usecase
