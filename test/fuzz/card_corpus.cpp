#include "fuzz/card_fixture.h"

#include <filesystem>
#include <iostream>

using namespace onshi;

namespace {

struct FixedClock final : base::Clock
{
    [[nodiscard]] base::Instant now() const override { return fuzz::moment; }
};

void write(const std::filesystem::path& file, const std::string& bytes)
{
    std::filesystem::create_directories(file.parent_path());
    std::filesystem::remove(file);
    base::write_new_file(file, bytes);
}

} // namespace

// fuzz_card_corpus test/fuzz: an authority (its key is thrown away), a card, and answers about it. Synthetic.
int main(int count, char** arguments)
{
    if (count != 2) {
        std::cerr << "fuzz_card_corpus FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder(arguments[1]);
    const FixedClock clock;
    base::SystemRandom random;
    const base::Environment environment{clock, random, true};
    const auto authority = vcard::make_authority(environment);
    const auto key = vcard::new_card_key();
    const auto card = [&](vcard::LeafProfile profile) {
        if (!profile.elliptic && profile.exponent == 65537)
            profile.key = key;
        return vcard::der_of(vcard::issue_card(environment, authority, profile).certificate);
    };
    const auto leaf = card({});
    write(folder / "card/authority.pem", authority.certificate);
    write(folder / "card/leaf.der", leaf);
    const auto leaves = folder / "corpus/card_leaf";
    write(leaves / "good.der", leaf);
    write(leaves / "elliptic.der", card({.elliptic = true}));
    write(leaves / "signing.der", card({.use = vcard::CardUse::signing}));
    write(leaves / "self_signed_authority.der", card({.certifies = true, .self_signed = true}));
    write(leaves / "no_extensions.der", card({.key_usage = "", .policy = ""}));
    write(leaves / "cut.der", leaf.substr(0, leaf.size() / 2));

    const auto trust = fuzz::trust_in(authority.certificate);
    const auto request = fuzz::request_for(trust, trust.accept(leaf, fuzz::moment).value());
    const auto responder = vcard::make_responder(environment, authority, {.key = key});
    const auto answer = [&](vcard::CardStatus status, const vcard::OcspProfile& profile = {}) {
        return vcard::answer_ocsp(
            environment, authority, responder, request, [=](const auto&) { return status; }, profile);
    };
    const auto answers = folder / "corpus/revocation";
    write(answers / "good.ocsp", answer(vcard::CardStatus::good));
    write(answers / "revoked.ocsp", answer(vcard::CardStatus::revoked));
    write(answers / "unknown.ocsp", answer(vcard::CardStatus::unknown));
    write(answers / "no_nonce_no_end.ocsp",
          answer(vcard::CardStatus::good, {.without_end = true, .without_nonce = true, .without_certificate = true}));
    write(answers / "refused.ocsp", vcard::answer_ocsp(environment, authority, responder, "", {}));
    const auto serial = pki::read_card_certificate(leaf)->serial;
    write(answers / "empty_list.pem", vcard::make_crl(environment, authority, {}));
    write(answers / "list.pem", vcard::make_crl(environment, authority, {{serial, fuzz::moment}}));
    return 0;
}
