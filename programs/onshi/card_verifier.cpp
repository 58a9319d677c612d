#include "onshi/card_verifier.h"

#include "base/files.h"

namespace onshi::programs {

namespace {

std::vector<std::string> contents_of(const std::vector<std::filesystem::path>& files)
{
    std::vector<std::string> texts;
    for (const auto& file : files)
        texts.push_back(base::read_file(file));
    return texts;
}

} // namespace

CardVerifier::CardVerifier(const Config& config, const base::Environment& environment, const base::Log& log)
    : trust_({.authorities = contents_of(config.card.authorities),
              .signing_authorities = contents_of(config.card.signing_authorities),
              .policies = config.card.policies,
              .development = config.development})
    , fetch_(net::parse_plain_url(config.card.ocsp_url), net::parse_plain_url(config.card.crl_url), log)
    , revocation_(trust_, fetch_, environment, config.card.revocation_cache_minutes)
{
}

std::optional<http::CardVerification> CardVerifier::cards()
{
    if (trust_.empty())
        return std::nullopt;
    return http::CardVerification{trust_, revocation_};
}

} // namespace onshi::programs
