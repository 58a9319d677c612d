#include "storage/coverage_store.h"

#include "base/stable_hash.h"
#include "storage/values.h"

#include <algorithm>

namespace onshi::storage {

using domain::Coverage;

struct CoverageStore::Version
{
    std::int64_t sequence;
    std::int64_t recorded_at;
    Coverage coverage;
};

namespace {

std::int64_t key_hash(const domain::InsurerNumber& insurer, const domain::InsuredId& id)
{
    return static_cast<std::int64_t>(base::stable_hash(insurer.text() + '\x1f' + id.folded_key()));
}

// The order of these columns is that of read_coverage and of the INSERT.
Coverage read_coverage(const Row& row)
{
    return Coverage{
        .insurer = stored(domain::InsurerNumber::parse(row.text(1))),
        .id = stored(domain::InsuredId::parse(row.text(2), row.text(3), row.text(4))),
        .relationship = static_cast<domain::Relationship>(row.integer(5)),
        .name = std::string(row.text(6)),
        .name_kana = std::string(row.text(7)),
        .insured_name = std::string(row.text(8)),
        .birth_date = date_of(row.text(9)),
        .sex = static_cast<domain::Sex>(row.integer(10)),
        .post_number = std::string(row.text(11)),
        .address = std::string(row.text(12)),
        .gained = date_of(row.text(13)),
        .lost = optional_date(row, 14),
        .loss_reason = std::string(row.text(15)),
        .certificate_issued = optional_date(row, 16),
        .certificate_from = optional_date(row, 17),
        .certificate_to = optional_date(row, 18),
        .share = row.is_null(19) ? std::nullopt : std::optional<domain::Share>(static_cast<int>(row.integer(19))),
    };
}

bool same_spell(const Coverage& a, const Coverage& b)
{
    return a.insurer == b.insurer && a.id.normal_key() == b.id.normal_key() && a.id.branch() == b.id.branch() &&
           a.gained == b.gained;
}

} // namespace

std::vector<CoverageStore::Version> CoverageStore::versions_of(std::int64_t person, base::Instant known_through)
{
    std::vector<Version> versions;
    transaction_.query("SELECT sequence, insurer_number, symbol, number, branch, relationship, name, name_kana, "
                       "insured_name, birth_date, sex, post_number, address, gained, lost, loss_reason, "
                       "certificate_issued, certificate_from, certificate_to, share, recorded_at "
                       "FROM coverage WHERE person_id = $1 AND recorded_at <= $2 ORDER BY sequence, recorded_at DESC",
                       {person, column_of(known_through)}, [&](const Row& row) {
                           // The newest version of a spell comes first; older ones of the same spell are history.
                           if (versions.empty() || versions.back().sequence != row.integer(0))
                               versions.push_back({row.integer(0), row.integer(20), read_coverage(row)});
                       });
    return versions;
}

std::vector<domain::HeldCoverage> CoverageStore::held_under(const domain::InsurerNumber& insurer,
                                                            const domain::InsuredId& id, base::Instant known_through)
{
    std::vector<std::int64_t> persons;
    transaction_.query("SELECT person_id FROM insured_key WHERE key_hash = $1 ORDER BY person_id",
                       {key_hash(insurer, id)}, [&](const Row& row) { persons.push_back(row.integer(0)); });
    std::vector<domain::HeldCoverage> held;
    for (const auto person : persons) {
        domain::HeldCoverage one{person, {}};
        for (auto& version : versions_of(person, known_through))
            one.spells.push_back(std::move(version.coverage));
        const auto holds = [&](const Coverage& spell) {
            return spell.insurer == insurer && spell.id.folded_key() == id.folded_key();
        };
        if (std::ranges::any_of(one.spells, holds)) // else two keys share a hash, or the spell came later
            held.push_back(std::move(one));
    }
    return held;
}

std::int64_t CoverageStore::person_id(const domain::PersonCode& code)
{
    std::int64_t id = 0;
    transaction_.query("SELECT person_id FROM person WHERE code = $1", {std::string_view(code.text())},
                       [&](const Row& row) { id = row.integer(0); });
    if (id == 0)
        transaction_.query("INSERT INTO person (code) VALUES ($1) RETURNING person_id", {std::string_view(code.text())},
                           [&](const Row& row) { id = row.integer(0); });
    return id;
}

Put CoverageStore::put(const domain::PersonCode& code, const Coverage& coverage, base::Instant recorded_at)
{
    const auto person = person_id(code);
    std::int64_t last = 0;
    for (const auto& version : versions_of(person, recorded_at)) {
        last = version.sequence;
        if (!same_spell(version.coverage, coverage))
            continue;
        if (version.coverage == coverage)
            return Put::unchanged;
        if (version.recorded_at == column_of(recorded_at)) // twice in one batch: the later row counts
            transaction_.execute("DELETE FROM coverage WHERE person_id = $1 AND sequence = $2 AND recorded_at = $3",
                                 {person, version.sequence, version.recorded_at});
        insert(person, version.sequence, coverage, recorded_at);
        return Put::changed;
    }
    insert(person, last + 1, coverage, recorded_at);
    transaction_.execute("INSERT INTO insured_key (key_hash, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                         {key_hash(coverage.insurer, coverage.id), person});
    return Put::added;
}

void CoverageStore::insert(std::int64_t person, std::int64_t sequence, const Coverage& c, base::Instant recorded_at)
{
    const auto birth = c.birth_date.iso();
    const auto gained = c.gained.iso();
    const DateColumn lost(c.lost), issued(c.certificate_issued), from(c.certificate_from), to(c.certificate_to);
    transaction_.execute(
        "INSERT INTO coverage (person_id, sequence, recorded_at, insurer_number, symbol, number, branch, "
        "relationship, name, name_kana, insured_name, birth_date, sex, post_number, address, gained, lost, "
        "loss_reason, certificate_issued, certificate_from, certificate_to, share) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
        {person,
         sequence,
         column_of(recorded_at),
         std::string_view(c.insurer.text()),
         std::string_view(c.id.symbol()),
         std::string_view(c.id.number()),
         std::string_view(c.id.branch()),
         static_cast<std::int64_t>(c.relationship),
         std::string_view(c.name),
         std::string_view(c.name_kana),
         std::string_view(c.insured_name),
         std::string_view(birth),
         static_cast<std::int64_t>(c.sex),
         std::string_view(c.post_number),
         std::string_view(c.address),
         std::string_view(gained),
         lost.value(),
         std::string_view(c.loss_reason),
         issued.value(),
         from.value(),
         to.value(),
         c.share ? Value(std::int64_t{*c.share}) : Value(Null{})});
}

} // namespace onshi::storage
