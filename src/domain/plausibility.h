#pragma once

#include "domain/coverage.h"
#include "domain/coverage_fields.h"
#include "domain/plausibility_settings.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// What is lawful and yet hardly true: a row beside its stored version, and a whole file beside all that its insurer
/// has stored. Such a row or file is held (隔離) until the operator has looked at it. doc/plausibility.md. Pure.
namespace onshi::domain {

/// Why something is held: the field by its column, and a Japanese sentence with what changes, or with the figure, its
/// threshold and the distribution before and after.
struct Doubt
{
    Field field;
    std::string rule; ///< "share_shift": for the record, which keeps nothing personal
    std::string text;
};

/// What is implausible in a row beside the stored version of the same spell. `others` are the person's other spells.
/// - birth_date, sex: another one than stored (未設定 agrees with all), unless another of the person's rows, of
/// whatever
///   insurer, states the new value already: such a row ends a disagreement (eligibility.h) and is wanted. A row that
///   is new, or whose value stays, is no case for holding: if it disagrees it is taken and withheld as before.
/// - share_two_steps: from 1割 to 3割 or back in a period that was certified already, or up to 3割 in a new period that
///   does not begin with the yearly renewal.
/// - share_and_class: 3割 beside a limit class that is none of 現役並み, or the other way round; 1割 with B09, 2割 with
///   B10; by the last item of each, if they overlap. Only if the stored version did not say so already.
[[nodiscard]] std::vector<Doubt> doubts(const Coverage& before, const Coverage& after,
                                        std::span<const Coverage> others);

/// How many people go from one code to another: "20" -> "30", "B04" -> "B05".
using Moves = std::map<std::pair<std::string, std::string>, std::int64_t>;
using Distribution = std::map<std::string, std::int64_t>;

/// What a file does to one list that is certified: the shares, or the limit classes.
struct CertifiedFigures
{
    std::int64_t comparable = 0; ///< known open spells with an item in force, or ended less than a year ago
    std::int64_t vanished = 0;   ///< of them: nothing certified from then on any more
    Moves renewal;               ///< in a new period that begins with the yearly renewal
    Moves other;                 ///< in a period that was certified already, or begins on another day
    Distribution before, after;  ///< of the comparable, by their last item
};

/// What is stored of one insurer: its spells that cover today or a later day.
class StoredFigures
{
public:
    explicit StoredFigures(base::Date today)
        : today_(today)
    {
    }
    void see(const Coverage& stored);

    std::int64_t open = 0;
    Distribution shares, classes; ///< by the last item

private:
    base::Date today_;
};

/// What a file of one insurer does to what is stored. Rows of spells that are not stored yet are not counted.
class FileFigures
{
public:
    explicit FileFigures(base::Date today)
        : today_(today)
    {
    }
    /// A row and the stored version of its spell; also if nothing differs.
    void see(const Coverage& before, const Coverage& after);

    std::int64_t known = 0;                  ///< rows seen
    std::int64_t birth_dates = 0, sexes = 0; ///< of them: stated otherwise than stored
    std::int64_t lost = 0;                   ///< open spells that it ends, or takes back
    std::int64_t absent = 0;                 ///< of a full file: open spells that it lacks; told from outside
    bool late_elderly = false;               ///< which list the shares stand in
    CertifiedFigures shares, classes;

private:
    base::Date today_;
};

/// True if a rule could hold this file that compares with all that is stored; if not, StoredFigures need not be made.
[[nodiscard]] bool wants_stored(const FileFigures&, const PlausibilitySettings&);

/// Why the file is implausible; empty if it is not. Rules: share_shift and class_shift (net move, of the renewal and of
/// the rest), share_one_way, share_vanished and class_vanished, cover_lost, cover_absent, birth_dates, sexes.
[[nodiscard]] std::vector<Doubt> doubts(const FileFigures&, const StoredFigures&, const PlausibilitySettings&);

} // namespace onshi::domain
