#include "wire/corrections_file.h"

#include "wire/csv.h"
#include "wire/json.h"

#include <vector>

namespace onshi::wire {

using domain::AnswerFacts;
using domain::CorrectedAnswer;
using domain::CorrectionPeriod;

namespace {

struct Cell
{
    std::string name, text;
};
using Cells = std::vector<Cell>;

void add_facts(Cells& cells, const char* prefix, const AnswerFacts& facts)
{
    for (std::size_t place = 0; place < domain::answer_fact_names.size(); ++place)
        cells.push_back({prefix + std::string(domain::answer_fact_names[place]), facts.texts[place]});
}

Cells cells_of(const CorrectedAnswer& answer, const CorrectionPeriod& period, bool all_fields)
{
    const auto& row = answer.asked;
    Cells cells{{"facility_code", answer.facility},
                {"answer_id", answer.answer_id},
                {"answered_at", base::jst_iso(answer.at)},
                {"confirmed_on", answer.on.iso()},
                {"reference_number", answer.reference_number},
                {"insurer_number", row.insurer.text()},
                {"symbol", row.id.symbol()},
                {"number", row.id.number()},
                {"branch", row.id.branch()}};
    if (all_fields) {
        cells.push_back({"name", row.name});
        cells.push_back({"name_kana", row.name_kana});
        cells.push_back({"birth_date", row.birth_date.iso()});
        cells.push_back({"address", row.address});
    }
    cells.push_back({"difference", domain::difference_words(answer.said, answer.now)});
    add_facts(cells, "said_", answer.said);
    add_facts(cells, "now_", answer.now);
    cells.push_back({"corrected_since", base::jst_iso(period.since)});
    cells.push_back({"corrected_until", base::jst_iso(period.until)});
    cells.push_back({"made_at", base::jst_iso(period.made_at)});
    cells.push_back({"reason", period.reason});
    return cells;
}

void append(std::string& out, const Cells& cells, std::string Cell::* which)
{
    std::vector<std::string_view> views;
    views.reserve(cells.size());
    for (const auto& cell : cells)
        views.push_back(cell.*which);
    append_csv(out, views);
}

} // namespace

std::string corrections_csv(std::span<const CorrectedAnswer> answers, const CorrectionPeriod& period, bool all_fields)
{
    std::string out;
    for (const auto& answer : answers) {
        const auto cells = cells_of(answer, period, all_fields);
        if (out.empty())
            append(out, cells, &Cell::name);
        append(out, cells, &Cell::text);
    }
    return out;
}

std::string corrections_json(std::span<const CorrectedAnswer> answers, const CorrectionPeriod& period, bool all_fields)
{
    auto list = Json::array();
    for (const auto& answer : answers) {
        auto object = Json::object();
        for (const auto& cell : cells_of(answer, period, all_fields))
            object.set(cell.name, cell.text);
        list.push(std::move(object));
    }
    return list.pretty();
}

std::string corrections_words(std::span<const CorrectedAnswer> answers)
{
    std::string out =
        "医療機関    回答した日時         資格確認日  回答の番号                            回答 → 今の答え\n";
    for (const auto& answer : answers) {
        const auto at = base::jst_iso(answer.at);
        out += answer.facility + "  " + at.substr(0, 10) + " " + at.substr(11, 8) + "  " + answer.on.iso() + "  " +
               answer.answer_id + "  " + domain::difference_words(answer.said, answer.now) + "\n";
    }
    return out;
}

} // namespace onshi::wire
