#include "domain/staff_password.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace onshi::domain {

namespace {

constexpr std::size_t shortest = 12;
// "Verifiers SHOULD permit subscriber-chosen memorized secrets at least 64 characters in length." An end there must be,
// so that nobody lets the centre hash a megabyte.
constexpr std::size_t longest = 256, longest_bytes = 4 * longest;
constexpr std::size_t shortest_related = 4;
constexpr std::size_t fewest_kinds = 5;

// The commonest that are long enough, in the form of `compared`. Each is refused with up to four characters added at
// either end.
// In the form of `compared`. Those that are too short are refused with few characters beside them.
constexpr std::array<std::string_view, 24> commonest{
    "password", "passw0rd", "p@ssw0rd", "パスワード", "qwertyuiop", "qwerty",   "asdfghjkl", "1qaz2wsx",
    "1q2w3e4r", "q1w2e3r4", "zaq12wsx", "iloveyou",   "letmein",    "welcome",  "admin",     "administrator",
    "changeme", "sunshine", "princess", "dragon",     "football",   "baseball", "monkey",    "オンライン資格確認"};
constexpr std::size_t most_added = 6;

std::unexpected<Rejection> weak(const char* reason)
{
    return std::unexpected(Rejection{ErrorCode::staff_password_weak, "password", reason});
}

/// Widths and letter case do not make a password another one.
std::string compared(std::string_view text) { return base::folded(base::nfkc(text)); }

std::vector<char32_t> code_points(std::string_view utf8)
{
    std::vector<char32_t> all;
    for (std::size_t at = 0; at < utf8.size();)
        all.push_back(base::next_code_point(utf8, at));
    return all;
}

/// Every character is the next, or every one the previous, of the one before it; 9 and 0 are neighbours.
bool is_sequence(const std::vector<char32_t>& text)
{
    const auto steps_by = [&](int step) {
        return std::ranges::adjacent_find(text, [&](char32_t a, char32_t b) {
                   const auto next = static_cast<char32_t>(static_cast<std::int64_t>(a) + step);
                   const bool wraps = step > 0 ? a == U'9' && b == U'0' : a == U'0' && b == U'9';
                   return b != next && !wraps;
               }) == text.end();
    };
    return steps_by(1) || steps_by(-1);
}

bool is_common(const std::string& text)
{
    return std::ranges::any_of(commonest, [&](std::string_view common) {
        std::string rest = text;
        for (auto at = rest.find(common); at != std::string::npos; at = rest.find(common))
            rest.erase(at, common.size());
        return rest.size() != text.size() && base::length(rest) <= most_added;
    });
}

} // namespace

Result<std::string> accept_password(std::string_view typed, std::initializer_list<std::string_view> related)
{
    auto password = typed_password(typed);
    if (password.empty())
        return weak("パスワードに使えない文字があるか、長すぎます。256文字までで、改行などを除いて入力してください。");
    // "Verifiers SHALL require subscriber-chosen memorized secrets to be at least 8 characters in length." "Verifiers
    // SHOULD NOT impose other composition rules".
    if (base::length(password) < shortest)
        return weak("パスワードが短すぎます。12文字以上にしてください。");
    const auto plain = compared(password);
    const auto letters = code_points(plain);
    // "Repetitive or sequential characters (e.g. 'aaaaaa', '1234abcd')."
    if (std::set<char32_t>(letters.begin(), letters.end()).size() < fewest_kinds || is_sequence(letters))
        return weak("パスワードが同じ文字の繰り返しや並びになっています。別の言葉の組み合わせにしてください。");
    // "Context-specific words, such as the name of the service, the username, and derivatives thereof."
    for (const auto word : related)
        if (base::length(word) >= shortest_related && plain.contains(compared(word)))
            return weak(
                "パスワードにIDや医療機関の名前・コードが入っています。関係のない言葉の組み合わせにしてください。");
    // "values known to be commonly-used, expected, or compromised"
    if (is_common(plain))
        return weak("よく使われるパスワードです。ほかで使っていない言葉の組み合わせにしてください。");
    return password;
}

std::string typed_password(std::string_view typed)
{
    if (typed.size() > longest_bytes || base::has_control(typed))
        return {};
    auto password = base::nfc(typed);
    return base::length(password) > longest ? std::string() : password;
}

} // namespace onshi::domain
