#include "pki/passkey.h"

#include "base/fault.h"
#include "pki/cbor.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace onshi;

// What an authenticator sends: a credential that is taken has an id of a lawful length and a key that verifies nothing
// it did not sign; whatever the bytes, reading ends inside them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    auto rest = bytes;
    if (pki::take_cbor(rest))
        ONSHI_CHECK(bytes.ends_with(rest) && rest.size() < bytes.size());
    const pki::Site site{.id = "localhost", .origins = {"http://localhost:*"}};
    const pki::ClientData created{
        .json = "{}", .type = "webauthn.create", .challenge = "AAAA", .origin = "http://localhost"};
    const auto key = pki::read_new_passkey(site, "AAAA", created, bytes);
    if (!key)
        return 0;
    ONSHI_CHECK(!key->credential.empty() && key->credential.size() <= 1023 && key->public_key.size() > 64);
    auto asked = created;
    asked.type = "webauthn.get";
    ONSHI_CHECK(!pki::verify_passkey(site, "AAAA", asked, {bytes, bytes}, key->public_key, 0));
    return 0;
}
