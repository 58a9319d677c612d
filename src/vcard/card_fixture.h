#pragma once

#include "pki/card_certificate.h"
#include "pki/card_challenge.h"
#include "vcard/authority.h"

#include <gtest/gtest.h>

/// For the tests of this folder: a synthetic authority and a card of it at a fixed moment, 2026-11-04T09:00 in Japan.
namespace onshi::vcard {

/// Keys take long to make; a test needs fresh ones only where it says so.
inline const std::string& shared_card_key()
{
    static const std::string key = new_card_key();
    return key;
}

struct FixedClock final : base::Clock
{
    base::Instant at = base::parse_instant("2026-11-04T09:00:00+09:00").value();
    [[nodiscard]] base::Instant now() const override { return at; }
};

class CardTest : public testing::Test
{
protected:
    FixedClock clock_;
    base::SystemRandom random_;
    base::Environment environment_{clock_, random_, true};

    /// The authority's generations, the signing authority, and a self-made one with the same name. Each made once, when
    /// it is first asked for: nothing changes them.
    [[nodiscard]] const pki::Identity& newer() const
    {
        static const auto made = make_authority(environment_);
        return made;
    }
    [[nodiscard]] const pki::Identity& older() const
    {
        static const auto made = make_authority(environment_);
        return made;
    }
    [[nodiscard]] const pki::Identity& signing() const
    {
        static const auto made = make_authority(environment_, {.use = CardUse::signing});
        return made;
    }
    [[nodiscard]] const pki::Identity& strange() const
    {
        static const auto made = make_authority(environment_, {.key = shared_card_key()});
        return made;
    }

    [[nodiscard]] pki::CardTrustSettings trust_settings() const
    {
        return {.authorities = {newer().certificate}, .policies = {authentication_policy}, .development = true};
    }
    /// Both generations, and the signing authority to be told apart.
    [[nodiscard]] pki::CardTrustSettings all_trust_settings() const
    {
        auto settings = trust_settings();
        settings.authorities.front() += older().certificate;
        settings.signing_authorities = {signing().certificate};
        return settings;
    }
    [[nodiscard]] pki::CardTrust trust() const { return pki::CardTrust(trust_settings()); }

    [[nodiscard]] std::string card(LeafProfile profile = {}) const { return card_by(newer(), std::move(profile)); }
    [[nodiscard]] std::string card_by(const pki::Identity& authority, LeafProfile profile = {}) const
    {
        const bool usual = profile.bits == 2048 && profile.exponent == 65537 && !profile.elliptic;
        if (profile.key.empty() && usual)
            profile.key = shared_card_key();
        return der_of(issue_card(environment_, authority, profile).certificate);
    }
    [[nodiscard]] static pki::CardChallenge challenge_for(const std::string& leaf)
    {
        return {.auth_id = "00112233445566778899aabbccddeeff",
                .nonce = std::string(32, '\x5a'),
                .facility = "1310000001",
                .terminal = "0a1b2c3d",
                .mode = "pin",
                .purpose = "outpatient",
                .leaf = pki::sha256({leaf})};
    }
    [[nodiscard]] static std::string bytes_of_hex(const std::string& hex)
    {
        std::string bytes;
        for (std::size_t i = 0; i < hex.size(); i += 2)
            bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
        return bytes;
    }
    /// What became of the card that signed its challenge with its own (the shared) key.
    [[nodiscard]] std::expected<pki::CardProof, pki::CardRefusal> outcome(const std::string& leaf) const
    {
        return outcome(trust(), leaf);
    }
    [[nodiscard]] std::expected<pki::CardProof, pki::CardRefusal> outcome(const pki::CardTrust& trusted,
                                                                          const std::string& leaf) const
    {
        const auto text = pki::to_be_signed(challenge_for(leaf));
        return trusted.prove(leaf, text, sign(shared_card_key(), text), clock_.at);
    }
};

} // namespace onshi::vcard
