#pragma once

#include "domain/correction.h"

#include <vector>

/// What facilities are told of corrected answers: doc/formats/corrections.md.
namespace onshi::jobs {

/// One file for each facility that has an answer among these, in the order of their codes; the answers keep theirs.
/// Without ids, which usecase::publish_corrections gives, and without the columns of --all-fields.
[[nodiscard]] std::vector<domain::CorrectionFile> corrections_files(std::vector<domain::CorrectedAnswer> answers,
                                                                    const domain::CorrectionPeriod&);

} // namespace onshi::jobs
