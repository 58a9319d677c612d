#include "load/identities.h"

#include "base/fault.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace onshi::load {
namespace {

class LoadIdentities : public testing::Test
{
protected:
    void save(const char* name, const char* holder) const
    {
        terminal::save_identity({"certificate", "key", "authority", holder}, folder_ / name);
    }

    const test::TemporaryFolder folder_;
};

TEST_F(LoadIdentities, takes_the_folders_that_are_one_by_name)
{
    save("b", "1349999993");
    save("a", "1319999999");
    save("previous-0A1B", "1319999999");
    std::filesystem::create_directory(folder_ / "pki");
    folder_.write("onshi.toml", "development = true\n");
    const auto identities = load_identities(folder_.path());
    ASSERT_EQ(identities.size(), 2U);
    EXPECT_EQ(identities[0].holder, "1319999999");
    EXPECT_EQ(identities[1].holder, "1349999993");
}

TEST_F(LoadIdentities, none_is_a_fault)
{
    EXPECT_THROW(static_cast<void>(load_identities(folder_.path())), base::Fault);
    EXPECT_THROW(static_cast<void>(load_identities(folder_ / "missing")), base::Fault);
}

} // namespace
} // namespace onshi::load
