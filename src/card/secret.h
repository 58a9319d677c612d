#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>

/// What a patient types, or reads from the face of the card, to open it. Never logged, never copied, wiped at the end.
namespace onshi::card {

/// Overwrites in a way that no compiler leaves out, and empties the text.
void wipe(std::string& text);
void wipe(std::span<std::uint8_t> bytes);

enum class SecretProblem {
    wrong_length, ///< not that many characters
    not_digits,   ///< something else than digits, half or full width
};

/// N digits. Moves leave the old place wiped. There is no stream operator and no comparison: whoever holds it can only
/// give it to a card.
template<std::size_t N>
class Secret
{
public:
    /// Full-width digits (an input method's) count as digits; spaces at both ends do not count. A problem costs no try:
    /// nothing has been sent. The caller wipes what it was typed into.
    [[nodiscard]] static std::expected<Secret, SecretProblem> parse(std::string_view typed);

    Secret(Secret&& other) noexcept
        : digits_(other.digits_)
    {
        wipe(other.digits_);
    }
    Secret& operator=(Secret&& other) noexcept
    {
        if (this != &other) {
            digits_ = other.digits_;
            wipe(other.digits_);
        }
        return *this;
    }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret() { wipe(digits_); }

    [[nodiscard]] std::span<const std::uint8_t> ascii() const { return digits_; }

private:
    Secret() = default;
    std::array<std::uint8_t, N> digits_{};
};

extern template class Secret<4>;
extern template class Secret<14>;

/// 利用者証明用電子証明書の暗証番号 (and that of the text application): 4 digits, 3 tries.
using Pin = Secret<4>;
/// 照合番号B, from what is printed on the card: birth date YYMMDD with the year of its era, year of expiry (4 digits,
/// western), and the security code (4 digits). 10 tries. (照合番号A is the マイナンバー: onshi does not handle it.)
using FaceNumber = Secret<14>;

} // namespace onshi::card
