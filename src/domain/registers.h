#pragma once

#include "domain/card.h"
#include "domain/coverage.h"

#include <string>

/// What the centre keeps of insurers and facilities, and what an insurer, or the authority of the cards, reports of a
/// person.
namespace onshi::domain {

struct Insurer
{
    InsurerNumber number;
    std::string name; ///< 保険者名称, full-width
};

struct Facility
{
    FacilityCode code;
    std::string name;
    int character_code = 0; ///< of the answers to it: 0 UTF-8, 1 Shift_JIS (OQSCD005; 医療機関環境設定)
};

struct CoverageReport
{
    PersonCode person;
    Coverage coverage;
};

struct CardReport
{
    PersonCode person;
    CardCertificate certificate; ///< superseded_by is not looked at
    std::string predecessor;     ///< serial of the certificate in whose place it was issued; empty if none
};

} // namespace onshi::domain
