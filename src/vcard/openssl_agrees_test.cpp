#include "vcard/card_fixture.h"

#include "pki/revocation.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>

#include <cstdio>

// What this folder makes and pki judges, judged by a program that shares no line of onshi's with them.
namespace onshi::vcard {
namespace {

using testing::HasSubstr;

class OpensslAgrees : public CardTest
{
protected:
    const test::TemporaryFolder folder_;

    [[nodiscard]] std::string moment() const
    {
        return std::to_string(std::chrono::floor<std::chrono::seconds>(clock_.at).time_since_epoch().count());
    }
    /// What `openssl ARGUMENTS` says, both outputs, in the folder.
    [[nodiscard]] std::string says(const std::string& arguments) const
    {
        const auto command = "cd '" + folder_.path().string() + "' && openssl " + arguments + " 2>&1";
        FILE* pipe = ::popen(command.c_str(), "r");
        std::string text;
        for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
            text += static_cast<char>(c);
        return text + (::pclose(pipe) == 0 ? "exit 0" : "exit other");
    }
};

TEST_F(OpensslAgrees, chain_and_revocation_list)
{
    const auto leaf = issue_card(environment_, newer(), {.key = shared_card_key()});
    const auto serial = pki::read_certificate(leaf.certificate)->serial;
    folder_.write("leaf.pem", leaf.certificate);
    folder_.write("ca.pem", newer().certificate);
    folder_.write("older.pem", older().certificate);
    folder_.write("empty.crl", make_crl(environment_, newer(), {}));
    folder_.write("full.crl", make_crl(environment_, newer(), {{serial, clock_.at}}));

    const auto verify = "verify -x509_strict -attime " + moment() + " -purpose sslclient ";
    EXPECT_THAT(says(verify + "-CAfile ca.pem leaf.pem"), HasSubstr("leaf.pem: OK"));
    EXPECT_THAT(says(verify + "-CAfile older.pem leaf.pem"), HasSubstr("exit other"));
    EXPECT_THAT(says(verify + "-crl_check -CRLfile empty.crl -CAfile ca.pem leaf.pem"), HasSubstr("leaf.pem: OK"));
    EXPECT_THAT(says(verify + "-crl_check -CRLfile full.crl -CAfile ca.pem leaf.pem"),
                HasSubstr("certificate revoked"));
    EXPECT_THAT(says("crl -in full.crl -CAfile ca.pem -noout"), HasSubstr("verify OK"));
    EXPECT_THAT(says("crl -in full.crl -CAfile older.pem -noout"), HasSubstr("verify failure"));
}

TEST_F(OpensslAgrees, our_request_and_the_responder_of_this_folder)
{
    const auto leaf = issue_card(environment_, newer(), {.key = shared_card_key()});
    const auto trusted = trust();
    const auto card = trusted.accept(der_of(leaf.certificate), clock_.at).value();
    const auto request = ocsp_request(trusted, card, random_);
    folder_.write("leaf.pem", leaf.certificate);
    folder_.write("ca.pem", newer().certificate);
    folder_.write("request.der", request);
    EXPECT_THAT(says("ocsp -reqin request.der -req_text"), HasSubstr("OCSP Nonce"));

    const auto responder = make_responder(environment_, newer(), {.key = shared_card_key()});
    const auto answer = [&](CardStatus status) {
        return answer_ocsp(environment_, newer(), responder, request, [=](const auto&) { return status; });
    };
    folder_.write("good.der", answer(CardStatus::good));
    folder_.write("revoked.der", answer(CardStatus::revoked));
    // Without -reqin: beside -cert that would be left aside, and a nonce of its own be asked for.
    const auto ask = [&](const char* response) {
        return says("ocsp -issuer ca.pem -cert leaf.pem -CAfile ca.pem -attime " + moment() + " -no_nonce -respin " +
                    response);
    };
    EXPECT_THAT(ask("good.der"), testing::AllOf(HasSubstr("Response verify OK"), HasSubstr("good\n")));
    EXPECT_THAT(ask("revoked.der"), testing::AllOf(HasSubstr("Response verify OK"), HasSubstr("revoked\n")));
}

// The other way round: what `openssl ca` and `openssl ocsp` make, pki takes.
TEST_F(OpensslAgrees, pki_takes_the_answer_of_openssl_as_responder)
{
    // openssl knows no clock but the machine's, so all of it is made for that moment.
    clock_.at = base::SystemClock().now();
    const auto authority = make_authority(environment_);
    auto settings = trust_settings();
    settings.authorities = {authority.certificate};
    const pki::CardTrust trusted(settings);
    const auto card = trusted.accept(card_by(authority), clock_.at).value();
    const auto responder = make_responder(environment_, authority, {.key = shared_card_key()});
    folder_.write("ca.pem", authority.certificate);
    folder_.write("ca.key", authority.key);
    folder_.write("responder.pem", responder.certificate);
    folder_.write("responder.key", responder.key);
    const auto request = ocsp_request(trusted, card, random_);
    folder_.write("request.der", request);
    std::string upper;
    for (const char c : card.serial)
        upper += static_cast<char>(std::toupper(c));
    const auto respond = [&](const std::string& line) {
        folder_.write("index.txt", line + "\t" + upper + "\tunknown\t/C=JP/CN=SYNTHETIC\n");
        const auto said = says("ocsp -index index.txt -CA ca.pem -rsigner responder.pem -rkey responder.key -nmin 10 "
                               "-reqin request.der -respout response.der");
        const auto response = folder_.read("response.der");
        EXPECT_FALSE(response.empty()) << said;
        return judge_ocsp(trusted, card, request, response, clock_.at);
    };
    const auto good = respond("V\t351231235959Z\t");
    EXPECT_EQ(good.status, pki::RevocationStatus::good) << name_of(good.doubt);
    const auto revoked = respond("R\t351231235959Z\t261101000000Z");
    EXPECT_EQ(revoked.status, pki::RevocationStatus::revoked) << name_of(revoked.doubt);
}

} // namespace
} // namespace onshi::vcard
