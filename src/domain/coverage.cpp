#include "domain/coverage.h"

namespace onshi::domain {
namespace {

/// Two digits, or -1.
int number_of(std::string_view code)
{
    const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
    if (code.size() != 2 || !is_digit(code[0]) || !is_digit(code[1]))
        return -1;
    return (code[0] - '0') * 10 + (code[1] - '0');
}

std::string two_digits(int number)
{
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

} // namespace

std::string code_of(CertificateKind kind) { return two_digits(static_cast<int>(kind)); }
std::string code_of(LossReason reason) { return two_digits(static_cast<int>(reason)); }

std::optional<CertificateKind> certificate_kind(std::string_view code)
{
    const int number = number_of(code);
    if (number < 1 || static_cast<int>(CertificateKind::self_defence) < number)
        return {};
    return static_cast<CertificateKind>(number);
}

std::optional<LossReason> loss_reason(std::string_view code)
{
    const int number = number_of(code);
    if (number != 99 && (number < 1 || 3 < number))
        return {};
    return static_cast<LossReason>(number);
}

} // namespace onshi::domain
