#include "domain/consent.h"

#include <algorithm>

namespace onshi::domain {

const char* name_of(ConsentItem item)
{
    switch (item) {
    case ConsentItem::specific_disease:
        return "specific_disease";
    case ConsentItem::checkup:
        return "checkup";
    case ConsentItem::medication:
        return "medication";
    case ConsentItem::treatment:
        return "treatment";
    case ConsentItem::operation:
        return "operation";
    case ConsentItem::limit_certificate:
        return "limit_certificate";
    }
    return "unknown";
}

std::optional<ConsentItem> consent_item(std::string_view name)
{
    const auto* const found =
        std::ranges::find_if(consent_items, [&](ConsentItem item) { return name == name_of(item); });
    return found == consent_items.end() ? std::nullopt : std::optional(*found);
}

Consent give(ConsentItem item, CarePurpose purpose, CardMode mode, base::Instant at)
{
    // Domain rules 7.4: "So this consent has no 24-hour limit: state = active until cancelled or relation ended."
    const bool open = purpose == CarePurpose::home_visit;
    return {.item = item,
            .purpose = purpose,
            .given_by = mode,
            .from = at,
            .until = open ? std::nullopt : std::optional(at + consent_lasts),
            .end = {}};
}

Consent ended(Consent consent, base::Instant at, ConsentEnd why)
{
    if (consent.until && *consent.until <= at)
        return consent;
    consent.until = at;
    consent.end = why;
    return consent;
}

ConsentStanding standing(std::span<const Consent> consents, ConsentItem item, CarePurpose purpose, base::Instant at)
{
    const Consent* latest = nullptr;
    for (const auto& consent : consents)
        if (consent.item == item && consent.purpose == purpose && consent.from <= at &&
            (latest == nullptr || latest->from <= consent.from))
            latest = &consent;
    if (latest == nullptr)
        return {};
    if (latest->holds(at))
        return {ConsentFlag::given, *latest};
    return latest->end ? ConsentStanding{} : ConsentStanding{ConsentFlag::expired, *latest};
}

bool ConsentOffer::offers(ConsentItem item) const
{
    switch (item) {
    case ConsentItem::checkup:
        return checkup;
    case ConsentItem::medication:
        return medication;
    case ConsentItem::treatment:
        return treatment;
    case ConsentItem::operation:
        return operation;
    case ConsentItem::specific_disease:
    case ConsentItem::limit_certificate:
        return true;
    }
    return false;
}

bool ConsentQuestions::asks(ConsentItem item) const { return std::ranges::find(asked, item) != asked.end(); }

ConsentQuestions questions(const ConsentRules& rules, const ConsentOffer& offer, CardScope scope, base::Date on)
{
    const auto in_force = [&](std::optional<ConsentItem> item, ConsentRule rule) {
        return std::ranges::any_of(
            rules, [&](const auto& line) { return line.item == item && line.rule == rule && line.valid.contains(on); });
    };
    ConsentQuestions found;
    found.limit_told = in_force(ConsentItem::limit_certificate, ConsentRule::told);
    // Domain rules 1.6: "After expiry the card still works for eligibility only ... medical information is not given in
    // that grace".
    if (scope == CardScope::eligibility_only)
        return found;
    for (const auto item : consent_items)
        if (offer.offers(item) && in_force(item, ConsentRule::asked))
            found.asked.push_back(item);
    found.whole = !found.asked.empty() && in_force(std::nullopt, ConsentRule::whole);
    return found;
}

} // namespace onshi::domain
