#include "base/fault.h"
#include "onshi/commands.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

using namespace onshi::programs;

namespace {

using Command = std::function<int()>;

void database_option(CLI::App* command, ConfigChoice& into)
{
    command->add_option("--database", into.database, "instead of the configuration's: sqlite:PATH or postgresql://...");
}

void config_option(CLI::App* command, ConfigChoice& into)
{
    into.file = "onshi.toml";
    command->add_option("--config", into.file, "configuration file (onshi.example.toml is the manual)")
        ->capture_default_str();
    database_option(command, into);
}

void add_serve(CLI::App& app, Command& chosen, ServeOptions& o)
{
    auto* c = app.add_subcommand("serve", "run the centre until SIGTERM or SIGINT");
    config_option(c, o.config);
    c->add_option("--clock", o.clock, "development: the clock starts at this moment, 2026-04-01T09:00:00+09:00");
    c->add_option("--ready-file", o.ready_file, "write the two addresses to this file once they are open");
    c->callback([&] { chosen = [&] { return serve(o); }; });
}

void add_import(CLI::App& app, Command& chosen, ImportOptions& o)
{
    auto* c = app.add_subcommand("import", "take in a register file (doc/formats/)");
    c->add_option("kind", o.kind, "insurers, facilities, coverage or cards")
        ->required()
        ->check(CLI::IsMember({"insurers", "facilities", "coverage", "cards"}));
    c->add_option("file", o.file, "CSV with a header, UTF-8 or Shift_JIS; coverage also as NDJSON")->required();
    auto* full = c->add_flag("--full", o.full, "coverage: a full file (全件); shows its difference to what is stored");
    c->add_flag("--accept", o.accept, "takes the full file")->needs(full);
    c->add_option("--insurer", o.insurer, "whose full file it is: names the stored spells that it lacks")->needs(full);
    c->add_option("--accept-implausible", o.accept_implausible,
                  "takes coverage although it is implausible (doc/plausibility.md); why, for the record");
    config_option(c, o.config);
    c->callback([&] { chosen = [&] { return import(o); }; });
}

void add_export(CLI::App& app, Command& chosen, ExportOptions& o)
{
    auto* c = app.add_subcommand("export", "write out what is stored, in the form in which it is imported");
    c->add_option("kind")->required()->check(CLI::IsMember({"coverage"}));
    c->add_option("--format", o.format, "csv or ndjson")
        ->capture_default_str()
        ->check(CLI::IsMember({"csv", "ndjson"}));
    auto* output = c->add_option("--output", o.output, "file (standard output if missing)");
    c->add_flag("--sha256", o.sha256, "print the SHA-256 of the bytes instead")->excludes(output);
    config_option(c, o.config);
    c->callback([&] { chosen = [&] { return export_coverage(o); }; });
}

void add_feed(CLI::App& app, Command& chosen, FeedOptions& o)
{
    auto* c = app.add_subcommand("feed", "at an insurer: send a coverage file to the centre and see what became of it");
    c->add_option("file", o.file, "CSV or NDJSON (doc/formats/)")->required();
    c->add_option("--server", o.server, "https://host:port")->required();
    c->add_option("--identity", o.identity, "folder that `onshi enrol` made")->required();
    auto* full = c->add_flag("--full", o.full, "a full file (全件): the centre shows the difference and waits");
    auto* accept = c->add_flag("--accept", o.accept, "accepts the difference")->needs(full);
    c->add_flag("--refuse", o.refuse, "refuses the difference, or withdraws a quarantined file")->excludes(accept);
    c->add_option("--notes", o.notes, "new file for the refused rows, remarks and differences");
    c->callback([&] { chosen = [&] { return feed(o); }; });
}

void add_check(CLI::App& app, Command& chosen, CheckOptions& o)
{
    auto* c = app.add_subcommand("check", "資格確認: exit 0 valid, 2 lost, 3 lost with a newer one, 4 none, 5 several");
    c->add_option("--insurer", o.insurer, "保険者番号")->required();
    c->add_option("--symbol", o.symbol, "記号");
    c->add_option("--number", o.number, "番号")->required();
    c->add_option("--branch", o.branch, "枝番");
    c->add_option("--birth", o.birth, "生年月日: 1985-04-07, 19850407 or S60.4.7")->required();
    c->add_option("--on", o.on, "資格確認日 (today if missing)");
    c->add_option("--format", o.formats, "text, json or xml; several with commas")
        ->delimiter(',')
        ->check(CLI::IsMember({"text", "json", "xml"}));
    auto* server = c->add_option("--server", o.server, "ask a running centre: https://host:port");
    c->add_option("--identity", o.identity, "folder that `onshi enrol` made")->needs(server);
    auto* config = c->add_option("--config", o.config.file, "ask the database of this configuration, without a server");
    database_option(c, o.config);
    c->add_option("--facility", o.facility, "医療機関コード that asks")->needs(config);
    c->add_option("--clock", o.clock, "development: the clock starts at this moment")->needs(config);
    c->add_option("--known-at", o.known_at, "the answer as it was at this moment: 2026-04-01T09:15:02+09:00")
        ->needs(config);
    c->add_flag("--limit", o.limit_consent, "the patient agrees that the 限度額適用認定証 is told");
    server->excludes(config);
    c->callback([&] { chosen = [&] { return check(o); }; });
}

struct PkiOptions
{
    PkiInitOptions init;
    PkiCodeOptions code;
    PkiListOptions list;
    ConfigChoice revoke_config;
    std::string serial;
};

void add_pki(CLI::App& app, Command& chosen, PkiOptions& o)
{
    auto* pki = app.add_subcommand("pki", "certificates: who may speak");
    pki->require_subcommand(1);
    auto* init = pki->add_subcommand("init", "make the centre's authority and its server certificate");
    init->add_option("--directory", o.init.directory, "where to")->required();
    init->add_option("--name", o.init.names, "DNS name or address of the server; may be repeated")->required();
    init->add_flag("--development", o.init.development, "an authority that only development servers trust");
    init->callback([&] { chosen = [&] { return pki_init(o.init); }; });

    auto* code = pki->add_subcommand("code", "a one-time code with which a terminal (or office) gets its certificate");
    code->add_option("--class", o.code.cls, "terminal, insurer, ministry or operator")
        ->required()
        ->check(CLI::IsMember({"terminal", "insurer", "ministry", "operator"}));
    code->add_option("--holder", o.code.holder, "医療機関コード, 保険者番号, or the office's name")->required();
    config_option(code, o.code.config);
    code->add_option("--clock", o.code.clock, "development: as the server's, if that is moved");
    code->callback([&] { chosen = [&] { return pki_code(o.code); }; });

    auto* list = pki->add_subcommand("list", "the certificates issued");
    list->add_option("--expiring", o.list.expiring, "only those that end within so many days")
        ->check(CLI::Range(0, 36'500));
    config_option(list, o.list.config);
    list->add_option("--clock", o.list.clock, "development: as the server's, if that is moved");
    list->callback([&] { chosen = [&] { return pki_list(o.list); }; });

    auto* revoke = pki->add_subcommand("revoke", "end a certificate now");
    revoke->add_option("serial", o.serial, "as `onshi pki list` shows it")->required();
    config_option(revoke, o.revoke_config);
    revoke->callback([&] { chosen = [&] { return pki_revoke(o.revoke_config, o.serial); }; });
}

void add_enrol(CLI::App& app, Command& chosen, EnrolOptions& o)
{
    auto* c = app.add_subcommand("enrol", "on a terminal: make a key and get its certificate with a one-time code");
    c->add_option("--server", o.server, "https://host:port")->required();
    c->add_option("--authority", o.authority, "root.pem of the centre, brought by a trusted way")->required();
    c->add_option("--code", o.code, "the one-time code")->required();
    c->add_option("--output", o.output, "folder for the identity")->required();
    c->callback([&] { chosen = [&] { return enrol(o); }; });
}

void add_renew(CLI::App& app, Command& chosen, RenewOptions& o)
{
    auto* c = app.add_subcommand("renew", "on a terminal: get the next certificate by the present one, with a new key");
    c->add_option("--server", o.server, "https://host:port")->required();
    c->add_option("--identity", o.identity, "folder that `onshi enrol` made; the present one is kept beside it")
        ->required();
    c->callback([&] { chosen = [&] { return renew(o); }; });
}

void add_facility(CLI::App& app, Command& chosen, FacilityOptions& o)
{
    auto* c = app.add_subcommand("facility", "show or set how a facility's answers are written (医療機関環境設定)");
    c->add_option("--code", o.code, "医療機関コード")->required();
    c->add_option("--character-code", o.character_code, "文字コード: 0 UTF-8, 1 Shift_JIS")
        ->check(CLI::IsMember({0, 1}));
    config_option(c, o.config);
    c->callback([&] { chosen = [&] { return facility(o); }; });
}

void add_insurers(CLI::App& app, Command& chosen, InsurersOptions& o)
{
    auto* c = app.add_subcommand("insurers", "when each insurer was heard of last, and its usual delay");
    c->add_flag("--silent", o.silent, "only those not heard of for longer than feeds.silent_after_days");
    c->add_option("--clock", o.clock, "development: as the server's, if that is moved");
    config_option(c, o.config);
    c->callback([&] { chosen = [&] { return insurers(o); }; });
}

void add_corrections(CLI::App& app, Command& chosen, CorrectionsOptions& o)
{
    auto* c = app.add_subcommand("corrections", "answers that were given from facts which were corrected since");
    auto* since = c->add_option("--since", o.since, "corrections from this moment on: 2026-04-01T09:15:02+09:00");
    auto* until = c->add_option("--until", o.until, "up to this moment (now if missing)")->needs(since);
    auto* insurer = c->add_option("--insurer", o.insurer, "only corrections of this 保険者番号; much faster");
    c->add_option("--feed", o.feed, "the corrections that this feed brought")
        ->excludes(since)
        ->excludes(until)
        ->excludes(insurer);
    c->add_option("--facility", o.facility, "only answers to this 医療機関コード");
    c->add_option("--format", o.format, "text, csv or json")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "csv", "json"}));
    c->add_flag("--all-fields", o.all_fields, "csv and json: with name, birth date and address");
    auto* publish = c->add_flag("--publish", o.publish, "store a file for each facility, which it can fetch");
    c->add_option("--reason", o.reason, "what went wrong, for the facilities")->needs(publish);
    publish->needs("--reason");
    c->add_option("--clock", o.clock, "development: as the server's, if that is moved");
    config_option(c, o.config);
    c->callback([&] { chosen = [&] { return corrections(o); }; });
}

