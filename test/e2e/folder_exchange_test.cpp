#include "e2e/exchange.h"
#include "e2e/running_centre.h"
#include "e2e/running_terminal.h"

#include "base/files.h"
#include "base/text.h"
#include "wire/encrypted_zip.h"

#include <chrono>
#include <fstream>
#include <gmock/gmock.h>
#include <optional>
#include <thread>

namespace onshi::test {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

const char* const hanako = "SYN-hanako,06139992,架空,１２３４,01,1,見本　花子,ミホン　ハナコ,見本　花子,1985-04-07,2,"
                           "999-0000,架空県見本市例示町１－２－３,2020-04-01,,,,";

void sleep_ms(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

/// The suite's centre; each test has a terminal of its own.
class FolderExchange : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        centre.emplace(std::vector<std::string>{hanako});
        centre->keep_port();
    }
    static void TearDownTestSuite() { centre.reset(); }

    static inline std::optional<RunningCentre> centre;
};

TEST_F(FolderExchange, a_request_is_taken_and_answered_under_its_name)
{
    const RunningTerminal terminal(*centre, "1319999999");
    terminal.drop("OQSsiquc01req_202604010001.xml", message({}));
    const auto xml = terminal.fetch("OQSsiquc01res_202604010001.xml");
    EXPECT_EQ(text_of(xml, "QualificationValidity"), "1");
    EXPECT_EQ(text_of(xml, "ArbitraryFileIdentifier"), "202604010001");
    EXPECT_TRUE(fs::is_empty(terminal.requests()));
}

