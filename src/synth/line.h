#pragma once

#include "base/date.h"
#include "base/fault.h"

#include <array>
#include <cstdint>
#include <cstring>
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
        ONSHI_CHECK(text.size() <= bytes_.size() - size_);
        std::memcpy(bytes_.data() + size_, text.data(), text.size());
        size_ += text.size();
    }
    void add(char c)
    {
        ONSHI_CHECK(size_ < bytes_.size());
        bytes_[size_++] = c;
    }
    /// The last `width` digits, with leading zeros.
    void digits(std::uint64_t number, std::size_t width)
    {
        ONSHI_CHECK(width <= bytes_.size() - size_);
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
    void iso(base::Date date) { dashed(date, "-"); }
    void compact(base::Date date) { dashed(date, ""); }

private:
    void dashed(base::Date date, std::string_view dash)
    {
        const std::chrono::year_month_day civil(date.days());
        digits(static_cast<std::uint64_t>(static_cast<int>(civil.year())), 4);
        add(dash);
        digits(static_cast<unsigned>(civil.month()), 2);
        add(dash);
        digits(static_cast<unsigned>(civil.day()), 2);
    }

    std::array<char, 8192> bytes_;
    std::size_t size_ = 0;
};

} // namespace onshi::synth
