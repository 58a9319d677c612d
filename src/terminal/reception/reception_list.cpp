#include "terminal/reception/reception_list.h"

#include <algorithm>

namespace onshi::terminal {

namespace {

constexpr std::size_t most = 50;
constexpr std::chrono::hours kept{12};

wire::Json or_null(const std::string& text) { return text.empty() ? wire::Json() : wire::Json(text); }

wire::Json notice(const std::string& code, const std::string& message)
{
    return std::move(wire::Json::object().set("code", code).set("message", message));
}

wire::Json notice_of(const ReceptionOutcome& outcome)
{
    if (const auto& trouble = outcome.trouble)
        return notice(trouble->code,
                      trouble->for_staff.empty() ? trouble->detail + trouble->what_to_do : trouble->for_staff);
    if (outcome.answer && outcome.answer->notice)
        return notice(outcome.answer->notice->code, outcome.answer->notice->message);
    return {};
}

bool takes_visual(const ReceptionOutcome& outcome, Step step)
{
    return !outcome.mode && (step == Step::mode || step == Step::pin || step == Step::visual_wait);
}

} // namespace

void ReceptionList::begin(const std::string& id)
{
    {
        const std::scoped_lock lock(mutex_);
        lines_.push_front({.id = id, .at = environment_.clock.now(), .outcome = {}});
        if (lines_.size() > most)
            lines_.pop_back();
    }
    changed_();
}

void ReceptionList::step(const std::string& id, Step step)
{
    change(id, [&](Line& line) { line.step = step; });
}

void ReceptionList::end(const std::string& id, const ReceptionOutcome& outcome)
{
    change(id, [&](Line& line) {
        line.outcome = outcome;
        line.is_over = true;
    });
}

void ReceptionList::change(const std::string& id, const std::function<void(Line&)>& with)
{
    {
        const std::scoped_lock lock(mutex_);
        const auto line = std::ranges::find(lines_, id, &Line::id);
        if (line == lines_.end())
            return;
        with(*line);
    }
    changed_();
}

wire::Json ReceptionList::json_of(const Line& line)
{
    const auto& outcome = line.outcome;
    const bool answered = line.step == Step::done || line.step == Step::trouble;
    auto json = wire::Json::object();
    json.set("id", line.id).set("at", base::jst_iso(line.at));
    json.set("mode", outcome.mode ? wire::Json(name_of(*outcome.mode)) : wire::Json());
    json.set("step", line.is_over && !answered ? "ended" : name_of(line.step));
    json.set("visual_possible", !line.is_over && takes_visual(outcome, line.step));
    wire::Json validity;
    std::string name, birth_date, insurer, words;
    if (outcome.answer) {
        if (outcome.answer->validity)
            validity = wire::Json(static_cast<int>(*outcome.answer->validity));
        words = wire::eligibility_answer_words(*outcome.answer);
        if (const auto& found = outcome.answer->found) {
            name = found->coverage.name;
            birth_date = found->coverage.birth_date.iso();
            insurer = found->insurer_name + "（" + found->coverage.insurer.text() + "）";
        }
    }
    json.set("validity", validity).set("name", or_null(name)).set("birth_date", or_null(birth_date));
    json.set("insurer", or_null(insurer)).set("consents", terminal::json_of(outcome.consents));
    json.set("file", or_null(outcome.file)).set("words", or_null(words)).set("notice", notice_of(outcome));
    return json;
}

wire::Json ReceptionList::json()
{
    auto list = wire::Json::array();
    const std::scoped_lock lock(mutex_);
    const auto oldest = environment_.clock.now() - kept;
    std::erase_if(lines_, [&](const Line& line) { return line.at < oldest; });
    for (const auto& line : lines_)
        list.push(json_of(line));
    return list;
}

} // namespace onshi::terminal
