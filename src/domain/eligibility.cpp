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

/// One person's spells, and which of them may be answered from.
class Person
{
public:
    explicit Person(const HeldCoverage& held)
        : held_(&held)
        , withheld_(domain::withheld(held.spells))
    {
    }

    [[nodiscard]] std::int64_t person() const { return held_->person; }
    [[nodiscard]] bool withholds(std::size_t place) const { return withheld_[place]; }
    [[nodiscard]] bool has_withheld() const { return std::ranges::find(withheld_, true) != withheld_.end(); }
    [[nodiscard]] const std::vector<Coverage>& spells() const { return held_->spells; }

    [[nodiscard]] bool is_protected() const
    {
        return std::ranges::any_of(held_->spells, [](const Coverage& c) { return c.undisclosed || c.self_withheld; });
    }
    /// From 1.
    [[nodiscard]] std::size_t row_of(const Coverage& spell) const
    {
        return static_cast<std::size_t>(&spell - held_->spells.data()) + 1;
    }
    /// All that may be answered from: neither void nor withheld.
    template<class F>
    const Coverage* latest_gained(F wanted) const
    {
        const Coverage* latest = nullptr;
        for (std::size_t place = 0; place < held_->spells.size(); ++place) {
            const auto& spell = held_->spells[place];
            if (!spell.is_void() && !withheld_[place] && wanted(spell) &&
                (latest == nullptr || latest->gained < spell.gained))
                latest = &spell;
        }
        return latest;
    }

private:
    const HeldCoverage* held_;
    std::vector<bool> withheld_;
};

/// One person, and those of the person's spells that the query names.
class Match : public Person
{
public:
    Match(const HeldCoverage& held, const EligibilityQuery& query, Key key)
        : Person(held)
    {
        for (std::size_t place = 0; place < spells().size(); ++place) {
            if (!names(query, place, key))
                continue;
            if (withholds(place))
                only_withheld_ = true;
            else
                asked_.push_back(&spells()[place]);
        }
    }

    [[nodiscard]] bool empty() const { return asked_.empty() && !only_withheld_; }
    [[nodiscard]] bool is_withheld() const { return asked_.empty(); } ///< of a match that is not empty
    [[nodiscard]] const std::vector<const Coverage*>& asked() const { return asked_; }

private:
    [[nodiscard]] bool names(const EligibilityQuery& query, std::size_t place, Key key) const
    {
        const auto& spell = spells()[place];
        return !spell.is_void() && spell.insurer == query.insurer && (spell.id.*key)() == (query.id.*key)() &&
               branch_matches(query.id.branch(), spell.id.branch()) && is_born(query.birth_date, place);
    }

    /// Of a withheld row nobody knows which of the dates is the right one.
    [[nodiscard]] bool is_born(base::Date birth, std::size_t place) const
    {
        const auto is_of = [birth](const Coverage& spell) { return !spell.is_void() && spell.birth_date == birth; };
        return withholds(place) ? std::ranges::any_of(spells(), is_of) : spells()[place].birth_date == birth;
    }

    std::vector<const Coverage*> asked_;
    bool only_withheld_ = false;
};

