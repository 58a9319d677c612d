#include "wire/eligibility_statement.h"

#include "support/temporary_folder.h"
#include "wire/sample_messages.h"

#include <cstdio>
#include <cstdlib>
#include <gmock/gmock.h>
#include <sstream>

namespace onshi::wire {

namespace {

using testing::HasSubstr;
using testing::Not;

/// What poppler, a reader of PDF that is not the writer's, says of a document.
class StatementPdf : public testing::Test
{
protected:
    std::string asked(const std::string& program, const std::string& pdf, const std::string& options = "")
    {
        folder_.write("form.pdf", pdf);
        const auto command = program + " " + options + " " + (folder_ / "form.pdf").string() +
                             (program == "pdftotext" ? " -" : "") + " > " + (folder_ / "out").string();
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
        return folder_.read("out");
    }
    /// All that can be selected, without spaces: a reader of PDF guesses those from the gaps.
    std::string text(const std::string& pdf)
    {
        auto told = asked("pdftotext", pdf, "-layout");
        for (const std::string_view gap : {" ", "　", "\n"})
            for (auto at = told.find(gap); at != std::string::npos; at = told.find(gap, at))
                told.erase(at, gap.size());
        return told;
    }

    static std::string pdf(const EligibilityStatement& known, bool development = false)
    {
        return eligibility_statement_pdf(
            known, {"1319999999", "見本診療所（架空）", sample::moment("2026-04-01T09:05:00+09:00"), development});
    }
    static EligibilityStatement everything()
    {
        return {.on = sample::day(2026, 4, 1),
                .name = "見本　花子",
                .birth_date = sample::day(1985, 4, 7),
                .sex = domain::Sex::female,
                .address = "架空県見本市例示町１－２－３",
                .phone = "000-0000-0000",
                .scheme = StatedScheme::national,
                .insurer_name = "架空健康保険組合",
                .employer = "株式会社架空",
                .symbol = "架空",
                .number = "１２３４",
                .share = 3};
    }

    /// Right and lower edges of all words (points), the pages' size being the last argument.
    struct Edges
    {
        double right = 0, bottom = 0;
    };
    Edges edges(const std::string& pdf)
    {
        Edges most;
        std::istringstream lines(asked("pdftotext", pdf, "-bbox"));
        for (std::string line; std::getline(lines, line);) {
            const auto number = [&line](const char* name) {
                const auto at = line.find(name);
                return at == std::string::npos ? 0 : std::stod(line.substr(at + std::string(name).size()));
            };
            most.right = std::max(most.right, number("xMax=\""));
            most.bottom = std::max(most.bottom, number("yMax=\""));
        }
        return most;
    }

private:
    const test::TemporaryFolder folder_;
};

TEST_F(StatementPdf, is_one_page_of_a4_with_embedded_fonts_and_the_time_that_was_given)
{
    const auto info = asked("pdfinfo", pdf(everything()), "-isodates");
    EXPECT_THAT(info, testing::ContainsRegex("Pages: +1\n"));
    EXPECT_THAT(info, HasSubstr("(A4)"));
    // Columns emb sub uni of pdffonts: embedded, only the letters used, with a table back to Unicode.
    const auto fonts = asked("pdffonts", pdf(everything()));
    EXPECT_THAT(fonts, HasSubstr("NotoSansCJKjp-Regular"));
    EXPECT_THAT(fonts, HasSubstr("yes yes yes"));
    EXPECT_THAT(fonts, Not(testing::ContainsRegex("no +(yes|no) +(yes|no)|(yes|no) +no")));
    EXPECT_THAT(info, testing::ContainsRegex("Title: +被保険者資格申立書"));
    // 09:05 in Japan is 00:05 UTC; poppler tells it in the zone of the machine, so only what is in both is compared.
    EXPECT_THAT(info, testing::ContainsRegex("CreationDate: +2026-0[34]-[0-9]+T[0-9]+:05:00"));
}

TEST_F(StatementPdf, what_is_known_is_printed_and_can_be_selected)
{
    const auto told = text(pdf(everything()));
    for (const char* expected :
         {"被保険者資格申立書", "見本花子", "昭和60年4月7日（1985-04-07）", "架空県見本市例示町１－２－３",
          "000-0000-0000", "架空健康保険組合", "株式会社架空", "１２３４", "令和8年4月1日（2026-04-01）",
          "見本診療所（架空）（1319999999）", "2026-04-0109:05"})
        EXPECT_THAT(told, HasSubstr(expected));
    for (const char* ticked : {"□男", "■女", "□被用者保険", "■国民健康保険", "□後期高齢者医療", "■3割", "□2割"})
        EXPECT_THAT(told, HasSubstr(ticked));
    EXPECT_THAT(told, Not(HasSubstr("開発用")));
    EXPECT_THAT(text(pdf({}, true)), HasSubstr("開発用"));
}

TEST_F(StatementPdf, an_empty_form_has_every_field_and_no_tick)
{
    const auto told = text(pdf({}));
    for (const char* label : {"フリガナ",       "氏名",
                              "生年月日",       "性別",
                              "住所",           "連絡先",
                              "保険種別",       "保険者等名称",
                              "事業所名",       "記号",
                              "番号",           "資格を取得した時期",
                              "1か月以内",      "一部負担金の割合",
                              "申立年月日",     "署名",
                              "代理の方の署名", "医療機関等",
                              "受診日",         "わからない"})
        EXPECT_THAT(told, HasSubstr(label));
    // Only the words that explain the sign hold it.
    EXPECT_EQ(told.find("■"), told.find("■と文字は"));
    EXPECT_EQ(told.rfind("■"), told.find("■と文字は"));
}

TEST_F(StatementPdf, the_same_statement_gives_the_same_bytes)
{
    EXPECT_EQ(pdf(everything()), pdf(everything()));
    EXPECT_NE(pdf(everything()), pdf({}));
}

TEST_F(StatementPdf, long_texts_stay_on_the_page_and_in_their_fields)
{
    auto known = everything();
    const auto times = [](const char* words, int count) {
        std::string all;
        for (int i = 0; i < count; ++i)
            all += words;
        return all;
    };
    known.name = times("寿限無", 33) + "終";
    known.address = times("架空県長名市", 33) + "末";
    known.employer = times("Longnamedcompany", 12);
    known.insurer_name = times("架空", 100);
    known.symbol = times("号", 100);
    const auto form = pdf(known);
    EXPECT_THAT(asked("pdfinfo", form), testing::ContainsRegex("Pages: +1\n"));
    const auto most = edges(form);
    EXPECT_LE(most.right, (18 + 174) / 25.4 * 72); // the form's frame ends 192 mm from the left
    EXPECT_LE(most.bottom, 290 / 25.4 * 72);
    const auto told = asked("pdftotext", form, "-raw");
    EXPECT_THAT(told, HasSubstr("終")); // 100 characters of a name and 200 of an address fit whole
    EXPECT_THAT(told, HasSubstr("末"));
}

TEST_F(StatementPdf, a_rare_character_is_printed_and_one_without_a_letter_is_a_black_circle)
{
    auto known = everything();
    known.name = "𠮷田　\xEE\x80\x80子"; // U+20BB7 is in the font, U+E000 (外字) in none
    EXPECT_THAT(text(pdf(known)), HasSubstr("𠮷田●子"));
}

} // namespace

} // namespace onshi::wire
