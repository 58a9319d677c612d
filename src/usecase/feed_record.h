#pragma once

#include "domain/feed.h"
#include "usecase/unit_of_work.h"

#include <string>

/// How files and their quarantine stand on the record (doc/audit-events.md). Internal to usecase/.
namespace onshi::usecase {

void put_on_record(UnitOfWork&, const domain::Caller&, domain::AuditEvent, std::string details);
/// "feed=... kind=... sha256=..."
[[nodiscard]] std::string details_of(const domain::Feed&);

} // namespace onshi::usecase
