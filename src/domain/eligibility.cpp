#include "domain/eligibility.h"

#include <algorithm>

namespace onshi::domain {
namespace {

using Key = const std::string& (InsuredId::*)() const;

bool branch_matches(const std::string& asked, const std::string& held)
{
    // "A query without 枝番 is allowed"; certificates issued before April 2021 have none, and their rows stay without
    // it (domain rules 1.3): on either side, no branch says nothing against the match.
    return asked.empty() || held.empty() || asked == held;
}

bool matches(const EligibilityQuery& query, const Coverage& spell, Key key)
{
    return spell.insurer == query.insurer && (spell.id.*key)() == (query.id.*key)() &&
           spell.birth_date == query.birth_date && branch_matches(query.id.branch(), spell.id.branch());
}

/// One person and those of the person's spells that the query names.
struct Match
{
    const HeldCoverage* held;
    std::vector<const Coverage*> spells;
};

std::vector<Match> matches_by(const EligibilityQuery& query, std::span<const HeldCoverage> candidates, Key key)
{
    std::vector<Match> found;
    for (const auto& held : candidates) {
        Match match{&held, {}};
        for (const auto& spell : held.spells)
            if (matches(query, spell, key))
                match.spells.push_back(&spell);
        if (!match.spells.empty())
            found.push_back(std::move(match));
    }
    return found;
}

bool gained_earlier(const Coverage* a, const Coverage* b) { return a->gained < b->gained; }

/// 健康保険法36条:
/// 「被保険者は、次の各号のいずれかに該当するに至った日の翌日（その事実があった日に更に前条に該当するに至った
/// ときは、その日）から、被保険者の資格を喪失する。」 The 喪失日 is so the first day without cover (Coverage::covers).
/// Domain rules 2.1: "the certificate/資格確認書 window is inclusive ... Both must hold when the query is by insurance
/// certificate number".
const Coverage* valid_spell(const Match& match, base::Date on)
{
    const Coverage* latest = nullptr;
    for (const auto* spell : match.spells)
        if (spell->covers(on) && spell->certificate_valid(on) && (latest == nullptr || gained_earlier(latest, spell)))
            latest = spell;
    return latest;
}

/// The row the certificate stands for on a day without cover: the latest that had begun, else the first to come.
const Coverage* asked_spell(const Match& match, base::Date on)
{
    const Coverage* latest_begun = nullptr;
    for (const auto* spell : match.spells)
        if (spell->gained <= on && (latest_begun == nullptr || gained_earlier(latest_begun, spell)))
            latest_begun = spell;
    return latest_begun != nullptr ? latest_begun : *std::ranges::min_element(match.spells, gained_earlier);
}

/// Domain rules 2.2, code 3: "matched row inactive, a newer active row exists".
bool has_newer_active(const HeldCoverage& held, const Coverage& asked, base::Date on)
{
    return std::ranges::any_of(held.spells,
                               [&](const Coverage& spell) { return spell.covers(on) && asked.gained < spell.gained; });
}

} // namespace

Decision decide(const EligibilityQuery& query, std::span<const HeldCoverage> candidates)
{
    // Domain rules 1.3: "Do not case-fold 記号 silently; compare first exact, then folded".
    auto found = matches_by(query, candidates, &InsuredId::normal_key);
    if (found.empty())
        found = matches_by(query, candidates, &InsuredId::folded_key);

    // 2.2, code 4: "no match".
    if (found.empty())
        return {Validity::none, {}, {}};
    // 2.1: "count as 複数該当 only when a query by certificate number matches two persons". Overlapping rows of one
    // person are legal: 国民健康保険法8条 「…第六条各号…のいずれかに該当するに至った日の翌日から、その資格を喪失する」,
    // so on the day of joining an employees' scheme both rows are active and both numbers answer 有効.
    if (found.size() > 1)
        return {Validity::several, {}, {}};

    const auto& match = found.front();
    if (const auto* valid = valid_spell(match, query.on))
        return {Validity::valid, match.held->person, *valid};
    const auto* asked = asked_spell(match, query.on);
    const bool newer = has_newer_active(*match.held, *asked, query.on);
    return {newer ? Validity::lost_with_newer : Validity::lost, match.held->person, *asked};
}

} // namespace onshi::domain
