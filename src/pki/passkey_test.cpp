#include "pki/passkey.h"

#include "base/base64.h"
#include "support/software_authenticator.h"

#include <gmock/gmock.h>

namespace onshi::pki {

namespace {

using test::SoftwareAuthenticator;
using Algorithm = SoftwareAuthenticator::Algorithm;

const Site site{.id = "localhost", .origins = {"http://localhost:*", "https://desk.example"}};
const std::string challenge = base::to_base64url("thirty-two bytes of a challenge!");

/// As the browser's words would be read from its JSON; here they are what the authenticator was told.
ClientData client(const SoftwareAuthenticator& a, const std::string& json, const std::string& type,
                  const std::string& said = challenge)
{
    return {.json = json, .type = type, .challenge = said, .origin = a.origin, .cross_origin = a.cross_origin};
}

domain::Result<NewPasskey> registered(const SoftwareAuthenticator& a)
{
    const auto created = a.create(challenge);
    return read_new_passkey(site, challenge, client(a, created.client_data, a.type_of_create),
                            created.attestation_object);
}

domain::Result<std::uint32_t> answered(SoftwareAuthenticator& a, const NewPasskey& key)
{
    const auto said = a.get(challenge);
    return verify_passkey(site, challenge, client(a, said.client_data, a.type_of_get),
                          {said.authenticator_data, said.signature}, key.public_key, key.counter);
}

class PasskeyOf : public testing::TestWithParam<Algorithm>
{
};

TEST_P(PasskeyOf, is_registered_and_signs_in)
{
    SoftwareAuthenticator a(GetParam());
    a.counter = 7;
    auto key = registered(a).value();
    EXPECT_EQ(key.credential, a.id);
    EXPECT_EQ(key.counter, 7U);
    EXPECT_EQ(answered(a, key).value(), 8U);
    key.counter = 8;
    EXPECT_EQ(answered(a, key).value(), 9U);
}

TEST_P(PasskeyOf, attests_for_itself)
{
    SoftwareAuthenticator a(GetParam());
    a.format = "packed";
    EXPECT_TRUE(registered(a));
    const auto created = a.create(challenge);
    auto other = client(a, created.client_data + " ", a.type_of_create);
    EXPECT_FALSE(read_new_passkey(site, challenge, other, created.attestation_object)) << "signed over other data";
}

INSTANTIATE_TEST_SUITE_P(Algorithms, PasskeyOf, testing::Values(Algorithm::es256, Algorithm::rs256),
                         [](const auto& chosen) { return chosen.param == Algorithm::es256 ? "es256" : "rs256"; });

TEST(Passkey, registering_is_refused_for_each_thing_that_is_otherwise)
{
    const SoftwareAuthenticator good;
    EXPECT_TRUE(registered(good));
    const auto refused = [&](auto change) {
        auto a = good;
        change(a);
        const auto result = registered(a);
        EXPECT_EQ(result ? domain::ErrorCode::fault : result.error().code, domain::ErrorCode::staff_passkey);
    };
    refused([](auto& a) { a.site = "elsewhere.example"; });
    refused([](auto& a) { a.origin = "http://elsewhere.example"; });
    refused([](auto& a) { a.type_of_create = "webauthn.get"; });
    refused([](auto& a) { a.cross_origin = true; });
    refused([](auto& a) { a.flags = 0; });
    refused([](auto& a) { a.format = "android-safetynet"; });
    refused([](auto& a) { a.id = ""; });
    refused([](auto& a) { a.id = std::string(1024, 'x'); });
    const auto created = good.create(challenge);
    EXPECT_FALSE(read_new_passkey(site, base::to_base64url("another challenge"),
                                  client(good, created.client_data, "webauthn.create"), created.attestation_object));
    EXPECT_FALSE(read_new_passkey(site, "", client(good, created.client_data, "webauthn.create", ""),
                                  created.attestation_object))
        << "where no challenge was given, an empty one does not do";
}

TEST(Passkey, an_attestation_that_is_cut_off_or_changed_is_refused_and_not_believed)
{
    const SoftwareAuthenticator a;
    const auto created = a.create(challenge);
    const auto told = client(a, created.client_data, "webauthn.create");
    for (std::size_t size = 0; size < created.attestation_object.size(); ++size)
        EXPECT_FALSE(read_new_passkey(site, challenge, told, created.attestation_object.substr(0, size))) << size;
    EXPECT_FALSE(read_new_passkey(site, challenge, told, created.attestation_object + "\x01"));
    auto off_curve = created.attestation_object;
    off_curve.back() = static_cast<char>(off_curve.back() ^ 1);
    EXPECT_FALSE(read_new_passkey(site, challenge, told, off_curve)) << "a point that is on no curve";
}

TEST(Passkey, signing_in_is_refused_for_each_thing_that_is_otherwise)
{
    SoftwareAuthenticator good;
    const auto key = registered(good).value();
    EXPECT_TRUE(answered(good, key));
    const auto refused = [&](auto change) {
        auto a = good;
        change(a);
        const auto result = answered(a, key);
        EXPECT_EQ(result ? domain::ErrorCode::fault : result.error().code,
                  domain::ErrorCode::staff_second_factor_failed);
    };
    refused([](auto& a) { a.site = "elsewhere.example"; });
    refused([](auto& a) { a.origin = "https://localhost:8470"; });
    refused([](auto& a) { a.origin = "http://localhost.example"; });
    refused([](auto& a) { a.origin = "http://localhost:"; });
    refused([](auto& a) { a.type_of_get = "webauthn.create"; });
    refused([](auto& a) { a.cross_origin = true; });
    refused([](auto& a) { a.flags = 0; });
    refused([](auto& a) { a = SoftwareAuthenticator(); }); // another key
}

TEST(Passkey, a_counter_that_did_not_grow_is_a_copy)
{
    SoftwareAuthenticator a;
    auto key = registered(a).value();
    key.counter = 5;
    a.counter = 4;
    EXPECT_FALSE(answered(a, key)) << "5 again";
    EXPECT_TRUE(answered(a, key)) << "6";
    a.counter = 0xFFFFFFFF; // counts to 0
    EXPECT_FALSE(answered(a, key)) << "0 after 5";
    key.counter = 0;
    a.counter = 0xFFFFFFFF;
    EXPECT_TRUE(answered(a, key)) << "an authenticator that does not count";
}

TEST(Passkey, a_changed_bit_of_the_signed_data_is_refused)
{
    SoftwareAuthenticator a;
    const auto key = registered(a).value();
    const auto said = a.get(challenge);
    const auto told = client(a, said.client_data, "webauthn.get");
    const auto takes = [&](const std::string& data, const std::string& signature, const ClientData& c) {
        return verify_passkey(site, challenge, c, {data, signature}, key.public_key, key.counter).has_value();
    };
    ASSERT_TRUE(takes(said.authenticator_data, said.signature, told));
    auto data = said.authenticator_data;
    data[32] = static_cast<char>(data[32] | 0x04); // "the user was verified"
    EXPECT_FALSE(takes(data, said.signature, told));
    EXPECT_FALSE(takes(said.authenticator_data, said.signature.substr(0, said.signature.size() - 1), told));
    auto other = told;
    other.json += " ";
    EXPECT_FALSE(takes(said.authenticator_data, said.signature, other));
}

} // namespace

} // namespace onshi::pki
