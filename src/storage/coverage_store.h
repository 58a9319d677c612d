#pragma once

#include "domain/eligibility.h"
#include "storage/register_store.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace onshi::storage {

/// Persons and their spells of cover, with all versions ever recorded.
class CoverageStore
{
public:
    explicit CoverageStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    /// Every person who has (or had, as known at `known_through`) a spell under this insurer with this 記号・番号 in
    /// its folded form, each with all spells of all insurers as known then. What domain::decide wants.
    [[nodiscard]] std::vector<domain::HeldCoverage> held_under(const domain::InsurerNumber&, const domain::InsuredId&,
                                                               base::Instant known_through);

    /// How a report stands to what is stored now. The spell is known by person, insurer, 記号・番号・枝番 (normal form)
    /// and 資格取得日.
    struct Standing
    {
        std::optional<std::int64_t> person;     ///< none: a new one that find() saw
        std::optional<domain::Coverage> before; ///< the stored spell that the report is about
        std::vector<domain::Coverage> others;   ///< all other spells of the person
        std::int64_t sequence = 1;              ///< of the spell
        std::int64_t place = 0;                 ///< of `before`
        std::int64_t free_place = 1;            ///< for what is recorded next of the person
        base::Instant recorded_at{};            ///< of `before`
    };
    [[nodiscard]] Standing find(const domain::PersonCode&, const domain::Coverage&);
    /// The same, and the person is there afterwards: what put() wants. Cheaper than find() for people who are new.
    [[nodiscard]] Standing find_to_put(const domain::PersonCode&, const domain::Coverage&);
    /// Records the report as a version of its spell, unless nothing differs. `standing` was found to put it in this
    /// transaction.
    Put put(const Standing& standing, const domain::Coverage&, base::Instant recorded_at);
    /// Makes the way from the numbers to the people anew from all rows ever recorded.
    void rebuild_keys();

    /// None if no insurer has reported anybody of this code.
    [[nodiscard]] std::optional<std::int64_t> person_of(const domain::PersonCode&);
    [[nodiscard]] bool has_any_of(const domain::InsurerNumber&);
    /// The people who have or had a spell with the insurer, in the order of first recording, with all their spells.
    void each_of(const domain::InsurerNumber&, const std::function<void(const std::vector<domain::Coverage>&)>&);
    /// One person's spells as known then, in the order of recording.
    [[nodiscard]] std::vector<domain::Coverage> spells_of(std::int64_t person, base::Instant known_through);

    /// A person of whom something else was recorded in a period than had been known.
    struct Corrected
    {
        std::int64_t person = 0;
        base::Instant stood_from{}; ///< when the earliest of what was superseded had been recorded
        base::Instant last{};       ///< the last change within the period
    };
    /// Further versions of spells, and further spells of people known before (which may contradict the others: they
    /// supersede all that was known of the person). `insurer`: only its spells count. Without one every row of the
    /// table is looked at.
    [[nodiscard]] std::vector<Corrected> corrected(base::Instant since, base::Instant until,
                                                   const std::optional<domain::InsurerNumber>& insurer);

    /// Every person with the spells as known at `known_through`, in the order of the codes. For export.
    void each(base::Instant known_through,
              const std::function<void(std::string_view code, std::vector<domain::Coverage>)>&);

    /// 照会番号 of this facility for the person; empty if none was registered.
    [[nodiscard]] std::string reference_number(std::int64_t person, const domain::FacilityCode&,
                                               base::Instant known_through);
    Put put_reference_number(std::int64_t person, const domain::FacilityCode&, const std::string& number,
                             base::Instant recorded_at);

private:
    /// One spell as one of its reports tells it.
    struct Version
    {
        std::int64_t place; ///< the row's key: the person's number and, below it, the order of recording
        std::int64_t sequence;
        std::int64_t recorded_at;
        domain::Coverage coverage;
    };
    /// The person that find_to_put() found last: a file has the rows of one person beside each other.
    struct Last
    {
        std::string code;
        std::int64_t person = 0;
        std::vector<Version> versions;
    };
    std::vector<Version> versions_of(std::int64_t person, base::Instant known_through);
    std::vector<std::int64_t> people_of(const domain::InsurerNumber&);
    std::vector<std::int64_t> people_with_versions(base::Instant since, base::Instant until);
    std::optional<Corrected> correction_of(std::int64_t person, base::Instant since, base::Instant until,
                                           const std::optional<domain::InsurerNumber>&);
    std::optional<std::int64_t> known_person(std::string_view code);
    std::int64_t next_person();
    static Standing standing_of(std::int64_t person, const std::vector<Version>&, const domain::Coverage&);
    void turn_to(std::string_view code);
    void insert_key(std::int64_t person, const domain::InsurerNumber&, const domain::InsuredId&);
    void remember(std::int64_t person, Version);
    void insert(std::int64_t person, const Version&);

    Transaction& transaction_;
    std::int64_t last_person_ = 0; ///< highest person_id given; 0: not asked yet
    Last last_;
};

} // namespace onshi::storage
