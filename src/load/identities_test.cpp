#include "load/identities.h"

#include "base/fault.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace onshi::load {
namespace {

class LoadIdentities : public testing::Test
{
protected:
    ~LoadIdentities() override { std::filesystem::remove_all(folder_); }

    void save(const char* name, const char* holder) const
    {
        terminal::save_identity({"certificate", "key", "authority", holder}, folder_ / name);
    }

    std::filesystem::path folder_ = [] {
        std::string name = (std::filesystem::temp_directory_path() / "onshi-load-XXXXXX").string();
        return std::filesystem::path(::mkdtemp(name.data()));
    }();
};

TEST_F(LoadIdentities, takes_the_folders_that_are_one_by_name)
{
    save("b", "1349999993");
    save("a", "1319999999");
    save("previous-0A1B", "1319999999");
    std::filesystem::create_directory(folder_ / "pki");
    std::ofstream(folder_ / "onshi.toml") << "development = true\n";
    const auto identities = load_identities(folder_);
    ASSERT_EQ(identities.size(), 2U);
    EXPECT_EQ(identities[0].holder, "1319999999");
    EXPECT_EQ(identities[1].holder, "1349999993");
}

TEST_F(LoadIdentities, none_is_a_fault)
{
    EXPECT_THROW(static_cast<void>(load_identities(folder_)), base::Fault);
    EXPECT_THROW(static_cast<void>(load_identities(folder_ / "missing")), base::Fault);
}

} // namespace
} // namespace onshi::load
