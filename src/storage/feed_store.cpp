#include "storage/feed_store.h"

#include "storage/values.h"

namespace onshi::storage {

using domain::Feed;
using domain::FeedState;

namespace {

std::int64_t column_of(auto code)
    requires std::is_enum_v<decltype(code)>
{
    return static_cast<std::int64_t>(code);
}

// The order of these columns is that of every SELECT of a feed.
Feed read_feed(const Row& row)
{
    return {.id = std::string(row.text(0)),
            .insurer = std::string(row.text(1)),
            .kind = static_cast<domain::FeedKind>(row.integer(2)),
            .state = static_cast<FeedState>(row.integer(3)),
            .name = std::string(row.text(4)),
            .sha256 = std::string(row.text(5)),
            .bytes = row.integer(6),
            .parts = row.integer(7),
            .begun_at = instant_of(row.integer(8)),
            .lines = row.integer(9),
            .rows = row.integer(10),
            .added = row.integer(11),
            .changed = row.integer(12),
            .unchanged = row.integer(13),
            .refused = row.integer(14),
            .remarks = row.integer(15),
            .held = row.integer(18),
            .absent = row.integer(16),
            .difference = std::string(row.text(17))};
}

domain::HeldRow read_held(const Row& row)
{
    return {.id = std::string(row.text(0)),
            .feed = std::string(row.text(1)),
            .line = row.integer(2),
            .insurer = std::string(row.text(3)),
            .spell = std::string(row.text(4)),
            .state = static_cast<domain::HeldState>(row.integer(5)),
            .held_at = instant_of(row.integer(6)),
            .reasons = std::string(row.text(7)),
            .content = std::string(row.text(8))};
}

} // namespace

std::optional<Feed> FeedStore::read(std::string_view sql, std::initializer_list<Value> values)
{
    std::optional<Feed> feed;
    transaction_.query(sql, values, [&](const Row& row) { feed = read_feed(row); });
    return feed;
}

std::optional<Feed> FeedStore::by_id(std::string_view id)
{
    return read(
        "SELECT id, insurer, kind, state, name, sha256, bytes, parts, begun_at, lines, row_count, added, changed, "
        "unchanged, refused, remarks, absent, difference, held FROM feed WHERE id = $1",
        {id});
}

std::optional<Feed> FeedStore::unfinished(std::string_view insurer, domain::FeedKind kind, std::string_view sha256)
{
    return read(
        "SELECT id, insurer, kind, state, name, sha256, bytes, parts, begun_at, lines, row_count, added, changed, "
        "unchanged, refused, remarks, absent, difference, held FROM feed WHERE insurer = $1 AND kind = $2 AND "
        "sha256 = $3 AND state IN (1, 2, 3, 4, 8) ORDER BY id LIMIT 1",
        {insurer, column_of(kind), sha256});
}

std::optional<Feed> FeedStore::next_to_do()
{
    return read(
        "SELECT id, insurer, kind, state, name, sha256, bytes, parts, begun_at, lines, row_count, added, changed, "
        "unchanged, refused, remarks, absent, difference, held FROM feed WHERE state IN (2, 4) ORDER BY id LIMIT 1",
        {});
}

void FeedStore::add(const Feed& f)
{
    transaction_.execute("INSERT INTO feed (id, insurer, kind, state, name, sha256, bytes, parts, begun_at, lines, "
                         "row_count, added, changed, unchanged, refused, remarks, absent, difference) VALUES "
                         "($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0, 0, 0, 0, 0, '')",
                         {std::string_view(f.id), std::string_view(f.insurer), column_of(f.kind), column_of(f.state),
                          std::string_view(f.name), std::string_view(f.sha256), f.bytes, f.parts,
                          storage::column_of(f.begun_at)});
}

bool FeedStore::update(const Feed& f, FeedState was, std::int64_t lines_were)
{
    return transaction_.execute(
               "UPDATE feed SET state = $2, lines = $3, row_count = $4, added = $5, changed = $6, unchanged = $7, "
               "refused = $8, remarks = $9, absent = $10, difference = $11, held = $12 WHERE id = $1 AND state = $13 "
               "AND "
               "lines = $14",
               {std::string_view(f.id), column_of(f.state), f.lines, f.rows, f.added, f.changed, f.unchanged, f.refused,
                f.remarks, f.absent, std::string_view(f.difference), f.held, column_of(was), lines_were}) == 1;
}

void FeedStore::put_part(std::string_view id, std::int64_t part, std::string_view bytes)
{
    transaction_.execute("INSERT INTO feed_part (feed_id, part, size, content) VALUES ($1, $2, $3, $4) "
                         "ON CONFLICT (feed_id, part) DO UPDATE SET size = excluded.size, content = excluded.content",
                         {id, part, static_cast<std::int64_t>(bytes.size()), Blob{bytes}});
}

std::string FeedStore::part(std::string_view id, std::int64_t part)
{
    std::string bytes;
    transaction_.query("SELECT content FROM feed_part WHERE feed_id = $1 AND part = $2", {id, part},
                       [&](const Row& row) { bytes = row.text(0); });
    return bytes;
}

FeedStore::Received FeedStore::received(std::string_view id)
{
    Received received;
    transaction_.query("SELECT part, size FROM feed_part WHERE feed_id = $1 ORDER BY part", {id}, [&](const Row& row) {
        received.parts.push_back(row.integer(0));
        received.bytes += row.integer(1);
    });
    return received;
}

void FeedStore::drop_parts(std::string_view id)
{
    transaction_.execute("DELETE FROM feed_part WHERE feed_id = $1", {id});
}

void FeedStore::add_notes(std::string_view id, std::span<const domain::FeedNote> notes)
{
    if (notes.empty())
        return;
    std::int64_t next = 0;
    transaction_.query("SELECT max(note) FROM feed_note WHERE feed_id = $1", {id}, [&](const Row& row) {
        if (!row.is_null(0))
            next = row.integer(0) + 1;
    });
    for (const auto& note : notes) {
        if (next >= domain::most_feed_notes)
            return;
        transaction_.execute("INSERT INTO feed_note (feed_id, note, line, kind, field, code, text) VALUES "
                             "($1, $2, $3, $4, $5, $6, $7)",
                             {id, next++, note.line, column_of(note.kind), std::string_view(note.field),
                              std::string_view(note.code), std::string_view(note.text)});
    }
}

void FeedStore::each_note(std::string_view id, const std::function<void(const domain::FeedNote&)>& sink)
{
    transaction_.query("SELECT line, kind, field, code, text FROM feed_note WHERE feed_id = $1 ORDER BY note", {id},
                       [&](const Row& row) {
                           sink({row.integer(0), static_cast<domain::FeedNoteKind>(row.integer(1)),
                                 std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4))});
                       });
}

