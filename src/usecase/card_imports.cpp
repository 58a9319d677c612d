#include "usecase/imports.h"

#include "storage/card_store.h"
#include "storage/coverage_store.h"
#include "usecase/batch_record.h"

#include <algorithm>

namespace onshi::usecase {

namespace {

/// The certificate in whose place the reported one was issued; null if the person has none of that serial.
const domain::CardCertificate* predecessor_of(const domain::CardReport& report,
                                              const std::vector<domain::CardCertificate>& certificates)
{
    const auto found = std::ranges::find_if(certificates, [&](const domain::CardCertificate& one) {
        return one.key.serial() == report.predecessor && one.key != report.certificate.key;
    });
    return found == certificates.end() ? nullptr : &*found;
}

/// What the row did; or why it is refused.
domain::Result<storage::Put> take_card(UnitOfWork& work, const domain::CardReport& report)
{
    using domain::ErrorCode;
    const auto person = work.coverages.person_of(report.person);
    if (!person)
        return std::unexpected(domain::rejection(ErrorCode::person_unknown, "person_code"));
    const auto linked = work.cards.linked(report.certificate.key, work.known_through());
    if (linked && linked->person != *person)
        return std::unexpected(domain::rejection(ErrorCode::card_taken, "serial"));
    auto certificate = report.certificate;
    certificate.superseded_by = linked ? linked->certificate.superseded_by : std::string();
    if (!report.predecessor.empty()) {
        const auto certificates = work.cards.of_person(*person, work.known_through());
        const auto* const before = predecessor_of(report, certificates);
        if (before == nullptr)
            return std::unexpected(domain::rejection(ErrorCode::card_predecessor, "predecessor_serial"));
        auto superseded = *before;
        superseded.superseded_by = certificate.key.serial();
        static_cast<void>(work.cards.put(*person, superseded, work.recorded_at()));
    }
    return work.cards.put(*person, certificate, work.recorded_at());
}

} // namespace

BatchResult import_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::CardReport> rows,
                         const std::string& source)
{
    BatchResult result;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (const auto put = take_card(work, rows[i]))
            tally(result.counts, *put);
        else
            result.refused.push_back({i, {put.error()}});
    }
    record_batch(work, caller, domain::AuditEvent::cards_imported, result, source);
    return result;
}

} // namespace onshi::usecase
