#include "vcard/authority.h"

#include "vcard/certificate_making.h"

namespace onshi::vcard {

namespace {

constexpr std::chrono::days a_day{1};
constexpr std::chrono::years five_years{5};

base::Instant or_yesterday(base::Instant at, const base::Environment& environment)
{
    return at == base::Instant{} ? environment.clock.now() - a_day : at;
}

const char* unit_of(CardUse use)
{
    switch (use) {
    case CardUse::authentication:
        return "Emulator for user authentication";
    case CardUse::signing:
        return "Emulator for digital signature";
    }
    return "";
}

std::string usual_key_usage(CardUse use)
{
    return use == CardUse::authentication ? "critical,digitalSignature" : "critical,digitalSignature,nonRepudiation";
}

std::string usual_policy(CardUse use)
{
    return use == CardUse::authentication ? authentication_policy : signing_policy;
}

std::string fresh_key(const LeafProfile& profile)
{
    if (!profile.key.empty())
        return profile.key;
    return profile.elliptic ? pki::new_key() : new_card_key(profile.bits, profile.exponent);
}

} // namespace

pki::Identity make_authority(const base::Environment& environment, const AuthorityProfile& profile)
{
    pki::Identity identity{{}, profile.key.empty() ? new_card_key() : profile.key};
    const auto key = pki::private_key(identity.key);
    const auto name = emulator_name(profile.marked, unit_of(profile.use), {});
    const auto from = or_yesterday(profile.not_before, environment);
    Draft draft(name.get(), key.get(), nullptr);
    draft.serial(environment.random);
    draft.period(from, from + profile.valid);
    if (profile.certifies) {
        draft.extension(NID_basic_constraints, "critical,CA:TRUE");
        draft.extension(NID_key_usage, "critical,keyCertSign,cRLSign");
    }
    draft.key_identifiers(profile.key_id);
    identity.certificate = draft.signed_by(key.get(), "SHA256");
    return identity;
}

pki::Identity issue_card(const base::Environment& environment, const pki::Identity& authority,
                         const LeafProfile& profile)
{
    const auto above = loaded(authority);
    pki::Identity identity{{}, fresh_key(profile)};
    const auto key = pki::private_key(identity.key);
    // As on a real card: nothing that tells who it is. What marks it stands in its issuer's name.
    const pki::X509Name name(pki::require(X509_NAME_new(), "X509_NAME_new"));
    pki::add_entry(name.get(), NID_countryName, "JP");
    pki::add_entry(name.get(), NID_commonName, profile.common_name);
    Draft draft(name.get(), key.get(), profile.self_signed ? nullptr : above.certificate.get());
    if (profile.serial)
        draft.serial(*profile.serial);
    else
        draft.serial(environment.random);
    draft.period(or_yesterday(profile.not_before, environment),
                 profile.not_after == base::Instant{} ? environment.clock.now() + five_years : profile.not_after);
    if (const auto usage = profile.key_usage.value_or(usual_key_usage(profile.use)); !usage.empty())
        draft.extension(NID_key_usage, usage);
    if (const auto policy = profile.policy.value_or(usual_policy(profile.use)); !policy.empty())
        draft.policy(policy);
    if (profile.certifies)
        draft.extension(NID_basic_constraints, "critical,CA:TRUE");
    if (profile.extra_critical)
        draft.critical_of_nobody();
    draft.key_identifiers({});
    identity.certificate = draft.signed_by(profile.self_signed ? key.get() : above.key.get(), profile.hash);
    return identity;
}

pki::Identity make_responder(const base::Environment& environment, const pki::Identity& authority,
                             const ResponderProfile& profile)
{
    const auto above = loaded(authority);
    pki::Identity identity{{}, profile.key.empty() ? new_card_key() : profile.key};
    const auto key = pki::private_key(identity.key);
    const auto name = emulator_name(true, "OCSP responder", {});
    const auto from = or_yesterday(profile.not_before, environment);
    Draft draft(name.get(), key.get(), above.certificate.get());
    draft.serial(environment.random);
    draft.period(from, from + profile.valid);
    draft.extension(NID_key_usage, "critical,digitalSignature");
    draft.extension(NID_ext_key_usage, profile.ocsp_signing ? "OCSPSigning" : "clientAuth");
    draft.extension(NID_id_pkix_OCSP_noCheck, "ignored");
    draft.key_identifiers({});
    identity.certificate = draft.signed_by(above.key.get(), "SHA256");
    return identity;
}

} // namespace onshi::vcard
