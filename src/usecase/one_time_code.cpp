#include "usecase/one_time_code.h"

#include "base/base64.h"
#include "pki/digest.h"

#include <cctype>

namespace onshi::usecase {

namespace {

/// Crockford's base 32: no letters that are mistaken for one another when a code is read over the telephone.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

} // namespace

std::string new_one_time_code(base::Random& random)
{
    std::string code;
    for (const auto byte : base::random_bytes<20>(random)) { // 20 characters of 5 bits
        if (code.size() % 6 == 5)
            code.push_back('-');
        code.push_back(alphabet[byte % alphabet.size()]);
    }
    return code;
}

std::string one_time_code_hash(std::string_view kind, std::string_view code)
{
    std::string plain;
    for (const char c : code)
        if (c != '-' && c != ' ')
            plain.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    return pki::hex(pki::sha256({"onshi ", kind, " code ", plain}));
}

std::string new_token(base::Random& random)
{
    const auto bytes = base::random_bytes<32>(random);
    return base::to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

} // namespace onshi::usecase
