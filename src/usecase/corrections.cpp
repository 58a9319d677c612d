#include "usecase/corrections.h"

#include "domain/disclosure.h"
#include "storage/audit_store.h"
#include "storage/correction_store.h"
#include "storage/coverage_store.h"
#include "storage/feed_store.h"
#include "storage/register_store.h"
#include "usecase/audit.h"
#include "usecase/entry_details.h"

#include <algorithm>
#include <unordered_map>

namespace onshi::usecase {

using domain::AuditEvent;
using domain::Decision;
using domain::ErrorCode;

namespace {

/// What the record holds of a check by number ("on=DATE row=N asked=N limit=1") or by card (no asked=).
struct Check
{
    std::int64_t entry = 0;
    std::string facility, answer_id;
    base::Instant at{}, known_through{};
    int outcome = 0;
    std::int64_t person = 0;
    base::Date on;
    std::size_t told_row = 0, asked_row = 0;
    bool limit_consent = false;
    bool by_card = false;
};

/// None if the entry does not say which row was told.
std::optional<Check> check_of(AuditEvent event, const storage::AuditStore::Line& line)
{
    const auto on = base::Date::parse_iso(detail(line.details, "on"));
    const auto told = number_detail(line.details, "row");
    const auto asked = number_detail(line.details, "asked");
    if (!on || told == 0)
        return {};
    return Check{.entry = line.entry,
                 .facility = std::string(line.holder),
                 .answer_id = std::string(line.answer_id),
                 .at = line.at,
                 .known_through = line.known_through,
                 .outcome = line.outcome,
                 .person = *line.person,
                 .on = *on,
                 .told_row = told,
                 .asked_row = asked == 0 ? told : asked,
                 .limit_consent = detail(line.details, "limit") == "1",
                 .by_card = event == AuditEvent::card_checked};
}

domain::AnswerFacts told(Decision decision, const Check& check)
{
    if (decision.coverage)
        decision.coverage = domain::disclose(*std::move(decision.coverage), decision, check.on, check.limit_consent);
    return domain::facts_of(decision, check.on);
}

class Search
{
public:
    Search(UnitOfWork& work, const CorrectionSearch& search)
        : work_(work)
        , search_(search)
    {
        auto& period = found_.period;
        period.since = search.since;
        period.until = std::min(search.until.value_or(base::Instant::max()), work.known_through());
        period.made_at = work.environment.clock.now();
    }

    CorrectionsFound run() &&
    {
        look_for_people();
        for (const auto& check : checks())
            judge(check);
        return std::move(found_);
    }

private:
    void look_for_people()
    {
        for (const auto& one : work_.coverages.corrected(found_.period.since, found_.period.until, search_.insurer)) {
            oldest_ = std::min(oldest_, one.stood_from);
            people_.emplace(one.person, one);
        }
        found_.people = static_cast<std::int64_t>(people_.size());
    }

    std::vector<Check> checks()
    {
        std::vector<Check> result;
        if (people_.empty())
            return result;
        for (const auto event : {AuditEvent::eligibility_checked, AuditEvent::card_checked})
            work_.audits.each_line(event, work_.registers.entry_before(oldest_),
                                   [&](const storage::AuditStore::Line& line) {
                                       ++found_.checks;
                                       if (!concerns(line))
                                           return;
                                       if (auto check = check_of(event, line))
                                           result.push_back(*std::move(check));
                                       else if (!is_without_row(event, line))
                                           ++found_.without_row;
                                   });
        std::ranges::sort(result, {}, &Check::entry);
        return result;
    }

    /// A card names its person even where no row was told; of such an answer nothing can be taken back.
    static bool is_without_row(AuditEvent event, const storage::AuditStore::Line& line)
    {
        return event == AuditEvent::card_checked && line.outcome == static_cast<int>(domain::Validity::none);
    }

    [[nodiscard]] bool concerns(const storage::AuditStore::Line& line) const
    {
        if (!line.person || (search_.facility && line.holder != search_.facility->text()))
            return false;
        const auto person = people_.find(*line.person);
        return person != people_.end() && person->second.stood_from <= line.known_through &&
               line.known_through < person->second.last;
    }

    void judge(const Check& check)
    {
        const auto spells = work_.coverages.spells_of(check.person, check.known_through);
        const auto& row = spells.at(check.told_row - 1);
        const auto& asked = spells.at(check.asked_row - 1);
        const auto said = told(
            {.validity = static_cast<domain::Validity>(check.outcome), .person = check.person, .coverage = row}, check);
        const auto& period = found_.period;
        auto now = answer(check, asked, period.until);
        if (domain::differences(said, now).empty())
            return;
        // What was wrong before the period began was found, or was not wrong, in an earlier one.
        const auto just_before = period.since - std::chrono::microseconds(1);
        if (check.known_through < just_before && domain::differences(answer(check, asked, just_before), now).empty())
            return;
        found_.answers.push_back({.facility = check.facility,
                                  .answer_id = check.answer_id,
                                  .at = check.at,
                                  .on = check.on,
                                  .reference_number = reference_number(check),
                                  .asked = row_now(check),
                                  .said = said,
                                  .now = std::move(now)});
    }

