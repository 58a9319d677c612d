#include "vcard/card_fixture.h"

#include "base/fault.h"

#include <gmock/gmock.h>

// Each test names one thing that is wrong, and beside it the same card without it, which is accepted.
namespace onshi::vcard {
namespace {

using pki::CardRefusal;
using testing::HasSubstr;

class CardIsRefused : public CardTest
{
protected:
    void expect_refused(const std::string& leaf, CardRefusal why) const
    {
        const auto result = outcome(leaf);
        ASSERT_FALSE(result.has_value());
        EXPECT_STREQ(name_of(result.error()), name_of(why));
    }
    void expect_accepted(const std::string& leaf) const
    {
        const auto result = outcome(leaf);
        EXPECT_TRUE(result.has_value()) << name_of(result.error());
    }
    void expect_refused_unlike_its_twin(const LeafProfile& wrong, const LeafProfile& twin, CardRefusal why) const
    {
        expect_refused(card(wrong), why);
        expect_accepted(card(twin));
    }
};

// check 2

TEST_F(CardIsRefused, no_certificate)
{
    const auto leaf = card();
    for (const auto& bytes : {std::string(), std::string("\x30\x00", 2), leaf.substr(0, leaf.size() - 1), leaf + '\0',
                              std::string(100'000, '\xff')})
        expect_refused(bytes, CardRefusal::not_a_certificate);
    expect_accepted(leaf);
}

TEST_F(CardIsRefused, length_written_otherwise_than_der_has_it)
{
    // 30 82 hh ll to 30 83 00 hh ll: the same certificate in BER, with another fingerprint.
    const auto leaf = card();
    ASSERT_EQ(leaf.substr(0, 2), "\x30\x82");
    expect_refused(std::string("\x30\x83\x00", 3) + leaf.substr(2), CardRefusal::not_a_certificate);
    expect_accepted(leaf);
}

TEST_F(CardIsRefused, elliptic_key) { expect_refused_unlike_its_twin({.elliptic = true}, {}, CardRefusal::key_kind); }

TEST_F(CardIsRefused, key_of_1024_or_3072_bits)
{
    expect_refused_unlike_its_twin({.bits = 1024}, {.bits = 2048}, CardRefusal::key_kind);
    expect_refused(card({.bits = 3072}), CardRefusal::key_kind);
}

TEST_F(CardIsRefused, exponent_3)
{
    expect_refused_unlike_its_twin({.exponent = 3}, {.exponent = 65537}, CardRefusal::key_exponent);
}

TEST_F(CardIsRefused, hash_other_than_sha256)
{
    expect_refused_unlike_its_twin({.hash = "SHA1"}, {.hash = "SHA256"}, CardRefusal::hash);
    expect_refused(card({.hash = "SHA512"}), CardRefusal::hash);
}

TEST_F(CardIsRefused, self_signed)
{
    expect_refused_unlike_its_twin({.self_signed = true}, {.self_signed = false}, CardRefusal::self_signed);
}

TEST_F(CardIsRefused, leaf_that_is_an_authority)
{
    expect_refused_unlike_its_twin({.certifies = true}, {.certifies = false}, CardRefusal::authority);
}

TEST_F(CardIsRefused, leaf_that_may_sign_certificates)
{
    expect_refused_unlike_its_twin({.key_usage = "critical,digitalSignature,keyCertSign"},
                                   {.key_usage = "critical,digitalSignature"}, CardRefusal::signs_certificates);
}

// 利用者証明用 and 署名用 differ in nonRepudiation: here under the authority of the former.
TEST_F(CardIsRefused, sign_certificate_used_as_auth)
{
    expect_refused_unlike_its_twin({.key_usage = "critical,digitalSignature,nonRepudiation"},
                                   {.key_usage = "critical,digitalSignature"}, CardRefusal::signing_certificate);
    // and the real one, of its own authority
    expect_refused(card_by(signing(), {.use = CardUse::signing}), CardRefusal::signing_certificate);
}

// Even one that looks like a 利用者証明用電子証明書 in everything, if the other authority issued it.
TEST_F(CardIsRefused, certificate_of_the_signing_authority)
{
    const pki::CardTrust all(all_trust_settings());
    const auto refused = outcome(all, card_by(signing()));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error(), CardRefusal::signing_authority);
    EXPECT_TRUE(outcome(all, card_by(newer())).has_value());
}

TEST_F(CardIsRefused, key_usage_other_than_exactly_digital_signature)
{
    for (const auto* usage : {"", "critical,keyEncipherment", "critical,digitalSignature,keyEncipherment",
                              "critical,digitalSignature,keyAgreement", "critical,digitalSignature,cRLSign"})
        expect_refused(card({.key_usage = usage}), CardRefusal::key_usage);
    expect_accepted(card({.key_usage = "critical,digitalSignature"}));
}

TEST_F(CardIsRefused, policy_not_allowed)
{
    expect_refused_unlike_its_twin({.policy = signing_policy}, {.policy = authentication_policy}, CardRefusal::policy);
    expect_refused(card({.policy = ""}), CardRefusal::policy);
    expect_refused(card({.policy = "2.5.29.32.0"}), CardRefusal::policy); // anyPolicy
    expect_refused(card({.policy = std::string(authentication_policy) + "1"}), CardRefusal::policy);
}

TEST_F(CardIsRefused, critical_extension_that_nobody_understands)
{
    expect_refused_unlike_its_twin({.extra_critical = true}, {.extra_critical = false},
                                   CardRefusal::critical_extension);
}

// check 3

TEST_F(CardIsRefused, same_serial_under_a_self_made_authority_with_the_same_name)
{
    const auto serial = pki::read_card_certificate(card())->serial;
    expect_refused(card_by(strange(), {.serial = serial}), CardRefusal::issuer_unknown);
    expect_accepted(card_by(newer(), {.serial = serial}));
}

TEST_F(CardIsRefused, self_made_authority_with_the_same_name_and_key_identifier)
{
    const auto genuine = pki::read_card_certificate(card())->issuer_key_id;
    const auto forged = make_authority(environment_, {.key = shared_card_key(), .key_id = bytes_of_hex(genuine)});
    const auto leaf = card_by(forged);
    ASSERT_EQ(pki::read_card_certificate(leaf)->issuer_key_id, genuine);
    expect_refused(leaf, CardRefusal::issuer_signature);
    expect_accepted(card_by(newer()));
}

TEST_F(CardIsRefused, generation_that_is_not_trusted_but_an_older_trusted_one_is_accepted)
{
    const auto leaf = card_by(older());
    expect_refused(leaf, CardRefusal::issuer_unknown); // only the newer one is trusted
    EXPECT_TRUE(outcome(pki::CardTrust(all_trust_settings()), leaf).has_value());
}

TEST_F(CardIsRefused, certificate_whose_bytes_were_altered)
{
    auto leaf = card();
    leaf.back() = static_cast<char>(leaf.back() ^ 1); // the authority's signature
    expect_refused(leaf, CardRefusal::issuer_signature);
}

TEST_F(CardIsRefused, authority_that_is_not_valid_yet_or_any_more)
{
    const auto leaf =
        card({.not_before = clock_.at - std::chrono::years(20), .not_after = clock_.at + std::chrono::years(20)});
    expect_accepted(leaf);
    clock_.at += std::chrono::years(11); // the authority has ten
    expect_refused(leaf, CardRefusal::issuer_not_valid);
    clock_.at -= std::chrono::years(13);
    expect_refused(leaf, CardRefusal::issuer_not_valid);
}

TEST_F(CardIsRefused, card_in_grace_may_outlive_its_authority)
{
    const auto authority_end = clock_.at - std::chrono::days(1) + std::chrono::years(10);
    const auto leaf = card({.not_after = authority_end - std::chrono::days(2)});
    clock_.at = authority_end + std::chrono::days(1);
    const auto result = outcome(leaf);
    ASSERT_TRUE(result.has_value()) << name_of(result.error());
    EXPECT_EQ(result->life.time, pki::CardTime::expired_in_grace);
}

TEST_F(CardIsRefused, emulator_certificate_offered_to_a_production_centre)
{
    // A production centre with an authority of its own: the same but without the mark.
    const auto real = make_authority(environment_, {.key = shared_card_key(), .marked = false});
    const pki::CardTrust production({.authorities = {real.certificate}, .policies = {authentication_policy}});
    const auto refused = outcome(production, card());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error(), CardRefusal::development_only);
    const auto accepted = outcome(production, card_by(real));
    EXPECT_TRUE(accepted.has_value()) << name_of(accepted.error());
}

// check 4

TEST_F(CardIsRefused, one_byte_altered_after_the_card_signed)
{
    const auto leaf = card();
    const auto signed_one = challenge_for(leaf);
    const auto signature = sign(shared_card_key(), to_be_signed(signed_one));
    const auto with = [&](auto alter) {
        auto challenge = signed_one;
        alter(challenge);
        return trust().prove(leaf, to_be_signed(challenge), signature, clock_.at);
    };
    EXPECT_TRUE(with([](auto&) {}).has_value());
    const auto expect_refused_with = [&](const char* field, auto alter) {
        const auto result = with(alter);
        ASSERT_FALSE(result.has_value()) << field;
        EXPECT_EQ(result.error(), CardRefusal::signature) << field;
    };
    expect_refused_with("auth id", [](auto& c) { c.auth_id.back() = 'e'; });
    expect_refused_with("nonce", [](auto& c) { c.nonce[7] = '\x5b'; });
    expect_refused_with("facility", [](auto& c) { c.facility.back() = '2'; });
    expect_refused_with("terminal", [](auto& c) { c.terminal.back() = 'e'; });
    expect_refused_with("mode", [](auto& c) { c.mode = "pim"; });
    expect_refused_with("purpose", [](auto& c) { c.purpose.back() = 'u'; });
    expect_refused_with("certificate", [](auto& c) { c.leaf[31] ^= 1U; });
    expect_refused_with("a byte moved to the next field", [](auto& c) {
        c.mode += c.purpose.front();
        c.purpose.erase(0, 1);
    });
}

TEST_F(CardIsRefused, signature_of_another_card)
{
    const auto leaf = card();
    const auto text = to_be_signed(challenge_for(leaf));
    const auto signature_of = [&](const std::string& key) {
        return trust().prove(leaf, text, sign(key, text), clock_.at);
    };
    EXPECT_EQ(signature_of(new_card_key()).error(), CardRefusal::signature);
    EXPECT_TRUE(signature_of(shared_card_key()).has_value());
}

TEST_F(CardIsRefused, signature_cut_or_lengthened_or_missing)
{
    const auto leaf = card();
    const auto text = to_be_signed(challenge_for(leaf));
    const auto signature = sign(shared_card_key(), text);
    for (const auto& wrong : {std::string(), signature.substr(1), signature + '\0', std::string(256, '\0')})
        EXPECT_EQ(trust().prove(leaf, text, wrong, clock_.at).error(), CardRefusal::signature);
    EXPECT_TRUE(trust().prove(leaf, text, signature, clock_.at).has_value());
}

// check 5; the days themselves: pki/card_life_test.cpp

TEST_F(CardIsRefused, expired_in_grace_and_after_grace)
{
    const auto leaf = card({.not_after = base::parse_instant("2027-05-20T23:59:59+09:00").value()});
    clock_.at = base::parse_instant("2027-05-20T23:59:59+09:00").value();
    EXPECT_EQ(outcome(leaf)->life.time, pki::CardTime::valid);
    clock_.at = base::parse_instant("2027-08-31T23:59:59+09:00").value();
    EXPECT_EQ(outcome(leaf)->life.time, pki::CardTime::expired_in_grace);
    clock_.at = base::parse_instant("2027-09-01T00:00:00+09:00").value();
    expect_refused(leaf, CardRefusal::too_old);
}

TEST_F(CardIsRefused, before_it_begins)
{
    const auto leaf = card({.not_before = clock_.at + std::chrono::seconds(1)});
    expect_refused(leaf, CardRefusal::not_yet);
    clock_.at += std::chrono::seconds(1);
    expect_accepted(leaf);
}

// The order: the first check that fails is named, though others would fail too.
TEST_F(CardIsRefused, checks_are_made_in_their_order)
{
    LeafProfile profile{.not_after = clock_.at - std::chrono::years(1), .bits = 1024, .policy = signing_policy};
    profile.not_before = clock_.at - std::chrono::years(2);
    expect_refused(card_by(strange(), profile), CardRefusal::key_kind);
    profile.bits = 2048;
    expect_refused(card_by(strange(), profile), CardRefusal::policy);
    profile.policy = authentication_policy;
    expect_refused(card_by(strange(), profile), CardRefusal::issuer_unknown);
    const auto authority =
        make_authority(environment_, {.not_before = clock_.at - std::chrono::years(3), .key = shared_card_key()});
    auto settings = trust_settings();
    settings.authorities = {authority.certificate};
    const pki::CardTrust trusted(settings);
    const auto leaf = card_by(authority, profile);
    EXPECT_EQ(trusted.prove(leaf, "one text", sign(shared_card_key(), "another"), clock_.at).error(),
              CardRefusal::signature);
    EXPECT_EQ(outcome(trusted, leaf).error(), CardRefusal::too_old);
}

TEST_F(CardIsRefused, begin_refuses_what_needs_no_signature_to_be_refused)
{
    EXPECT_EQ(trust().accept(card({.policy = ""}), clock_.at).error(), CardRefusal::policy);
    const auto leaf = card();
    const auto accepted = trust().accept(leaf, clock_.at);
    ASSERT_TRUE(accepted.has_value());
    EXPECT_EQ(accepted->fingerprint, pki::sha256({leaf}));
}

// whom the centre trusts

class CardTrustIsNotMade : public CardTest
{
protected:
    static void expect_fault(const pki::CardTrustSettings& settings, const char* words)
    {
        try {
            const pki::CardTrust made(settings);
            FAIL() << "was made";
        } catch (const base::Fault& fault) {
            EXPECT_EQ(fault.code(), base::FaultCode::setup);
            EXPECT_THAT(fault.what(), HasSubstr(words));
        }
    }
};

TEST_F(CardTrustIsNotMade, from_a_development_authority_in_production)
{
    auto settings = trust_settings();
    EXPECT_NO_THROW(const pki::CardTrust made(settings));
    settings.development = false;
    expect_fault(settings, "card.authorities, entry 1: is a development authority");
}

TEST_F(CardTrustIsNotMade, from_another_authority_in_development)
{
    auto settings = trust_settings();
    settings.authorities.push_back(
        make_authority(environment_, {.key = shared_card_key(), .marked = false}).certificate);
    expect_fault(settings, "card.authorities, entry 2: is no development authority");
}

TEST_F(CardTrustIsNotMade, from_what_is_no_authority)
{
    auto settings = trust_settings();
    settings.signing_authorities = {
        make_authority(environment_, {.key = shared_card_key(), .certifies = false}).certificate};
    expect_fault(settings, "card.signing_authorities, entry 1: is no authority");
    settings.signing_authorities = {"nothing"};
    expect_fault(settings, "card.signing_authorities, entry 1: is no certificate in PEM");
}

TEST_F(CardTrustIsNotMade, from_one_authority_in_both_lists)
{
    auto settings = trust_settings();
    settings.signing_authorities = {newer().certificate};
    expect_fault(settings, "which is in the lists already");
}

TEST_F(CardTrustIsNotMade, without_a_policy_or_with_what_is_none)
{
    auto settings = trust_settings();
    settings.policies.clear();
    expect_fault(settings, "card.policies: must name at least one");
    settings.policies = {"anything"};
    expect_fault(settings, "card.policies, entry 1: must be an object identifier");
}

TEST_F(CardTrustIsNotMade, and_without_any_authority_it_is_empty)
{
    const pki::CardTrust nobody({});
    EXPECT_TRUE(nobody.empty());
    EXPECT_EQ(nobody.accept(card(), clock_.at).error(), CardRefusal::policy);
    EXPECT_FALSE(trust().empty());
}

} // namespace
} // namespace onshi::vcard
