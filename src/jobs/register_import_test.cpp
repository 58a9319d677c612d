#include "jobs/register_import.h"

#include "storage/card_store.h"
#include "storage/coverage_store.h"
#include "storage/register_store.h"
#include "support/memory_centre.h"

#include <gmock/gmock.h>
#include <sstream>

namespace onshi::jobs {

namespace {

using test::MemoryCentre;

constexpr const char* header =
    "person_code,insurer_number,symbol,number,branch,relationship,name,birth_date,sex,gained_on\n";

class RegisterImport : public testing::Test
{
protected:
    ImportReport import(RegisterFile file, const std::string& csv)
    {
        std::istringstream in(csv);
        errors_.clear();
        return import_register(centre_.desk, MemoryCentre::shell(), file, in,
                               {.source = "test.csv",
                                .on_note =
                                    [this](const domain::FeedNote& note) {
                                        errors_.push_back(std::to_string(note.line) + ": " + note.field);
                                    }})
            .value();
    }
    std::size_t holders(const char* number)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return work.coverages
                .held_under(test::insurer(test::sample_society), test::insured_id("", number), base::Instant::max())
                .size();
        });
    }

    std::optional<domain::Intake> intake(const char* insurer)
    {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return work.registers.intake(test::insurer(insurer), base::Instant::max());
        });
    }

    MemoryCentre centre_;
    std::vector<std::string> errors_;
};

TEST_F(RegisterImport, good_rows_are_taken)
{
    const auto report = import(RegisterFile::coverage,
                               std::string(header) + "SYN-00000001,06139992,,1,,1,例示　一,19850407,1,20200401\n"
                                                     "SYN-00000002,06139992,,2,,1,例示　二,S60.4.7,2,2020-04-01\n");
    EXPECT_EQ(report.added, 2);
    EXPECT_EQ(report.refused, 0);
    EXPECT_EQ(holders("1"), 1U);
    EXPECT_EQ(holders("2"), 1U);
}

TEST_F(RegisterImport, every_bad_row_is_reported_by_line_and_column_and_the_good_ones_are_in)
{
    const auto report = import(
        RegisterFile::coverage,
        std::string(header) + "SYN-00000001,06139993,,1,,1,例示　一,19850407,1,20200401\n"   // check digit
                              "SYN-00000002,06139992,,2,,1,例示　二,19850407,2,20200401\n"   // good
                              "SYN-00000003,06139992,,,,9,例示　三,19850230,2,20200401\n"    // three at once
                              "SYN-00000004,33120015,,4,,1,例示　四,19850407,2,20200401\n"   // insurer not registered
                              "SYN-00000005,06139992,,5\n"                                   // cells missing
                              "SYN-00000006,06139992,,6,,1,例示　六,19850407,2,20200401\n"); // good
    EXPECT_EQ(report.rows, 6);
    EXPECT_EQ(report.added, 2);
    EXPECT_EQ(report.refused, 4);
    EXPECT_THAT(errors_, testing::UnorderedElementsAre("2: insurer_number", "4: number", "4: relationship",
                                                       "4: birth_date", "5: insurer_number", "6: "));
    EXPECT_EQ(holders("2"), 1U);
    EXPECT_EQ(holders("6"), 1U);
    EXPECT_EQ(holders("1"), 0U);
}

TEST_F(RegisterImport, the_same_file_again_changes_nothing)
{
    const auto csv = std::string(header) + "SYN-00000001,06139992,,1,,1,例示　一,19850407,1,20200401\n";
    import(RegisterFile::coverage, csv);
    const auto report = import(RegisterFile::coverage, csv);
    EXPECT_EQ(report.unchanged, 1);
    EXPECT_EQ(report.added + report.changed, 0);
}

TEST_F(RegisterImport, more_rows_than_a_batch_are_all_taken)
{
    std::string csv = header;
    for (int i = 1; i <= 2500; ++i)
        csv += "SYN-" + std::to_string(10'000'000 + i) + ",06139992,," + std::to_string(i) +
               ",,1,例示　一,19850407,1,20200401\n";
    EXPECT_EQ(import(RegisterFile::coverage, csv).added, 2500U);
    EXPECT_EQ(holders("2500"), 1U);
}

TEST_F(RegisterImport, a_header_that_does_not_fit_takes_nothing)
{
    std::istringstream in("person_code,insurer_number,colour\n");
    const auto report = import_register(centre_.desk, MemoryCentre::shell(), RegisterFile::coverage, in, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().field, "colour");
}

