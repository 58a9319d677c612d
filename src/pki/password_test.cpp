#include "pki/password.h"

#include "base/fault.h"
#include "support/test_environment.h"

#include <future>
#include <gmock/gmock.h>

namespace onshi::pki {

namespace {

constexpr PasswordCost cheap{.memory_kib = 64, .passes = 1}; // only to be quick; never a default

class Password : public testing::Test
{
protected:
    test::CountingRandom random_;
    PasswordHasher hasher_{random_, cheap};
};

TEST_F(Password, the_hash_names_algorithm_and_cost_and_not_the_password)
{
    const auto hash = hasher_.hash("umbrella teapot");
    EXPECT_THAT(hash, testing::StartsWith("$argon2id$v=19$m=64,t=1,p=1$"));
    EXPECT_THAT(hash, testing::Not(testing::HasSubstr("umbrella")));
    EXPECT_NE(hash, hasher_.hash("umbrella teapot")) << "another salt";
}

TEST_F(Password, only_the_same_bytes_are_the_password)
{
    const auto hash = hasher_.hash("umbrella teapot");
    EXPECT_TRUE(hasher_.matches(hash, "umbrella teapot"));
    for (const auto* wrong : {"umbrella teapo", "umbrella teapot ", "Umbrella teapot", ""})
        EXPECT_FALSE(hasher_.matches(hash, wrong)) << wrong;
    EXPECT_FALSE(hasher_.matches(hasher_.nobodys(), ""));
    EXPECT_FALSE(hasher_.matches(hasher_.nobodys(), "umbrella teapot"));
    EXPECT_FALSE(hasher_.matches("", ""));
    EXPECT_FALSE(hasher_.matches("umbrella teapot", "umbrella teapot"));
}

TEST_F(Password, a_hash_of_another_cost_is_outdated_and_still_good)
{
    const auto hash = hasher_.hash("umbrella teapot");
    EXPECT_FALSE(hasher_.is_outdated(hash));
    EXPECT_FALSE(hasher_.is_outdated(hasher_.nobodys()));
    for (const PasswordCost dearer : {PasswordCost{.memory_kib = 128, .passes = 1}, {.memory_kib = 64, .passes = 2}}) {
        PasswordHasher other(random_, dearer);
        EXPECT_TRUE(other.is_outdated(hash));
        EXPECT_TRUE(other.matches(hash, "umbrella teapot"));
    }
}

TEST_F(Password, a_cost_that_is_none_is_a_fault)
{
    PasswordHasher none(random_, {.memory_kib = 4, .passes = 1});
    EXPECT_THROW(static_cast<void>(none.hash("x")), base::Fault);
}

TEST_F(Password, those_that_find_no_place_wait_for_one)
{
    PasswordHasher narrow(random_, cheap, 1);
    const auto hash = narrow.hash("umbrella teapot");
    std::vector<std::future<bool>> waiting;
    for (int i = 0; i < 8; ++i)
        waiting.push_back(std::async(std::launch::async, [&] { return narrow.matches(hash, "umbrella teapot"); }));
    for (auto& one : waiting)
        EXPECT_TRUE(one.get());
}

} // namespace

} // namespace onshi::pki
