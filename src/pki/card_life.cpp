#include "pki/card_certificate.h"

namespace onshi::pki {

namespace {

constexpr std::chrono::months grace{3};
constexpr std::chrono::months warning{3};

base::Date months_before(base::Date day, std::chrono::months months)
{
    const std::chrono::year_month_day civil = std::chrono::year_month_day(day.days()) - months;
    return base::Date(civil.ok() ? std::chrono::sys_days(civil)
                                 : std::chrono::sys_days(civil.year() / civil.month() / std::chrono::last));
}

base::Date end_of_grace(base::Date last_day)
{
    const std::chrono::year_month_day civil(last_day.days());
    return base::Date(std::chrono::sys_days((civil.year() / civil.month() + grace) / std::chrono::last));
}

} // namespace

std::expected<CardLife, CardRefusal> life_at(const CardCertificate& certificate, base::Instant now)
{
    const auto today = base::jst_date(now);
    const auto last_day = base::jst_date(certificate.not_after);
    const auto grace_end = end_of_grace(last_day);
    if (now < certificate.not_before)
        return std::unexpected(CardRefusal::not_yet);
    // RFC 5280, 4.1.2.5: "the period of time from notBefore through notAfter, inclusive", to the second.
    if (std::chrono::floor<std::chrono::seconds>(now) <= certificate.not_after)
        return CardLife{CardTime::valid, last_day, grace_end, today >= months_before(last_day, warning)};
    if (today <= grace_end)
        return CardLife{CardTime::expired_in_grace, last_day, grace_end, false};
    return std::unexpected(CardRefusal::too_old);
}

} // namespace onshi::pki