TEST_F(RegisterImport, registers_of_insurers_and_facilities_are_imported_the_same_way)
{
    const auto insurers = import(RegisterFile::insurers, "insurer_number,name\n"
                                                         "33120015,架空共済組合\n"
                                                         "33120016,検証番号の誤り\n");
    EXPECT_EQ(insurers.added, 1U);
    EXPECT_THAT(errors_, testing::ElementsAre("3: insurer_number"));
    const auto facilities = import(RegisterFile::facilities, "facility_code,name,character_code\n"
                                                             "0110113719,架空医院,Shift_JIS\n");
    EXPECT_EQ(facilities.added, 1U);
}

TEST_F(RegisterImport, at_its_end_it_is_known_when_each_insurer_was_heard_of)
{
    EXPECT_FALSE(intake(test::sample_society));
    const auto csv = std::string(header) + "SYN-00000001,06139992,,1,,1,例示　一,19850407,1,20200401\n"
                                           "SYN-00000002,06139992,,2,,1,例示　二,19850407,1,20200401\n"
                                           "SYN-00000003,139998,,3,,9,例示　三,19850407,1,20200401\n"; // refused
    import(RegisterFile::coverage, csv);
    EXPECT_EQ(intake(test::sample_society)->received_at, centre_.clock.now());
    EXPECT_EQ(intake(test::sample_society)->rows, 2);
    EXPECT_FALSE(intake(test::sample_city)) << "nothing of it was taken";
    centre_.clock.advance(std::chrono::hours(24));
    import(RegisterFile::coverage, csv);
    EXPECT_EQ(intake(test::sample_society)->received_at, centre_.clock.now()) << "unchanged rows are heard too";
}

TEST_F(RegisterImport, how_late_rows_are_is_counted_from_the_second_file_on)
{
    const auto row = [](int number, const char* gained) {
        return "SYN-" + std::to_string(10'000'000 + number) + ",06139992,," + std::to_string(number) +
               ",,1,例示　一,19850407,1," + gained + "\n";
    };
    std::string csv = header;
    for (int i = 1; i <= 20; ++i)
        csv += row(i, "20260315");
    import(RegisterFile::coverage, csv);
    EXPECT_EQ(intake(test::sample_society)->delay, std::nullopt);
    centre_.clock.advance(std::chrono::days(9)); // 2026-04-10
    for (int i = 21; i <= 40; ++i)
        csv += row(i, i <= 38 ? "20260407" : "20260402"); // 18 of three days, two of eight
    import(RegisterFile::coverage, csv);
    EXPECT_EQ(intake(test::sample_society)->delay, (domain::UsualDelay{3, 3}));
    EXPECT_EQ(intake(test::sample_society)->rows, 40);
}

TEST_F(RegisterImport, an_insurer_that_has_nothing_to_report_is_heard_of)
{
    const domain::Caller sender{
        .cls = domain::CallerClass::insurer, .id = "feed", .holder = test::sample_society, .facility = {}};
    const auto send = [&](const std::string& csv) {
        std::istringstream in(csv);
        static_cast<void>(import_register(centre_.desk, sender, RegisterFile::coverage, in, {}).value());
    };
    send(std::string(header) + "SYN-00000001,139998,,1,,1,例示　一,19850407,1,20200401\n"); // another's row: refused
    EXPECT_FALSE(intake(test::sample_society)) << "what was refused throughout was not received";
    send(header);
    EXPECT_EQ(intake(test::sample_society)->rows, 0);
}

TEST_F(RegisterImport, a_differing_birth_date_is_told_as_withheld_and_a_differing_name_or_address_is_graded)
{
    const std::string wide = "person_code,insurer_number,number,relationship,name,birth_date,sex,gained_on,address\n";
    import(RegisterFile::coverage, wide + "SYN-00000001,139998,1,1,見本　花子,19850407,2,20200401,架空県見本市１\n"
                                          "SYN-00000002,139998,2,1,例示　一,19850407,2,20200401,\n"
                                          "SYN-00000003,139998,3,1,例示　二,19850407,2,20200401,\n");
    const auto report = import(RegisterFile::coverage,
                               wide + "SYN-00000001,06139992,1,1,例示　花子,19850407,2,20250401,架空県例示町１\n"
                                      "SYN-00000002,06139992,2,1,例示　一,19850408,2,20250401,\n"
                                      "SYN-00000003,06139992,3,1,例示　二,19850407,1,20250401,\n");
    EXPECT_EQ(report.added, 3);
    EXPECT_EQ(report.refused, 0);
    EXPECT_EQ(report.remarks, 4);
    EXPECT_THAT(errors_, testing::ElementsAre("2: name", "2: address", "3: birth_date", "4: sex"));
}

TEST_F(RegisterImport, what_was_said_of_a_row_once_is_not_said_again)
{
    const std::string csv = std::string(header) + "SYN-00000001,139998,,1,,1,見本　花子,19850407,2,20200401\n"
                                                  "SYN-00000001,06139992,,1,,1,例示　花子,19850407,2,20250401\n";
    EXPECT_EQ(import(RegisterFile::coverage, csv).remarks, 1);
    EXPECT_EQ(import(RegisterFile::coverage, csv).remarks, 0);
}

