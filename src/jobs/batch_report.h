#pragma once

#include "jobs/register_import.h"
#include "usecase/imports.h"

#include <cstddef>
#include <vector>

/// How the result of a batch enters the report of its file. Internal to jobs/.
namespace onshi::jobs {

void add(ImportReport& report, const usecase::BatchResult& result);
/// `lines`: of each row of the batch.
void add_notes(std::vector<domain::FeedNote>& notes, const usecase::BatchResult& result,
               const std::vector<std::size_t>& lines);

} // namespace onshi::jobs
