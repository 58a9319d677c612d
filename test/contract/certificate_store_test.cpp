#include "contract/engines.h"

#include "storage/certificate_store.h"

#include <gmock/gmock.h>
#include <map>

namespace onshi::storage {

namespace {

using domain::CallerClass;
using test::instant;

const auto now = instant("2026-04-01T09:00:00+09:00");
const auto in_a_week = instant("2026-04-08T09:00:00+09:00");

class CertificateStoreContract : public OnEveryEngine
{
protected:
    void SetUp() override
    {
        committed(database(), [](Transaction& t) {
            CertificateStore store(t);
            store.add({.fingerprint = "f1",
                       .serial = "s1",
                       .cls = CallerClass::terminal,
                       .holder = test::clinic,
                       .not_after = in_a_week,
                       .revoked_at = {}},
                      now);
            store.add_code("hash", {CallerClass::insurer, test::sample_society}, in_a_week);
        });
    }
    std::optional<EnrolmentHolder> use(const char* hash, base::Instant at)
    {
        return committed(database(), [&](Transaction& t) { return CertificateStore(t).use_code(hash, at); });
    }
};

TEST_P(CertificateStoreContract, a_certificate_is_found_by_its_fingerprint)
{
    const auto found = seen(database(), [](Transaction& t) { return CertificateStore(t).by_fingerprint("f1"); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->serial, "s1");
    EXPECT_EQ(found->cls, CallerClass::terminal);
    EXPECT_EQ(found->holder, test::clinic);
    EXPECT_EQ(found->not_after, in_a_week);
    EXPECT_FALSE(found->revoked_at);
    EXPECT_FALSE(seen(database(), [](Transaction& t) { return CertificateStore(t).by_fingerprint("f2"); }));
}

TEST_P(CertificateStoreContract, a_certificate_is_revoked_once)
{
    const auto revoke = [&](const char* serial) {
        return committed(database(), [&](Transaction& t) { return CertificateStore(t).revoke(serial, now); });
    };
    EXPECT_FALSE(revoke("s2"));
    EXPECT_TRUE(revoke("s1"));
    EXPECT_FALSE(revoke("s1"));
    EXPECT_EQ(seen(database(), [](Transaction& t) { return CertificateStore(t).by_fingerprint("f1"); })->revoked_at,
              now);
}

TEST_P(CertificateStoreContract, those_that_end_soon_are_counted_unless_revoked_or_superseded)
{
    committed(database(), [](Transaction& t) {
        CertificateStore store(t);
        const auto add = [&](const std::string& name, CallerClass cls, const char* holder, base::Instant not_after) {
            store.add({.fingerprint = "f" + name,
                       .serial = "s" + name,
                       .cls = cls,
                       .holder = holder,
                       .not_after = not_after,
                       .revoked_at = {}},
                      now);
        };
        add("2", CallerClass::terminal, test::clinic, now); // ends at this moment, as the first one does in a week
        add("3", CallerClass::terminal, test::clinic, now - std::chrono::microseconds(1)); // has ended
        add("4", CallerClass::terminal, test::other_clinic, in_a_week);                    // superseded by the next
        add("5", CallerClass::terminal, test::other_clinic, in_a_week + std::chrono::microseconds(1));
        add("6", CallerClass::insurer, test::sample_society, in_a_week);
        add("7", CallerClass::insurer, test::sample_city, in_a_week); // superseded only by what is revoked
        add("8", CallerClass::insurer, test::sample_city, in_a_week + std::chrono::days(1));
        add("9", CallerClass::operator_, "office", in_a_week); // revoked
        EXPECT_TRUE(store.revoke("s8", now));
        EXPECT_TRUE(store.revoke("s9", now));
    });
    std::map<CallerClass, std::int64_t> ending;
    seen(database(), [&](Transaction& t) {
        CertificateStore(t).each_ending(now, in_a_week, [&](CallerClass cls, std::int64_t n) { ending[cls] = n; });
    });
    EXPECT_THAT(ending,
                testing::ElementsAre(testing::Pair(CallerClass::terminal, 2), testing::Pair(CallerClass::insurer, 2)));
}

TEST_P(CertificateStoreContract, a_code_serves_once)
{
    const auto holder = use("hash", now);
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->cls, CallerClass::insurer);
    EXPECT_EQ(holder->holder, test::sample_society);
    EXPECT_FALSE(use("hash", now));
}

TEST_P(CertificateStoreContract, an_expired_or_unknown_code_does_not_serve)
{
    EXPECT_FALSE(use("hash", in_a_week)) << "the last moment is before it";
    EXPECT_FALSE(use("other", now));
    EXPECT_TRUE(use("hash", in_a_week - std::chrono::microseconds(1)));
}

ONSHI_ON_EVERY_ENGINE(CertificateStoreContract);

} // namespace

} // namespace onshi::storage
