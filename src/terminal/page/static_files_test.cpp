#include "terminal/page/static_files.h"

#include "base/fault.h"
#include "base/files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace onshi::terminal {
namespace {

struct StaticFilesTest : testing::Test
{
    StaticFilesTest()
    {
        std::filesystem::create_directories(folder / "assets");
        base::write_new_file(folder / "index.html", "index");
        base::write_new_file(folder / "kiosk.html", "kiosk");
        base::write_new_file(folder / "assets" / "kiosk-1a2b.js", "script");
        base::write_new_file(folder.string() + "-secret", "secret");
    }
    test::TemporaryFolder parent;
    const std::filesystem::path folder = parent / "pages";
};

TEST_F(StaticFilesTest, pages_have_short_names)
{
    const StaticFiles files(folder);
    EXPECT_EQ(files.get("/").body, "index");
    EXPECT_EQ(files.get("/kiosk").body, "kiosk");
    EXPECT_EQ(files.get("/kiosk").content_type, "text/html; charset=utf-8");
    EXPECT_EQ(files.get("/assets/kiosk-1a2b.js").content_type, "text/javascript; charset=utf-8");
}

TEST_F(StaticFilesTest, what_is_not_in_the_folder_is_not_there)
{
    const StaticFiles files(folder);
    for (const char* path :
         {"/staff", "/../", "/..", "//etc/passwd", "/assets", "/assets/..", "/assets/../index.html", ""})
        EXPECT_EQ(files.get(path).status, 404) << path;
    EXPECT_EQ(files.get("/../" + folder.filename().string() + "-secret").status, 404);
}

TEST_F(StaticFilesTest, a_folder_without_pages_is_told_at_the_start)
{
    EXPECT_THROW(StaticFiles(folder / "assets"), base::Fault);
}

} // namespace
} // namespace onshi::terminal
