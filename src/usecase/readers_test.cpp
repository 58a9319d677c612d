#include "usecase/readers.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <gmock/gmock.h>
#include <mutex>
#include <thread>

namespace onshi::usecase {

namespace {

/// Counts what is served; a job whose work is null waits for the gate.
class ReadersTest : public testing::Test
{
protected:
    Readers::Serve serving()
    {
        return [this](std::vector<ReadJob> jobs, storage::RegisterCache&) {
            {
                const std::scoped_lock lock(mutex_);
                sizes_.push_back(jobs.size());
            }
            if (!jobs.front().work) {
                stuck_ = true;
                gate_.wait();
            }
            served_ += static_cast<int>(jobs.size());
        };
    }
    static ReadJob job()
    {
        return {[](UnitOfWork&) {}, [](const std::exception_ptr&) {}};
    }
    void stick_one(Readers& readers)
    {
        ASSERT_TRUE(readers.take_on({}));
        while (!stuck_)
            std::this_thread::yield();
    }

    std::promise<void> let_go_;
    std::shared_future<void> gate_ = let_go_.get_future().share();
    std::atomic<bool> stuck_ = false;
    std::atomic<int> served_ = 0;
    std::mutex mutex_;
    std::vector<std::size_t> sizes_;
};

TEST_F(ReadersTest, jobs_that_wait_together_are_served_together)
{
    {
        Readers readers(1, 100, serving());
        stick_one(readers);
        for (int i = 0; i < 20; ++i)
            ASSERT_TRUE(readers.take_on(job()));
        let_go_.set_value();
    }
    EXPECT_EQ(served_, 21);
    EXPECT_THAT(sizes_, testing::Contains(testing::Gt(1U)));
    EXPECT_LE(*std::ranges::max_element(sizes_), 16U);
}

TEST_F(ReadersTest, a_reader_that_waits_for_the_disk_does_not_hold_up_the_many)
{
    Readers readers(4, 1000, serving());
    stick_one(readers);
    for (int i = 0; i < 100; ++i)
        ASSERT_TRUE(readers.take_on(job()));
    while (served_ != 100) // without another reader this never ends
        std::this_thread::yield();
    let_go_.set_value();
}

TEST_F(ReadersTest, a_full_queue_turns_away_all_but_what_is_in_hand_already)
{
    Readers readers(1, 2, serving());
    stick_one(readers);
    EXPECT_TRUE(readers.take_on(job()));
    EXPECT_TRUE(readers.take_on(job()));
    EXPECT_FALSE(readers.take_on(job()));
    EXPECT_TRUE(readers.take_on(job(), true));
    EXPECT_EQ(readers.waiting(), 3U);
    let_go_.set_value();
}

} // namespace

} // namespace onshi::usecase
