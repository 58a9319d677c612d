#pragma once

#include "support/test_environment.h"
#include "terminal/fallback/typed_check.h"

/// A question and its answers, for this folder's tests. Made-up people and numbers.
namespace onshi::terminal::sample {

inline wire::EligibilityRequest question()
{
    return {test::date("2026-04-01"),
            domain::FacilityCode::parse("1319999999").value(),
            {},
            {domain::InsurerNumber::parse("06139992").value(),
             domain::InsuredId::parse("架空", "１２３４", "01").value(),
             test::date("1985-04-07"),
             true,
             {}}};
}

inline CheckAnswer answer(domain::Validity validity)
{
    return {"A-1",
            {.at = test::instant("2026-04-01T09:02:12+09:00"),
             .on = test::date("2026-04-01"),
             .facility = "1319999999",
             .search = question().search,
             .validity = validity}};
}

} // namespace onshi::terminal::sample
