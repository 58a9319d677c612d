#pragma once

#include "base/date.h"

#include <array>
#include <cstdint>
#include <istream>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Who is asked about: people of a coverage file, each as likely as the other, and people whom nobody covers.
namespace onshi::load {

/// The numbers of one certificate and the birth date, as the file writes them.
struct Person
{
    std::string insurer, symbol, number, branch;
    base::Date birth_date;
};

/// What the answer should be.
enum class Foreseen : std::uint8_t { found, lost, unknown };
inline constexpr std::array all_foreseen{Foreseen::found, Foreseen::lost, Foreseen::unknown};
[[nodiscard]] const char* name_of(Foreseen);
/// 資格有効性: 1 for found, 2 or 3 for lost, 4 for unknown. The file does not tell everything: whoever is withheld, or
/// has another row with the same numbers, is answered otherwise and rightly so.
[[nodiscard]] bool agrees(Foreseen, int validity);

/// A uniform sample (reservoir) of the rows of a coverage file.
struct Sample
{
    std::vector<Person> in_force; ///< on the day asked
    std::vector<Person> lost;     ///< ended on that day or before, and not taken back
    std::uint64_t rows = 0, rows_in_force = 0, rows_lost = 0;
};

/// At most `most` of each kind. Rows that are taken back, begin later, or cannot be read are passed over.
/// The same file, day and seed give the same sample. Throws base::Fault(setup) if it is no coverage file
/// (doc/formats/coverage.md).
[[nodiscard]] Sample sample_people(std::istream& coverage, base::Date on, std::size_t most, std::uint64_t seed);

/// Percent of each kind, in the order of Foreseen; together 100.
using Mix = std::array<unsigned, 3>;
/// "90,5,5". None if it is not three numbers that make 100.
[[nodiscard]] std::optional<Mix> parse_mix(std::string_view text);

/// Draws people by the mix, for ever. One thread at a time.
class People
{
public:
    /// Throws base::Fault(setup) if the mix asks for a kind of which the sample has none.
    People(Sample sample, Mix mix, std::uint64_t seed);

    struct Asked
    {
        const Person& person;
        Foreseen foreseen; ///< unknown: the number must be altered (unknown_number)
    };
    [[nodiscard]] Asked next();

    [[nodiscard]] const Sample& sample() const { return sample_; }
    [[nodiscard]] const Mix& mix() const { return mix_; }

private:
    Sample sample_;
    Mix mix_;
    std::mt19937_64 random_;
};

/// A number that no insurer gives: the given one behind a letter, at most 20 characters.
void append_unknown_number(std::string& out, std::string_view number);

} // namespace onshi::load
