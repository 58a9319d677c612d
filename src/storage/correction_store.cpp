#include "storage/correction_store.h"

#include "storage/values.h"

namespace onshi::storage {

using domain::CorrectionFile;

namespace {

/// Columns: id, facility, made_at, since, until, reason, answers.
CorrectionFile read_file(const Row& row)
{
    return {.id = std::string(row.text(0)),
            .facility = std::string(row.text(1)),
            .period = {.since = instant_of(row.integer(3)),
                       .until = instant_of(row.integer(4)),
                       .made_at = instant_of(row.integer(2)),
                       .reason = std::string(row.text(5))},
            .answers = row.integer(6),
            .content = {}};
}

} // namespace

void CorrectionStore::add(const CorrectionFile& file)
{
    transaction_.execute("INSERT INTO correction_file (facility, id, made_at, since, until, reason, answers, content) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         {std::string_view(file.facility), std::string_view(file.id), column_of(file.period.made_at),
                          column_of(file.period.since), column_of(file.period.until),
                          std::string_view(file.period.reason), file.answers, Blob{file.content}});
}

std::vector<CorrectionFile> CorrectionStore::of_facility(std::string_view facility, base::Instant made_since)
{
    std::vector<CorrectionFile> files;
    transaction_.query("SELECT id, facility, made_at, since, until, reason, answers FROM correction_file "
                       "WHERE facility = $1 AND made_at >= $2 ORDER BY id",
                       {facility, column_of(made_since)}, [&](const Row& row) { files.push_back(read_file(row)); });
    return files;
}

std::optional<CorrectionFile> CorrectionStore::by_id(std::string_view facility, std::string_view id,
                                                     base::Instant made_since)
{
    std::optional<CorrectionFile> file;
    transaction_.query("SELECT id, facility, made_at, since, until, reason, answers, content FROM correction_file "
                       "WHERE facility = $1 AND id = $2 AND made_at >= $3",
                       {facility, id, column_of(made_since)}, [&](const Row& row) {
                           file = read_file(row);
                           file->content = row.text(7);
                       });
    return file;
}

void CorrectionStore::forget_before(base::Instant made_at)
{
    transaction_.execute("DELETE FROM correction_file WHERE made_at < $1", {column_of(made_at)});
}

} // namespace onshi::storage
