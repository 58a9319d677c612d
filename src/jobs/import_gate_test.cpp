#include "jobs/import_gate.h"

#include "jobs/register_import.h"
#include "storage/audit_store.h"
#include "storage/coverage_store.h"
#include "support/memory_centre.h"

#include <gmock/gmock.h>
#include <sstream>

// An operator's file with what is hardly true. Nobody real.
namespace onshi::jobs {

namespace {

using domain::AuditEvent;
using domain::ErrorCode;
using test::MemoryCentre;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr int people = 30;

/// The city's 30 people; those numbered up to `wrong` with another birth date.
std::string file(int wrong)
{
    std::string csv =
        "person_code,insurer_number,symbol,number,branch,relationship,name,birth_date,sex,gained_on,address\n";
    for (int i = 1; i <= people; ++i)
        csv += "SYN-" + std::to_string(10'000'000 + i) + ",139998,," + std::to_string(i) + ",,1,例示　一," +
               (i <= wrong ? "19850408" : "19850407") + ",1,20200401," + (wrong < 0 ? "" : "架空県見本市１") + "\n";
    return csv;
}

class ImportGateCase : public testing::Test
{
protected:
    ImportGateCase() { import(file(-1), {}).value(); }

    struct Taken
    {
        ImportReport report;
        bool refused = false;
        std::size_t doubts = 0;
    };
    domain::Result<Taken> import(const std::string& csv, std::optional<std::string> reason)
    {
        const bool hold = !reason;
        ImportGate gate(centre_.desk, shell_,
                        {.source = "hand.csv", .reason = std::move(reason), .plausibility = {}, .open = [&] {
                             return std::make_unique<std::istringstream>(csv);
                         }});
        if (const auto begun = gate.begin(); !begun)
            return std::unexpected(begun.error());
        std::istringstream in(csv);
        const auto report = import_register(
            centre_.desk, shell_, RegisterFile::coverage, in,
            {.source = "hand.csv",
             .hold_doubtful = hold,
             .may_take = [&](std::span<const domain::CoverageReport> rows) { return gate.may_take(rows); }});
        if (!report)
            return std::unexpected(report.error());
        return Taken{*report, gate.refused(), gate.doubts().size()};
    }
    /// Of the record, oldest first.
    std::vector<std::string> recorded(AuditEvent event)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            std::vector<std::string> all;
            work.audits.each_line(event, 0,
                                  [&](const storage::AuditStore::Line& line) { all.emplace_back(line.details); });
            return all;
        });
    }
    /// The number of the last entry of this event.
    std::int64_t last_entry(AuditEvent event)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            std::int64_t last = 0;
            work.audits.each_line(event, 0, [&](const storage::AuditStore::Line& line) { last = line.entry; });
            return last;
        });
    }
    std::int64_t born_otherwise()
    {
        return centre_.desk.read_now([](usecase::UnitOfWork& work) {
            std::int64_t found = 0;
            work.coverages.each_of(test::insurer(test::sample_city), [&](const std::vector<domain::Coverage>& spells) {
                for (const auto& spell : spells)
                    found += spell.birth_date == test::date("1985-04-08") ? 1 : 0;
            });
            return found;
        });
    }

    MemoryCentre centre_;
    const domain::Caller shell_ = MemoryCentre::shell();
};

TEST_F(ImportGateCase, a_doubtful_row_is_left_out_and_that_is_on_the_record)
{
    const auto taken = import(file(1), {});
    EXPECT_EQ(taken->report.held, 1);
    EXPECT_EQ(taken->report.changed, people - 1) << "the address of the others";
    EXPECT_FALSE(taken->refused);
    EXPECT_THAT(recorded(AuditEvent::row_held), ElementsAre("file=hand.csv line=2 rules=birth_date"));
    EXPECT_THAT(recorded(AuditEvent::quarantine_accepted), IsEmpty());
    EXPECT_EQ(born_otherwise(), 0);
}

