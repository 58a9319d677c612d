#include "usecase/certificates.h"

#include "base/fault.h"
#include "onshi/commands.h"
#include "onshi/installation.h"
#include "onshi/refused.h"
#include "pki/certificate.h"
#include "terminal/renewal.h"

#include <iostream>

namespace onshi::programs {

namespace {

/// How many more days it holds, counting days in Japan; below zero it has ended.
int days_left(const usecase::CertificateLine& line, base::Instant now)
{
    return static_cast<int>((base::jst_date(line.not_after).days() - base::jst_date(now).days()).count());
}

bool ends_within(const usecase::CertificateLine& line, base::Instant now, int days)
{
    return !line.revoked && line.not_after >= now && line.not_after <= now + std::chrono::days(days);
}

std::string state_of(const usecase::CertificateLine& line, base::Instant now)
{
    if (line.revoked)
        return "revoked";
    if (line.not_after < now)
        return "期限切れ";
    return "残り" + std::to_string(days_left(line, now)) + "日" + (line.superseded ? "  更新済み" : "");
}

} // namespace

int pki_list(const PkiListOptions& options)
{
    Installation centre(options.config, options.clock);
    const auto now = centre.environment.clock.now();
    const auto lines = centre.desk.read_now([](usecase::UnitOfWork& work) { return usecase::list_certificates(work); });
    for (const auto& line : lines)
        if (!options.expiring || ends_within(line, now, *options.expiring))
            std::cout << line.serial << "  " << domain::name_of(line.cls) << "  " << line.holder << "  "
                      << base::jst_date(line.not_after).iso() << "  " << state_of(line, now) << "\n";
    return 0;
}

int renew(const RenewOptions& options)
{
    const auto address = net::parse_address(options.server);
    if (!address)
        throw base::Fault(base::FaultCode::setup, "--server: write it like https://host:8443");
    const auto renewed = terminal::renew(*address, terminal::load_identity(options.identity));
    if (!renewed)
        return refused(renewed.error());
    const auto facts = pki::read_certificate(renewed->certificate);
    if (!facts)
        return refused(facts.error());
    const auto previous = terminal::replace_identity(*renewed, options.identity);
    std::cout << "証明書を更新しました: " << options.identity << "（" << renewed->holder << "、"
              << base::jst_date(facts->not_after).iso() << "まで）\n"
              << "前の証明書は期限まで使えます。新しい証明書で接続できたら消してください: " << previous.string()
              << "\n";
    return 0;
}

} // namespace onshi::programs
