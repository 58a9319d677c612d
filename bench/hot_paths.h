#pragma once

#include "bench/nation.h"

/// The stations of one check, each by itself: one function a file registers the benchmarks of that file. `nation`
/// outlives the run.
namespace onshi::bench {

void register_parse();
void register_write();
void register_normalise();
void register_lookup(Nation&);
void register_decide(Nation&);
void register_audit_entry(Nation&);
void register_audit_commit(Nation&);
void register_log_line(Nation&);
void register_whole_check(Nation&);

} // namespace onshi::bench
