#include "domain/identifiers.h"

#include "base/fault.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace onshi::domain {
namespace {

constexpr char key_separator = '\x1F'; // a control character: no symbol or number can hold it

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

bool has_good_check_digit(std::string_view digits)
{
    return check_digit(digits.substr(0, digits.size() - 1)) == digits.back() - '0';
}

int two_digits(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

std::unexpected<Rejection> refuse(ErrorCode code, std::string_view term, std::string_view field = {})
{
    return std::unexpected(rejection(code, field, term));
}

/// Half-width and without spaces at the ends; nothing if it is not text.
std::optional<std::string> plain(std::string_view text)
{
    text = base::trimmed(text);
    if (base::has_control(text))
        return std::nullopt;
    const auto half_width = base::nfkc(text); // may make U+0020 of wider spaces: trimmed once more
    return std::string(base::trimmed(half_width));
}

/// What 保険者番号 and 医療機関コード have in common: digits only, 都道府県番号 01 to 47, then the check digit.
std::optional<ErrorCode> wrong_number(std::string_view digits, std::size_t prefecture_at)
{
    // 都道府県番号 01 (北海道) to 47 (沖縄県), in the order of JIS X 0401.
    const auto prefecture = two_digits(digits.substr(prefecture_at, 2));
    if (!has_good_check_digit(digits))
        return ErrorCode::check_digit;
    if (prefecture < 1 || prefecture > 47)
        return ErrorCode::unknown_value;
    return std::nullopt;
}

/// Hyphens as typed on Japanese keyboards. U+2015 is what Windows-31J makes of U+2014 (base/text.h). U+2011 and U+FF0D
/// have become U+2010 and "-" by NFKC.
constexpr std::array<std::string_view, 7> hyphens{"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"};
constexpr std::string_view long_vowel_mark = "\u30FC";

/// The look-alike of a hyphen that stands at `at`, or an empty view.
std::string_view hyphen_at(std::string_view text, std::size_t at)
{
    const auto rest = text.substr(at);
    for (const auto hyphen : hyphens)
        if (rest.starts_with(hyphen))
            return hyphen;
    const auto after = at + long_vowel_mark.size();
    const bool between_digits = at > 0 && is_digit(text[at - 1]) && after < text.size() && is_digit(text[after]);
    return between_digits && rest.starts_with(long_vowel_mark) ? long_vowel_mark : std::string_view{};
}

/// Domain rules 1.3: NFKC, spaces removed, hyphen look-alikes to "-". Leading zeros and letter case stay.
std::string normal_form(std::string_view text)
{
    auto spaceless = base::nfkc(text);
    std::erase(spaceless, ' ');
    if (std::ranges::none_of(spaceless, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return spaceless;
    std::string out;
    out.reserve(spaceless.size());
    for (std::size_t at = 0; at < spaceless.size();) {
        const auto hyphen = hyphen_at(spaceless, at);
        out += hyphen.empty() ? spaceless[at] : '-';
        at += hyphen.empty() ? 1 : hyphen.size();
    }
    return out;
}

constexpr std::size_t longest_symbol = 20;
constexpr std::size_t longest_number = 20;

struct Part
{
    std::string_view field, term;
};
constexpr Part symbol_part{"InsuredCardSymbol", "記号"};
constexpr Part number_part{"InsuredIdentificationNumber", "番号"};
constexpr Part branch_part{"InsuredBranchNumber", "枝番"};

std::unexpected<Rejection> refuse(ErrorCode code, const Part& part) { return refuse(code, part.term, part.field); }

std::optional<ErrorCode> wrong_text(std::string_view text, std::size_t longest)
{
    if (base::has_control(text))
        return ErrorCode::characters;
    if (base::length(text) > longest)
        return ErrorCode::length;
    return std::nullopt;
}

} // namespace

int check_digit(std::string_view body)
{
    ONSHI_CHECK(all_digits(body));
    // 「モジュラス10・ウエイト2-1分割(M10W21)」: products of two digits are taken apart before they are summed.
    int sum = 0;
    int weight = 2;
    for (auto digit = body.rbegin(); digit != body.rend(); ++digit, weight = 3 - weight) {
        const int product = (*digit - '0') * weight;
        sum += product / 10 + product % 10;
    }
    return (10 - sum % 10) % 10;
}

Result<InsurerNumber> InsurerNumber::parse(std::string_view text)
{
    constexpr std::string_view term = "保険者番号";
    auto digits = plain(text);
    if (!digits)
        return refuse(ErrorCode::characters, term);
    if (digits->size() == 8 && digits->starts_with("00"))
        digits->erase(0, 2);
    if (!all_digits(*digits))
        return refuse(ErrorCode::characters, term);
    if (digits->size() != 6 && digits->size() != 8)
        return refuse(ErrorCode::length, term);
    if (const auto wrong = wrong_number(*digits, digits->size() == 8 ? 2 : 0))
        return refuse(*wrong, term);
    return InsurerNumber(std::move(*digits));
}

std::string InsurerNumber::padded() const { return std::string(8 - digits_.size(), ' ') + digits_; }

std::string InsurerNumber::law_number() const { return is_national_health() ? std::string() : digits_.substr(0, 2); }

int InsurerNumber::prefecture() const
{
    return two_digits(std::string_view(digits_).substr(is_national_health() ? 0 : 2));
}

Result<FacilityCode> FacilityCode::parse(std::string_view text)
{
    constexpr std::string_view term = "医療機関コード";
    auto digits = plain(text);
    if (!digits || !all_digits(*digits))
        return refuse(ErrorCode::characters, term);
    if (digits->size() != 10)
        return refuse(ErrorCode::length, term);
    if (const auto wrong = wrong_number(*digits, 0))
        return refuse(*wrong, term);
    return FacilityCode(std::move(*digits));
}

int FacilityCode::prefecture() const { return two_digits(digits_); }

Result<InsuredId> InsuredId::parse(std::string_view symbol, std::string_view number, std::string_view branch)
{
    InsuredId id;
    id.symbol_ = base::trimmed(symbol);
    id.number_ = base::trimmed(number);
    if (const auto wrong = wrong_text(id.symbol_, longest_symbol))
        return refuse(*wrong, symbol_part);
    if (const auto wrong = wrong_text(id.number_, longest_number))
        return refuse(*wrong, number_part);

    const auto normal_number = normal_form(id.number_);
    if (normal_number.empty())
        return refuse(ErrorCode::element_missing, number_part);

    auto plain_branch = plain(branch);
    const bool good_branch =
        plain_branch && all_digits(*plain_branch) && (plain_branch->empty() || plain_branch->size() == 2);
    if (!good_branch)
        return refuse(ErrorCode::characters, branch_part);
    id.branch_ = std::move(*plain_branch);

    id.normal_key_ = normal_form(id.symbol_) + key_separator + normal_number;
    id.folded_key_ = base::folded(id.normal_key_);
    return id;
}

Result<PersonCode> PersonCode::parse(std::string_view text)
{
    constexpr std::string_view term = "個人の識別コード";
    const auto allowed = [](char c) {
        return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    };
    if (!std::ranges::all_of(text, allowed))
        return refuse(ErrorCode::characters, term);
    if (text.size() < 8 || text.size() > 64)
        return refuse(ErrorCode::length, term);
    return PersonCode(std::string(text));
}

} // namespace onshi::domain
