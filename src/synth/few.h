#pragma once

#include "base/fault.h"

#include <array>
#include <cstddef>

namespace onshi::synth {

/// A list of at most `most` things, kept in place: a household is small, and 60 million of them are made. One more than
/// fits is base::Bug. T is default constructible and cheap to copy.
template<class T, std::size_t most>
class Few
{
public:
    void push_back(const T& item)
    {
        ONSHI_CHECK(size_ < most);
        items_[size_++] = item;
    }
    void clear() { size_ = 0; }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] T& operator[](std::size_t place) { return items_[place]; }
    [[nodiscard]] const T& operator[](std::size_t place) const { return items_[place]; }
    [[nodiscard]] const T& front() const { return items_.front(); }
    [[nodiscard]] T& back() { return items_[size_ - 1]; }
    [[nodiscard]] const T& back() const { return items_[size_ - 1]; }
    [[nodiscard]] auto begin() { return items_.begin(); }
    [[nodiscard]] auto begin() const { return items_.begin(); }
    [[nodiscard]] auto end() { return items_.begin() + static_cast<std::ptrdiff_t>(size_); }
    [[nodiscard]] auto end() const { return items_.begin() + static_cast<std::ptrdiff_t>(size_); }

private:
    std::array<T, most> items_{};
    std::size_t size_ = 0;
};

} // namespace onshi::synth