    /// The same question, as it would be answered from what was known at that moment.
    domain::AnswerFacts answer(const Check& check, const domain::Coverage& asked, base::Instant known_through)
    {
        if (check.by_card)
            return told(domain::decide_for_person(
                            {check.person, work_.coverages.spells_of(check.person, known_through)}, check.on),
                        check);
        auto decision = domain::decide({asked.insurer, asked.id, asked.birth_date, check.on},
                                       work_.coverages.held_under(asked.insurer, asked.id, known_through));
        if (decision.person && *decision.person != check.person)
            decision = {}; // another person's row is no answer about this one
        return told(std::move(decision), check);
    }

    domain::Coverage row_now(const Check& check)
    {
        auto spells = work_.coverages.spells_of(check.person, found_.period.until);
        const bool is_protected =
            std::ranges::any_of(spells, [](const domain::Coverage& c) { return c.undisclosed || c.self_withheld; });
        auto row = std::move(spells.at(check.asked_row - 1));
        if (is_protected)
            row.address.clear();
        return row;
    }

    std::string reference_number(const Check& check)
    {
        const auto facility = domain::FacilityCode::parse(check.facility);
        return facility ? work_.coverages.reference_number(check.person, *facility, found_.period.until)
                        : std::string();
    }

    UnitOfWork& work_;
    const CorrectionSearch& search_;
    CorrectionsFound found_;
    std::unordered_map<std::int64_t, storage::CoverageStore::Corrected> people_;
    base::Instant oldest_ = base::Instant::max();
};

} // namespace

CorrectionsFound find_corrections(UnitOfWork& work, const domain::Caller& caller, const CorrectionSearch& search)
{
    auto found = Search(work, search).run();
    auto details = "since=" + base::jst_iso(found.period.since) + " until=" + base::jst_iso(found.period.until) +
                   " people=" + std::to_string(found.people) + " answers=" + std::to_string(found.answers.size());
    if (search.insurer)
        details += " insurer=" + search.insurer->text();
    if (search.facility)
        details += " facility=" + search.facility->text();
    work.record(make_entry(work, caller,
                           {.event = AuditEvent::corrections_listed, .request = {}, .details = std::move(details)}));
    return found;
}

domain::Result<CorrectionSearch> search_for_feed(UnitOfWork& work, std::string_view id)
{
    const auto feed = work.feeds.by_id(id);
    if (!feed)
        return std::unexpected(domain::rejection(ErrorCode::feed_unknown, "--feed"));
    CorrectionSearch search{.since = base::Instant::max(),
                            .until = {},
                            .insurer = domain::InsurerNumber::parse(feed->insurer).value(),
                            .facility = {}};
    // The line of each of its batches on the record knows exactly what the batch recorded.
    const auto source = "file=feed:" + feed->id + " ";
    work.audits.each_line(AuditEvent::coverage_imported, work.registers.entry_before(feed->begun_at),
                          [&](const storage::AuditStore::Line& line) {
                              if (!line.details.starts_with(source) || line.details.contains(" added=0 changed=0 "))
                                  return;
                              search.since = std::min(search.since, line.known_through);
                              search.until = std::max(search.until.value_or(line.known_through), line.known_through);
                          });
    if (!search.until)
        return std::unexpected(domain::rejection(ErrorCode::feed_state, "--feed"));
    return search;
}

void publish_corrections(UnitOfWork& work, const domain::Caller& caller, std::span<domain::CorrectionFile> files)
{
    work.corrections.forget_before(work.environment.clock.now() - corrections_kept);
    for (auto& file : files) {
        file.id = base::uuid_v7(work.environment);
        work.corrections.add(file);
        work.record(make_entry(work, caller,
                               {.event = AuditEvent::corrections_published,
                                .request = {},
                                .details = "file=" + file.id + " facility=" + file.facility +
                                           " answers=" + std::to_string(file.answers)}));
    }
}

std::vector<domain::CorrectionFile> own_corrections(UnitOfWork& work, const domain::FacilityCode& facility)
{
    return work.corrections.of_facility(facility.text(), work.environment.clock.now() - corrections_kept);
}

domain::Result<domain::CorrectionFile> fetch_corrections(UnitOfWork& work, const domain::Caller& caller,
                                                         const domain::FacilityCode& facility, std::string_view id)
{
    auto file = work.corrections.by_id(facility.text(), id, work.environment.clock.now() - corrections_kept);
    if (!file)
        return std::unexpected(domain::rejection(ErrorCode::corrections_unknown, "id"));
    work.record(make_entry(work, caller,
                           {.event = AuditEvent::corrections_fetched, .request = {}, .details = "file=" + file->id}));
    return *std::move(file);
}

} // namespace onshi::usecase
