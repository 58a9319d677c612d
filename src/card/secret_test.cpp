#include "card/secret.h"

#include <array>
#include <concepts>
#include <cstring>
#include <gtest/gtest.h>
#include <ostream>
#include <type_traits>

using namespace onshi::card;

namespace {

template<class T>
concept Streamable = requires(std::ostream& out, const T& value) { out << value; };

std::string digits_of(const Pin& pin) { return {pin.ascii().begin(), pin.ascii().end()}; }

TEST(Secret, four_digits)
{
    const auto pin = Pin::parse("0123");
    ASSERT_TRUE(pin);
    EXPECT_EQ(digits_of(*pin), "0123");
}

TEST(Secret, full_width_digits_are_digits)
{
    const auto pin = Pin::parse("　０９8７ ");
    ASSERT_TRUE(pin);
    EXPECT_EQ(digits_of(*pin), "0987");
}

TEST(Secret, another_length_or_letter_is_refused_here)
{
    for (const auto* typed : {"", "123", "12345", "１２３"})
        EXPECT_EQ(Pin::parse(typed).error(), SecretProblem::wrong_length) << typed;
    for (const auto* typed : {"12a4", "1 34", "一二三四", "12\xEF\xBC", "-123"})
        EXPECT_EQ(Pin::parse(typed).error(), SecretProblem::not_digits) << typed;
    EXPECT_TRUE(FaceNumber::parse("55040220361234"));
}

// card.md 4.5, PIN in logs: what cannot be written or copied is not written. Twin: a text can.
TEST(Secret, cannot_be_copied_streamed_or_compared)
{
    static_assert(!Streamable<Pin> && Streamable<std::string>);
    static_assert(!std::is_copy_constructible_v<Pin> && std::is_copy_constructible_v<std::string>);
    static_assert(!std::is_copy_assignable_v<Pin>);
    static_assert(!std::is_convertible_v<Pin, std::string>);
    static_assert(!std::equality_comparable<Pin> && std::equality_comparable<std::string>);
}

TEST(Secret, is_wiped_when_it_moves_and_when_it_ends)
{
    alignas(Pin) std::array<std::uint8_t, sizeof(Pin)> place{};
    auto* first = new (place.data()) Pin(Pin::parse("4711").value());
    ASSERT_EQ(std::memcmp(place.data(), "4711", 4), 0);
    {
        const Pin second(std::move(*first));
        EXPECT_EQ(digits_of(second), "4711");
        EXPECT_EQ(place, (std::array<std::uint8_t, sizeof(Pin)>{}));
    }
    auto* third = new (place.data()) Pin(Pin::parse("4711").value());
    third->~Pin();
    EXPECT_EQ(place, (std::array<std::uint8_t, sizeof(Pin)>{}));
}

TEST(Secret, typed_text_is_wiped)
{
    std::string typed = "4711";
    const auto* place = typed.data();
    wipe(typed);
    EXPECT_TRUE(typed.empty());
    EXPECT_EQ(place[0], 0);
}

} // namespace