TEST_F(RegisterImport, an_implausible_row_is_held_only_where_that_is_asked_for)
{
    const auto row = [](const char* birth) {
        return std::string(header) + "SYN-00000001,06139992,,1,,1,例示　一," + birth + ",1,20200401\n";
    };
    import(RegisterFile::coverage, row("19850407"));
    const auto csv = row("19850408");
    std::istringstream in(csv);
    std::vector<domain::FeedNoteKind> told;
    const auto report =
        import_register(centre_.desk, MemoryCentre::shell(), RegisterFile::coverage, in,
                        {.source = "test.csv", .hold_doubtful = true, .on_note = [&](const domain::FeedNote& note) {
                             told.push_back(note.kind);
                         }});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->held, 1);
    EXPECT_EQ(report->changed, 0);
    EXPECT_THAT(told, testing::ElementsAre(domain::FeedNoteKind::held));
    EXPECT_EQ(import(RegisterFile::coverage, csv).changed, 1);
}

TEST_F(RegisterImport, what_may_not_be_taken_ends_the_import_before_its_batch)
{
    std::istringstream in(std::string(header) + "SYN-00000001,06139992,,1,,1,例示　一,19850407,1,20200401\n");
    const auto report = import_register(
        centre_.desk, MemoryCentre::shell(), RegisterFile::coverage, in,
        {.source = "test.csv", .may_take = [](std::span<const domain::CoverageReport>) { return false; }});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows, 0);
    EXPECT_EQ(holders("1"), 0U);
}

TEST_F(RegisterImport, an_import_that_was_cut_off_goes_on_after_the_line_that_is_done)
{
    std::string csv = header;
    for (int i = 1; i <= 10; ++i)
        csv += "SYN-" + std::to_string(20'000'000 + i) + ",06139992,," + std::to_string(i) +
               ",,1,例示,19850407,1,20200401\n";
    std::istringstream in(csv);
    const auto report =
        import_register(centre_.desk, MemoryCentre::shell(), RegisterFile::coverage, in,
                        {.source = "test.csv", .done_through_line = 5, .before = {.rows = 4, .added = 4}});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->rows, 10);
    EXPECT_EQ(report->added, 10);
    EXPECT_EQ(holders("4"), 0U) << "line 5 is the fourth row, and was done before";
    EXPECT_EQ(holders("5"), 1U);
}

TEST_F(RegisterImport, cards_are_linked_and_a_reissue_supersedes)
{
    import(RegisterFile::coverage, std::string(header) + "SYN-00000001,06139992,,1,,1,例示　一,19850407,1,20200401\n"
                                                         "SYN-00000002,06139992,,2,,1,例示　二,19850408,2,20200401\n");
    const std::string cards = "issuer_key_id,serial,person_code,not_before,not_after,predecessor_serial\n"
                              "AA:01,0011,SYN-00000001,20210501,20260407,\n"
                              "bb02,22,SYN-00000001,20260301,20310407,11\n"
                              "aa01,33,SYN-99999999,20210501,20260407,\n"   // nobody reported this person
                              "aa01,11,SYN-00000002,20210501,20260407,\n"   // another person's
                              "aa01,44,SYN-00000002,20210501,20260407,11\n" // a predecessor of another person
                              "aa01,zz,SYN-00000002,20210501,20260407,\n"
                              "aa01,55,SYN-00000002,20260407,20210501,\n";
    const auto report = import(RegisterFile::cards, cards);
    EXPECT_EQ(report.added, 2);
    EXPECT_EQ(report.refused, 5);
    EXPECT_THAT(errors_, testing::UnorderedElementsAre("4: person_code", "5: serial", "6: predecessor_serial",
                                                       "7: serial", "8: not_after"));
    const auto linked = [&](const char* issuer, const char* serial) {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return work.cards.linked(domain::CardKey::parse(issuer, serial).value(), base::Instant::max());
        });
    };
    EXPECT_EQ(linked("aa01", "11")->certificate.superseded_by, "22");
    EXPECT_EQ(linked("bb02", "22")->certificate.superseded_by, "");
    EXPECT_EQ(linked("bb02", "22")->person, linked("aa01", "11")->person);
    EXPECT_FALSE(linked("aa01", "33"));
    // The same file again changes nothing.
    const auto again = import(RegisterFile::cards, cards);
    EXPECT_EQ(again.added + again.changed, 0);
    EXPECT_EQ(again.unchanged, 2);
}

} // namespace

} // namespace onshi::jobs
