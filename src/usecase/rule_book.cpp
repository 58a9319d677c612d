#include "usecase/rule_book.h"

#include "pki/digest.h"
#include "storage/register_store.h"

namespace onshi::usecase {

void note_rule_book(UnitOfWork& work, const std::string& program_version)
{
    const auto hash = pki::hex(work.rule_book);
    const auto known = work.registers.rule_book(work.known_through());
    if (known && known->hash == hash)
        return;
    static_cast<void>(work.registers.put(storage::RegisterStore::RuleBook{hash, program_version}, work.recorded_at()));
    work.keep();
}

} // namespace onshi::usecase
