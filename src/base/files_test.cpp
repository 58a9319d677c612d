#include "base/files.h"

#include "base/fault.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>

namespace onshi::base {

namespace {

class Files : public testing::Test
{
protected:
    const test::TemporaryFolder folder_;
};

TEST_F(Files, what_is_written_is_read)
{
    const std::string content("a\0b\n", 4);
    write_new_file(folder_ / "f", content);
    EXPECT_EQ(read_file(folder_ / "f"), content);
}

TEST_F(Files, a_key_is_for_its_owner_only)
{
    using std::filesystem::perms;
    write_new_file(folder_ / "key", "k", FileMode::owner_only);
    EXPECT_EQ(std::filesystem::status(folder_ / "key").permissions(), perms::owner_read | perms::owner_write);
}

TEST_F(Files, nothing_is_overwritten)
{
    write_new_file(folder_ / "f", "first");
    EXPECT_THROW(write_new_file(folder_ / "f", "second"), Fault);
    EXPECT_EQ(read_file(folder_ / "f"), "first");
}

TEST_F(Files, what_was_written_beside_takes_an_empty_place_only)
{
    write_new_file(folder_ / "f.part", "first");
    put_in_place(folder_ / "f.part", folder_ / "f");
    EXPECT_EQ(read_file(folder_ / "f"), "first");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "f.part"));
    write_new_file(folder_ / "f.part", "second");
    EXPECT_THROW(put_in_place(folder_ / "f.part", folder_ / "f"), Fault);
    EXPECT_EQ(read_file(folder_ / "f"), "first");
}

TEST_F(Files, a_missing_file_is_named)
{
    try {
        static_cast<void>(read_file(folder_ / "nowhere"));
        FAIL();
    } catch (const Fault& fault) {
        EXPECT_EQ(fault.code(), FaultCode::io);
        EXPECT_THAT(fault.what(), testing::HasSubstr("nowhere"));
    }
}

} // namespace

} // namespace onshi::base
