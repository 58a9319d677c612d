#pragma once

#include "base/date.h"
#include "domain/card.h"
#include "domain/dated_certificates.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// 同意: what a patient opens to one facility, for what, and until when. Pure. One kind of row serves every basis
/// (outpatient, home visit, online care, emergency).
namespace onshi::domain {

/// 閲覧同意情報種別 (OQSCD036), and 限度額, which was asked until October 2024.
enum class ConsentItem : std::uint8_t {
    specific_disease = 1, ///< TSR 特定疾病療養受療証
    checkup = 2,          ///< TKK 特定健診情報
    medication = 3,       ///< YZK 薬剤情報
    treatment = 4,        ///< SRJ 診療情報
    operation = 5,        ///< SHJ 手術情報
    limit_certificate = 6 ///< 限度額適用認定証
};
inline constexpr std::array consent_items{ConsentItem::specific_disease, ConsentItem::checkup,
                                          ConsentItem::medication,       ConsentItem::treatment,
                                          ConsentItem::operation,        ConsentItem::limit_certificate};
[[nodiscard]] const char* name_of(ConsentItem); ///< "specific_disease"
[[nodiscard]] std::optional<ConsentItem> consent_item(std::string_view name);

/// 同意期限切れ理由 (OQSCD031).
enum class ConsentEnd : std::uint8_t { by_facility = 1, by_patient = 2, other_use = 3 };

/// Domain rules 7.1: "薬剤情報, 診療情報: 24 hours from registration"; the same for 特定健診 and 手術.
inline constexpr std::chrono::hours consent_lasts{24};

/// One consent. Known by item, purpose and `from` of a person and a facility; a later version of it may end it earlier.
struct Consent
{
    ConsentItem item{};
    CarePurpose purpose = CarePurpose::outpatient;
    CardMode given_by{};                ///< how the card was opened when it was given
    base::Instant from{};               ///< 同意日時
    std::optional<base::Instant> until; ///< 閲覧可能期限: the first moment without it; none: until it is withdrawn
    std::optional<ConsentEnd> end;      ///< why it ended before its time

    bool operator==(const Consent&) const = default;
    [[nodiscard]] bool holds(base::Instant at) const { return from <= at && (!until || at < *until); }
};

/// A consent given at a reception: 24 hours. 居宅同意 (home visit) stays until it is withdrawn (domain rules 7.4).
[[nodiscard]] Consent give(ConsentItem, CarePurpose, CardMode, base::Instant at);
/// The same, ended at `at`; unchanged if it has ended already.
[[nodiscard]] Consent ended(Consent, base::Instant at, ConsentEnd why);

/// 同意区分 (OQSCD016) without 3, which belongs to emergencies.
enum class ConsentFlag : std::uint8_t { none = 0, given = 1, expired = 2 };
/// How a person's consents to a facility stand for one item and purpose at a moment: the latest one decides. Also the
/// consent itself, if it is `given` or `expired`; a withdrawn one is none.
struct ConsentStanding
{
    ConsentFlag flag = ConsentFlag::none;
    std::optional<Consent> consent;
};
[[nodiscard]] ConsentStanding standing(std::span<const Consent>, ConsentItem, CarePurpose, base::Instant at);

/// What becomes of an item on a day.
enum class ConsentRule : std::uint8_t {
    asked, ///< the patient is asked on the screen
    told,  ///< part of the check itself: told without a question
    whole, ///< one question for all items that are asked is offered beside them
};
/// One line of rules/card_consents.csv. Without an item: `whole`.
struct ConsentRuleLine
{
    std::optional<ConsentItem> item;
    ConsentRule rule{};
    Period valid;
};
using ConsentRules = std::vector<ConsentRuleLine>;

/// Which items a facility wants to be asked for (医療機関環境設定). Domain rules 7.1: "薬剤 and 健診 on, 診療 and 手術
/// off until the administrator turns them on". 特定疾病 is not the facility's to choose.
struct ConsentOffer
{
    bool checkup = true, medication = true, treatment = false, operation = false;

    bool operator==(const ConsentOffer&) const = default;
    [[nodiscard]] bool offers(ConsentItem) const;
};

struct ConsentQuestions
{
    std::vector<ConsentItem> asked; ///< in the order of consent_items
    bool whole = false;             ///< one answer for all of them may be offered
    bool limit_told = false;        ///< 限度額適用認定証 is told without a question

    [[nodiscard]] bool asks(ConsentItem) const;
};
/// What the patient is asked on that day. In the grace period of an expired certificate nothing is asked.
[[nodiscard]] ConsentQuestions questions(const ConsentRules&, const ConsentOffer&, CardScope, base::Date on);

} // namespace onshi::domain
