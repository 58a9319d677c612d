#pragma once

#include "synth/circumstances.h"
#include "synth/conditions.h"
#include "synth/line.h"
#include "synth/spells.h"
#include "wire/register_files.h"

#include <string>

/// The rows of the coverage file. They are made as text, cell by cell in the order of domain::coverage_fields, without
/// a domain::Coverage in between: that would cost more than everything else, 160 million times. A test holds the text
/// to wire::coverage_file().
namespace onshi::synth {

/// Keeps its memory from household to household. One thread at a time. `insurers` must outlive it.
class RowWriter
{
public:
    RowWriter(std::uint64_t seed, const Insurers& insurers, base::Date as_of);

    /// Appends the rows of the first `people` members of a household. Returns how many rows.
    std::uint64_t write(const Household& household, const SpellLists& spells, std::size_t people, std::string& out);

private:
    struct Row; ///< what the cells of one row have in common

    void write_row(const Row& row);
    void add_identity(const Row& row);
    void add_names(const Row& row);
    void add_other_name(const Row& row);
    void add_person(const Row& row);
    void add_place(const Row& row);
    void add_dates(const Spell& spell);
    void add_certified(const Row& row);

    [[nodiscard]] Name name_in(const Row& row) const;
    [[nodiscard]] base::Date birth_in(const Row& row) const;
    [[nodiscard]] base::Date last_seen(const Spell& spell) const;
    [[nodiscard]] domain::CertificateKind kind_of(const Row& row) const;
    [[nodiscard]] FamilyName maiden_name(const Row& row) const;
    [[nodiscard]] Name alias(const Row& row) const;
    [[nodiscard]] Address address_in(const Row& row) const;

    std::uint64_t seed_;
    const Insurers& insurers_;
    base::Date as_of_;
    Line line_;
    Certified certified_;
};

/// 見本　花子 of the interface page's sample messages M1 and M2: the first row of every town. `insurer` is 06139992.
[[nodiscard]] wire::CoverageRow sample_row(const domain::InsurerNumber& insurer);

} // namespace onshi::synth
