#pragma once

#include "load/people.h"
#include "load/question.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// What came back, by kind. Nothing of it is about a person.
namespace onshi::load {

/// Why a request got no right answer.
enum class Miss : std::uint8_t {
    status,      ///< an answer other than 200
    no_validity, ///< 200 without 資格有効性
    no_id,       ///< 200 without Onshi-Answer-Id, by which the record would be found
    lost,        ///< the connection ended before the answer
    unanswered,  ///< still under way when the round was ended
    unsent,      ///< open loop: was due, and no connection became free for it
};
inline constexpr std::array all_misses{Miss::status, Miss::no_validity, Miss::no_id,
                                       Miss::lost,   Miss::unanswered,  Miss::unsent};
[[nodiscard]] const char* name_of(Miss);

struct Answer
{
    int status = 0;
    std::string_view id, body;
};

struct Tally
{
    std::uint64_t answers = 0; ///< whole ones, of any status
    std::map<int, std::uint64_t> by_status;
    std::array<std::uint64_t, 6> by_validity{}; ///< of answers with 200; by 資格有効性, [0] unused
    std::map<std::string, std::uint64_t> by_error_code;
    std::map<std::pair<Foreseen, int>, std::uint64_t> unforeseen; ///< a validity other than the file let expect
    std::array<std::uint64_t, all_misses.size()> misses{};        ///< errors, by Miss

    /// An answer to a check, or (whose body is not looked at) to a post of nothing.
    void count(Target target, const Answer& answer, Foreseen foreseen);
    void miss(Miss kind, std::uint64_t count = 1) { misses.at(static_cast<std::size_t>(kind)) += count; }
    [[nodiscard]] std::uint64_t errors() const;
    [[nodiscard]] std::uint64_t other_than_foreseen() const;
};

} // namespace onshi::load
