#include "usecase/feed_record.h"

#include "usecase/audit.h"

namespace onshi::usecase {

void put_on_record(UnitOfWork& work, const domain::Caller& caller, domain::AuditEvent event, std::string details)
{
    work.record(make_entry(work, caller, {.event = event, .request = {}, .details = std::move(details)}));
}

std::string details_of(const domain::Feed& feed)
{
    return "feed=" + feed.id + " kind=" + domain::name_of(feed.kind) + " sha256=" + feed.sha256;
}

} // namespace onshi::usecase