TEST_F(ImportGateCase, forced_in_it_leaves_its_reason_on_the_record_before_the_first_batch)
{
    EXPECT_EQ(import(file(1), "戸籍を確かめた")->report.changed, people);
    EXPECT_THAT(recorded(AuditEvent::quarantine_accepted),
                ElementsAre("rows=1 file=hand.csv rules=birth_date reason=戸籍を確かめた"));
    EXPECT_LT(last_entry(AuditEvent::quarantine_accepted), last_entry(AuditEvent::coverage_imported));
    EXPECT_THAT(recorded(AuditEvent::row_held), IsEmpty());
    EXPECT_EQ(born_otherwise(), 1);
}

TEST_F(ImportGateCase, a_reason_is_on_the_record_although_nothing_was_doubtful)
{
    EXPECT_EQ(import(file(0), "念のため")->report.changed, people);
    EXPECT_THAT(recorded(AuditEvent::quarantine_accepted), ElementsAre("rows=0 file=hand.csv rules= reason=念のため"));
}

TEST_F(ImportGateCase, a_reason_has_one_to_two_hundred_characters_or_nothing_is_taken)
{
    std::string longest;
    for (int i = 0; i < 200; ++i)
        longest += "理";
    const auto batches = recorded(AuditEvent::coverage_imported).size();
    EXPECT_EQ(import(file(1), longest + "由").error().code, ErrorCode::length);
    EXPECT_EQ(import(file(1), "").error().code, ErrorCode::element_missing);
    EXPECT_EQ(import(file(1), "改\n行").error().code, ErrorCode::length);
    EXPECT_EQ(born_otherwise(), 0);
    EXPECT_EQ(recorded(AuditEvent::coverage_imported).size(), batches);
    EXPECT_THAT(recorded(AuditEvent::quarantine_accepted), IsEmpty());
    EXPECT_TRUE(import(file(1), longest));
}

// birth_dates: 20 rows and more, above 2 % (doc/plausibility.md).
TEST_F(ImportGateCase, a_doubtful_file_is_not_taken_and_that_is_on_the_record)
{
    const auto batches = recorded(AuditEvent::coverage_imported).size();
    const auto taken = import(file(20), {});
    EXPECT_TRUE(taken->refused);
    EXPECT_EQ(taken->doubts, 1U);
    EXPECT_EQ(taken->report.rows, 0);
    EXPECT_EQ(recorded(AuditEvent::coverage_imported).size(), batches);
    EXPECT_THAT(recorded(AuditEvent::feed_quarantined),
                ElementsAre("rows=20 file=hand.csv rules=birth_date,birth_dates"));
    EXPECT_TRUE(import(file(20), "年度の切替え")->report.changed == people);
    EXPECT_THAT(recorded(AuditEvent::quarantine_accepted),
                ElementsAre("rows=20 file=hand.csv rules=birth_date,birth_dates reason=年度の切替え"));
}

TEST_F(ImportGateCase, an_insurer_without_anything_stored_is_not_compared)
{
    bool opened = false;
    ImportGate gate(centre_.desk, shell_, {.source = "hand.csv", .reason = {}, .plausibility = {}, .open = [&] {
                                               opened = true;
                                               return std::make_unique<std::istringstream>(file(1));
                                           }});
    auto row = test::hanako();
    const domain::CoverageReport of_society{test::person("SYN-00000001"), row};
    EXPECT_TRUE(gate.may_take(std::span(&of_society, 1)));
    EXPECT_FALSE(opened);
    row.insurer = test::insurer(test::sample_city);
    const domain::CoverageReport of_city{test::person("SYN-00000001"), row};
    EXPECT_TRUE(gate.may_take(std::span(&of_city, 1)));
    EXPECT_TRUE(opened);
}

TEST_F(ImportGateCase, what_is_wrong_with_the_header_is_told_by_the_import)
{
    EXPECT_EQ(import("person_code,colour\n", "確かめた").error().field, "colour");
}

} // namespace

} // namespace onshi::jobs
