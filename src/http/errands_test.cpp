#include "http/errands.h"

#include <atomic>
#include <future>
#include <gtest/gtest.h>
#include <memory>

namespace onshi::http {
namespace {

TEST(Errands, run_side_by_side)
{
    std::promise<void> first, second; // outlive the threads
    Errands errands(2, 2);
    // Each waits for the other: one thread would stand still.
    ASSERT_TRUE(errands.take_on([&] {
        first.set_value();
        second.get_future().wait();
    }));
    ASSERT_TRUE(errands.take_on([&] {
        first.get_future().wait();
        second.set_value();
    }));
}

TEST(Errands, beyond_the_queue_are_turned_away)
{
    std::promise<void> running, go;
    std::atomic<int> done = 0;
    {
        Errands errands(1, 1);
        ASSERT_TRUE(errands.take_on([&] {
            running.set_value();
            go.get_future().wait();
            ++done;
        }));
        running.get_future().wait();
        EXPECT_TRUE(errands.take_on([&] { ++done; }));
        EXPECT_FALSE(errands.take_on([&] { ++done; }));
        go.set_value();
    } // ends only when what was taken on has run
    EXPECT_EQ(done, 2);
}

} // namespace
} // namespace onshi::http
