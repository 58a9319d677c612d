#include "durability/power_cut_disk.h"

#include <gmock/gmock.h>

namespace onshi::test {

namespace {

using Image = PowerCutDisk::Image;

/// Cuts the power at the next change, a sync, keeping what was not synced with that probability.
Image cut(PowerCutDisk& disk, double kept, std::uint64_t seed = 1)
{
    disk.cut_at(1, kept, seed);
    EXPECT_FALSE(disk.sync("a"));
    return disk.medium();
}

TEST(PowerCutDisk, what_was_synced_stays_and_what_was_only_written_goes)
{
    PowerCutDisk disk(Image{{"a", "old"}});
    ASSERT_TRUE(disk.write("a", 0, "new") && disk.sync("a") && disk.write("a", 3, "er"));
    std::string seen(9, '\0');
    std::size_t got = 0;
    ASSERT_TRUE(disk.read("a", 0, seen, got));
    EXPECT_EQ(seen.substr(0, got), "newer");
    EXPECT_EQ(cut(disk, 0), (Image{{"a", "new"}}));
    EXPECT_FALSE(disk.write("a", 0, "x") || disk.truncate("a", 0) || disk.remove("a") || disk.read("a", 0, seen, got));
}

TEST(PowerCutDisk, a_sector_may_survive_without_the_one_before_it)
{
    bool torn = false;
    for (std::uint64_t seed = 0; seed < 64 && !torn; ++seed) {
        PowerCutDisk disk(Image{{"a", std::string(1024, 'o')}});
        ASSERT_TRUE(disk.write("a", 0, std::string(1024, 'n')));
        torn = cut(disk, 0.5, seed).at("a") == std::string(512, 'o') + std::string(512, 'n');
    }
    EXPECT_TRUE(torn);
}

TEST(PowerCutDisk, a_truncation_needs_a_sync_too)
{
    PowerCutDisk lost(Image{{"a", "old"}}), kept(Image{{"a", "old"}});
    ASSERT_TRUE(lost.truncate("a", 1) && kept.truncate("a", 1) && kept.sync("a"));
    EXPECT_EQ(cut(lost, 0).at("a"), "old");
    EXPECT_EQ(cut(kept, 0).at("a"), "o");
}

TEST(PowerCutDisk, a_file_that_was_never_synced_is_missing)
{
    PowerCutDisk disk(Image{{"a", ""}});
    ASSERT_TRUE(disk.create("b") && disk.write("b", 0, "x"));
    EXPECT_THAT(cut(disk, 0), testing::SizeIs(1));
}

TEST(PowerCutDisk, the_change_at_which_the_power_goes_is_not_acknowledged)
{
    PowerCutDisk disk(Image{{"a", "old"}});
    disk.cut_at(2, 1, 1);
    EXPECT_TRUE(disk.write("a", 0, "n"));
    EXPECT_TRUE(disk.has_power());
    EXPECT_FALSE(disk.write("a", 1, "ew"));
    EXPECT_FALSE(disk.has_power());
    EXPECT_EQ(disk.struck(), "a");
    EXPECT_EQ(disk.medium().at("a"), "new") << "reached the medium, though nobody was told";
}

} // namespace

} // namespace onshi::test
