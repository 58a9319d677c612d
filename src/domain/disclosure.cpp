#include "domain/disclosure.h"

#include "domain/copay_share.h"

#include <algorithm>

namespace onshi::domain {
namespace {

template<class T>
void keep_valid(std::vector<T>& list, base::Date on)
{
    std::erase_if(list, [on](const T& item) { return !item.valid.contains(on); });
}

/// A list is ordered by first days.
void keep_shown(std::vector<InsuredCertificate>& list, base::Date on)
{
    if (list.size() < 2)
        return;
    auto shown = std::ranges::find_if(list, [on](const auto& item) { return item.valid.contains(on); });
    if (shown == list.end()) {
        const auto begun = std::ranges::find_if(
            list.rbegin(), list.rend(), [on](const auto& item) { return !item.valid.from || *item.valid.from <= on; });
        shown = begun == list.rend() ? list.begin() : std::prev(begun.base());
    }
    list = {*shown};
}

} // namespace

Coverage disclose(Coverage coverage, const Decision& decision, base::Date on, bool limit_consent, bool disease_consent)
{
    keep_shown(coverage.certificates, on);
    keep_valid(coverage.elderly_certificates, on);
    keep_valid(coverage.limit_certificates, on);
    if (!limit_consent || decision.validity != Validity::valid)
        coverage.limit_certificates.clear();
    keep_valid(coverage.specific_diseases, on);
    if (!disease_consent || decision.validity != Validity::valid)
        coverage.specific_diseases.clear();
    if (decision.is_protected) {
        coverage.address.clear();
        coverage.post_number.clear();
    }
    return coverage;
}

bool is_preschool(base::Date birth, base::Date on) { return on <= preschool_until(birth); }

} // namespace onshi::domain
