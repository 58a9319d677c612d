#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/files.h"
#include "base/text.h"

#include <gmock/gmock.h>

// Names as people write them: kept as they are, told as they are in UTF-8, and in Shift_JIS with a message for each
// character that it lacks. Nobody real.
namespace onshi::test {

namespace {

using testing::HasSubstr;
using testing::Not;

class NamesOverTheSocket : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        centre_ = new RunningCentre(
            {// 髙 and 﨑 are in Windows-31J; 㐂 (U+3402) is in neither of JIS's levels 1 and 2; 𠮷 is outside the BMP
             "SYN-names001,06139992,外字,1,01,1,髙﨑　㐂子,タカサキ　ヨシコ,,1985-04-07,2,,架空県𠮷野町１,2020-04-01,"
             ",,,",
             "SYN-names002,06139992,外字,2,01,1,𠮷野　花子,ヨシノ　ハナコ,,1985-04-07,2,,,2020-04-01,,,,",
             "SYN-names003,06139992,外字,3,01,1,葛\U000E0100城　花子,カツラギ　ハナコ,,1985-04-07,2,,,2020-04-01,,,,",
             "SYN-names004,06139992,外字,4,01,1,NGUYEN VAN A,グエン　バン　ア,,1985-04-07,2,,,2020-04-01,,,,"},
            "[limits]\nrequests_per_second = 10000.0\nburst = 10000.0\n");
        clinic_ = new terminal::Identity(centre_->enrol("1319999999"));
        pharmacy_ = new terminal::Identity(centre_->enrol("1349999993"));
    }
    static void TearDownTestSuite()
    {
        delete pharmacy_;
        delete clinic_;
        delete centre_;
    }

    static std::string utf8_answer(const char* number)
    {
        return centre_->client(*clinic_)
            .exchange(post(message({.symbol = "外字", .number = number, .birth = "19850407"})))
            .body;
    }
    /// The answer made UTF-8; character references stand as they were sent.
    static std::string shift_jis_answer(const char* number)
    {
        const auto answer =
            centre_->client(*pharmacy_)
                .exchange(
                    post(message({.facility = "1349999993", .symbol = "外字", .number = number, .birth = "19850407"})))
                .body;
        EXPECT_THAT(answer, HasSubstr("encoding=\"Shift_JIS\""));
        auto text = base::from_shift_jis(answer).value();
        expect_schema(text);
        return text;
    }

    /// In UTF-8: what the field calls Shift_JIS is Windows-31J, and xmllint knows 髙 and 﨑 in neither.
    static void expect_schema(std::string text)
    {
        text.replace(text.find("Shift_JIS"), 9, "UTF-8");
        const auto file = centre_->folder() / "names.xml";
        std::filesystem::remove(file);
        base::write_new_file(file, text);
        const auto checked = run({"xmllint", "--noout", "--schema",
                                  std::string(ONSHI_SOURCE_DIR) + "/doc/formats/OQSsiquc01res.xsd", file.string()});
        EXPECT_EQ(checked.code, 0) << checked.output;
    }

    static RunningCentre* centre_;
    static terminal::Identity *clinic_, *pharmacy_;
};
RunningCentre* NamesOverTheSocket::centre_ = nullptr;
terminal::Identity* NamesOverTheSocket::clinic_ = nullptr;
terminal::Identity* NamesOverTheSocket::pharmacy_ = nullptr;

TEST_F(NamesOverTheSocket, in_utf8_the_name_is_the_real_one)
{
    const auto answer = utf8_answer("1");
    EXPECT_EQ(text_of(answer, "Name"), "髙﨑　㐂子");
    EXPECT_EQ(text_of(answer, "Address"), "架空県𠮷野町１");
    EXPECT_EQ(text_of(answer, "ProcessingResultCode"), "");
    EXPECT_EQ(text_of(utf8_answer("3"), "Name"), "葛\U000E0100城　花子");
}

TEST_F(NamesOverTheSocket, in_shift_jis_each_lost_character_is_named_with_field_position_code_point_and_reading)
{
    const auto answer = shift_jis_answer("1");
    EXPECT_EQ(text_of(answer, "Name"), "髙﨑　●子") << "what Windows-31J has is unharmed";
    EXPECT_EQ(text_of(answer, "Address"), "架空県●野町１");
    EXPECT_EQ(text_of(answer, "ProcessingResultStatus"), "1");
    EXPECT_EQ(text_of(answer, "ProcessingResultCode"), "OPN40003I");
    EXPECT_EQ(text_of(answer, "ProcessingResultMessage"), "文字コード（Shift_JIS）にない文字を●で表しています。"
                                                          "氏名の4文字目は「&#x3402;」（U+3402、よみ ヨシコ）です。"
                                                          "住所の4文字目は「&#x20BB7;」（U+20BB7）です。");
}

TEST_F(NamesOverTheSocket, a_character_outside_the_bmp_is_one_character)
{
    const auto answer = shift_jis_answer("2");
    EXPECT_EQ(text_of(answer, "Name"), "●野　花子");
    EXPECT_THAT(text_of(answer, "ProcessingResultMessage"),
                HasSubstr("氏名の1文字目は「&#x20BB7;」（U+20BB7、よみ ヨシノ）です。"));
}

TEST_F(NamesOverTheSocket, a_chosen_form_is_told_and_its_character_stays)
{
    const auto answer = shift_jis_answer("3");
    EXPECT_EQ(text_of(answer, "Name"), "葛城　花子");
    EXPECT_THAT(
        text_of(answer, "ProcessingResultMessage"),
        HasSubstr("氏名の1文字目は「葛&#xE0100;」（U+845B U+E0100、よみ カツラギ）で、字形の指定を省いています。"));
}

TEST_F(NamesOverTheSocket, letters_are_told_full_width_and_kept_as_written)
{
    EXPECT_EQ(text_of(utf8_answer("4"), "Name"), "ＮＧＵＹＥＮ　ＶＡＮ　Ａ");
    EXPECT_THAT(centre_->onshi({"export", "coverage"}).output, HasSubstr(",NGUYEN VAN A,"));
}

TEST_F(NamesOverTheSocket, the_stored_names_are_unharmed_after_all_of_that)
{
    const auto stored = centre_->onshi({"export", "coverage"}).output;
    for (const char* name : {"髙﨑　㐂子", "架空県𠮷野町１", "𠮷野　花子", "葛\U000E0100城　花子"})
        EXPECT_THAT(stored, HasSubstr(name));
    EXPECT_THAT(stored, Not(HasSubstr("●")));
}

} // namespace

} // namespace onshi::test
