#pragma once

#include "domain/coverage.h"

#include <string>

/// What the centre keeps of insurers and facilities, and what an insurer reports of a person.
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

} // namespace onshi::domain
