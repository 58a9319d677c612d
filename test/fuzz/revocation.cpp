#include "fuzz/card_fixture.h"

#include "base/fault.h"

#include <cstddef>
#include <cstdint>

using namespace onshi;

namespace {

void expect_whole(const pki::RevocationAnswer& answer)
{
    const bool unknown = answer.status == pki::RevocationStatus::unknown;
    ONSHI_CHECK(unknown == (answer.doubt != pki::RevocationDoubt::none));
    ONSHI_CHECK(unknown || answer.until > fuzz::moment - std::chrono::minutes(2));
}

} // namespace

// The same bytes as an OCSP answer and as a list: an answer says something, or why it says nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto trust = fuzz::trust_in(fuzz::kept("authority.pem"));
    static const auto card = trust.accept(fuzz::kept("leaf.der"), fuzz::moment).value();
    static const auto request = fuzz::request_for(trust, card);
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    expect_whole(pki::judge_ocsp(trust, card, request, bytes, fuzz::moment));
    expect_whole(pki::judge_crl(trust, card, bytes, fuzz::moment));
    return 0;
}
