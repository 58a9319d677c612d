#include "base/fault.h"
#include "base/files.h"
#include "e2e/databases.h"
#include "e2e/running_centre.h"
#include "pki/card_certificate.h"
#include "pki/card_challenge.h"
#include "support/temporary_folder.h"
#include "vcard/authority_folder.h"
#include "wire/card_message.h"
#include "wire/json.h"

#include <algorithm>
#include <array>
#include <barrier>
#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <thread>

// card.md 4.2, check 1, and 4.5: a card's signature is good once, for the terminal that asked for it, whatever happens
// to the servers. Two servers on one database; the signatures are made with the key of a virtual card.
namespace onshi::test {

namespace {

namespace fs = std::filesystem;

const std::string taro = "SYN-00000001,06139992,架空,１２３４,01,1,架空　太郎,カクウ　タロウ,架空　太郎,1980-04-02,1,"
                         "999-0000,架空県見本市例示町１,2020-04-01,,,,";

std::string first_line_of(const fs::path& file, Process& writer)
{
    while (!fs::exists(file)) {
        if (!writer.running())
            throw base::Fault(base::FaultCode::setup, file.string() + ": its writer ended");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    std::istringstream text(base::read_file(file));
    std::string line;
    std::getline(text, line);
    return line;
}

/// The development authority, its responder, and one card of it.
class CardAuthority
{
public:
    CardAuthority()
    {
        vcard::AuthorityFolder::create(environment_, folder_ / "authority");
        vcard::AuthorityFolder authority(folder_ / "authority");
        card_ = authority.issue(environment_, "taro", {});
        responder_ = std::make_unique<Process>(std::vector<std::string>{ONSHI_VCARD_PROGRAM, "ocsp",
                                                                        (folder_ / "authority").string(),
                                                                        "--ready-file", (folder_ / "ready").string()},
                                               (folder_ / "ocsp.log").string());
        url_ = first_line_of(folder_ / "ready", *responder_);
    }

    [[nodiscard]] std::string settings() const
    {
        return "[card]\nauthorities = [\"" + (folder_ / "authority/authentication-1.pem").string() +
               "\"]\npolicies = [\"" + vcard::authentication_policy + "\"]\nocsp_url = \"" + url_ + "\"\n";
    }
    [[nodiscard]] std::string leaf() const { return vcard::der_of(card_.certificate); }
    [[nodiscard]] std::string sign(const std::string& text) const { return vcard::sign(card_.key, text); }
    /// For `onshi import cards`.
    [[nodiscard]] std::string link() const
    {
        const auto card = pki::read_card_certificate(leaf()).value();
        return "issuer_key_id,serial,person_code,not_before,not_after,predecessor_serial\n" + card.issuer_key_id + "," +
               card.serial + ",SYN-00000001," + base::jst_date(card.not_before).iso() + "," +
               base::jst_date(card.not_after).iso() + ",\n";
    }

private:
    const base::SystemClock clock_;
    base::SystemRandom random_;
    const base::Environment environment_{clock_, random_, true};
    const TemporaryFolder folder_;
    pki::Identity card_;
    std::string url_;
    std::unique_ptr<Process> responder_;
};

/// Another server on the database of a running centre.
class SecondServer
{
public:
    explicit SecondServer(const RunningCentre& first)
        : folder_(first.folder())
    {
        std::ofstream(folder_ / "second.toml")
            << base::read_file(folder_ / "onshi.toml") << "[server]\nid = \"server-2\"\n";
        start();
    }
    void start()
    {
        fs::remove(folder_ / "second.ready");
        server_ = std::make_unique<Process>(std::vector<std::string>{ONSHI_PROGRAM, "serve", "--config",
                                                                     (folder_ / "second.toml").string(), "--ready-file",
                                                                     (folder_ / "second.ready").string()},
                                            (folder_ / "second.log").string());
        url_ = first_line_of(folder_ / "second.ready", *server_);
    }
    void kill()
    {
        server_->signal(SIGKILL);
        server_->wait();
    }
    [[nodiscard]] const std::string& url() const { return url_; }

private:
    fs::path folder_;
    std::string url_;
    std::unique_ptr<Process> server_;
};

class CardDoubleUse : public testing::TestWithParam<Engine>
{
protected:
    CardDoubleUse()
    {
        base::write_new_file(first_.folder() / "cards.csv", authority_.link());
        const auto told = first_.onshi({"import", "cards", (first_.folder() / "cards.csv").string()});
        EXPECT_EQ(told.code, 0) << told.output;
    }

    net::Client at(const std::string& url, const terminal::Identity& identity) const
    {
        const auto address = net::parse_address(url).value();
        return net::Client({.host = address.host,
                            .port = address.port,
                            .server_authority = base::read_file(first_.folder() / "pki/root.pem"),
                            .certificate = identity.certificate,
                            .key = identity.key});
    }
    static net::Response send(net::Client& client, const char* path, const std::string& body)
    {
        net::Request request;
        request.method = "POST";
        request.path = path;
        request.headers = {{"content-type", "application/json"}};
        request.body = body;
        return client.exchange(request);
    }
    /// Begins at the first server; what the terminal sends to finish, signed by the card.
    std::string begun() const
    {
        auto client = at(first_.url(), owner_);
        const auto answer = send(client, "/card/begin",
                                 wire::write_card_begin({.mode = domain::CardMode::pin,
                                                         .purpose = domain::CarePurpose::outpatient,
                                                         .token = domain::CardToken::card,
                                                         .certificate = authority_.leaf()}));
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto told = wire::parse_card_begin_answer(answer.body).value();
        const auto text = pki::to_be_signed({.auth_id = told.auth_id,
                                             .nonce = told.nonce,
                                             .facility = told.facility,
                                             .terminal = told.terminal,
                                             .mode = "pin",
                                             .purpose = "outpatient",
                                             .leaf = pki::sha256({authority_.leaf()})});
        return wire::write_card_finish({told.auth_id, authority_.sign(text), {}, ""});
    }
    /// "accepted", or the code of the refusal.
    std::string finish(const std::string& url, const terminal::Identity& identity, const std::string& body) const
    {
        auto client = at(url, identity);
        return outcome(send(client, "/card/finish", body));
    }
    static std::string outcome(const net::Response& response)
    {
        return response.status == 200 ? "accepted" : wire::Json::parse(response.body).value().text_of("code");
    }

    CardAuthority authority_;
    RunningCentre first_{{taro}, authority_.settings() + database_section(GetParam())};
    SecondServer second_{first_};
    terminal::Identity owner_ = first_.enrol("1319999999");
};

TEST_P(CardDoubleUse, one_signature_at_two_servers_at_one_moment_is_accepted_once)
{
    constexpr int rounds = 20;
    for (int round = 0; round < rounds; ++round) {
        const auto body = begun();
        std::barrier both(2);
        std::array<std::string, 2> outcomes;
        const auto one = [&](std::string& told, const std::string& url) {
            auto client = at(url, owner_);
            static_cast<void>(send(client, "/card/finish", "{}")); // the connection is open
            both.arrive_and_wait();
            told = outcome(send(client, "/card/finish", body));
        };
        {
            const std::jthread other([&] { one(outcomes[1], second_.url()); });
            one(outcomes[0], first_.url());
        }
        std::ranges::sort(outcomes);
        EXPECT_EQ(outcomes, (std::array<std::string, 2>{"OPN20031E", "accepted"})) << "round " << round;
    }
}

// Twin: a challenge of before that was not finished.
TEST_P(CardDoubleUse, what_was_used_stays_used_when_both_servers_were_killed)
{
    const auto used = begun(), waiting = begun();
    ASSERT_EQ(finish(second_.url(), owner_, used), "accepted");
    second_.kill();
    first_.kill_and_restart();
    second_.start();
    EXPECT_EQ(finish(first_.url(), owner_, used), "OPN20031E");
    EXPECT_EQ(finish(second_.url(), owner_, used), "OPN20031E");
    EXPECT_EQ(finish(second_.url(), owner_, waiting), "accepted");
    EXPECT_EQ(finish(first_.url(), owner_, waiting), "OPN20031E");
}

// Twin: the owner, who finds it unused.
TEST_P(CardDoubleUse, another_terminal_cannot_finish_what_it_did_not_begin)
{
    const auto other = first_.enrol("1319999999");
    const auto body = begun();
    EXPECT_EQ(finish(second_.url(), other, body), "OPN20030E");
    EXPECT_EQ(finish(first_.url(), other, body), "OPN20030E");
    EXPECT_EQ(finish(second_.url(), owner_, body), "accepted");
}

INSTANTIATE_TEST_SUITE_P(On, CardDoubleUse, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

} // namespace

} // namespace onshi::test