void FeedStore::drop_notes(std::string_view id)
{
    transaction_.execute("DELETE FROM feed_note WHERE feed_id = $1", {id});
}

void FeedStore::forget_before(base::Instant moment)
{
    std::vector<std::string> old;
    transaction_.query("SELECT id FROM feed WHERE begun_at < $1 AND state NOT IN (2, 4, 8)",
                       {storage::column_of(moment)}, [&](const Row& row) { old.emplace_back(row.text(0)); });
    for (const auto& id : old) {
        drop_notes(id);
        drop_parts(id);
        transaction_.execute("DELETE FROM feed WHERE id = $1", {std::string_view(id)});
    }
    transaction_.execute("DELETE FROM held_row WHERE held_at < $1 AND state <> 1", {storage::column_of(moment)});
}

std::vector<Feed> FeedStore::quarantined()
{
    std::vector<Feed> feeds;
    transaction_.query(
        "SELECT id, insurer, kind, state, name, sha256, bytes, parts, begun_at, lines, row_count, added, changed, "
        "unchanged, refused, remarks, absent, difference, held FROM feed WHERE state = 8 ORDER BY id",
        {}, [&](const Row& row) { feeds.push_back(read_feed(row)); });
    return feeds;
}

void FeedStore::hold(const domain::HeldRow& h)
{
    release(h.spell);
    transaction_.execute(
        "INSERT INTO held_row (id, feed_id, line, insurer, spell, state, held_at, reasons, content) VALUES "
        "($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {std::string_view(h.id), std::string_view(h.feed), h.line, std::string_view(h.insurer),
         std::string_view(h.spell), column_of(h.state), storage::column_of(h.held_at), std::string_view(h.reasons),
         std::string_view(h.content)});
}

void FeedStore::release(std::string_view spell)
{
    transaction_.execute("DELETE FROM held_row WHERE spell = $1 AND state = 1", {spell});
}

bool FeedStore::decide_held(std::string_view id, domain::HeldState state)
{
    return transaction_.execute("UPDATE held_row SET state = $2 WHERE id = $1 AND state = 1", {id, column_of(state)}) ==
           1;
}

std::optional<domain::HeldRow> FeedStore::held(std::string_view id)
{
    std::optional<domain::HeldRow> held;
    transaction_.query("SELECT id, feed_id, line, insurer, spell, state, held_at, reasons, content FROM held_row "
                       "WHERE id = $1",
                       {id}, [&](const Row& row) { held = read_held(row); });
    return held;
}

void FeedStore::each_waiting(const std::function<void(const domain::HeldRow&)>& sink)
{
    transaction_.query("SELECT id, feed_id, line, insurer, spell, state, held_at, reasons, content FROM held_row "
                       "WHERE state = 1 ORDER BY id",
                       {}, [&](const Row& row) { sink(read_held(row)); });
}

std::vector<std::string> FeedStore::waiting_spells()
{
    std::vector<std::string> spells;
    transaction_.query("SELECT spell FROM held_row WHERE state = 1", {},
                       [&](const Row& row) { spells.emplace_back(row.text(0)); });
    return spells;
}

FeedStore::Quarantined FeedStore::count_quarantined()
{
    Quarantined counts;
    transaction_.query("SELECT count(*) FROM feed WHERE state = 8", {},
                       [&](const Row& row) { counts.feeds = row.integer(0); });
    transaction_.query("SELECT count(*) FROM held_row WHERE state = 1", {},
                       [&](const Row& row) { counts.rows = row.integer(0); });
    return counts;
}

} // namespace onshi::storage
