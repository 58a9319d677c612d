#pragma once

#include "base/date.h"
#include "domain/coverage.h"
#include "synth/insurers.h"

#include <vector>

namespace onshi::synth {

/// A row's cover, as those see it who certify something for it.
struct Cover
{
    Scheme scheme;
    domain::CertificateKind kind;
    base::Date birth; ///< as the insurer has it
    base::Date gained;
    base::Date seen;         ///< the last day on which the insurer had to say something: today or the last with cover
    base::Date is_70, is_75; ///< the day from which the elderly share counts, and the 75th birthday

    [[nodiscard]] bool late_elderly() const { return scheme == Scheme::late_elderly; }
    /// What is certified to people of this cover, but for 後期高齢者医療, ends by the 75th birthday.
    [[nodiscard]] base::Date no_later_than(base::Date day) const
    {
        return late_elderly() || day < is_75 ? day : is_75.plus_days(-1);
    }
};

/// The lists of a row. Each ascends and holds nothing twice on one day.
struct Certified
{
    std::vector<domain::InsuredCertificate> certificates;
    std::vector<domain::ElderlyCertificate> elderly;
    std::vector<domain::LimitCertificate> limits;
    std::vector<domain::SpecificDisease> diseases;

    void clear()
    {
        certificates.clear();
        elderly.clear();
        limits.clear();
        diseases.clear();
    }
};

} // namespace onshi::synth
