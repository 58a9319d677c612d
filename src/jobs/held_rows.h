#pragma once

#include "domain/quarantine.h"
#include "domain/registers.h"
#include "domain/rejection.h"
#include "usecase/desk.h"
#include "usecase/imports.h"

#include <cstddef>
#include <string>

/// Rows in quarantine: kept as a coverage file of one row, and read again when the operator takes them.
namespace onshi::jobs {

[[nodiscard]] domain::HeldRow held_row(const std::string& feed, std::size_t line, const usecase::DoubtfulRow&,
                                       const domain::CoverageReport&);

/// Takes the row as the operator's. Errors: usecase::accept_held_row; or what is wrong with the row today.
[[nodiscard]] domain::Result<void> accept_held_row(usecase::Desk&, const domain::Caller&, const std::string& id,
                                                   const std::string& reason);

} // namespace onshi::jobs
