#include "http/revocation_fetch.h"
#include "support/process.h"
#include "support/temporary_folder.h"
#include "vcard/authority_folder.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

// `onshi-vcard authority` and `onshi-vcard ocsp` as programs, asked by the client that the centre asks with.
namespace onshi::test {
namespace {

class CardRevocationOverTheSocket : public testing::Test
{
protected:
    const base::SystemClock clock_;
    base::SystemRandom random_;
    const base::Environment environment_{clock_, random_, true};
    const TemporaryFolder folder_;
    const std::string authority_ = (folder_ / "authority").string();
    const base::Log log_{environment_, base::LogLevel::error};

    static Finished vcard(std::vector<std::string> arguments)
    {
        arguments.insert(arguments.begin(), ONSHI_VCARD_PROGRAM);
        return run(arguments);
    }
    [[nodiscard]] std::unique_ptr<Process> responder() const
    {
        return std::make_unique<Process>(
            std::vector<std::string>{ONSHI_VCARD_PROGRAM, "ocsp", authority_, "--ready-file", ready_file()},
            (folder_ / "ocsp.log").string());
    }
    [[nodiscard]] std::string ready_file() const { return (folder_ / "ready").string(); }
    /// The address that the responder wrote.
    [[nodiscard]] std::string url(Process& process) const
    {
        while (!std::filesystem::exists(ready_file()) && process.running())
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::string line;
        std::ifstream in(ready_file());
        std::getline(in, line);
        return line;
    }
};

TEST_F(CardRevocationOverTheSocket, good_then_revoked_then_by_the_list_then_unconfirmed)
{
    ASSERT_EQ(vcard({"authority", "init", authority_}).code, 0);
    vcard::AuthorityFolder folder(authority_);
    const auto issued = folder.issue(environment_, "taro", {});
    const auto serial = pki::read_certificate(issued.certificate)->serial;
    const pki::CardTrust trust(
        {.authorities = {folder.generations(vcard::CardUse::authentication)[0].authority.certificate},
         .policies = {vcard::authentication_policy},
         .development = true});
    const auto card = trust.accept(vcard::der_of(issued.certificate), clock_.now()).value();

    auto process = responder();
    const auto base = url(*process);
    ASSERT_FALSE(base.empty());
    const auto ask = [&](bool ocsp, bool crl) {
        http::RevocationFetch source(ocsp ? net::parse_plain_url(base) : std::nullopt,
                                     crl ? net::parse_plain_url(base + "crl") : std::nullopt, log_);
        pki::RevocationCheck check(trust, source, environment_, std::chrono::minutes(0));
        return check(card);
    };
    EXPECT_EQ(ask(true, false).status, pki::RevocationStatus::good);
    EXPECT_EQ(ask(false, true).status, pki::RevocationStatus::good);
    EXPECT_EQ(ask(false, false).status, pki::RevocationStatus::unknown);

    const auto revoked = vcard({"authority", "revoke", authority_, serial});
    EXPECT_EQ(revoked.code, 0) << revoked.output;
    EXPECT_EQ(vcard({"authority", "revoke", authority_, serial}).code, 1);
    EXPECT_NE(vcard({"authority", "list", authority_}).output.find(serial + "  authentication-1  taro  revoked"),
              std::string::npos);
    EXPECT_EQ(ask(true, false).status, pki::RevocationStatus::revoked);
    EXPECT_EQ(ask(false, true).status, pki::RevocationStatus::revoked);

    // an address at which nobody answers OCSP
    http::RevocationFetch wrong(net::parse_plain_url(base + "elsewhere"), net::parse_plain_url(base + "crl"), log_);
    const auto by_list = pki::RevocationCheck(trust, wrong, environment_, std::chrono::minutes(0))(card);
    EXPECT_EQ(by_list.ocsp, pki::RevocationDoubt::no_answer);
    EXPECT_EQ(by_list.status, pki::RevocationStatus::revoked);

    process->signal(SIGTERM);
    EXPECT_EQ(process->wait(), 0);
    const auto nobody = ask(true, true);
    EXPECT_EQ(nobody.status, pki::RevocationStatus::unknown);
    EXPECT_EQ(nobody.ocsp, pki::RevocationDoubt::no_answer);
    EXPECT_EQ(nobody.list, pki::RevocationDoubt::no_answer);
}

} // namespace
} // namespace onshi::test
