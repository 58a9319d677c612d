#pragma once

#include "base/date.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A file that an insurer sends over the network, on its way into the register.
namespace onshi::domain {

enum class FeedKind : std::uint8_t {
    changes = 1, ///< 異動分: rows that are new or differ; taken at once, if they are plausible
    full = 2,    ///< 全件: all that the insurer knows; its difference to what is stored is shown before it is taken
};

enum class FeedState : std::uint8_t {
    receiving = 1, ///< parts are coming
    comparing = 2, ///< it is compared with what is stored
    waiting = 3,   ///< the difference is there; the insurer accepts or refuses it
    applying = 4,  ///< its rows are being taken
    done = 5,
    refused = 6,     ///< by the insurer, after the difference; or by the operator, out of quarantine
    failed = 7,      ///< not the bytes that were announced, or no file of the format; nothing was taken
    quarantined = 8, ///< 隔離: implausible as a whole (plausibility.h); the operator accepts or refuses it
};

/// "changes", "waiting" and so on, as the messages say it.
[[nodiscard]] const char* name_of(FeedKind);
[[nodiscard]] const char* name_of(FeedState);
[[nodiscard]] std::optional<FeedKind> feed_kind(std::string_view name);

/// What became of the rows of a file.
struct RowCounts
{
    std::int64_t rows = 0; ///< read, without the header
    std::int64_t added = 0, changed = 0, unchanged = 0;
    std::int64_t refused = 0; ///< rows, not errors: a row may have several
    std::int64_t remarks = 0; ///< what the insurer should look at in rows that were taken
    std::int64_t held = 0;    ///< rows that are implausible, and were not taken
};

struct Feed
{
    std::string id;      ///< 受付番号: UUID version 7
    std::string insurer; ///< 保険者番号 of the certificate that sent it
    FeedKind kind = FeedKind::changes;
    FeedState state = FeedState::receiving;
    std::string name;   ///< as the sender calls the file
    std::string sha256; ///< of the whole file, hex, as announced
    std::int64_t bytes = 0, parts = 0;
    base::Instant begun_at{};

    // Of the present step (comparing or applying), and of the last one when it is over.
    std::int64_t lines = 0; ///< all rows up to this line of the file are dealt with
    std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0, refused = 0, remarks = 0, held = 0; ///< RowCounts
    std::int64_t absent = 0; ///< of a full file: spells that are stored and open, and not in it
    std::string difference;  ///< of a full file: "field=rows field=rows", how many rows differ in what
};

[[nodiscard]] RowCounts counts_of(const Feed&);
void set_counts(Feed&, const RowCounts&);

/// One line of the result that the insurer can fetch.
enum class FeedNoteKind : std::uint8_t {
    refused = 1, ///< the row was not taken, and why
    remark = 2,  ///< the row was taken; something to look at
    change = 3,  ///< what a row of a full file changes
    absent = 4,  ///< a stored spell that a full file lacks
    held = 5,    ///< implausible: the row (line 0: the whole file) waits for the operator
};
[[nodiscard]] const char* name_of(FeedNoteKind);

struct FeedNote
{
    std::int64_t line = 0; ///< of the file; 0 for absent
    FeedNoteKind kind = FeedNoteKind::refused;
    std::string field; ///< column of the coverage file
    std::string code;  ///< "OPN10004E"; empty but for refused
    std::string text;  ///< Japanese
};

/// Longest part of a file, in bytes. Small, since the one writer of the database takes a part between two answers.
inline constexpr std::size_t feed_part_bytes = std::size_t{1} << 20;
/// A file that is wrong throughout is not told line by line without end.
inline constexpr std::int64_t most_feed_notes = 50'000;

} // namespace onshi::domain
