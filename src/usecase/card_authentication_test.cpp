#include "usecase/card_authentication.h"

#include "storage/audit_store.h"
#include "support/memory_centre.h"
#include "support/temporary_folder.h"

#include <atomic>
#include <gmock/gmock.h>
#include <set>
#include <thread>

namespace onshi::usecase {

namespace {

using domain::ErrorCode;
using test::MemoryCentre;

/// Begins a challenge; the certificate is not looked at here (http/card_test.cpp has real ones).
CardBegun begun_at(MemoryCentre& centre)
{
    const pki::CardCertificate accepted{
        .issuer_key_id = "aa", .serial = "1", .fingerprint = {}, .not_before = {}, .not_after = {}};
    return centre.desk.write_now([&](UnitOfWork& work) {
        return begin_card(work, MemoryCentre::terminal(),
                          {domain::CardMode::pin, domain::CarePurpose::outpatient, domain::CardToken::card, "leaf"},
                          accepted)
            .value();
    });
}

/// The code of the refusal; none if the challenge is this caller's now.
std::optional<ErrorCode> refusal_of_claim(MemoryCentre& centre, const std::string& auth_id)
{
    return centre.desk.write_now([&](UnitOfWork& work) -> std::optional<ErrorCode> {
        const auto claim = claim_card(work, MemoryCentre::terminal(), auth_id);
        return claim ? std::nullopt : std::optional(claim.error().code);
    });
}

/// A database in a file, for several servers.
class TwoServers : public testing::Test
{
protected:
    [[nodiscard]] std::string url() const { return "sqlite:" + (folder_ / "centre.db").string(); }

private:
    const test::TemporaryFolder folder_;
};

TEST_F(TwoServers, finishing_one_challenge_at_once_only_one_gets_it)
{
    MemoryCentre first(url());
    MemoryCentre second(url());
    for (int round = 0; round < 20; ++round) {
        const auto auth_id = begun_at(first).auth_id;
        std::atomic<int> got = 0;
        std::atomic<int> used = 0;
        const auto finish = [&](MemoryCentre& centre) {
            const auto refused = refusal_of_claim(centre, auth_id);
            ++(refused ? used : got);
            EXPECT_TRUE(!refused || refused == ErrorCode::card_challenge_used);
        };
        std::thread other([&] { finish(second); });
        finish(first);
        other.join();
        EXPECT_EQ(got, 1);
        EXPECT_EQ(used, 1);
    }
}

TEST_F(TwoServers, what_one_used_up_stays_so_over_a_restart)
{
    std::string used, unused;
    {
        MemoryCentre first(url());
        used = begun_at(first).auth_id;
        unused = begun_at(first).auth_id;
        EXPECT_EQ(refusal_of_claim(first, used), std::nullopt);
    } // the server ends before it has looked at the signature
    MemoryCentre restarted(url());
    EXPECT_EQ(refusal_of_claim(restarted, used), ErrorCode::card_challenge_used);
    EXPECT_EQ(refusal_of_claim(restarted, unused), std::nullopt); // begun before, and still good
}

TEST(Card, every_refusal_has_a_code_of_its_own)
{
    std::set<ErrorCode> codes;
    for (int i = 0; i <= static_cast<int>(pki::CardRefusal::unconfirmed); ++i)
        EXPECT_TRUE(codes.insert(code_of(static_cast<pki::CardRefusal>(i))).second) << i;
}

/// 目視確認 with and without the person who answers for it.
TEST(Card, a_visual_confirmation_is_somebodys_of_this_facility)
{
    MemoryCentre centre;
    const pki::CardCertificate accepted{};
    const auto begin = [&](const domain::Caller& caller) {
        return centre.desk.write_now([&](UnitOfWork& work) -> std::optional<ErrorCode> {
            const auto begun = begin_card(
                work, caller,
                {domain::CardMode::visual, domain::CarePurpose::outpatient, domain::CardToken::card, "leaf"}, accepted);
            return begun ? std::nullopt : std::optional(begun.error().code);
        });
    };
    auto caller = MemoryCentre::terminal();
    EXPECT_EQ(begin(caller), ErrorCode::card_staff_missing);
    caller.staff = domain::StaffMember{"01890000-0000-7000-8000-000000000001", domain::StaffRole::clerk};
    EXPECT_EQ(begin(caller), std::nullopt);
    caller.staff->role = domain::StaffRole::insurer_clerk;
    EXPECT_EQ(begin(caller), ErrorCode::card_staff_missing);
}

} // namespace

} // namespace onshi::usecase
