#include "jobs/corrections_files.h"

#include "wire/corrections_file.h"

#include <map>
#include <string>
#include <utility>

namespace onshi::jobs {

std::vector<domain::CorrectionFile> corrections_files(std::vector<domain::CorrectedAnswer> answers,
                                                      const domain::CorrectionPeriod& period)
{
    std::map<std::string, std::vector<domain::CorrectedAnswer>> by_facility;
    for (auto& answer : answers)
        by_facility[answer.facility].push_back(std::move(answer));
    std::vector<domain::CorrectionFile> files;
    files.reserve(by_facility.size());
    for (const auto& [facility, own] : by_facility)
        files.push_back({.id = {},
                         .facility = facility,
                         .period = period,
                         .answers = static_cast<std::int64_t>(own.size()),
                         .content = wire::corrections_csv(own, period, false)});
    return files;
}

} // namespace onshi::jobs
