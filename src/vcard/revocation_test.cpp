#include "vcard/card_fixture.h"

#include "pki/revocation.h"

#include <gtest/gtest.h>

#include <functional>

namespace onshi::vcard {
namespace {

using pki::RevocationDoubt;
using pki::RevocationStatus;
using std::chrono::minutes;
using std::chrono::seconds;

/// Answers as it is told; counts who asked.
struct Source final : pki::RevocationSource
{
    std::function<std::optional<std::string>(const std::string&)> ocsp = [](const auto&) { return std::nullopt; };
    std::function<std::optional<std::string>()> crl = [] { return std::nullopt; };
    int asked_ocsp = 0;
    int asked_crl = 0;

    std::optional<std::string> fetch_ocsp(const std::string& request) override
    {
        ++asked_ocsp;
        return ocsp(request);
    }
    std::optional<std::string> fetch_crl() override
    {
        ++asked_crl;
        return crl();
    }
};

class Revocation : public CardTest
{
protected:
    pki::CardTrust trust_ = trust();
    pki::CardCertificate card_ = trust_.accept(card(), clock_.at).value();
    pki::CardCertificate other_card_ = trust_.accept(card(), clock_.at).value();

    [[nodiscard]] const pki::Identity& responder() const
    {
        static const auto made = make_responder(environment_, newer(), {.key = shared_card_key()});
        return made;
    }
    /// A request, answered by `by` as `profile` says, judged.
    [[nodiscard]] pki::RevocationAnswer judged(const pki::Identity& by, CardStatus status,
                                               const OcspProfile& profile = {}) const
    {
        base::SystemRandom random;
        const auto request = ocsp_request(trust_, card_, random);
        const auto response =
            answer_ocsp(environment_, newer(), by, request, [&](const std::string&) { return status; }, profile);
        return judge_ocsp(trust_, card_, request, response, clock_.at);
    }
    [[nodiscard]] pki::RevocationAnswer judged(const OcspProfile& profile = {}) const
    {
        return judged(responder(), CardStatus::good, profile);
    }
    static void expect_doubt(const pki::RevocationAnswer& answer, RevocationDoubt doubt)
    {
        EXPECT_EQ(answer.status, RevocationStatus::unknown);
        EXPECT_STREQ(name_of(answer.doubt), name_of(doubt));
    }
    static void expect_good(const pki::RevocationAnswer& answer)
    {
        EXPECT_EQ(answer.status, RevocationStatus::good) << name_of(answer.doubt);
    }
    [[nodiscard]] pki::RevocationAnswer judged_list(const std::string& lists) const
    {
        return judge_crl(trust_, card_, lists, clock_.at);
    }
};

using Ocsp = Revocation;
using RevocationLists = Revocation;

TEST_F(Ocsp, good_revoked_and_unknown)
{
    const auto good = judged(responder(), CardStatus::good);
    expect_good(good);
    EXPECT_EQ(good.until, clock_.at + seconds(600));
    EXPECT_EQ(judged(responder(), CardStatus::revoked).status, RevocationStatus::revoked);
    expect_doubt(judged(responder(), CardStatus::unknown), RevocationDoubt::not_known_there);
}

TEST_F(Ocsp, authority_may_answer_itself)
{
    expect_good(judged(newer(), CardStatus::good));
    EXPECT_EQ(judged(newer(), CardStatus::revoked).status, RevocationStatus::revoked);
}

TEST_F(Ocsp, responder_without_ocsp_signing)
{
    const auto not_allowed = make_responder(environment_, newer(), {.ocsp_signing = false, .key = shared_card_key()});
    expect_doubt(judged(not_allowed, CardStatus::good), RevocationDoubt::responder_not_allowed);
    const auto twin = make_responder(environment_, newer(), {.ocsp_signing = true, .key = shared_card_key()});
    expect_good(judged(twin, CardStatus::good));
}

// A card's own certificate is one of the authority's too: its holder must not be able to vouch for others.
TEST_F(Ocsp, card_as_responder)
{
    const auto holder = issue_card(environment_, newer(), {.key = shared_card_key()});
    expect_doubt(judged(holder, CardStatus::good), RevocationDoubt::responder_not_allowed);
}

TEST_F(Ocsp, responder_of_another_issuer)
{
    for (const auto* issuer : {&strange(), &older(), &signing()})
        expect_doubt(judged(make_responder(environment_, *issuer, {.key = shared_card_key()}), CardStatus::good),
                     RevocationDoubt::responder_unknown);
    expect_good(judged(responder(), CardStatus::good));
}

TEST_F(Ocsp, responder_whose_certificate_is_not_sent)
{
    expect_doubt(judged({.without_certificate = true}), RevocationDoubt::responder_unknown);
    expect_good(judged({.without_certificate = false}));
}

TEST_F(Ocsp, responder_whose_certificate_ended)
{
    const auto from = clock_.at - std::chrono::days(30);
    const auto brief = make_responder(environment_, newer(),
                                      {.key = shared_card_key(), .not_before = from, .valid = std::chrono::days(30)});
    expect_good(judged(brief, CardStatus::good));
    clock_.at += seconds(1);
    expect_doubt(judged(brief, CardStatus::good), RevocationDoubt::responder_expired);
}

TEST_F(Ocsp, stale_answer)
{
    expect_good(judged({.age = seconds(600), .valid = seconds(600)}));
    expect_good(judged({.age = seconds(660), .valid = seconds(600)})); // a minute for the clocks
    expect_doubt(judged({.age = seconds(661), .valid = seconds(600)}), RevocationDoubt::stale);
    expect_doubt(judged({.without_end = true}), RevocationDoubt::stale);
}

TEST_F(Ocsp, answer_from_the_future)
{
    expect_good(judged({.age = seconds(-60)}));
    expect_doubt(judged({.age = seconds(-61)}), RevocationDoubt::not_yet);
}

TEST_F(Ocsp, wrong_nonce_or_none)
{
    expect_good(judged());
    expect_doubt(judged({.other_nonce = true}), RevocationDoubt::nonce);
    expect_doubt(judged({.without_nonce = true}), RevocationDoubt::nonce);
}

TEST_F(Ocsp, answer_to_an_earlier_question)
{
    const auto earlier = ocsp_request(trust_, card_, random_);
    const auto response =
        answer_ocsp(environment_, newer(), responder(), earlier, [](const auto&) { return CardStatus::good; });
    expect_good(judge_ocsp(trust_, card_, earlier, response, clock_.at));
    expect_doubt(judge_ocsp(trust_, card_, ocsp_request(trust_, card_, random_), response, clock_.at),
                 RevocationDoubt::nonce);
}

TEST_F(Ocsp, answer_about_another_certificate)
{
    expect_doubt(judged({.about = other_card_.serial}), RevocationDoubt::other_certificate);
    expect_doubt(judged({.twice = true}), RevocationDoubt::other_certificate);
    expect_good(judged({.about = card_.serial}));
}

TEST_F(Ocsp, altered_signature_or_weak_hash)
{
    expect_doubt(judged({.altered = true}), RevocationDoubt::bad_signature);
    expect_doubt(judged({.hash = "SHA1"}), RevocationDoubt::weak_hash);
    expect_good(judged({.hash = "SHA256"}));
}

TEST_F(Ocsp, what_is_no_answer)
{
    const auto request = ocsp_request(trust_, card_, random_);
    const auto judged_bytes = [&](const std::string& bytes) {
        return judge_ocsp(trust_, card_, request, bytes, clock_.at);
    };
    const auto good =
        answer_ocsp(environment_, newer(), responder(), request, [](const auto&) { return CardStatus::good; });
    expect_good(judged_bytes(good));
    for (const auto& bytes : {std::string(), std::string("<html>"), good.substr(0, good.size() - 1), good + '\0'})
        expect_doubt(judged_bytes(bytes), RevocationDoubt::malformed);
    // The responder's own "I cannot": SEQUENCE { ENUMERATED tryLater (3) }.
    expect_doubt(judged_bytes("\x30\x03\x0a\x01\x03"), RevocationDoubt::refused);
}

TEST_F(RevocationLists, good_and_revoked)
{
    const auto empty = judged_list(make_crl(environment_, newer(), {}));
    expect_good(empty);
    EXPECT_EQ(empty.until, clock_.at + seconds(86'400));
    expect_good(judged_list(make_crl(environment_, newer(), {{other_card_.serial, clock_.at}})));
    EXPECT_EQ(judged_list(make_crl(environment_, newer(), {{card_.serial, clock_.at}})).status,
              RevocationStatus::revoked);
}

TEST_F(RevocationLists, only_that_of_its_own_generation_counts)
{
    const auto of_older = make_crl(environment_, older(), {{card_.serial, clock_.at}});
    expect_doubt(judged_list(of_older), RevocationDoubt::responder_unknown);
    expect_good(judged_list(of_older + make_crl(environment_, newer(), {})));
}

TEST_F(RevocationLists, forged_under_the_same_name_and_key_identifier)
{
    const auto forged =
        make_authority(environment_, {.key = shared_card_key(), .key_id = bytes_of_hex(card_.issuer_key_id)});
    expect_doubt(judged_list(make_crl(environment_, forged, {})), RevocationDoubt::bad_signature);
    // nor can a forged one beside it hide the true one
    EXPECT_EQ(
        judged_list(make_crl(environment_, forged, {}) + make_crl(environment_, newer(), {{card_.serial, clock_.at}}))
            .status,
        RevocationStatus::revoked);
}

TEST_F(RevocationLists, stale_or_from_the_future)
{
    expect_good(judged_list(make_crl(environment_, newer(), {}, {.age = seconds(86'400)})));
    expect_doubt(judged_list(make_crl(environment_, newer(), {}, {.age = seconds(86'461)})), RevocationDoubt::stale);
    expect_good(judged_list(make_crl(environment_, newer(), {}, {.age = seconds(-60)})));
    expect_doubt(judged_list(make_crl(environment_, newer(), {}, {.age = seconds(-61)})), RevocationDoubt::not_yet);
}

TEST_F(RevocationLists, of_a_part_or_with_a_weak_hash_or_none_at_all)
{
    expect_doubt(judged_list(make_crl(environment_, newer(), {}, {.partial = true})), RevocationDoubt::incomplete);
    expect_doubt(judged_list(make_crl(environment_, newer(), {}, {.hash = "SHA1"})), RevocationDoubt::weak_hash);
    for (const auto* bytes : {"", "nothing", "\x30\x03\x0a\x01\x03"})
        expect_doubt(judged_list(bytes), RevocationDoubt::malformed);
}

class Checked : public Revocation
{
protected:
    Source source_;
    CardStatus status_ = CardStatus::good;

    Checked()
    {
        source_.ocsp = [this](const std::string& request) {
            return answer_ocsp(environment_, newer(), responder(), request, [this](const auto&) { return status_; });
        };
        source_.crl = [this] { return make_crl(environment_, newer(), {}); };
    }
    [[nodiscard]] pki::RevocationCheck check(minutes memory = minutes(5))
    {
        return {trust_, source_, environment_, memory};
    }
};

TEST_F(Checked, answer_is_remembered_for_its_minutes_and_no_longer)
{
    auto ask = check();
    EXPECT_EQ(ask(card_).status, RevocationStatus::good);
    status_ = CardStatus::revoked;
    clock_.at += minutes(5) - seconds(1);
    const auto remembered = ask(card_);
    EXPECT_EQ(remembered.status, RevocationStatus::good);
    EXPECT_TRUE(remembered.remembered);
    EXPECT_EQ(source_.asked_ocsp, 1);
    clock_.at += seconds(1);
    const auto again = ask(card_);
    EXPECT_EQ(again.status, RevocationStatus::revoked);
    EXPECT_FALSE(again.remembered);
    EXPECT_EQ(source_.asked_ocsp, 2);
}

TEST_F(Checked, answer_is_remembered_no_longer_than_it_holds_itself)
{
    auto ask = check(minutes(60));
    EXPECT_EQ(ask(card_).status, RevocationStatus::good);
    clock_.at += seconds(600); // nextUpdate
    EXPECT_FALSE(ask(card_).remembered);
}

TEST_F(Checked, answer_of_one_card_is_not_that_of_another)
{
    auto ask = check();
    EXPECT_EQ(ask(card_).status, RevocationStatus::good);
    status_ = CardStatus::revoked;
    EXPECT_EQ(ask(other_card_).status, RevocationStatus::revoked);
    // nor that of the same serial under another generation
    const pki::CardTrust all(all_trust_settings());
    pki::RevocationCheck ask_of_all(all, source_, environment_, minutes(5));
    status_ = CardStatus::good;
    (void)ask_of_all(card_);
    auto twin = card_;
    twin.issuer_key_id = pki::read_card_certificate(card_by(older()))->issuer_key_id;
    EXPECT_TRUE(ask_of_all(card_).remembered);
    EXPECT_FALSE(ask_of_all(twin).remembered);
}

TEST_F(Checked, nothing_is_remembered_with_no_minutes)
{
    auto ask = check(minutes(0));
    EXPECT_EQ(ask(card_).status, RevocationStatus::good);
    EXPECT_EQ(ask(card_).status, RevocationStatus::good);
    EXPECT_EQ(source_.asked_ocsp, 2);
}

TEST_F(Checked, list_is_asked_only_if_ocsp_gives_nothing_to_believe)
{
    auto ask = check(minutes(0));
    const auto by_ocsp = ask(card_);
    EXPECT_EQ(by_ocsp.list, RevocationDoubt::not_asked);
    EXPECT_EQ(source_.asked_crl, 0);
    source_.ocsp = [](const auto&) { return std::nullopt; };
    const auto by_list = ask(card_);
    EXPECT_EQ(by_list.status, RevocationStatus::good);
    EXPECT_EQ(by_list.ocsp, RevocationDoubt::no_answer);
    source_.crl = [this] { return make_crl(environment_, newer(), {{card_.serial, clock_.at}}); };
    EXPECT_EQ(ask(card_).status, RevocationStatus::revoked);
}

TEST_F(Checked, list_is_fetched_once_in_its_minutes)
{
    source_.ocsp = [](const auto&) { return std::nullopt; };
    auto ask = check();
    EXPECT_EQ(ask(card_).status, RevocationStatus::good);
    EXPECT_EQ(ask(other_card_).status, RevocationStatus::good);
    EXPECT_EQ(source_.asked_crl, 1);
}

TEST_F(Checked, unknown_is_unknown_and_asked_again_at_once)
{
    source_.ocsp = [](const auto&) { return std::nullopt; };
    source_.crl = [] { return std::nullopt; };
    auto ask = check();
    const auto nobody = ask(card_);
    EXPECT_EQ(nobody.status, RevocationStatus::unknown);
    EXPECT_EQ(nobody.ocsp, RevocationDoubt::no_answer);
    EXPECT_EQ(nobody.list, RevocationDoubt::no_answer);
    source_.crl = [this] { return make_crl(environment_, newer(), {}); };
    EXPECT_EQ(ask(card_).status, RevocationStatus::good);
}

// On no list, since nobody issued it: the list cannot make good what the responder does not know.
TEST_F(Checked, certificate_unknown_to_the_responder_is_not_made_good_by_a_list)
{
    status_ = CardStatus::unknown;
    auto ask = check();
    const auto finding = ask(card_);
    EXPECT_EQ(finding.status, RevocationStatus::unknown);
    EXPECT_EQ(finding.ocsp, RevocationDoubt::not_known_there);
    EXPECT_EQ(source_.asked_crl, 0);
}

} // namespace
} // namespace onshi::vcard
