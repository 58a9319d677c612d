#include "domain/staff_names.h"

#include "base/text.h"

#include <algorithm>

namespace onshi::domain {

namespace {

constexpr std::size_t shortest_login = 3, longest_login = 64, longest_name = 100;
constexpr std::string_view login_characters = "abcdefghijklmnopqrstuvwxyz0123456789._@-";

std::unexpected<Rejection> wrong(ErrorCode code, const char* field, const char* term)
{
    return std::unexpected(rejection(code, field, term));
}

} // namespace

Result<std::string> parse_login(std::string_view text)
{
    if (text.size() > 4 * longest_login || !base::is_utf8(text))
        return wrong(ErrorCode::length, "login", "ID");
    auto login = base::folded(base::nfkc(base::trimmed(text)));
    if (login.size() < shortest_login || login.size() > longest_login)
        return wrong(ErrorCode::length, "login", "ID");
    if (!std::ranges::all_of(login, [](char c) { return login_characters.contains(c); }))
        return wrong(ErrorCode::characters, "login", "ID");
    return login;
}

Result<std::string> parse_staff_name(std::string_view text)
{
    const auto name = base::trimmed(text);
    if (name.empty())
        return wrong(ErrorCode::element_missing, "name", "氏名");
    if (base::has_control(name))
        return wrong(ErrorCode::characters, "name", "氏名");
    if (base::length(name) > longest_name)
        return wrong(ErrorCode::length, "name", "氏名");
    return base::nfc(name);
}

} // namespace onshi::domain
