#include "e2e/running_centre.h"

#include "base/files.h"
#include "storage/database.h"

#include <gmock/gmock.h>

// What an operator forces in by hand, or what is kept out of it, is on the record. Nobody real.
namespace onshi::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int row_held = 23, quarantine_accepted = 21;

/// One person of 架空県見本市, born on that day.
std::string row(const char* birth)
{
    return std::string("SYN-00000001,139998,見本,1,01,1,見本　花子,,,") + birth + ",2,,架空県見本市１,2015-04-01,,,,";
}

class ImportReason : public testing::Test
{
protected:
    Finished import(const char* birth, std::vector<std::string> options = {})
    {
        const auto file = centre_.folder() / ("hand-" + std::to_string(++files_) + ".csv");
        base::write_new_file(file, std::string(RunningCentre::coverage_header()) + "\n" + row(birth) + "\n");
        std::vector<std::string> command{"import", "coverage", file.string()};
        command.insert(command.end(), options.begin(), options.end());
        return centre_.onshi(command);
    }
    std::string exported() { return centre_.onshi({"export", "coverage"}).output; }
    std::vector<std::string> recorded(int event)
    {
        const auto database = storage::open_database("sqlite:" + (centre_.folder() / "onshi.db").string());
        std::vector<std::string> all;
        database->begin(storage::Mode::read)
            ->query("SELECT details FROM audit_entry WHERE event = $1 ORDER BY entry", {std::int64_t{event}},
                    [&](const storage::Row& found) { all.emplace_back(found.text(0)); });
        return all;
    }

    RunningCentre centre_{{row("1953-05-10")}};
    int files_ = 0;
};

TEST_F(ImportReason, a_row_that_is_left_out_and_one_that_is_forced_in_are_on_the_record)
{
    const auto left_out = import("1953-05-11");
    EXPECT_EQ(left_out.code, 1) << left_out.output;
    EXPECT_THAT(recorded(row_held), ElementsAre("file=hand-1.csv line=2 rules=birth_date"));
    EXPECT_THAT(exported(), HasSubstr("1953-05-10"));

    const auto forced = import("1953-05-11", {"--accept-implausible", "戸籍を確かめた"});
    EXPECT_EQ(forced.code, 0) << forced.output;
    EXPECT_THAT(recorded(quarantine_accepted),
                ElementsAre("rows=1 file=hand-2.csv rules=birth_date reason=戸籍を確かめた"));
    EXPECT_THAT(exported(), HasSubstr("1953-05-11"));
}

TEST_F(ImportReason, a_reason_of_201_characters_changes_nothing)
{
    std::string reason;
    for (int i = 0; i < 201; ++i)
        reason += "理";
    const auto before = exported();
    const auto refused = import("1953-05-11", {"--accept-implausible", reason});
    EXPECT_EQ(refused.code, 2) << refused.output;
    EXPECT_THAT(refused.output, HasSubstr("OPN10003E"));
    EXPECT_EQ(import("1953-05-11", {"--accept-implausible", ""}).code, 1) << "no reason is none: the row is left out";
    EXPECT_EQ(exported(), before);
    EXPECT_THAT(recorded(quarantine_accepted), IsEmpty());
}

} // namespace

} // namespace onshi::test
