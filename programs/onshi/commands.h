#pragma once

#include "onshi/config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The commands of `onshi`; main.cpp reads their options. Each gives the exit code, and throws base::Fault for what
/// main() tells the operator in one line.
namespace onshi::programs {

struct ServeOptions
{
    ConfigChoice config;
    std::optional<std::string> clock;
    std::string ready_file; ///< where the two addresses are written once they are open; empty: nowhere
};
int serve(const ServeOptions&);

struct ImportOptions
{
    ConfigChoice config;
    std::string kind, file;
    bool full = false, accept = false; ///< coverage: show the difference; with `accept` take it
    std::string insurer;               ///< of a full file: whose spells it should hold
    std::string accept_implausible;    ///< why an implausible file is taken; empty: it is not
};
int import(const ImportOptions&); ///< 0 all rows taken, 1 some refused or held, 2 nothing done, 3 only compared

struct ExportOptions
{
    ConfigChoice config;
    std::string format = "csv", output;
    bool sha256 = false; ///< print the hash of the bytes instead of them
};
int export_coverage(const ExportOptions&);

struct FeedOptions
{
    std::string file, server, identity, notes;
    bool full = false, accept = false, refuse = false;
};
int feed(const FeedOptions&); ///< 0 all rows taken, 1 some refused or held, 2 not taken, 3 waits for an answer

struct CheckOptions
{
    std::string insurer, symbol, number, branch, birth, on;
    std::vector<std::string> formats{"text"};
    std::string server, identity; ///< of a running centre, or:
    ConfigChoice config;          ///< of the database itself
    std::string facility;
    std::string known_at;       ///< the answer as it was at this moment; empty: now
    bool limit_consent = false; ///< 限度額適用認定証提供同意
    std::optional<std::string> clock;
};
int check(const CheckOptions&); ///< 0 valid, 2 lost, 3 lost with a newer one, 4 none, 5 several, 1 refused

struct PkiInitOptions
{
    std::string directory;
    std::vector<std::string> names;
    bool development = false;
};
int pki_init(const PkiInitOptions&);

struct PkiCodeOptions
{
    ConfigChoice config;
    std::string cls, holder;
    std::optional<std::string> clock;
};
int pki_code(const PkiCodeOptions&);

struct PkiListOptions
{
    ConfigChoice config;
    std::optional<int> expiring; ///< only those that end within so many days from now, and are not revoked
    std::optional<std::string> clock;
};
int pki_list(const PkiListOptions&);
int pki_revoke(const ConfigChoice& config, const std::string& serial);

struct EnrolOptions
{
    std::string server, authority, code, output;
};
int enrol(const EnrolOptions&);

struct RenewOptions
{
    std::string server, identity;
};
int renew(const RenewOptions&); ///< 0 renewed, 1 refused

struct FacilityOptions
{
    ConfigChoice config;
    std::string code;
    std::optional<int> character_code; ///< to be set; none: only shown
};
int facility(const FacilityOptions&); ///< 0 shown or set, 1 refused

struct InsurersOptions
{
    ConfigChoice config;
    bool silent = false; ///< only those not heard of for longer than feeds.silent_after_days
    std::optional<std::string> clock;
};
int insurers(const InsurersOptions&);

struct CorrectionsOptions
{
    ConfigChoice config;
    std::string since, until, insurer, feed, facility, format = "text", reason;
    bool all_fields = false, publish = false;
    std::optional<std::string> clock;
};
int corrections(const CorrectionsOptions&); ///< 0 listed, 1 refused

struct QuarantineOptions
{
    ConfigChoice config;
    std::string id, reason;
};
int quarantine_list(const QuarantineOptions&);
int quarantine_show(const QuarantineOptions&);                ///< 0 shown, 1 not there
int quarantine_decide(const QuarantineOptions&, bool accept); ///< 0 decided, 1 refused

struct StaffOptions
{
    ConfigChoice config;
    std::string facility, insurer, ministry, member;
    bool unlock = false;
    std::optional<std::string> clock;
};
int staff_code(const StaffOptions&); ///< 0 printed, 1 refused
int staff_list(const StaffOptions&);
int staff_lock(const StaffOptions&); ///< 0 locked or unlocked, 1 refused
int staff_key(const ConfigChoice& config);

struct SynthOptions
{
    std::uint64_t people = 100'000, seed = 1;
    std::optional<std::uint64_t> facilities; ///< in proportion to the people if missing
    std::string output;                      ///< a folder; with `only` a file, "-" for standard output
    std::string only; ///< "insurers", "facilities" or "coverage": that file alone; empty for the whole folder
    std::string as_of;
};
int synth(const SynthOptions&);

int migrate(const ConfigChoice& config);

struct BackupOptions
{
    ConfigChoice config;
    std::string output;
};
int backup(const BackupOptions&); ///< 0 written

struct RestoreOptions
{
    ConfigChoice config;
    std::string input;
};
int restore(const RestoreOptions&); ///< 0 restored

} // namespace onshi::programs
