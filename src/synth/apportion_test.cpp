#include "synth/apportion.h"

#include "base/fault.h"

#include <gtest/gtest.h>

namespace onshi::synth {
namespace {

using Parts = std::vector<std::uint64_t>;

TEST(Apportion, largest_remainders_get_what_is_left)
{
    // 7 by 5:3:2 is 3.5, 2.1, 1.4.
    EXPECT_EQ(apportion(7, Parts{5, 3, 2}), (Parts{4, 2, 1}));
    // 10 by 1:1:1 is 3.33 each: ties go to the earlier.
    EXPECT_EQ(apportion(10, Parts{1, 1, 1}), (Parts{4, 3, 3}));
}

TEST(Apportion, nothing_and_empty_weights)
{
    EXPECT_EQ(apportion(0, Parts{1, 2}), (Parts{0, 0}));
    EXPECT_EQ(apportion(5, Parts{0, 1}), (Parts{0, 5}));
    EXPECT_THROW((void)apportion(5, Parts{0}), base::Bug);
}

} // namespace
} // namespace onshi::synth
