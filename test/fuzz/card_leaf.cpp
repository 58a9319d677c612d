#include "fuzz/card_fixture.h"

#include "base/fault.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

// What is read is read whole: its fingerprint is that of the bytes. What is accepted was issued by the one authority.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto trust = fuzz::trust_in(fuzz::kept("authority.pem"));
    const std::string der(reinterpret_cast<const char*>(data), size);
    const auto read = pki::read_card_certificate(der);
    const auto accepted = trust.accept(der, fuzz::moment);
    const auto proven = trust.prove(der, "text", der.substr(0, 256), fuzz::moment);
    ONSHI_CHECK(!proven);
    if (!read) {
        ONSHI_CHECK(accepted.error() == pki::CardRefusal::not_a_certificate);
        return 0;
    }
    ONSHI_CHECK(read->fingerprint == pki::sha256({der}));
    (void)pki::life_at(*read, fuzz::moment);
    if (accepted)
        ONSHI_CHECK(accepted->issuer_key_id == trust.authorities().front().key_id && !accepted->serial.empty());
    return 0;
}
