#include "contract/engines.h"

#include "storage/card_store.h"

#include <gmock/gmock.h>
#include <thread>

namespace onshi::storage {

namespace {

using test::date;
using test::instant;

class CardStoreContract : public OnEveryEngine
{
};

const auto first = instant("2026-04-01T09:00:00+09:00");
const auto later = instant("2026-05-01T09:00:00+09:00");
constexpr std::chrono::microseconds moment{1};

domain::CardKey key(const char* issuer, const char* serial) { return domain::CardKey::parse(issuer, serial).value(); }

domain::CardCertificate certificate(const char* serial, const char* successor = "")
{
    return {.key = key("aa", serial),
            .not_before = date("2021-05-01"),
            .not_after = date("2026-04-07"),
            .superseded_by = successor};
}

CardChallengeRow challenge(const char* auth_id, base::Instant expires_at)
{
    return {.auth_id = auth_id,
            .nonce = std::string("\0\xff", 2) + std::string(30, 'n'),
            .terminal = "0a0b",
            .facility = test::clinic,
            .mode = domain::CardMode::face,
            .purpose = domain::CarePurpose::outpatient,
            .token = domain::CardToken::card,
            .leaf_digest = std::string(32, '\xfe'),
            .leaf = std::string("\x30\x82\0", 3),
            .expires_at = expires_at};
}

TEST_P(CardStoreContract, a_certificate_leads_to_its_person_from_the_moment_it_was_linked)
{
    committed(database(), [](Transaction& t) { EXPECT_EQ(CardStore(t).put(7, certificate("1"), first), Put::added); });
    seen(database(), [](Transaction& t) {
        CardStore store(t);
        EXPECT_FALSE(store.linked(key("aa", "1"), first - moment));
        EXPECT_EQ(store.linked(key("aa", "1"), first)->person, 7);
        EXPECT_EQ(store.linked(key("aa", "1"), first)->certificate, certificate("1"));
        EXPECT_FALSE(store.linked(key("bb", "1"), later)); // the same serial under another generation of the authority
        EXPECT_FALSE(store.linked(key("aa", "2"), later));
        return 0;
    });
}

TEST_P(CardStoreContract, a_reissue_supersedes_and_what_was_known_before_stays_known)
{
    committed(database(), [](Transaction& t) {
        CardStore store(t);
        store.put(7, certificate("1"), first);
        EXPECT_EQ(store.put(7, certificate("1"), later), Put::unchanged);
        EXPECT_EQ(store.put(7, certificate("1", "2"), later), Put::changed);
        store.put(7, certificate("2"), later);
    });
    seen(database(), [](Transaction& t) {
        CardStore store(t);
        EXPECT_EQ(store.linked(key("aa", "1"), later - moment)->certificate.superseded_by, "");
        EXPECT_EQ(store.linked(key("aa", "1"), later)->certificate.superseded_by, "2");
        EXPECT_THAT(store.of_person(7, first), testing::ElementsAre(certificate("1")));
        EXPECT_THAT(store.of_person(7, later), testing::ElementsAre(certificate("1", "2"), certificate("2")));
        return 0;
    });
}

TEST_P(CardStoreContract, registration_is_the_persons_and_is_done_once)
{
    committed(database(), [](Transaction& t) {
        CardStore store(t);
        EXPECT_EQ(store.put_registration(7, test::clinic, first), Put::added);
        EXPECT_EQ(store.put_registration(7, test::clinic, later), Put::unchanged);
    });
    seen(database(), [](Transaction& t) {
        CardStore store(t);
        EXPECT_FALSE(store.is_registered(7, first - moment));
        EXPECT_TRUE(store.is_registered(7, first));
        EXPECT_FALSE(store.is_registered(8, later));
        return 0;
    });
}

TEST_P(CardStoreContract, a_challenge_is_used_up_by_the_first_who_finishes_it)
{
    const auto ends = first + std::chrono::seconds(120);
    committed(database(), [&](Transaction& t) { CardStore(t).add(challenge("c1", ends)); });
    const auto taken = committed(database(), [&](Transaction& t) { return CardStore(t).consume("c1", "0a0b", first); });
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->nonce, challenge("c1", ends).nonce);
    EXPECT_EQ(taken->leaf, challenge("c1", ends).leaf);
    EXPECT_EQ(taken->leaf_digest, challenge("c1", ends).leaf_digest);
    EXPECT_EQ(taken->mode, domain::CardMode::face);
    EXPECT_EQ(taken->facility, test::clinic);
    EXPECT_EQ(taken->expires_at, ends);
    committed(database(), [](Transaction& t) {
        EXPECT_FALSE(CardStore(t).consume("c1", "0a0b", first));
        EXPECT_EQ(CardStore(t).challenge("c1")->consumed_at, first);
    });
}

TEST_P(CardStoreContract, another_terminal_or_a_late_one_does_not_get_it_and_does_not_use_it_up)
{
    const auto ends = first + std::chrono::seconds(120);
    committed(database(), [&](Transaction& t) { CardStore(t).add(challenge("c1", ends)); });
    committed(database(), [&](Transaction& t) {
        CardStore store(t);
        EXPECT_FALSE(store.consume("c1", "0c0d", first));
        EXPECT_FALSE(store.consume("c1", "0a0b", ends)); // the first moment after its time
        EXPECT_FALSE(store.consume("c2", "0a0b", first));
        EXPECT_FALSE(store.challenge("c1")->consumed_at);
        EXPECT_TRUE(store.consume("c1", "0a0b", ends - moment)); // the twin: the last moment, the right terminal
    });
}

TEST_P(CardStoreContract, of_two_ways_into_one_database_one_gets_it)
{
    if (!is_durable())
        return; // a database in memory has one way in
    committed(database(), [](Transaction& t) { CardStore(t).add(challenge("c1", later)); });
    std::atomic<int> got = 0;
    const auto finish = [&] {
        const auto own = reopened();
        committed(*own, [&](Transaction& t) {
            if (CardStore(t).consume("c1", "0a0b", first))
                ++got;
        });
    };
    std::thread other(finish);
    finish();
    other.join();
    EXPECT_EQ(got, 1);
    EXPECT_FALSE(committed(database(), [](Transaction& t) { return CardStore(t).consume("c1", "0a0b", first); }));
}

TEST_P(CardStoreContract, a_session_is_good_for_one_answer)
{
    const CardSessionRow row{.token_hash = "hash",
                             .terminal = "0a0b",
                             .facility = test::clinic,
                             .auth_id = "c1",
                             .key = key("aa", "1"),
                             .not_after = date("2026-04-07"),
                             .mode = domain::CardMode::visual,
                             .purpose = domain::CarePurpose::outpatient,
                             .scope = domain::CardScope::eligibility_only,
                             .ends_soon = true,
                             .expires_at = later};
    committed(database(), [&](Transaction& t) { CardStore(t).add(row); });
    committed(database(), [](Transaction& t) {
        CardStore store(t);
        const auto found = store.session("hash").value();
        EXPECT_EQ(found.key, key("aa", "1"));
        EXPECT_EQ(found.mode, domain::CardMode::visual);
        EXPECT_EQ(found.scope, domain::CardScope::eligibility_only);
        EXPECT_TRUE(found.ends_soon);
        EXPECT_EQ(found.expires_at, later);
        EXPECT_FALSE(found.answer_key);
        EXPECT_TRUE(store.use("hash", "k1"));
        EXPECT_TRUE(store.use("hash", "k1"));
        EXPECT_FALSE(store.use("hash", "k2"));
        EXPECT_EQ(store.session("hash")->answer_key, "k1");
        EXPECT_FALSE(store.use("other", "k1"));
        EXPECT_FALSE(store.session("other"));
    });
}

TEST_P(CardStoreContract, what_has_ended_is_forgotten)
{
    committed(database(), [](Transaction& t) {
        CardStore store(t);
        store.add(challenge("old", first));
        store.add(challenge("new", later));
        store.forget_before(first + moment);
        EXPECT_FALSE(store.challenge("old"));
        EXPECT_TRUE(store.challenge("new"));
    });
}

ONSHI_ON_EVERY_ENGINE(CardStoreContract);

} // namespace

} // namespace onshi::storage