void add_quarantine(CLI::App& app, Command& chosen, QuarantineOptions& o)
{
    auto* quarantine = app.add_subcommand("quarantine", "隔離: implausible files and rows that wait for the operator");
    quarantine->require_subcommand(1);
    const auto add = [&](const char* name, const char* what) {
        auto* c = quarantine->add_subcommand(name, what);
        config_option(c, o.config);
        return c;
    };
    const auto with_id = [&](CLI::App* c) { c->add_option("id", o.id, "受付番号, or a row's id")->required(); };
    const auto with_reason = [&](CLI::App* c) {
        c->add_option("--reason", o.reason, "why: for the record and the sender; nothing personal")->required();
    };
    add("list", "what waits")->callback([&] { chosen = [&] { return quarantine_list(o); }; });
    auto* show = add("show", "why it waits: figures, thresholds, the rows that change");
    with_id(show);
    show->callback([&] { chosen = [&] { return quarantine_show(o); }; });
    for (const bool accept : {true, false}) {
        auto* decide = add(accept ? "accept" : "refuse", accept ? "lets it in" : "keeps it out, for good");
        with_id(decide);
        with_reason(decide);
        decide->callback([&, accept] { chosen = [&, accept] { return quarantine_decide(o, accept); }; });
    }
}

void add_staff(CLI::App& app, Command& chosen, StaffOptions& o)
{
    auto* staff =
        app.add_subcommand("staff", "スタッフ: the people who sign in at facilities, insurers and the ministry");
    staff->require_subcommand(1);
    const auto add = [&](const char* name, const char* what) {
        auto* c = staff->add_subcommand(name, what);
        c->add_option("--clock", o.clock, "development: as the server's, if that is moved");
        config_option(c, o.config);
        return c;
    };
    const auto with_holder = [&](CLI::App* c, int least) {
        auto* holder = c->add_option_group("holder", "whose");
        holder->add_option("--facility", o.facility, "医療機関コード");
        holder->add_option("--insurer", o.insurer, "保険者番号");
        holder->add_option("--ministry", o.ministry, "name of the office, as in its certificate");
        holder->require_option(least, 1);
    };
    auto* code = add("code", "a one-time code for the first administrator, or with --member for anybody there");
    with_holder(code, 1);
    code->add_option("--member", o.member, "id, as `onshi staff list` shows it");
    code->callback([&] { chosen = [&] { return staff_code(o); }; });
    auto* list = add("list", "who there is; shows names");
    with_holder(list, 0);
    list->callback([&] { chosen = [&] { return staff_list(o); }; });
    auto* lock = add("lock", "nobody signs in as this member any more, and who is signed in is out");
    lock->add_option("--member", o.member, "id")->required();
    lock->add_flag("--unlock", o.unlock, "takes it back");
    lock->callback([&] { chosen = [&] { return staff_lock(o); }; });
    add("key", "make pki/staff.key, which seals the secrets of authenticators")->callback([&] {
        chosen = [&] { return staff_key(o.config); };
    });
}

