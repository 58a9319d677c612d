#pragma once

#include "storage/register_store.h"
#include "usecase/imports.h"

#include <string>

/// What a batch of rows did, and how it stands on the record. Internal to usecase/.
namespace onshi::usecase {

void tally(ImportCounts&, storage::Put);
/// `source`: the file's name and the lines of the batch.
void record_batch(UnitOfWork&, const domain::Caller&, domain::AuditEvent, const BatchResult&,
                  const std::string& source);

} // namespace onshi::usecase