std::vector<Match> matches_by(const EligibilityQuery& query, std::span<const HeldCoverage> candidates, Key key)
{
    std::vector<Match> found;
    for (const auto& held : candidates) {
        Match match(held, query, key);
        if (!match.empty())
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
    for (const auto* spell : match.asked())
        if (spell->covers(on) && spell->certificate_valid(on) && (latest == nullptr || gained_earlier(latest, spell)))
            latest = spell;
    return latest;
}

/// The row the certificate stands for on a day without cover: the latest that had begun, else the first to come.
const Coverage* asked_spell(const Match& match, base::Date on)
{
    const Coverage* latest_begun = nullptr;
    for (const auto* spell : match.asked())
        if (spell->gained <= on && (latest_begun == nullptr || gained_earlier(latest_begun, spell)))
            latest_begun = spell;
    return latest_begun != nullptr ? latest_begun : *std::ranges::min_element(match.asked(), gained_earlier);
}

/// Domain rules 2.1: "entering 健康保険 on D means 国保 is lost on D+1, so on D both rows are active. Precedence: the
/// employees' scheme pays. Do not reject overlapping rows; return the priority row". 国民健康保険法6条 keeps whoever is
/// in an employees' scheme out of 国保, so it is the same where the municipality has not heard of the loss yet. The
/// scheme's own certificate was not shown: its window does not count.
const Coverage* paying_first(const Person& person, const Coverage& valid, base::Date on)
{
    if (!valid.insurer.is_national_health())
        return nullptr;
    return person.latest_gained([on](const Coverage& c) { return c.insurer.is_employees() && c.covers(on); });
}

Decision decision_of(const Person& person, Validity validity, const Coverage& asked, const Coverage& told)
{
    const auto remark = &asked == &told ? Remark::nothing : Remark::other_cover_first;
    return Decision{
        validity, person.person(), told, remark, person.is_protected(), person.row_of(told), person.row_of(asked)};
}

Decision decide_for(const Match& match, base::Date on)
{
    const auto decision = [&](Validity validity, const Coverage& asked, const Coverage& told) {
        return decision_of(match, validity, asked, told);
    };
    if (const auto* valid = valid_spell(match, on)) {
        const auto* first = paying_first(match, *valid, on);
        return decision(Validity::valid, *valid, first != nullptr ? *first : *valid);
    }
    const auto* asked = asked_spell(match, on);
    // Domain rules 2.2, code 3: "matched row inactive, a newer active row exists".
    const auto* newer =
        match.latest_gained([&](const Coverage& c) { return c.covers(on) && asked->gained < c.gained; });
    return decision(newer != nullptr ? Validity::lost_with_newer : Validity::lost, *asked, *asked);
}

/// The row that a person without cover had last, else the first to come; null if there is none to answer from.
const Coverage* last_spell(const Person& person, base::Date on)
{
    if (const auto* begun = person.latest_gained([on](const Coverage& c) { return c.gained <= on; }))
        return begun;
    const Coverage* first = nullptr;
    for (std::size_t place = 0; place < person.spells().size(); ++place) {
        const auto& spell = person.spells()[place];
        if (!spell.is_void() && !person.withholds(place) && (first == nullptr || spell.gained < first->gained))
            first = &spell;
    }
    return first;
}

} // namespace

std::string_view term_of(Validity validity)
{
    switch (validity) {
    case Validity::valid:
        return "有効";
    case Validity::lost:
        return "無効";
    case Validity::lost_with_newer:
        return "無効（新しい資格あり）";
    case Validity::none:
        return "該当資格なし";
    case Validity::several:
        return "複数該当";
    }
    return {};
}

bool disagree(const Coverage& a, const Coverage& b)
{
    return a.birth_date != b.birth_date || (a.sex != b.sex && a.sex != Sex::unset && b.sex != Sex::unset);
}

std::vector<bool> withheld(std::span<const Coverage> spells)
{
    std::vector<bool> result(spells.size());
    for (std::size_t i = 0; i < spells.size(); ++i) {
        for (std::size_t j = i + 1; j < spells.size(); ++j) {
            if (spells[i].is_void() || spells[j].is_void() || !disagree(spells[i], spells[j]))
                continue;
            result[i] = true;
            result[j] = true;
        }
    }
    return result;
}

Decision decide(const EligibilityQuery& query, std::span<const HeldCoverage> candidates)
{
    // Domain rules 1.3: "Do not case-fold 記号 silently; compare first exact, then folded".
    auto found = matches_by(query, candidates, &InsuredId::normal_key);
    if (found.empty())
        found = matches_by(query, candidates, &InsuredId::folded_key);

    // 2.2, code 4: "no match".
    if (found.empty())
        return {};
    // 2.1: "count as 複数該当 only when a query by certificate number matches two persons".
    if (found.size() > 1)
        return {.validity = Validity::several};
    if (found.front().is_withheld())
        return {.validity = Validity::none, .remark = Remark::withheld};
    return decide_for(found.front(), query.on);
}

Decision decide_for_person(const HeldCoverage& held, base::Date on)
{
    const Person person(held);
    // Domain rules 2.1: "a My Number card check uses the coverage period only (a lapsed paper certificate does not end
    // the cover)".
    if (const auto* covering = person.latest_gained([on](const Coverage& c) { return c.covers(on); })) {
        const auto* first = paying_first(person, *covering, on);
        const auto& told = first != nullptr ? *first : *covering;
        return decision_of(person, Validity::valid, told, told);
    }
    if (const auto* last = last_spell(person, on))
        return decision_of(person, Validity::lost, *last, *last);
    return {.validity = Validity::none, .remark = person.has_withheld() ? Remark::withheld : Remark::nothing};
}

} // namespace onshi::domain
