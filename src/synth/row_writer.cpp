#include "synth/row_writer.h"

#include "domain/copay_share.h"
#include "synth/birth_dates.h"
#include "synth/certificates.h"
#include "synth/identity.h"
#include "synth/limit_certificates.h"
#include "synth/list_text.h"

#include <algorithm>
#include <array>

namespace onshi::synth {
namespace {

// Domain rules 1.3: certificates issued from April 2021 print 枝番; rows that had ended by then never had one.
const base::Date branches_begin{std::chrono::sys_days(std::chrono::year(2021) / std::chrono::April / 1)};

bool is_void(const Spell& spell) { return spell.lost && *spell.lost <= spell.gained; }

domain::Sex other_sex(domain::Sex sex) { return sex == domain::Sex::male ? domain::Sex::female : domain::Sex::male; }

} // namespace

struct RowWriter::Row
{
    const Household& household;
    const Circumstances& circumstances;
    const Condition& condition;
    Draw& draw; ///< for certificates
    const Spell& spell;
    const Insurer& insurer;

    [[nodiscard]] const Member& member() const { return household.members[spell.member]; }
    /// One number for each person of the town.
    [[nodiscard]] std::uint64_t person() const { return household.index * most_members + spell.member; }
};

RowWriter::RowWriter(std::uint64_t seed, const Insurers& insurers, base::Date as_of)
    : seed_(seed)
    , insurers_(insurers)
    , as_of_(as_of)
{
}

std::uint64_t RowWriter::write(const Household& household, const SpellLists& spells, std::size_t people,
                               std::string& out)
{
    const auto circumstances = draw_circumstances(seed_, household, as_of_);
    Draw draw(seed_, household.index, Purpose::certificates);
    std::uint64_t rows = 0;
    for (std::size_t member = 0; member < std::min(people, household.members.size()); ++member) {
        const auto condition = draw_condition(seed_, household, member, as_of_);
        for (const auto& spell : spells[member]) {
            write_row({household, circumstances, condition, draw, spell, insurers_.at(spell.insurer)});
            out += line_.view();
            ++rows;
        }
    }
    return rows;
}

void RowWriter::write_row(const Row& row)
{
    line_.clear();
    add_identity(row);
    add_names(row);
    add_person(row);
    add_place(row);
    add_dates(row.spell);
    add_certified(row);
    line_.add(row.circumstances.undisclosed ? ",1," : ",,");
    line_.add(row.circumstances.self_withheld ? "1\n" : "\n");
}

void RowWriter::add_identity(const Row& row)
{
    const auto& spell = row.spell;
    add_person_code(line_, seed_, row.household.index, spell.member);
    line_.add(',');
    line_.add(row.insurer.number.text());
    line_.add(',');
    const bool before_branches = spell.lost && *spell.lost <= branches_begin;
    if (row.insurer.scheme == Scheme::late_elderly)
        add_late_elderly_id(line_, row.household.local_index, spell.member);
    else
        add_unit_id(line_, row.insurer.style, row.household.index, spell.slot, before_branches ? 0 : spell.branch);
    line_.add(',');
    line_.digits(static_cast<std::uint64_t>(kind_of(row)), 2);
    line_.add(',');
    line_.digits(static_cast<std::uint64_t>(spell.relationship), 1);
    line_.add(',');
}

void RowWriter::add_names(const Row& row)
{
    const bool common = row.insurer.common_characters;
    const auto name = name_in(row);
    add_written(line_, name, common);
    line_.add(',');
    add_kana(line_, name);
    line_.add(',');
    if (row.condition.other_name)
        add_other_name(row);
    else
        line_.add(',');
    line_.add(',');
    if (row.spell.insured)
        add_written(line_, *row.spell.insured == row.spell.member ? name : row.household.name(*row.spell.insured),
                    common);
    line_.add(',');
}

void RowWriter::add_other_name(const Row& row)
{
    const auto other = row.household.family.foreign ? alias(row) : Name{maiden_name(row), row.member().given};
    add_written(line_, other, row.insurer.common_characters);
    line_.add(',');
    add_kana(line_, other);
}

void RowWriter::add_person(const Row& row)
{
    const bool wrong = row.spell.mistake == Mistake::sex;
    const auto sex = row.condition.sex_unset ? domain::Sex::unset
                     : wrong                 ? other_sex(row.member().sex)
                                             : row.member().sex;
    line_.iso(birth_in(row));
    line_.add(',');
    line_.digits(static_cast<std::uint64_t>(sex), 1);
    line_.add(row.condition.sex_hidden ? ",1," : ",,");
}

void RowWriter::add_place(const Row& row)
{
    const auto address = address_in(row);
    address.add_post_number(line_);
    line_.add(',');
    address.add_text(line_, row.insurer.addresses);
    line_.add(',');
}

void RowWriter::add_dates(const Spell& spell)
{
    line_.iso(spell.gained);
    line_.add(',');
    if (spell.lost)
        line_.iso(*spell.lost);
    line_.add(',');
    line_.add(spell.reason);
    line_.add(',');
}

void RowWriter::add_certified(const Row& row)
{
    const auto birth = birth_in(row);
    const Cover cover{row.insurer.scheme,         kind_of(row),         birth,
                      row.spell.gained,           last_seen(row.spell), domain::elderly_share_from(birth),
                      domain::birthday(birth, 75)};
    const auto& income = row.circumstances.income;
    certified_.clear();
    add_certificates(certified_, cover, income, row.draw);
    add_elderly_certificates(certified_, cover, income);
    if (!is_void(row.spell)) {
        add_limit_certificates(certified_, cover, income, row.draw);
        add_diseases(certified_, cover, income, row.condition);
    }
    add_lists(line_, certified_);
}

Name RowWriter::name_in(const Row& row) const
{
    auto name = row.household.name(row.spell.member);
    if (row.spell.before_marriage && !row.household.family.foreign)
        name.family = maiden_name(row);
    return name;
}

base::Date RowWriter::birth_in(const Row& row) const
{
    if (row.spell.mistake != Mistake::birth_date)
        return row.member().birth;
    constexpr std::array slips{1, 10, 30, 365}; // a wrong day, month or year
    return row.member().birth.plus_days(-slips[row.household.index % slips.size()]);
}

/// The day of the spell on which the insurer last had to say something about it.
base::Date RowWriter::last_seen(const Spell& spell) const
{
    const auto last = spell.lost ? std::min(as_of_, spell.lost->plus_days(-1)) : as_of_;
    return std::max(spell.gained, last);
}

/// Codes of OQSCD010. Children of households in arrears keep a 短期被保険者証, never a 資格証明書 (国民健康保険法9条).
domain::CertificateKind RowWriter::kind_of(const Row& row) const
{
    using domain::CertificateKind;
    const auto scheme = row.insurer.scheme;
    if (scheme == Scheme::self_defence)
        return CertificateKind::self_defence;
    if (is_specified_retired(scheme))
        return CertificateKind::specified_retired;
    if (scheme == Scheme::national_retired)
        return row.household.index % 8 == 0 ? CertificateKind::short_term_retired : CertificateKind::retired;
    if (scheme != Scheme::national || row.circumstances.arrears == Arrears::none)
        return CertificateKind::ordinary;
    const bool special = row.circumstances.arrears == Arrears::special_medical_cost;
    return special && age_on(row.member().birth, as_of_) >= 18 ? CertificateKind::special_medical_cost
                                                               : CertificateKind::short_term;
}

FamilyName RowWriter::maiden_name(const Row& row) const
{
    Draw draw(seed_, row.person(), Purpose::former_names);
    return draw_family_name(draw);
}

/// 通称名: one family name for the household.
Name RowWriter::alias(const Row& row) const
{
    Draw of_household(seed_, ~row.household.index, Purpose::former_names);
    Draw of_member(seed_, row.person(), Purpose::former_names);
    const auto family = draw_family_name(of_household);
    return {family, draw_given_name(of_member, family, row.member().sex, row.member().birth.year())};
}

/// An insurer that the person left before moving never heard of the move. 国民健康保険 covers its own residents.
Address RowWriter::address_in(const Row& row) const
{
    const auto& household = row.household;
    if (row.spell.before_marriage) {
        Draw draw(seed_, ~row.person(), Purpose::moves);
        return draw_address(draw, household.prefecture, household.municipality);
    }
    const auto& moved = row.circumstances.moved;
    auto address = moved && row.spell.lost && *row.spell.lost <= *moved ? row.circumstances.former : household.address;
    if (row.insurer.scheme != Scheme::national)
        return address;
    const auto municipality = insurers_.municipality_of(row.spell.insurer);
    if (municipality != household.municipality)
        address = row.circumstances.former;
    address.municipality = municipality;
    return address;
}

} // namespace onshi::synth
