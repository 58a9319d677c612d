#include "domain/card.h"

#include <algorithm>
#include <array>

namespace onshi::domain {
namespace {

constexpr std::size_t longest_issuer = 64, longest_serial = 40;

Result<std::string> hexadecimal(std::string_view text, std::size_t longest)
{
    std::string digits;
    for (const char c : text) {
        if (c == ':' || c == ' ')
            continue;
        const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        if (!((lower >= '0' && lower <= '9') || (lower >= 'a' && lower <= 'f')))
            return std::unexpected(rejection(ErrorCode::characters));
        digits.push_back(lower);
    }
    if (digits.empty())
        return std::unexpected(rejection(ErrorCode::element_missing));
    if (digits.size() > longest)
        return std::unexpected(rejection(ErrorCode::length));
    return digits;
}

template<class Enum, std::size_t N>
std::optional<Enum> named(std::string_view name, const std::array<Enum, N>& all)
{
    for (const auto one : all)
        if (name == name_of(one))
            return one;
    return {};
}

} // namespace

const char* name_of(CardMode mode)
{
    switch (mode) {
    case CardMode::pin:
        return "pin";
    case CardMode::face:
        return "face";
    case CardMode::visual:
        return "visual";
    }
    return "unknown";
}

const char* name_of(CardToken token)
{
    switch (token) {
    case CardToken::card:
        return "card";
    case CardToken::android:
        return "android";
    case CardToken::ios:
        return "ios";
    }
    return "unknown";
}

const char* name_of(CarePurpose purpose)
{
    switch (purpose) {
    case CarePurpose::outpatient:
        return "outpatient";
    case CarePurpose::home_visit:
        return "home_visit";
    case CarePurpose::online:
        return "online";
    case CarePurpose::emergency:
        return "emergency";
    }
    return "unknown";
}

const char* name_of(CardScope scope)
{
    switch (scope) {
    case CardScope::full:
        return "full";
    case CardScope::eligibility_only:
        return "eligibility_only";
    }
    return "unknown";
}

std::optional<CardMode> card_mode(std::string_view name)
{
    return named(name, std::array{CardMode::pin, CardMode::face, CardMode::visual});
}

std::optional<CardToken> card_token(std::string_view name)
{
    return named(name, std::array{CardToken::card, CardToken::android, CardToken::ios});
}

std::optional<CarePurpose> care_purpose(std::string_view name)
{
    return named(name, std::array{CarePurpose::outpatient, CarePurpose::home_visit, CarePurpose::online,
                                  CarePurpose::emergency});
}

bool may_be_opened_by(CardToken token, CardMode mode) { return token == CardToken::card || mode == CardMode::pin; }

Result<CardKey> CardKey::parse(std::string_view issuer, std::string_view serial)
{
    auto by = at("issuer_key_id", hexadecimal(issuer, longest_issuer));
    if (!by)
        return std::unexpected(by.error());
    auto number = at("serial", hexadecimal(serial, longest_serial + 2)); // DER may write a zero byte first
    if (!number)
        return std::unexpected(number.error());
    number->erase(0, std::min(number->find_first_not_of('0'), number->size() - 1));
    if (number->size() > longest_serial)
        return std::unexpected(rejection(ErrorCode::length, "serial"));
    return CardKey(*std::move(by), *std::move(number));
}

} // namespace onshi::domain
