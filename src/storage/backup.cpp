#include "storage/backup.h"

#include "base/files.h"

namespace onshi::storage {

Contents contents_of(Transaction& transaction)
{
    Contents contents;
    transaction.query("SELECT version FROM schema_version", {},
                      [&](const Row& row) { contents.schema_version = row.integer(0); });
    transaction.query("SELECT COUNT(*) FROM audit_entry", {},
                      [&](const Row& row) { contents.audit_entries = row.integer(0); });
    return contents;
}

Contents written_beside(const std::filesystem::path& place,
                        const std::function<Contents(const std::filesystem::path&)>& write)
{
    const std::filesystem::path beside = place.string() + ".part";
    base::write_new_file(beside, {}, base::FileMode::owner_only);
    try {
        const auto contents = write(beside);
        base::put_in_place(beside, place);
        return contents;
    } catch (...) {
        std::error_code gone_already;
        std::filesystem::remove(beside, gone_already);
        throw;
    }
}

Contents back_up(Database& database, const std::filesystem::path& file)
{
    return written_beside(file, [&](const std::filesystem::path& beside) { return database.copy_to(beside); });
}

} // namespace onshi::storage
