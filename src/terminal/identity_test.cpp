#include "terminal/identity.h"

#include "base/environment.h"
#include "base/fault.h"
#include "base/files.h"
#include "pki/certificate.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

namespace fs = std::filesystem;

class IdentityFolder : public testing::Test
{
protected:
    Identity fresh(const std::string& holder)
    {
        const auto made = pki::make_root(environment_, "synthetic", std::chrono::years(1));
        return {made.certificate, made.key, "the authority", holder};
    }
    static std::string serial(const Identity& identity)
    {
        return pki::read_certificate(identity.certificate).value().serial;
    }
    void expect_in(const fs::path& folder, const Identity& identity)
    {
        const auto found = load_identity(folder);
        EXPECT_EQ(found.certificate, identity.certificate);
        EXPECT_EQ(found.key, identity.key);
        EXPECT_EQ(found.authority, identity.authority);
        EXPECT_EQ(found.holder, identity.holder);
        EXPECT_EQ(fs::status(folder / "key.pem").permissions(), fs::perms::owner_read | fs::perms::owner_write);
    }

    base::SystemClock clock_;
    base::SystemRandom random_;
    base::Environment environment_{clock_, random_, true};
    const test::TemporaryFolder parent_;
    fs::path folder_ = parent_ / "terminal";
    Identity old_ = fresh("1319999999");
    Identity new_ = fresh("1319999999");
};

TEST_F(IdentityFolder, an_identity_comes_back_as_it_was_saved)
{
    save_identity(old_, folder_);
    expect_in(folder_, old_);
}

TEST_F(IdentityFolder, another_identity_is_not_overwritten)
{
    save_identity(old_, folder_);
    EXPECT_THROW(save_identity(new_, folder_), base::Fault);
    expect_in(folder_, old_);
}

TEST_F(IdentityFolder, a_replaced_identity_is_kept_beside_under_its_serial)
{
    save_identity(old_, folder_);
    base::write_new_file(folder_ / "note", "of the owner");
    const auto previous = replace_identity(new_, folder_);
    EXPECT_EQ(previous, fs::canonical(parent_.path()) / ("previous-" + serial(old_)));
    expect_in(folder_, new_);
    expect_in(previous, old_);
    EXPECT_TRUE(fs::exists(previous / "note"));
    EXPECT_THAT(parent_.names(), testing::UnorderedElementsAre("terminal", previous.filename().string()));
}

TEST_F(IdentityFolder, a_name_that_ends_in_a_slash_or_is_a_link_means_the_folder)
{
    save_identity(old_, folder_);
    fs::create_directory_symlink(folder_, parent_ / "link");
    static_cast<void>(replace_identity(new_, parent_ / "link"));
    expect_in(folder_, new_);
    expect_in(parent_ / "link", new_);
    const auto newest = fresh("1319999999");
    static_cast<void>(replace_identity(newest, folder_ / ""));
    expect_in(folder_, newest);
}

TEST_F(IdentityFolder, what_cannot_be_replaced_stays)
{
    EXPECT_THROW(replace_identity(new_, folder_), base::Fault) << "there is none";
    save_identity(old_, folder_);
    EXPECT_THROW(replace_identity({"no certificate", "key", "authority", "holder"}, folder_), base::Fault);
    fs::create_directory(parent_ / ("previous-" + serial(old_)));
    EXPECT_THROW(replace_identity(new_, folder_), base::Fault);
    expect_in(folder_, old_);
}

} // namespace

} // namespace onshi::terminal