void add_synth(CLI::App& app, Command& chosen, SynthOptions& o)
{
    auto* c = app.add_subcommand("synth", "write a synthetic town: insurers.csv, facilities.csv, coverage.csv");
    c->add_option("--people", o.people)->capture_default_str()->check(CLI::Range(1, 150'000'000));
    c->add_option("--seed", o.seed, "the same seed gives the same bytes")->capture_default_str();
    c->add_option("--facilities", o.facilities, "if missing, as many as Japan has for so many people")
        ->check(CLI::Range(1, 400'000));
    c->add_option("--as-of", o.as_of, "the town's today (2026-04-01 if missing)");
    c->add_option("--only", o.only, "one of the files alone: insurers, facilities or coverage")
        ->check(CLI::IsMember({"insurers", "facilities", "coverage"}));
    c->add_option("--output", o.output, "folder; with --only a file, - for standard output")->required();
    c->callback([&] { chosen = [&] { return synth(o); }; });
}

void add_migrate(CLI::App& app, Command& chosen, ConfigChoice& config)
{
    auto* c = app.add_subcommand("migrate", "bring the database to this program's schema version");
    config_option(c, config);
    c->callback([&] { chosen = [&] { return migrate(config); }; });
}

void add_backup(CLI::App& app, Command& chosen, BackupOptions& o)
{
    auto* c = app.add_subcommand("backup", "copy the whole database into one file, also while the centre serves");
    config_option(c, o.config);
    c->add_option("--output", o.output, "new file; holds personal data")->required();
    c->callback([&] { chosen = [&] { return backup(o); }; });
}

void add_restore(CLI::App& app, Command& chosen, RestoreOptions& o)
{
    auto* c = app.add_subcommand("restore", "make the database of such a file, where there is none yet");
    config_option(c, o.config);
    c->add_option("--input", o.input, "what `onshi backup` wrote")->required();
    c->callback([&] { chosen = [&] { return restore(o); }; });
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{"onshi: オンライン資格確認等システム (open, synthetic data only)"};
    app.set_version_flag("--version", ONSHI_VERSION);
    app.require_subcommand(1);
    Command chosen;
    ServeOptions serve_options;
    ImportOptions import_options;
    ExportOptions export_options;
    FeedOptions feed_options;
    CheckOptions check_options;
    PkiOptions pki_options;
    EnrolOptions enrol_options;
    RenewOptions renew_options;
    FacilityOptions facility_options;
    InsurersOptions insurers_options;
    CorrectionsOptions corrections_options;
    QuarantineOptions quarantine_options;
    StaffOptions staff_options;
    SynthOptions synth_options;
    ConfigChoice migrate_config;
    BackupOptions backup_options;
    RestoreOptions restore_options;
    add_serve(app, chosen, serve_options);
    add_import(app, chosen, import_options);
    add_export(app, chosen, export_options);
    add_feed(app, chosen, feed_options);
    add_check(app, chosen, check_options);
    add_pki(app, chosen, pki_options);
    add_enrol(app, chosen, enrol_options);
    add_renew(app, chosen, renew_options);
    add_facility(app, chosen, facility_options);
    add_insurers(app, chosen, insurers_options);
    add_corrections(app, chosen, corrections_options);
    add_quarantine(app, chosen, quarantine_options);
    add_staff(app, chosen, staff_options);
    add_synth(app, chosen, synth_options);
    add_migrate(app, chosen, migrate_config);
    add_backup(app, chosen, backup_options);
    add_restore(app, chosen, restore_options);
    try {
        app.parse(argc, argv);
        return chosen();
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 1;
    } catch (const onshi::base::Fault& fault) {
        std::cerr << "onshi: " << fault.what() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "onshi: bug: " << error.what() << "\n";
    }
    return import_options.file.empty() ? 1 : 2;
}