TEST_F(FolderExchange, status_is_told_in_japanese)
{
    RunningTerminal terminal(*centre, "1319999999");
    terminal.drop("OQSsiquc01req_1.xml", message({}));
    EXPECT_NE(terminal.fetch("OQSsiquc01res_1.xml"), "");
    sleep_ms(1'500); // it is written every second
    const auto well = terminal.status();
    EXPECT_EQ(well.code, 0) << well.output;
    EXPECT_THAT(well.output, HasSubstr("受け付けています"));
    EXPECT_THAT(well.output, HasSubstr("つながっています"));
    EXPECT_EQ(terminal.stop(), 0);
    EXPECT_EQ(terminal.status().code, 2);
}

TEST_F(FolderExchange, requests_and_answers_in_shift_jis)
{
    const RunningTerminal terminal(*centre, "1349999993"); // this facility's setting is Shift_JIS
    auto request = message({.facility = "1349999993"});
    request.replace(request.find("UTF-8"), 5, "Shift_JIS");
    terminal.drop("OQSsiquc01req_1.xml", base::to_shift_jis(request).bytes);
    const auto bytes = terminal.fetch("OQSsiquc01res_1.xml");
    EXPECT_THAT(bytes, StartsWith(R"(<?xml version="1.0" encoding="Shift_JIS" standalone="no"?>)"));
    const auto xml = base::from_shift_jis(bytes);
    ASSERT_TRUE(xml);
    EXPECT_EQ(text_of(*xml, "Name"), "見本　花子");
    EXPECT_EQ(text_of(*xml, "CharacterCodeIdentifier"), "1");
}

TEST_F(FolderExchange, a_half_written_request_is_waited_for)
{
    const RunningTerminal terminal(*centre, "1319999999");
    const auto whole = message({});
    std::ofstream out(terminal.requests() / "OQSsiquc01req_1.xml", std::ios::binary);
    for (std::size_t at = 0; at < whole.size(); at += 400) { // each pause is longer than settle_ms
        out << whole.substr(at, 400) << std::flush;
        sleep_ms(150);
        EXPECT_TRUE(at + 400 >= whole.size() || fs::exists(terminal.requests() / "OQSsiquc01req_1.xml"));
    }
    out.close();
    EXPECT_EQ(text_of(terminal.fetch("OQSsiquc01res_1.xml"), "QualificationValidity"), "1");
    EXPECT_FALSE(fs::exists(terminal.results() / "OQSsiquc01res_1.err"));
}

TEST_F(FolderExchange, what_cannot_be_read_gets_an_err_with_its_code)
{
    const RunningTerminal terminal(*centre, "1319999999", "unreadable_after_ms = 300\nlargest_request_bytes = 2000\n");
    terminal.drop("OQSsiquc01req_1.xml", "<XmlMsg><MessageHeader>");
    EXPECT_THAT(terminal.fetch("OQSsiquc01res_1.err"), StartsWith("OPN10101E "));
    terminal.drop("OQSsiquc01req_2.xml", "<?xml version=\"1.0\" encoding=\"EUC-JP\"?><XmlMsg/>");
    EXPECT_THAT(terminal.fetch("OQSsiquc01res_2.err"), StartsWith("OPN10105E "));
    terminal.drop("OQSsiquc01req_3.xml", std::string(3'000, ' '));
    EXPECT_THAT(terminal.fetch("OQSsiquc01res_3.err"), StartsWith("OPN40024W "));
    terminal.drop("YZKsiquc01req_4.xml", message({}));
    EXPECT_THAT(terminal.fetch("YZKsiquc01res_4.err"), StartsWith("OPN40022W "));
    terminal.drop("unnamed.xml", message({}));
    EXPECT_THAT(terminal.fetch("unnamed.err"), StartsWith("OPN40021W "));
    EXPECT_TRUE(fs::is_empty(terminal.requests()));
}

TEST_F(FolderExchange, a_refusal_of_the_centre_is_a_normal_result)
{
    const RunningTerminal terminal(*centre, "1319999999");
    terminal.drop("OQSsiquc01req_1.xml", message({.facility = "1349999993"}));
    const auto xml = terminal.fetch("OQSsiquc01res_1.xml");
    EXPECT_EQ(text_of(xml, "SegmentOfResult"), "9");
    EXPECT_EQ(text_of(xml, "ErrorCode"), "OPN20006E");
    EXPECT_EQ(text_of(xml, "ArbitraryFileIdentifier"), "202604010001");
}

TEST_F(FolderExchange, a_name_used_again_gets_the_answer_to_the_later_question)
{
    const RunningTerminal terminal(*centre, "1319999999");
    terminal.drop("OQSsiquc01req_1.xml", message({}));
    const auto place = terminal.results() / "OQSsiquc01res_1.xml";
    for (int looks = 0; looks < 1'000 && !fs::exists(place); ++looks)
        sleep_ms(10);
    ASSERT_TRUE(fs::exists(place)); // nobody fetches it
    terminal.drop("OQSsiquc01req_1.xml", message({.number = "９９９９"}));
    for (int looks = 0; looks < 1'000 && fs::exists(terminal.requests() / "OQSsiquc01req_1.xml"); ++looks)
        sleep_ms(10);
    EXPECT_EQ(text_of(terminal.fetch("OQSsiquc01res_1.xml"), "QualificationValidity"), "4");
}

TEST_F(FolderExchange, an_encrypted_request_is_answered_encrypted_and_another_password_gets_an_err)
{
    RunningTerminal terminal(*centre, "1319999999");
    terminal.kill(); // it may not have begun yet
    base::write_new_file(terminal.folder() / "password", "合言葉-1\n", base::FileMode::owner_only);
    std::ofstream(terminal.folder() / "onshi-terminal.toml", std::ios::app)
        << "[encryption]\npassword_file = \"password\"\nmessages = [\"OQSsiquc01\"]\n";
    terminal.start();
    terminal.drop("OQSsiquc01req_1.zip", wire::write_encrypted_zip({"OQSsiquc01req_1.xml", message({})}, "合言葉-1"));
    const auto opened = wire::read_encrypted_zip(terminal.fetch("OQSsiquc01res_1.zip"), "合言葉-1", 100'000);
    ASSERT_TRUE(opened) << terminal.log();
    EXPECT_EQ(opened->name, "OQSsiquc01res_1.xml");
    EXPECT_EQ(text_of(opened->bytes, "QualificationValidity"), "1");
    terminal.drop("OQSsiquc01req_2.zip", wire::write_encrypted_zip({"OQSsiquc01req_2.xml", message({})}, "合言葉-2"));
    EXPECT_THAT(terminal.fetch("OQSsiquc01res_2.err"), StartsWith("OPN40023W "));
}

std::string registration(const std::string& number, const std::string& insured)
{
    return "<ReferenceNumberRegistrationInfo>" + element("ReferenceNumber", number) +
           element("InsurerNumber", "06139992") + element("InsuredCardSymbol", "架空") +
           element("InsuredIdentificationNumber", insured) + "</ReferenceNumberRegistrationInfo>";
}

std::string bulk_message(const std::string& body)
{
    return "<XmlMsg><MessageHeader>" + element("MedicalInstitutionCode", "1319999999") +
           element("ArbitraryFileIdentifier", "202604010005") + "</MessageHeader><MessageBody>" + body +
           "</MessageBody></XmlMsg>";
}

TEST_F(FolderExchange, reference_numbers_are_registered_in_bulk_and_told_with_the_next_check)
{
    const RunningTerminal terminal(*centre, "1319999999");
    terminal.drop("OQSmuimm01req_1.xml",
                  bulk_message(registration("P000789", "１２３４") + registration("P000790", "９９９９")));
    const auto receipt = terminal.fetch("OQSmuimm01res_1.xml");
    const auto number = text_of(receipt, "ReceptionNumber");
    EXPECT_THAT(number, testing::MatchesRegex("[0-9]{20}")) << receipt;
    EXPECT_EQ(text_of(receipt, "ArbitraryFileIdentifier"), "202604010005");
    terminal.drop("OQSmuimm02req_1.xml", bulk_message(element("ReceptionNumber", number)));
    const auto told = terminal.fetch("OQSmuimm02res_1.xml");
    EXPECT_EQ(text_of(told, "SegmentOfResult"), "1") << told;
    const auto second = told.substr(std::min(told.size(), told.find("</BulkRegistrationUnit>")));
    EXPECT_EQ(text_of(told, "ReferenceNumber"), "P000789");
    EXPECT_EQ(text_of(told, "ProcessingResultStatus"), "1");
    EXPECT_EQ(text_of(second, "ReferenceNumber"), "P000790");
    EXPECT_EQ(text_of(second, "ProcessingResultStatus"), "2");
    EXPECT_EQ(text_of(second, "ProcessingResultCode"), "OPN30004E");
    terminal.drop("OQSsiquc01req_2.xml", message({}));
    EXPECT_EQ(text_of(terminal.fetch("OQSsiquc01res_2.xml"), "ReferenceNumber"), "P000789");
}

// doc/formats/OQSsiimm01.md. Twin: a number that nobody has.
TEST_F(FolderExchange, one_reference_number_is_registered_and_told_with_the_next_check)
{
    const RunningTerminal terminal(*centre, "1319999999");
    terminal.drop("OQSsiimm01req_1.xml", bulk_message(registration("P000791", "１２３４")));
    const auto done = terminal.fetch("OQSsiimm01res_1.xml");
    EXPECT_EQ(text_of(done, "SegmentOfResult"), "1") << done;
    EXPECT_EQ(text_of(done, "ProcessingResultStatus"), "1");
    EXPECT_EQ(text_of(done, "ReferenceNumber"), "P000791");
    EXPECT_EQ(text_of(done, "ArbitraryFileIdentifier"), "202604010005");
    terminal.drop("OQSsiquc01req_2.xml", message({}));
    EXPECT_EQ(text_of(terminal.fetch("OQSsiquc01res_2.xml"), "ReferenceNumber"), "P000791");
    terminal.drop("OQSsiimm01req_3.xml", bulk_message(registration("P000792", "９９９９")));
    const auto nobody = terminal.fetch("OQSsiimm01res_3.xml");
    EXPECT_EQ(text_of(nobody, "ProcessingResultStatus"), "2");
    EXPECT_EQ(text_of(nobody, "ProcessingResultCode"), "OPN30004E");
}

// The terminal looks for them when it starts, and then every so often. Twin: the one that is younger stays.
TEST_F(FolderExchange, a_result_that_nobody_fetched_is_deleted_after_its_stay)
{
    RunningTerminal terminal(*centre, "1319999999", "response_stay_minutes = 5\n");
    const auto old = terminal.results() / "OQSsiquc01res_1.xml", young = terminal.results() / "OQSsiquc01res_2.xml";
    for (const auto* name : {"1", "2"})
        terminal.drop("OQSsiquc01req_" + std::string(name) + ".xml", message({}));
    for (int looks = 0; looks < 1'000 && !(fs::exists(old) && fs::exists(young)); ++looks)
        sleep_ms(10);
    ASSERT_EQ(terminal.stop(), 0);
    fs::last_write_time(old, fs::last_write_time(old) - std::chrono::minutes(6));
    terminal.start();
    const auto told = [&] { return terminal.log().find("\"event\":\"expired\"") != std::string::npos; };
    for (int looks = 0; looks < 1'000 && !told(); ++looks) // the log says so after the deed
        sleep_ms(10);
    EXPECT_TRUE(told());
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(young));
}

TEST_F(FolderExchange, nothing_is_taken_without_room_on_the_disk)
{
    const RunningTerminal terminal(*centre, "1319999999", {}, "[journal]\nleast_free_mib = 1073741824\n");
    terminal.drop("OQSsiquc01req_1.xml", message({}));
    sleep_ms(1'500);
    EXPECT_TRUE(fs::exists(terminal.requests() / "OQSsiquc01req_1.xml"));
    const auto status = terminal.status();
    EXPECT_EQ(status.code, 1);
    EXPECT_THAT(status.output, HasSubstr("ディスクの空きが足りない"));
    EXPECT_THAT(terminal.log(), HasSubstr("\"event\":\"trouble\""));
}

TEST_F(FolderExchange, a_missing_folder_is_said_and_waited_for)
{
    RunningTerminal terminal(*centre, "1319999999");
    fs::remove(terminal.requests());
    sleep_ms(1'500);
    EXPECT_THAT(terminal.status().output, HasSubstr("フォルダーを開けません"));
    fs::create_directory(terminal.requests());
    terminal.drop("OQSsiquc01req_1.xml", message({}));
    EXPECT_EQ(text_of(terminal.fetch("OQSsiquc01res_1.xml"), "QualificationValidity"), "1");
    fs::rename(terminal.results(), terminal.folder() / "away");
    terminal.drop("OQSsiquc01req_2.xml", message({}));
    sleep_ms(2'500);
    EXPECT_TRUE(fs::is_empty(terminal.requests()));
    EXPECT_THAT(terminal.status().output, HasSubstr("結果ファイルを書けません"));
    terminal.kill(); // a result whose folder is away stays owed, also now
    terminal.start();
    sleep_ms(500);
    fs::rename(terminal.folder() / "away", terminal.results());
    EXPECT_EQ(text_of(terminal.fetch("OQSsiquc01res_2.xml"), "QualificationValidity"), "1");
}

TEST_F(FolderExchange, without_the_centre_a_result_says_so_in_time_and_no_answer_comes_late)
{
    const RunningTerminal terminal(*centre, "1319999999", "answer_within_seconds = 1\n");
    ASSERT_EQ(centre->stop(), 0);
    terminal.drop("OQSsiquc01req_1.xml", message({}));
    const auto xml = terminal.fetch("OQSsiquc01res_1.xml");
    EXPECT_EQ(text_of(xml, "SegmentOfResult"), "9");
    EXPECT_EQ(text_of(xml, "ErrorCode"), "OPN40020W");
    EXPECT_EQ(text_of(xml, "ArbitraryFileIdentifier"), "202604010001");
    sleep_ms(1'200);
    EXPECT_THAT(terminal.status().output, HasSubstr("つながっていません"));
    centre->start_again();
    for (int tries = 0; tries < 10; ++tries) { // until the line is tried again
        terminal.drop("OQSsiquc01req_2.xml", message({}));
        if (text_of(terminal.fetch("OQSsiquc01res_2.xml"), "QualificationValidity") == "1")
            break;
        ASSERT_LT(tries, 9);
    }
    EXPECT_FALSE(fs::exists(terminal.results() / "OQSsiquc01res_1.xml"));
}

TEST_F(FolderExchange, a_late_answer_goes_where_the_setting_says)
{
    const RunningTerminal kept(*centre, "1319999999",
                               "answer_within_seconds = 1\nwhen_late = \"keep\"\nlate_folder = \"late\"\n");
    const RunningTerminal delivered(*centre, "1319999999", "answer_within_seconds = 1\nwhen_late = \"deliver\"\n");
    fs::create_directory(kept.folder() / "late");
    ASSERT_EQ(centre->stop(), 0);
    for (const auto* terminal : {&kept, &delivered}) {
        terminal->drop("OQSsiquc01req_1.xml", message({}));
        EXPECT_EQ(text_of(terminal->fetch("OQSsiquc01res_1.xml"), "ErrorCode"), "OPN40020W");
    }
    centre->start_again();
    EXPECT_EQ(text_of(delivered.fetch("OQSsiquc01res_1.xml"), "QualificationValidity"), "1");
    const auto late = kept.folder() / "late/OQSsiquc01res_1.xml";
    for (int looks = 0; looks < 1'000 && !fs::exists(late); ++looks)
        sleep_ms(10);
    EXPECT_EQ(text_of(base::read_file(late), "QualificationValidity"), "1");
    EXPECT_FALSE(fs::exists(kept.results() / "OQSsiquc01res_1.xml"));
}

TEST_F(FolderExchange, the_limit_of_the_centre_is_kept_to_and_nobody_is_refused)
{
    RunningCentre slow({hanako}, "[limits]\nrequests_per_second = 40.0\nburst = 20.0\n");
    const RunningTerminal terminal(slow, "1319999999");
    for (int n = 100; n < 160; ++n)
        terminal.drop("OQSsiquc01req_" + std::to_string(n) + ".xml", message({}));
    for (int n = 100; n < 160; ++n)
        EXPECT_EQ(text_of(terminal.fetch("OQSsiquc01res_" + std::to_string(n) + ".xml"), "QualificationValidity"), "1");
}

TEST_F(FolderExchange, in_place_delivery_answers_too)
{
    const RunningTerminal terminal(*centre, "1319999999", "delivery = \"in_place\"\n");
    terminal.drop("OQSsiquc01req_1.xml", message({}));
    for (int looks = 0; looks < 1'000; ++looks) { // half-written ones may be seen: read until it is whole
        const auto place = terminal.results() / "OQSsiquc01res_1.xml";
        const auto xml = fs::exists(place) ? base::read_file(place) : std::string();
        if (xml.contains("</XmlMsg>")) {
            EXPECT_EQ(text_of(xml, "QualificationValidity"), "1");
            return;
        }
        sleep_ms(10);
    }
    FAIL() << "no result: " << terminal.log();
}

} // namespace

} // namespace onshi::test
