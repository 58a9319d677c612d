#pragma once

#include "base/date.h"
#include "base/fault.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace onshi::synth {

/// The text of one row while it is written: one buffer that is used again for every row. A row that does not fit is
/// base::Bug. Nothing that is added needs quotes in CSV. One thread at a time.
class Line
{
public:
    void clear() { size_ = 0; }
    [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }

    void add(std::string_view text)
    {
        reserve(text.size());
        std::ranges::copy(text, bytes_.data() + size_);
        size_ += text.size();
    }
    void add(char c)
    {
        reserve(1);
        bytes_[size_++] = c;
    }
    /// The last `width` digits, with leading zeros.
    void digits(std::uint64_t number, std::size_t width)
    {
        reserve(width);
        for (std::size_t place = width; place-- > 0; number /= 10)
            bytes_[size_ + place] = static_cast<char>('0' + number % 10);
        size_ += width;
    }
    void number(std::uint64_t number)
    {
        std::size_t width = 1;
        for (auto rest = number; rest >= 10; rest /= 10)
            ++width;
        digits(number, width);
    }
    /// "2026-04-01".
    void iso(base::Date date)
    {
        const std::chrono::year_month_day civil(date.days());
        reserve(10);
        year(civil);
        bytes_[size_++] = '-';
        two_digits(static_cast<unsigned>(civil.month()));
        bytes_[size_++] = '-';
        two_digits(static_cast<unsigned>(civil.day()));
    }
    /// "20260401".
    void compact(base::Date date)
    {
        const std::chrono::year_month_day civil(date.days());
        reserve(8);
        year(civil);
        two_digits(static_cast<unsigned>(civil.month()));
        two_digits(static_cast<unsigned>(civil.day()));
    }

private:
    // Out of line, so that the others are short enough to be inlined.
    [[noreturn, gnu::cold, gnu::noinline]] static void overflow()
    {
        throw base::Bug("a row of the synthetic town is too long");
    }
    void reserve(std::size_t more) const
    {
        if (more > bytes_.size() - size_) [[unlikely]]
            overflow();
    }
    void two_digits(unsigned number) // up to 99; reserved already
    {
        bytes_[size_] = static_cast<char>('0' + number / 10);
        bytes_[size_ + 1] = static_cast<char>('0' + number % 10);
        size_ += 2;
    }
    void year(const std::chrono::year_month_day& civil)
    {
        const auto year = static_cast<unsigned>(static_cast<int>(civil.year()));
        two_digits(year / 100);
        two_digits(year % 100);
    }

    std::array<char, 8192> bytes_;
    std::size_t size_ = 0;
};

} // namespace onshi::synth
