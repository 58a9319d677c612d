#include "usecase/corrections.h"

#include "base/fault.h"
#include "jobs/corrections_files.h"
#include "onshi/commands.h"
#include "onshi/installation.h"
#include "onshi/refused.h"
#include "wire/corrections_file.h"

#include <iostream>

namespace onshi::programs {

namespace {

base::Instant moment(const char* option, const std::string& text)
{
    const auto at = base::parse_instant(text);
    if (!at)
        throw base::Fault(base::FaultCode::setup, std::string(option) + ": write it like 2026-04-01T09:15:02+09:00");
    return *at;
}

domain::Result<usecase::CorrectionSearch> search_from(Installation& centre, const CorrectionsOptions& o)
{
    usecase::CorrectionSearch search;
    if (!o.feed.empty()) {
        auto found =
            centre.desk.read_now([&](usecase::UnitOfWork& work) { return usecase::search_for_feed(work, o.feed); });
        if (!found)
            return found;
        search = *std::move(found);
    } else if (!o.since.empty()) {
        search.since = moment("--since", o.since);
        if (!o.until.empty())
            search.until = moment("--until", o.until);
    } else {
        throw base::Fault(base::FaultCode::setup, "corrections: give --since MOMENT or --feed ID");
    }
    if (!o.insurer.empty()) {
        auto number = domain::at("--insurer", domain::InsurerNumber::parse(o.insurer));
        if (!number)
            return std::unexpected(number.error());
        search.insurer = *std::move(number);
    }
    if (!o.facility.empty()) {
        auto code = domain::at("--facility", domain::FacilityCode::parse(o.facility));
        if (!code)
            return std::unexpected(code.error());
        search.facility = *std::move(code);
    }
    return search;
}

void print(const usecase::CorrectionsFound& found, const CorrectionsOptions& o)
{
    if (o.format == "csv")
        std::cout << wire::corrections_csv(found.answers, found.period, o.all_fields);
    else if (o.format == "json")
        std::cout << wire::corrections_json(found.answers, found.period, o.all_fields);
    else
        std::cout << wire::corrections_words(found.answers);
    std::cerr << "訂正のあった人 " << found.people << "、調べた照会 " << found.checks << "、答えが変わる照会 "
              << found.answers.size() << "\n";
    if (found.without_row > 0)
        std::cerr << "どの資格を答えたか記録のない照会（古い版のもの）: " << found.without_row << "\n";
}

void publish(Installation& centre, usecase::CorrectionsFound found)
{
    auto files = jobs::corrections_files(std::move(found.answers), found.period);
    centre.desk.write_now([&](usecase::UnitOfWork& work) {
        usecase::publish_corrections(work, Installation::operator_at_shell(), files);
    });
    std::cerr << "お知らせを置いた医療機関: " << files.size() << "\n";
}

} // namespace

int corrections(const CorrectionsOptions& options)
{
    Installation centre(options.config, options.clock);
    const auto search = search_from(centre, options);
    if (!search)
        return refused(search.error());
    auto found = centre.desk.read_now([&](usecase::UnitOfWork& work) {
        return usecase::find_corrections(work, Installation::operator_at_shell(), *search);
    });
    found.period.reason = options.reason;
    print(found, options);
    if (options.publish)
        publish(centre, std::move(found));
    return 0;
}

} // namespace onshi::programs
