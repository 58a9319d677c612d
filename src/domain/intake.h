#pragma once

#include "domain/coverage.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// When an insurer's rows reach the register, and how late: what the desk is told beside a negative answer. Pure.
namespace onshi::domain {

/// Days from an event (資格取得, 資格喪失) to the day in Japan on which it was in the register.
struct UsualDelay
{
    int median_days = 0, p90_days = 0; ///< by nearest rank

    bool operator==(const UsualDelay&) const = default;
};

/// The last feed or file of an insurer, as known at a moment.
struct Intake
{
    base::Instant received_at{};     ///< when all of it was in
    std::int64_t rows = 0;           ///< of the insurer that were taken, unchanged ones too
    std::optional<UsualDelay> delay; ///< none: too few events so far
};

/// How many events came how many days late.
using DelayCounts = std::map<int, std::int64_t>;

/// An event that is further back when it arrives is a correction of the past and says nothing about the usual delay.
inline constexpr int longest_delay_days = 90;
/// The usual delay is that of what came in the last so many days: about a season, so that a mended process shows.
inline constexpr std::chrono::days delay_window{90};
/// With fewer events the 90th percentile would be the largest of them.
inline constexpr std::int64_t fewest_delays = 10;

/// The smallest delay that at least half (nine tenths) of the events did not exceed. None below `fewest_delays`.
[[nodiscard]] std::optional<UsualDelay> usual_delay(const DelayCounts&);

/// "0:12 5:3": days:events, as the database keeps them.
[[nodiscard]] std::string write_delays(const DelayCounts&);
void add_delays(DelayCounts&, std::string_view written);

/// What one feed or file brought of one insurer.
class Arrivals
{
public:
    /// One row that was taken. Its events are 資格取得 of a spell that is new, and 資格喪失 that is reported for the
    /// first time; a void row has none. `before`: the stored version, null if there is none. `today` in Japan.
    void add(const Coverage* before, const Coverage& now, base::Date today);
    /// One row that says nothing new.
    void add_unchanged() { ++rows_; }
    void merge(const Arrivals&);

    [[nodiscard]] std::int64_t rows() const { return rows_; }
    /// Of events after the day of the insurer's first intake: whatever lies before came with the first load, and its
    /// age is no delay. None before: no event counts. An event still to come has delay 0.
    [[nodiscard]] DelayCounts delays(base::Date received_on, std::optional<base::Date> first_received_on) const;

private:
    void add_event(base::Date event, base::Date today);

    std::int64_t rows_ = 0;
    std::map<base::Date, std::int64_t> events_;
};

} // namespace onshi::domain
