#pragma once

#include "base/files.h"
#include "pki/revocation.h"
#include "vcard/authority.h"

#include <algorithm>
#include <string>

/// What fuzz_card_leaf and fuzz_revocation work with: the authority's certificate and one card of it, kept in
/// test/fuzz/card/ (public halves only), at a fixed moment. fuzz_card_corpus makes them and the corpora anew.
namespace onshi::fuzz {

inline const base::Instant moment = base::parse_instant("2026-11-04T09:00:00+09:00").value();

struct SameBytes final : base::Random
{
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, std::uint8_t{0x5a}); }
};

inline std::string kept(const char* name)
{
    return base::read_file(std::string(ONSHI_SOURCE_DIR "/test/fuzz/card/") + name);
}

inline pki::CardTrust trust_in(const std::string& authority)
{
    return pki::CardTrust(
        {.authorities = {authority}, .policies = {vcard::authentication_policy}, .development = true});
}

inline std::string request_for(const pki::CardTrust& trust, const pki::CardCertificate& card)
{
    SameBytes random;
    return pki::ocsp_request(trust, card, random);
}

} // namespace onshi::fuzz
