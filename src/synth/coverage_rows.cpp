#include "synth/coverage_rows.h"

#include "base/fault.h"
#include "domain/copay_share.h"
#include "synth/identity.h"

#include <algorithm>

namespace onshi::synth {
namespace {

using Certificates = std::vector<domain::InsuredCertificate>;

constexpr std::uint32_t dated_permille = 250;   // employees' certificates with a date of issue and an open end
constexpr std::uint32_t windowed_permille = 50; // those with an end too

base::Date date_of(int year, unsigned month, unsigned day)
{
    const auto date = base::Date::of(year, month, day);
    ONSHI_CHECK(date.has_value());
    return *date;
}

/// 国保 and 後期 renew their certificates every year on 1 August.
domain::InsuredCertificate yearly_certificate(base::Date gained, base::Date seen)
{
    const int year = seen.month() >= 8 ? seen.year() : seen.year() - 1;
    const auto from = std::max(gained, date_of(year, 8, 1));
    return {from, {from, date_of(year + 1, 7, 31)}, std::nullopt};
}

Certificates employees_certificate(Draw& draw, base::Date gained, base::Date as_of)
{
    const auto ticket = draw.below(1000);
    const auto issued = gained.plus_days(3 + static_cast<int>(draw.below(11)));
    if (ticket >= dated_permille + windowed_permille || issued > as_of)
        return {};
    if (ticket < dated_permille)
        return {{issued, {gained, std::nullopt}, std::nullopt}};
    return {{issued, {gained, date_of(std::max(as_of.year(), gained.year()) + 2, 3, 31)}, std::nullopt}};
}

/// What income decides, once for a household: shares of a 後期高齢者 and of someone from 70 to 74.
struct Income
{
    explicit Income(Draw& draw)
    {
        const auto ticket = draw.below(100);
        late_elderly = ticket < 72 ? 10 : ticket < 92 ? 20 : 30;
        elderly = late_elderly == 30 || draw.permille(65) ? 30 : 20;
    }
    domain::Share late_elderly = 10;
    domain::Share elderly = 20;
};

class Rows
{
public:
    Rows(std::uint64_t seed, const Household& household, const Insurers& insurers, base::Date as_of)
        : seed_(seed)
        , household_(household)
        , insurers_(insurers)
        , as_of_(as_of)
        , draw_(seed, household.index, Purpose::certificates)
        , income_(draw_)
    {
    }

    wire::CoverageRow row(const Spell& spell)
    {
        const auto& insurer = insurers_.at(spell.insurer);
        const auto& member = household_.members[spell.member];
        const auto seen = last_seen(spell);
        return {person_code(seed_, household_.index, spell.member),
                {.insurer = insurer.number,
                 .id = make_id(insurer, spell),
                 .relationship = spell.relationship,
                 .name = member.name.written,
                 .name_kana = member.name.kana,
                 .insured_name = spell.insured ? household_.members[*spell.insured].name.written : std::string(),
                 .birth_date = member.birth,
                 .sex = member.sex,
                 .post_number = household_.address.post_number,
                 .address = household_.address.text,
                 .gained = spell.gained,
                 .lost = spell.lost,
                 .loss_reason = domain::loss_reason(spell.reason),
                 .certificates = make_certificates(insurer.scheme, spell, seen),
                 .elderly_certificates = make_elderly(insurer.scheme, member, seen)}};
    }

private:
    /// The day of the spell on which the insurer last had to say something about it.
    [[nodiscard]] base::Date last_seen(const Spell& spell) const
    {
        const auto last = spell.lost ? std::min(as_of_, spell.lost->plus_days(-1)) : as_of_;
        return std::max(spell.gained, last);
    }

    [[nodiscard]] domain::InsuredId make_id(const Insurer& insurer, const Spell& spell) const
    {
        if (insurer.scheme == Scheme::late_elderly)
            return late_elderly_id(household_.local_index, spell.member);
        return unit_id(insurer.style, household_.index, spell.slot, spell.branch);
    }

    Certificates make_certificates(Scheme scheme, const Spell& spell, base::Date seen)
    {
        if (scheme != Scheme::national && scheme != Scheme::late_elderly)
            return employees_certificate(draw_, spell.gained, as_of_);
        auto certificate = yearly_certificate(spell.gained, seen);
        if (scheme == Scheme::late_elderly)
            certificate.share = income_.late_elderly;
        return {certificate};
    }

    [[nodiscard]] std::vector<domain::ElderlyCertificate> make_elderly(Scheme scheme, const Member& member,
                                                                       base::Date seen) const
    {
        const auto first = domain::elderly_share_from(member.birth);
        if (scheme == Scheme::late_elderly || seen < first)
            return {};
        const auto from = std::max(first, yearly_certificate(first, seen).valid.from.value_or(first));
        const auto to = std::min(yearly_certificate(first, seen).valid.to.value_or(first),
                                 domain::birthday(member.birth, 75).plus_days(-1));
        return {{from, {from, to}, income_.elderly}};
    }

    std::uint64_t seed_;
    const Household& household_;
    const Insurers& insurers_;
    base::Date as_of_;
    Draw draw_;
    Income income_;
};

} // namespace

std::vector<wire::CoverageRow> coverage_rows(std::uint64_t seed, const Household& household,
                                             const std::vector<Spell>& spells, const Insurers& insurers,
                                             base::Date as_of)
{
    Rows rows(seed, household, insurers, as_of);
    std::vector<wire::CoverageRow> result;
    result.reserve(spells.size());
    for (const auto& spell : spells)
        result.push_back(rows.row(spell));
    return result;
}

wire::CoverageRow sample_row(const domain::InsurerNumber& insurer)
{
    return {sample_person_code(),
            {.insurer = insurer,
             .id = domain::InsuredId::parse("架空", "１２３４", "01").value(),
             .relationship = domain::Relationship::insured,
             .name = "見本　花子",
             .name_kana = "ミホン　ハナコ",
             .insured_name = "見本　花子",
             .birth_date = date_of(1985, 4, 7),
             .sex = domain::Sex::female,
             .post_number = "999-0000",
             .address = "架空県見本市例示町１－２－３",
             .gained = date_of(2020, 4, 1),
             .lost = std::nullopt,
             .certificates = {{date_of(2020, 4, 10), {date_of(2020, 4, 1), std::nullopt}, std::nullopt}}}};
}

} // namespace onshi::synth
