#include "terminal/exchange/status_file.h"

#include "support/temporary_folder.h"
#include "support/test_environment.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using testing::HasSubstr;
using testing::Not;

TEST(StatusFile, comes_back_as_it_was_written)
{
    const test::TemporaryFolder folder;
    const auto file = folder / "status";
    EXPECT_FALSE(read_status(file));
    ExchangeStatus status{.at = test::instant("2026-04-01T09:00:00+09:00"),
                          .watching = true,
                          .waiting = 3,
                          .queued = 2,
                          .centre_reachable = false,
                          .centre_since = test::instant("2026-04-01T08:59:00+09:00")};
    write_status(file, status);
    EXPECT_EQ(read_status(file), status);
    status.trouble = "フォルダーを開けません。";
    write_status(file, status);
    EXPECT_EQ(read_status(file), status);
    folder.write("status", "half a fi");
    EXPECT_FALSE(read_status(file));
}

TEST(StatusFile, words_are_for_a_person)
{
    const auto words = status_words({.at = test::instant("2026-04-01T09:00:00+09:00"), .queued = 2});
    EXPECT_THAT(words, HasSubstr("受け付けていません"));
    EXPECT_THAT(words, HasSubstr("照会を続けているもの：2件"));
    EXPECT_THAT(words, HasSubstr("つながっていません"));
    EXPECT_THAT(words, Not(HasSubstr("注意")));
}

} // namespace

} // namespace onshi::terminal
