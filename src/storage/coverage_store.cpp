#include "storage/coverage_store.h"

#include "base/stable_hash.h"
#include "storage/values.h"

#include <algorithm>

namespace onshi::storage {

using domain::Coverage;

namespace {

constexpr unsigned number_bits = 40;
constexpr std::uint64_t number_mask = (std::uint64_t{1} << number_bits) - 1;

/// The hash of an insurer's first possible key.
std::uint64_t first_key(const domain::InsurerNumber& insurer)
{
    return base::stable_hash(insurer.text()) & ~number_mask;
}

/// 24 bits of the insurer, 40 bits of the number: collisions cost a comparison, never a wrong answer.
std::int64_t key_hash(const domain::InsurerNumber& insurer, const domain::InsuredId& id)
{
    return static_cast<std::int64_t>(first_key(insurer) | (base::stable_hash(id.folded_key()) & number_mask));
}

template<class T>
std::vector<T> list_of(const Row& row, int column)
{
    const auto text = row.text(column);
    return text.empty() ? std::vector<T>() : stored(domain::parse_list<T>(text));
}

// The order of these columns is that of the SELECT and of the INSERT.
Coverage read_coverage(const Row& row)
{
    return Coverage{
        .insurer = stored(domain::InsurerNumber::parse(row.text(3))),
        .id = stored(domain::InsuredId::parse(row.text(4), row.text(5), row.text(6))),
        .kind = static_cast<domain::CertificateKind>(row.integer(7)),
        .relationship = static_cast<domain::Relationship>(row.integer(8)),
        .name = std::string(row.text(9)),
        .name_kana = std::string(row.text(10)),
        .name_other = std::string(row.text(11)),
        .name_other_kana = std::string(row.text(12)),
        .insured_name = std::string(row.text(13)),
        .birth_date = date_of(row.text(14)),
        .sex = static_cast<domain::Sex>(row.integer(15)),
        .sex_hidden = row.integer(16) != 0,
        .post_number = std::string(row.text(17)),
        .address = std::string(row.text(18)),
        .gained = date_of(row.text(19)),
        .lost = optional_date(row, 20),
        .loss_reason = row.is_null(21) ? std::nullopt : std::optional(static_cast<domain::LossReason>(row.integer(21))),
        .certificates = list_of<domain::InsuredCertificate>(row, 22),
        .elderly_certificates = list_of<domain::ElderlyCertificate>(row, 23),
        .limit_certificates = list_of<domain::LimitCertificate>(row, 24),
        .specific_diseases = list_of<domain::SpecificDisease>(row, 25),
        .undisclosed = row.integer(26) != 0,
        .self_withheld = row.integer(27) != 0,
    };
}

/// A person's rows lie together, in the order of recording; beside each other lie people who were loaded together.
constexpr std::int64_t places_of_a_person = 65'536;

std::int64_t first_place(std::int64_t person) { return person * places_of_a_person; }

bool same_spell(const Coverage& a, const Coverage& b)
{
    return a.insurer == b.insurer && a.id.normal_key() == b.id.normal_key() && a.id.branch() == b.id.branch() &&
           a.gained == b.gained;
}

} // namespace

std::vector<CoverageStore::Version> CoverageStore::versions_of(std::int64_t person, base::Instant known_through)
{
    std::vector<Version> versions;
    transaction_.query(
        "SELECT place, sequence, recorded_at, insurer_number, symbol, number, branch, kind, relationship, name, "
        "name_kana, name_other, name_other_kana, insured_name, birth_date, sex, sex_hidden, post_number, address, "
        "gained, lost, loss_reason, certificates, elderly_certificates, limit_certificates, specific_diseases, "
        "undisclosed, self_withheld FROM coverage WHERE place BETWEEN $1 AND $2 AND recorded_at <= $3 ORDER BY place",
        {first_place(person), first_place(person + 1) - 1, column_of(known_through)}, [&](const Row& row) {
            // Places are given in the order of recording: a later version of a spell stands behind the earlier one.
            const auto known = std::ranges::find(versions, row.integer(1), &Version::sequence);
            Version version{row.integer(0), row.integer(1), row.integer(2), read_coverage(row)};
            if (known == versions.end())
                versions.push_back(std::move(version));
            else
                *known = std::move(version);
        });
    return versions;
}

std::vector<Coverage> CoverageStore::spells_of(std::int64_t person, base::Instant known_through)
{
    std::vector<Coverage> spells;
    for (auto& version : versions_of(person, known_through))
        spells.push_back(std::move(version.coverage));
    return spells;
}

std::vector<domain::HeldCoverage> CoverageStore::held_under(const domain::InsurerNumber& insurer,
                                                            const domain::InsuredId& id, base::Instant known_through)
{
    std::vector<std::int64_t> persons;
    transaction_.query("SELECT person_id FROM insured_key WHERE key_hash = $1 ORDER BY person_id",
                       {key_hash(insurer, id)}, [&](const Row& row) { persons.push_back(row.integer(0)); });
    std::vector<domain::HeldCoverage> held;
    for (const auto person : persons) {
        domain::HeldCoverage one{person, spells_of(person, known_through)};
        const auto holds = [&](const Coverage& spell) {
            return spell.insurer == insurer && spell.id.folded_key() == id.folded_key();
        };
        if (std::ranges::any_of(one.spells, holds)) // else two keys share a hash, or the spell came later
            held.push_back(std::move(one));
    }
    return held;
}

std::optional<std::int64_t> CoverageStore::known_person(std::string_view code)
{
    std::optional<std::int64_t> id;
    transaction_.query("SELECT person_id FROM person WHERE code = $1", {code},
                       [&](const Row& row) { id = row.integer(0); });
    return id;
}

std::optional<std::int64_t> CoverageStore::person_of(const domain::PersonCode& code)
{
    return known_person(code.text());
}

std::int64_t CoverageStore::next_person()
{
    // Nobody but the committer gives numbers, and every person has a spell.
    if (last_person_ == 0)
        transaction_.query("SELECT max(place) FROM coverage", {}, [&](const Row& row) {
            if (!row.is_null(0))
                last_person_ = row.integer(0) / places_of_a_person;
        });
    return last_person_ + 1;
}

void CoverageStore::each(base::Instant known_through,
                         const std::function<void(std::string_view, std::vector<Coverage>)>& sink)
{
    std::string from, last;
    do {
        from = last;
        transaction_.query("SELECT code, person_id FROM person WHERE code > $1 ORDER BY code LIMIT 4096",
                           {std::string_view(from)}, [&](const Row& row) {
                               last = row.text(0);
                               sink(last, spells_of(row.integer(1), known_through));
                           });
    } while (from != last);
}

std::string CoverageStore::reference_number(std::int64_t person, const domain::FacilityCode& facility,
                                            base::Instant known_through)
{
    std::string number;
    transaction_.query("SELECT number FROM reference_number WHERE person_id = $1 AND facility = $2 AND "
                       "recorded_at <= $3 ORDER BY recorded_at DESC LIMIT 1",
                       {person, std::string_view(facility.text()), column_of(known_through)},
                       [&](const Row& row) { number = row.text(0); });
    return number;
}

Put CoverageStore::put_reference_number(std::int64_t person, const domain::FacilityCode& facility,
                                        const std::string& number, base::Instant recorded_at)
{
    const auto before = reference_number(person, facility, recorded_at);
    if (before == number)
        return Put::unchanged;
    transaction_.execute("INSERT INTO reference_number (person_id, facility, recorded_at, number) "
                         "VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, facility, recorded_at) DO UPDATE "
                         "SET number = excluded.number",
                         {person, std::string_view(facility.text()), column_of(recorded_at), std::string_view(number)});
    return before.empty() ? Put::added : Put::changed;
}

bool CoverageStore::has_any_of(const domain::InsurerNumber& insurer)
{
    bool any = false;
    const auto first = first_key(insurer);
    transaction_.query("SELECT 1 FROM insured_key WHERE key_hash BETWEEN $1 AND $2 LIMIT 1",
                       {static_cast<std::int64_t>(first), static_cast<std::int64_t>(first | number_mask)},
                       [&](const Row&) { any = true; });
    return any;
}

std::vector<std::int64_t> CoverageStore::people_of(const domain::InsurerNumber& insurer)
{
    std::vector<std::int64_t> people;
    const auto first = first_key(insurer);
    std::pair<std::int64_t, std::int64_t> from, last{static_cast<std::int64_t>(first), 0}; // hash, person
    do {
        from = last;
        transaction_.query("SELECT key_hash, person_id FROM insured_key WHERE (key_hash, person_id) > ($1, $2) "
                           "AND key_hash <= $3 ORDER BY key_hash, person_id LIMIT 65536",
                           {from.first, from.second, static_cast<std::int64_t>(first | number_mask)},
                           [&](const Row& row) {
                               last = {row.integer(0), row.integer(1)};
                               people.push_back(last.second);
                           });
    } while (from != last);
    std::ranges::sort(people);
    people.erase(std::ranges::unique(people).begin(), people.end());
    return people;
}

void CoverageStore::each_of(const domain::InsurerNumber& insurer,
                            const std::function<void(const std::vector<Coverage>&)>& sink)
{
    for (const auto person : people_of(insurer))
        sink(spells_of(person, base::Instant::max()));
}

std::vector<std::int64_t> CoverageStore::people_with_versions(base::Instant since, base::Instant until)
{
    std::vector<std::int64_t> people;
    transaction_.query("SELECT DISTINCT person_id FROM coverage WHERE recorded_at >= $1 AND recorded_at <= $2 "
                       "ORDER BY person_id",
                       {column_of(since), column_of(until)}, [&](const Row& row) { people.push_back(row.integer(0)); });
    return people;
}

std::optional<CoverageStore::Corrected>
CoverageStore::correction_of(std::int64_t person, base::Instant since, base::Instant until,
                             const std::optional<domain::InsurerNumber>& insurer)
{
    Corrected found{person, base::Instant::max(), base::Instant::min()};
    auto first = base::Instant::max(); // of all that is known of the person
    std::int64_t sequence = 0;
    base::Instant before{}; // the version of the same spell before this one
    transaction_.query("SELECT sequence, recorded_at, insurer_number FROM coverage WHERE place BETWEEN $1 AND $2 AND "
                       "recorded_at <= $3 ORDER BY sequence, recorded_at",
                       {first_place(person), first_place(person + 1) - 1, column_of(until)}, [&](const Row& row) {
                           const auto at = instant_of(row.integer(1));
                           const bool is_new = sequence != row.integer(0);
                           first = std::min(first, at); // spells come in the order of their first versions
                           if (since <= at && (!insurer || row.text(2) == insurer->text()) && (!is_new || first < at)) {
                               found.stood_from = std::min(found.stood_from, is_new ? first : before);
                               found.last = std::max(found.last, at);
                           }
                           sequence = row.integer(0);
                           before = at;
                       });
    return found.last == base::Instant::min() ? std::nullopt : std::optional(found);
}

std::vector<CoverageStore::Corrected> CoverageStore::corrected(base::Instant since, base::Instant until,
                                                               const std::optional<domain::InsurerNumber>& insurer)
{
    std::vector<Corrected> found;
    for (const auto person : insurer ? people_of(*insurer) : people_with_versions(since, until))
        if (const auto correction = correction_of(person, since, until, insurer))
            found.push_back(*correction);
    return found;
}

CoverageStore::Standing CoverageStore::find(const domain::PersonCode& code, const Coverage& coverage)
{
    const auto person = known_person(code.text());
    return person ? standing_of(*person, versions_of(*person, base::Instant::max()), coverage) : Standing{};
}

CoverageStore::Standing CoverageStore::find_to_put(const domain::PersonCode& code, const Coverage& coverage)
{
    if (last_.code != code.text())
        turn_to(code.text());
    return standing_of(last_.person, last_.versions, coverage);
}

void CoverageStore::turn_to(std::string_view code)
{
    const auto next = next_person();
    const bool is_new = transaction_.execute("INSERT INTO person (code, person_id) VALUES ($1, $2) "
                                             "ON CONFLICT (code) DO NOTHING",
                                             {code, next}) == 1;
    if (is_new) { // has no versions to look for
        last_person_ = next;
        last_ = {std::string(code), next, {}};
        return;
    }
    const auto person = known_person(code);
    ONSHI_CHECK(person.has_value());
    last_ = {std::string(code), *person, versions_of(*person, base::Instant::max())};
}

CoverageStore::Standing CoverageStore::standing_of(std::int64_t person, const std::vector<Version>& versions,
                                                   const Coverage& coverage)
{
    Standing standing{.person = person, .free_place = first_place(person) + 1};
    std::int64_t last = 0;
    for (const auto& version : versions) {
        last = std::max(last, version.sequence);
        standing.free_place = std::max(standing.free_place, version.place + 1);
        if (!standing.before && same_spell(version.coverage, coverage)) {
            standing.before = version.coverage;
            standing.sequence = version.sequence;
            standing.place = version.place;
            standing.recorded_at = instant_of(version.recorded_at);
        } else {
            standing.others.push_back(version.coverage);
        }
    }
    if (!standing.before)
        standing.sequence = last + 1;
    return standing;
}

void CoverageStore::remember(std::int64_t person, Version version)
{
    if (last_.person != person)
        return;
    const auto known = std::ranges::find(last_.versions, version.sequence, &Version::sequence);
    if (known == last_.versions.end())
        last_.versions.push_back(std::move(version));
    else
        *known = std::move(version);
}

Put CoverageStore::put(const Standing& standing, const Coverage& coverage, base::Instant recorded_at)
{
    ONSHI_CHECK(standing.person.has_value());
    const auto person = *standing.person;
    if (standing.before == coverage)
        return Put::unchanged;
    ONSHI_CHECK(standing.free_place < first_place(person + 1));
    if (standing.before && standing.recorded_at == recorded_at) // twice in one batch: the later row counts
        transaction_.execute("DELETE FROM coverage WHERE place = $1", {standing.place});
    const Version version{standing.free_place, standing.sequence, column_of(recorded_at), coverage};
    insert(person, version);
    remember(person, version);
    if (standing.before)
        return Put::changed;
    insert_key(person, coverage.insurer, coverage.id);
    return Put::added;
}

void CoverageStore::insert_key(std::int64_t person, const domain::InsurerNumber& insurer, const domain::InsuredId& id)
{
    transaction_.execute("INSERT INTO insured_key (key_hash, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                         {key_hash(insurer, id), person});
}

void CoverageStore::rebuild_keys()
{
    transaction_.execute("DELETE FROM insured_key");
    transaction_.query("SELECT DISTINCT person_id, insurer_number, symbol, number FROM coverage", {},
                       [&](const Row& row) {
                           insert_key(row.integer(0), stored(domain::InsurerNumber::parse(row.text(1))),
                                      stored(domain::InsuredId::parse(row.text(2), row.text(3), {})));
                       });
}

void CoverageStore::insert(std::int64_t person, const Version& version)
{
    const auto& c = version.coverage;
    const auto birth = c.birth_date.iso();
    const auto gained = c.gained.iso();
    const DateColumn lost(c.lost);
    const auto certificates = domain::write_list(c.certificates);
    const auto elderly = domain::write_list(c.elderly_certificates);
    const auto limits = domain::write_list(c.limit_certificates);
    const auto diseases = domain::write_list(c.specific_diseases);
    transaction_.execute(
        "INSERT INTO coverage (place, person_id, sequence, recorded_at, insurer_number, symbol, number, branch, kind, "
        "relationship, name, name_kana, name_other, name_other_kana, insured_name, birth_date, sex, sex_hidden, "
        "post_number, address, gained, lost, loss_reason, certificates, elderly_certificates, limit_certificates, "
        "specific_diseases, undisclosed, self_withheld) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
        "$13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)",
        {version.place,
         person,
         version.sequence,
         version.recorded_at,
         std::string_view(c.insurer.text()),
         std::string_view(c.id.symbol()),
         std::string_view(c.id.number()),
         std::string_view(c.id.branch()),
         static_cast<std::int64_t>(c.kind),
         static_cast<std::int64_t>(c.relationship),
         std::string_view(c.name),
         std::string_view(c.name_kana),
         std::string_view(c.name_other),
         std::string_view(c.name_other_kana),
         std::string_view(c.insured_name),
         std::string_view(birth),
         static_cast<std::int64_t>(c.sex),
         std::int64_t{c.sex_hidden},
         std::string_view(c.post_number),
         std::string_view(c.address),
         std::string_view(gained),
         lost.value(),
         c.loss_reason ? Value(static_cast<std::int64_t>(*c.loss_reason)) : Value(Null{}),
         std::string_view(certificates),
         std::string_view(elderly),
         std::string_view(limits),
         std::string_view(diseases),
         std::int64_t{c.undisclosed},
         std::int64_t{c.self_withheld}});
}

} // namespace onshi::storage
