#include "domain/correction.h"

#include "domain/copay_share.h"

namespace onshi::domain {

namespace {

/// Places in answer_fact_names.
enum : std::size_t { validity, insurer, symbol, number, branch, kind, share, limit_class, window_from, window_to };

std::string day(const std::optional<base::Date>& date) { return date ? date->iso() : std::string(); }

Share share_of(const Coverage& coverage, base::Date on)
{
    if (!coverage.certificates.empty() && coverage.certificates.front().share)
        return *coverage.certificates.front().share;
    if (!coverage.elderly_certificates.empty())
        return coverage.elderly_certificates.front().share;
    return ordinary_share(coverage.birth_date, on);
}

std::string words_of(std::size_t place, const std::string& text)
{
    if (place == validity)
        return std::string(term_of(static_cast<Validity>(text.front() - '0')));
    if (place == share && !text.empty())
        return text.substr(0, 1) + "割";
    return text.empty() ? "なし" : text;
}

} // namespace

AnswerFacts facts_of(const Decision& decision, base::Date on)
{
    AnswerFacts facts;
    facts.texts[validity] = std::to_string(static_cast<int>(decision.validity));
    if (!decision.coverage)
        return facts;
    const auto& row = *decision.coverage;
    facts.key = row.id.normal_key();
    facts.texts[insurer] = row.insurer.text();
    facts.texts[symbol] = row.id.symbol();
    facts.texts[number] = row.id.number();
    facts.texts[branch] = row.id.branch();
    facts.texts[kind] = code_of(row.kind);
    if (decision.validity != Validity::valid)
        return facts;
    facts.texts[share] = std::to_string(share_of(row, on));
    if (!row.limit_certificates.empty())
        facts.texts[limit_class] = row.limit_certificates.front().cls;
    if (!row.certificates.empty()) {
        facts.texts[window_from] = day(row.certificates.front().valid.from);
        facts.texts[window_to] = day(row.certificates.front().valid.to);
    }
    return facts;
}

std::vector<std::size_t> differences(const AnswerFacts& said, const AnswerFacts& now)
{
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < answer_fact_names.size(); ++place) {
        const bool written = place == symbol || place == number;
        if (said.texts[place] != now.texts[place] && !(written && said.key == now.key))
            places.push_back(place);
    }
    return places;
}

std::string difference_words(const AnswerFacts& said, const AnswerFacts& now)
{
    // What only one of the two answers could tell says nothing beside the validity.
    const bool both_found = !said.texts[insurer].empty() && !now.texts[insurer].empty();
    const bool both_valid = said.texts[validity] == now.texts[validity];
    std::string out;
    for (const auto place : differences(said, now)) {
        if (place != validity && !(place < share ? both_found : both_valid))
            continue;
        out += (out.empty() ? "" : "、") + std::string(answer_fact_terms[place]) + " " +
               words_of(place, said.texts[place]) + "→" + words_of(place, now.texts[place]);
    }
    return out;
}

} // namespace onshi::domain
