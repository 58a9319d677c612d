#include "storage/backup.h"

#include "base/fault.h"
#include "onshi/commands.h"
#include "onshi/installation.h"
#include "storage/migrate.h"
#include "usecase/exports.h"

#include <iostream>

namespace onshi::programs {

namespace {

void print(const char* what, const std::string& file, const storage::Contents& contents)
{
    std::cout << what << file << "（スキーマ " << contents.schema_version << "、監査記録 " << contents.audit_entries
              << " 件）\n";
}

} // namespace

int migrate(const ConfigChoice& config)
{
    const auto database = storage::open_database(load_config(config).database.url);
    const int steps = storage::migrate(*database);
    std::cout << "schema version " << storage::schema_version() << ", steps taken: " << steps << "\n";
    return 0;
}

int backup(const BackupOptions& options)
{
    if (std::filesystem::exists(options.output))
        throw base::Fault(base::FaultCode::io, options.output + ": is there already; nothing is overwritten");
    Installation centre(options.config, std::nullopt);
    const auto name = std::filesystem::path(options.output).filename().string();
    centre.desk.write_now(
        [&](usecase::UnitOfWork& work) { usecase::note_backup(work, Installation::operator_at_shell(), name); });
    print("控えを作りました: ", options.output, storage::back_up(*centre.database, options.output));
    return 0;
}

int restore(const RestoreOptions& options)
{
    print("控えから戻しました: ", options.input,
          storage::restore(load_config(options.config).database.url, options.input));
    return 0;
}

} // namespace onshi::programs
