#pragma once

#include "wire/json.h"

#include <cstdint>
#include <string>
#include <vector>

/// What the desk does when a cover cannot be confirmed online. In Japanese, for staff; the rules and their sources
/// stand in procedure.cpp. Pure, any thread.
namespace onshi::terminal {

enum class Situation : std::uint8_t {
    centre_unreachable,     ///< line or centre down
    reader_broken,          ///< no reader, or it does not read
    card_not_confirmed,     ///< the card's certificate is refused, revoked, too old, or nobody could tell
    coverage_not_confirmed, ///< the answer was 2 無効, 3 無効（新しい資格あり） or 4 該当資格なし
    pin_blocked,            ///< three wrong PINs
};

struct ProcedureSection
{
    std::string heading;
    std::vector<std::string> steps;
};

struct Procedure
{
    std::string title;
    std::vector<ProcedureSection> sections;
};

/// The steps of that situation first, then what holds in all: other ways to confirm, what is taken, what is done later.
[[nodiscard]] Procedure procedure_for(Situation);
/// Every situation, then what holds in all: for the wall.
[[nodiscard]] Procedure whole_procedure();
/// Schema Procedure of the page's API document.
[[nodiscard]] wire::Json procedure_json(const Procedure&);

/// One paragraph for the screen beside such an answer or trouble.
[[nodiscard]] std::string what_to_do(Situation);

} // namespace onshi::terminal
