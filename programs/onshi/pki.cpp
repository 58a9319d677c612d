#include "base/fault.h"
#include "base/files.h"
#include "onshi/commands.h"
#include "onshi/installation.h"
#include "onshi/refused.h"
#include "onshi/staff_key.h"
#include "pki/certificate.h"
#include "terminal/centre_client.h"
#include "usecase/certificates.h"

#include <filesystem>
#include <iostream>

namespace onshi::programs {

namespace {

void write_identity(const std::filesystem::path& folder, const std::string& name, const pki::Identity& identity)
{
    base::write_new_file(folder / (name + ".key"), identity.key, base::FileMode::owner_only);
    base::write_new_file(folder / (name + ".pem"), identity.certificate);
}

} // namespace

int pki_init(const PkiInitOptions& options)
{
    const base::SystemClock clock;
    base::SystemRandom random;
    const base::Environment environment{clock, random, options.development};
    const std::filesystem::path folder(options.directory);
    std::filesystem::create_directories(folder);
    const auto root = pki::make_root(environment, "onshi", std::chrono::years(20));
    const auto issuing = pki::make_issuing(environment, root, "onshi", std::chrono::years(10));
    write_identity(folder, "root", root);
    write_identity(folder, "issuing", issuing);
    write_identity(folder, "server", pki::make_server(environment, issuing, options.names, std::chrono::days(825)));
    make_staff_key(folder, random);
    std::cout << "認証局を作りました: " << folder.string() << "\n"
              << "root.key は別の場所に保管してください（センターの運転には要りません）。\n";
    return 0;
}

int pki_code(const PkiCodeOptions& options)
{
    Installation centre(options.config, options.clock);
    const auto cls = domain::caller_class(options.cls);
    ONSHI_CHECK(cls.has_value()); // CLI11 lets only the four through
    const auto code = centre.desk.write_now([&](usecase::UnitOfWork& work) {
        return usecase::issue_code(work, Installation::operator_at_shell(), *cls, options.holder);
    });
    if (!code)
        return refused(code.error());
    std::cout << *code << "\n";
    return 0;
}

int pki_revoke(const ConfigChoice& config, const std::string& serial)
{
    Installation centre(config, std::nullopt);
    const bool done = centre.desk.write_now(
        [&](usecase::UnitOfWork& work) { return usecase::revoke(work, Installation::operator_at_shell(), serial); });
    std::cout << (done ? "失効させました。\n"
                       : "その番号の有効な証明書はありません。onshi pki list で確かめてください。\n");
    return done ? 0 : 1;
}

int enrol(const EnrolOptions& options)
{
    const auto address = net::parse_address(options.server);
    if (!address)
        throw base::Fault(base::FaultCode::setup, "--server: write it like https://host:8443");
    const auto identity = terminal::enrol(*address, base::read_file(options.authority), options.code);
    if (!identity)
        return refused(identity.error());
    terminal::save_identity(*identity, options.output);
    std::cout << "証明書を受け取りました: " << options.output << "（" << identity->holder << "）\n";
    return 0;
}

} // namespace onshi::programs
