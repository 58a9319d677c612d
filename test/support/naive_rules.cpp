#include "support/naive_rules.h"

namespace onshi::test {

using domain::Coverage;
using domain::EligibilityQuery;
using domain::HeldCoverage;
using domain::Sex;
using domain::Validity;

namespace {

bool was_never(const Coverage& row) { return row.lost.has_value() && *row.lost <= row.gained; }

bool holds(const Coverage& row, base::Date on)
{
    if (was_never(row))
        return false;
    if (on < row.gained)
        return false;
    if (row.lost.has_value() && *row.lost <= on)
        return false;
    return true;
}

bool cannot_be_one_person(const Coverage& a, const Coverage& b)
{
    if (a.birth_date != b.birth_date)
        return true;
    const bool man_and_woman =
        (a.sex == Sex::male && b.sex == Sex::female) || (a.sex == Sex::female && b.sex == Sex::male);
    return man_and_woman;
}

bool is_withheld(const Coverage& row, const std::vector<Coverage>& rows)
{
    for (const auto& other : rows)
        if (!was_never(row) && !was_never(other) && cannot_be_one_person(row, other))
            return true;
    return false;
}

bool same_number(const EligibilityQuery& query, const Coverage& row, bool folded)
{
    if (row.insurer != query.insurer)
        return false;
    if (folded ? row.id.folded_key() != query.id.folded_key() : row.id.normal_key() != query.id.normal_key())
        return false;
    return row.id.branch().empty() || query.id.branch().empty() || row.id.branch() == query.id.branch();
}

/// The person's rows that the number and the birth date name.
std::vector<Coverage> asked_rows(const EligibilityQuery& query, const HeldCoverage& person, bool folded, bool withheld)
{
    std::vector<Coverage> rows;
    for (const auto& row : person.spells) {
        if (was_never(row) || is_withheld(row, person.spells) != withheld || !same_number(query, row, folded))
            continue;
        bool born = row.birth_date == query.birth_date;
        for (const auto& other : person.spells)
            born = born || (withheld && !was_never(other) && other.birth_date == query.birth_date);
        if (born)
            rows.push_back(row);
    }
    return rows;
}

bool certificate_in_its_window(const Coverage& row, base::Date on)
{
    if (row.certificates.empty())
        return true;
    for (const auto& certificate : row.certificates) {
        const bool begun = !certificate.valid.from || *certificate.valid.from <= on;
        const bool ended = certificate.valid.to && *certificate.valid.to < on;
        if (begun && !ended)
            return true;
    }
    return false;
}

NaiveAnswer answer_about(const EligibilityQuery& query, const HeldCoverage& person, const std::vector<Coverage>& asked)
{
    NaiveAnswer answer;
    for (const auto& row : asked)
        if (holds(row, query.on) && certificate_in_its_window(row, query.on) &&
            (!answer.row || answer.row->gained < row.gained))
            answer.row = row;
    if (answer.row) {
        answer.validity = Validity::valid;
        if (!answer.row->insurer.is_national_health())
            return answer;
        std::optional<Coverage> work;
        for (const auto& row : person.spells)
            if (row.insurer.text().size() == 8 && row.insurer.text().substr(0, 2) != "39" && holds(row, query.on) &&
                !is_withheld(row, person.spells) && (!work || work->gained < row.gained))
                work = row;
        if (work) {
            answer.row = work;
            answer.other_cover_first = true;
        }
        return answer;
    }
    for (const auto& row : asked) // the latest begun
        if (row.gained <= query.on && (!answer.row || answer.row->gained < row.gained))
            answer.row = row;
    if (!answer.row)
        for (const auto& row : asked) // or the first to come
            if (!answer.row || row.gained < answer.row->gained)
                answer.row = row;
    answer.validity = Validity::lost;
    for (const auto& row : person.spells)
        if (holds(row, query.on) && answer.row->gained < row.gained && !is_withheld(row, person.spells))
            answer.validity = Validity::lost_with_newer;
    return answer;
}

} // namespace

NaiveAnswer naive_answer(const EligibilityQuery& query, const std::vector<HeldCoverage>& everybody)
{
    for (const bool folded : {false, true}) {
        std::vector<const HeldCoverage*> people;
        for (const auto& person : everybody)
            if (!asked_rows(query, person, folded, false).empty() || !asked_rows(query, person, folded, true).empty())
                people.push_back(&person);
        if (people.empty())
            continue;
        if (people.size() > 1)
            return {.validity = Validity::several};
        const auto asked = asked_rows(query, *people.front(), folded, false);
        if (asked.empty())
            return {.validity = Validity::none, .withheld = true};
        return answer_about(query, *people.front(), asked);
    }
    return {};
}

} // namespace onshi::test
