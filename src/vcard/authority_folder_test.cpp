#include "vcard/authority_folder.h"

#include "vcard/card_fixture.h"

#include "base/fault.h"
#include "pki/revocation.h"
#include "support/temporary_folder.h"

#include <filesystem>

namespace onshi::vcard {
namespace {

class AuthorityFolderTest : public CardTest
{
protected:
    const test::TemporaryFolder folder_;
    const std::filesystem::path path_ = folder_ / "authority";

    AuthorityFolderTest() { AuthorityFolder::create(environment_, path_); }

    [[nodiscard]] static pki::CardTrust trust_in(const AuthorityFolder& folder)
    {
        pki::CardTrustSettings settings{.policies = {authentication_policy}, .development = true};
        for (const auto& one : folder.generations(CardUse::authentication))
            settings.authorities.push_back(one.authority.certificate);
        for (const auto& one : folder.generations(CardUse::signing))
            settings.signing_authorities.push_back(one.authority.certificate);
        return pki::CardTrust(settings);
    }
    [[nodiscard]] pki::RevocationAnswer by_ocsp(const AuthorityFolder& folder, const pki::Identity& card)
    {
        const auto trust = trust_in(folder);
        const auto certificate = trust.accept(der_of(card.certificate), clock_.at).value();
        const auto request = ocsp_request(trust, certificate, random_);
        return judge_ocsp(trust, certificate, request, folder.answer_ocsp(environment_, request), clock_.at);
    }
    [[nodiscard]] pki::RevocationAnswer by_list(const AuthorityFolder& folder, const pki::Identity& card) const
    {
        const auto trust = trust_in(folder);
        const auto certificate = trust.accept(der_of(card.certificate), clock_.at).value();
        return judge_crl(trust, certificate, folder.revocation_lists(environment_, CardUse::authentication), clock_.at);
    }
    [[nodiscard]] static std::string serial_of(const pki::Identity& card)
    {
        return pki::read_certificate(card.certificate)->serial;
    }
    [[nodiscard]] static LeafProfile usual() { return {.key = shared_card_key()}; }
};

TEST_F(AuthorityFolderTest, card_is_good_until_it_is_revoked)
{
    AuthorityFolder folder(path_);
    const auto card = folder.issue(environment_, "taro", usual());
    const auto other = folder.issue(environment_, "hanako", usual());
    EXPECT_EQ(by_ocsp(folder, card).status, pki::RevocationStatus::good);
    EXPECT_EQ(by_list(folder, card).status, pki::RevocationStatus::good);
    EXPECT_TRUE(folder.revoke(environment_, serial_of(card)));
    EXPECT_EQ(by_ocsp(folder, card).status, pki::RevocationStatus::revoked);
    EXPECT_EQ(by_list(folder, card).status, pki::RevocationStatus::revoked);
    EXPECT_EQ(by_ocsp(folder, other).status, pki::RevocationStatus::good);
    EXPECT_EQ(by_list(folder, other).status, pki::RevocationStatus::good);
    EXPECT_FALSE(folder.revoke(environment_, serial_of(card))); // already
    EXPECT_FALSE(folder.revoke(environment_, "00"));
}

// A card that ended before the folder was made is told apart by its end, not by its issuer's beginning.
TEST_F(AuthorityFolderTest, issues_cards_that_have_ended_already)
{
    AuthorityFolder folder(path_);
    const auto trust = trust_in(folder);
    const auto outcome_of = [&](std::chrono::days ended_before) {
        auto profile = usual();
        profile.not_before = clock_.at - std::chrono::years(5);
        profile.not_after = clock_.at - ended_before;
        return outcome(trust, der_of(folder.issue(environment_, "taro", profile).certificate));
    };
    EXPECT_EQ(outcome_of(std::chrono::days(20))->life.time, pki::CardTime::expired_in_grace);
    EXPECT_EQ(outcome_of(std::chrono::days(150)).error(), pki::CardRefusal::too_old);
}

TEST_F(AuthorityFolderTest, another_object_over_the_folder_sees_the_same)
{
    AuthorityFolder folder(path_);
    const auto card = folder.issue(environment_, "taro", usual());
    const AuthorityFolder reader(path_);
    EXPECT_EQ(by_ocsp(reader, card).status, pki::RevocationStatus::good);
    EXPECT_TRUE(folder.revoke(environment_, serial_of(card)));
    EXPECT_EQ(by_ocsp(reader, card).status, pki::RevocationStatus::revoked);
    ASSERT_EQ(reader.cards().size(), 1U);
    EXPECT_EQ(reader.cards()[0].label, "taro");
    EXPECT_EQ(reader.cards()[0].revoked_at, clock_.at);
}

TEST_F(AuthorityFolderTest, each_generation_answers_for_its_own)
{
    AuthorityFolder folder(path_);
    const auto older = folder.issue(environment_, "taro", usual());
    folder.add_generation(environment_, CardUse::authentication);
    const auto newer = folder.issue(environment_, "taro", usual());
    EXPECT_NE(pki::read_card_certificate(der_of(older.certificate))->issuer_key_id,
              pki::read_card_certificate(der_of(newer.certificate))->issuer_key_id);
    EXPECT_TRUE(folder.revoke(environment_, serial_of(older)));
    EXPECT_EQ(by_ocsp(folder, older).status, pki::RevocationStatus::revoked);
    EXPECT_EQ(by_list(folder, older).status, pki::RevocationStatus::revoked);
    EXPECT_EQ(by_ocsp(folder, newer).status, pki::RevocationStatus::good);
    EXPECT_EQ(by_list(folder, newer).status, pki::RevocationStatus::good);
}

TEST_F(AuthorityFolderTest, what_it_did_not_issue_is_unknown)
{
    AuthorityFolder folder(path_);
    const auto authority = folder.generations(CardUse::authentication).at(0).authority;
    const auto stranger = issue_card(environment_, authority, usual());
    EXPECT_EQ(by_ocsp(folder, stranger).doubt, pki::RevocationDoubt::not_known_there);
    const auto own = folder.issue(environment_, "taro", usual());
    EXPECT_EQ(by_ocsp(folder, own).status, pki::RevocationStatus::good);
}

TEST_F(AuthorityFolderTest, bad_input_is_named)
{
    EXPECT_THROW(AuthorityFolder::create(environment_, path_), base::Fault);
    EXPECT_THROW(AuthorityFolder("/nowhere"), base::Fault);
    AuthorityFolder folder(path_);
    EXPECT_THROW((void)folder.issue(environment_, "a,b", usual()), base::Fault);
    EXPECT_THROW((void)folder.issue(environment_, "taro", usual(), 2), base::Fault);
    EXPECT_TRUE(folder.cards().empty());
}

} // namespace
} // namespace onshi::vcard
