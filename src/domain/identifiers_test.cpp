#include "domain/identifiers.h"

#include "base/fault.h"

#include <gtest/gtest.h>

#include <concepts>
#include <sstream>

// Numbers from the table of domain rules 1.1 (worked by hand there), forms from 1.2 to 1.4.
namespace onshi::domain {
namespace {

template<class T>
ErrorCode error_of(const Result<T>& result)
{
    return result ? throw std::logic_error("accepted") : result.error().code;
}

InsuredId id(std::string_view symbol, std::string_view number, std::string_view branch = "")
{
    return InsuredId::parse(symbol, number, branch).value();
}

bool same(std::string_view symbol_a, std::string_view symbol_b)
{
    return id(symbol_a, "1").normal_key() == id(symbol_b, "1").normal_key();
}

TEST(CheckDigit, fits_every_number_of_the_table)
{
    EXPECT_EQ(check_digit("3312001"), 5);   // 保険者番号 33120015
    EXPECT_EQ(check_digit("13801"), 6);     // 国保 138016
    EXPECT_EQ(check_digit("0113001"), 2);   // 保険者番号 01130012
    EXPECT_EQ(check_digit("3913101"), 6);   // 後期高齢者 39131016
    EXPECT_EQ(check_digit("5401602"), 7);   // 公費負担者番号 54016027
    EXPECT_EQ(check_digit("123456"), 6);    // 受給者番号 1234566
    EXPECT_EQ(check_digit("011011371"), 9); // 医療機関コード 0110113719
    EXPECT_EQ(check_digit("271420638"), 6); // 医療機関コード 2714206386
}

TEST(CheckDigit, leading_zeros_change_nothing)
{
    EXPECT_EQ(check_digit("13801"), check_digit("0013801"));
    EXPECT_EQ(check_digit(""), 0);
    EXPECT_EQ(check_digit("0000000"), 0);
}

TEST(CheckDigit, is_for_digits_only) { EXPECT_THROW((void)check_digit("12a"), base::Bug); }

TEST(InsurerNumber, eight_digits_have_law_number_and_prefecture)
{
    const auto number = InsurerNumber::parse("33120015").value();
    EXPECT_EQ(number.text(), "33120015");
    EXPECT_EQ(number.padded(), "33120015");
    EXPECT_EQ(number.law_number(), "33");
    EXPECT_EQ(number.prefecture(), 12);
    EXPECT_FALSE(number.is_national_health());
}

TEST(InsurerNumber, national_health_is_six_digits_however_it_is_padded)
{
    for (const auto* text : {"138016", "  138016", "00138016", "１３８０１６", "　138016", " 138016  "}) {
        const auto number = InsurerNumber::parse(text);
        ASSERT_TRUE(number) << text;
        EXPECT_EQ(number->text(), "138016");
        EXPECT_EQ(number->padded(), "  138016");
        EXPECT_EQ(number->law_number(), "");
        EXPECT_EQ(number->prefecture(), 13);
        EXPECT_TRUE(number->is_national_health());
    }
}

TEST(InsurerNumber, late_elderly_is_law_number_39)
{
    EXPECT_TRUE(InsurerNumber::parse("39131016")->is_late_elderly());
    EXPECT_FALSE(InsurerNumber::parse("01130012")->is_late_elderly());
}

TEST(InsurerNumber, unknown_law_numbers_are_not_refused)
{
    // 99 + 13 + 001: 9*2=18->9, 9, 1*2=2, 3, 0, 0, 1*2=2: sum 25, check 5. Some bodies use numbers outside the table.
    EXPECT_TRUE(InsurerNumber::parse("99130015"));
}

TEST(InsurerNumber, says_what_is_wrong)
{
    EXPECT_EQ(error_of(InsurerNumber::parse("33120014")), ErrorCode::check_digit);
    EXPECT_EQ(error_of(InsurerNumber::parse("138015")), ErrorCode::check_digit);
    EXPECT_EQ(error_of(InsurerNumber::parse("3312001")), ErrorCode::length);
    EXPECT_EQ(error_of(InsurerNumber::parse("331200150")), ErrorCode::length);
    EXPECT_EQ(error_of(InsurerNumber::parse("")), ErrorCode::length);
    EXPECT_EQ(error_of(InsurerNumber::parse("3312-015")), ErrorCode::characters);
    EXPECT_EQ(error_of(InsurerNumber::parse("331 0015")), ErrorCode::characters);
    EXPECT_EQ(error_of(InsurerNumber::parse("33120015\x01")), ErrorCode::characters);
    EXPECT_EQ(error_of(InsurerNumber::parse("\xFF")), ErrorCode::characters);
}

TEST(InsurerNumber, prefectures_run_from_01_to_47)
{
    // Worked by hand: 00801: 8*2=16->7, 0, 1*2=2: 9, check 1. 48801: 4*2=8, 8, 7, 0, 2: 25, check 5. 47801: 8, 7, 7, 0,
    // 2: 24, check 6.
    EXPECT_EQ(error_of(InsurerNumber::parse("008011")), ErrorCode::unknown_value);
    EXPECT_EQ(error_of(InsurerNumber::parse("488015")), ErrorCode::unknown_value);
    EXPECT_EQ(InsurerNumber::parse("478016")->prefecture(), 47);
}

TEST(InsurerNumber, refusal_names_the_problem_in_japanese_but_never_the_value)
{
    const auto refused = InsurerNumber::parse("33120014").error();
    EXPECT_EQ(refused.field, "");
    EXPECT_EQ(refused.reason, "保険者番号の検証番号が正しくありません。番号を確かめて入力し直してください。");
}

TEST(FacilityCode, ten_digits_with_prefecture_and_fee_table)
{
    const auto code = FacilityCode::parse("0110113719").value();
    EXPECT_EQ(code.text(), "0110113719");
    EXPECT_EQ(code.prefecture(), 1);
    EXPECT_EQ(code.fee_table(), '1');
    EXPECT_EQ(FacilityCode::parse("２７１４２０６３８６")->text(), "2714206386");
}

TEST(FacilityCode, says_what_is_wrong)
{
    EXPECT_EQ(error_of(FacilityCode::parse("0110113718")), ErrorCode::check_digit);
    EXPECT_EQ(error_of(FacilityCode::parse("0113719")), ErrorCode::length); // the seven digits of a claim
    EXPECT_EQ(error_of(FacilityCode::parse("01101137l9")), ErrorCode::characters);
    // 48 + 1 + 01 + 1371: 4*2=8, 8, 1*2=2, 0, 1*2=2, 1, 3*2=6, 7, 1*2=2: 36, check 4.
    EXPECT_EQ(error_of(FacilityCode::parse("4810113714")), ErrorCode::unknown_value);
}

TEST(InsuredId, keeps_what_was_written_and_compares_in_normal_form)
{
    const auto written = id(" 記－１２ ", "　０００１２３　", "０１");
    EXPECT_EQ(written.symbol(), "記－１２");
    EXPECT_EQ(written.number(), "０００１２３");
    EXPECT_EQ(written.branch(), "01");
    EXPECT_EQ(written.normal_key(), "記-12\x1F"
                                    "000123");
}

TEST(InsuredId, width_and_spaces_do_not_matter)
{
    EXPECT_TRUE(same("ＡＢ １２", "AB12"));
    EXPECT_TRUE(same("見　本", "見本"));
    EXPECT_TRUE(same("ｶﾞ1", "ガ１"));
    EXPECT_TRUE(same("1\u00A02", "12")); // no-break space
}

TEST(InsuredId, hyphens_that_look_alike_are_alike)
{
    for (const auto* hyphen : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uFF0D", "\u2015"})
        EXPECT_TRUE(same("記" + std::string(hyphen) + "1", "記-1")) << hyphen;
}

TEST(InsuredId, a_long_vowel_mark_is_a_hyphen_between_digits_only)
{
    EXPECT_TRUE(same("1ー2", "1-2"));
    EXPECT_TRUE(same("１ｰ２", "1-2")); // half-width mark
    EXPECT_TRUE(same("1 ー 2", "1-2"));
    EXPECT_FALSE(same("カー1", "カ-1"));
    EXPECT_FALSE(same("1ー", "1-"));
    EXPECT_FALSE(same("ー1", "-1"));
}

TEST(InsuredId, leading_zeros_count) { EXPECT_NE(id("1", "001").normal_key(), id("1", "1").normal_key()); }

TEST(InsuredId, case_counts_in_the_normal_form_only)
{
    EXPECT_NE(id("Ab", "1").normal_key(), id("aB", "1").normal_key());
    EXPECT_EQ(id("Ab", "1").folded_key(), id("ＡＢ", "1").folded_key());
}

TEST(InsuredId, symbol_and_number_do_not_run_together)
{
    EXPECT_NE(id("12", "3").normal_key(), id("1", "23").normal_key());
}

TEST(InsuredId, symbol_may_be_absent)
{
    EXPECT_EQ(id("", "12345678").normal_key(), "\x1F"
                                               "12345678");
}

TEST(InsuredId, branch_is_two_digits_or_nothing)
{
    EXPECT_EQ(id("1", "1", "00").branch(), "00");
    EXPECT_EQ(id("1", "1", " ").branch(), "");
    for (const auto* wrong : {"1", "001", "0a", "-1"}) {
        const auto refused = InsuredId::parse("1", "1", wrong).error();
        EXPECT_EQ(refused.code, ErrorCode::characters) << wrong;
        EXPECT_EQ(refused.field, "InsuredBranchNumber");
    }
}

TEST(InsuredId, number_is_required)
{
    for (const auto* empty : {"", " ", "　", "\u00A0"}) {
        const auto refused = InsuredId::parse("1", empty, "").error();
        EXPECT_EQ(refused.code, ErrorCode::element_missing);
        EXPECT_EQ(refused.field, "InsuredIdentificationNumber");
    }
}

TEST(InsuredId, twenty_characters_each)
{
    std::string twenty;
    for (int i = 0; i < 20; ++i)
        twenty += "記";
    EXPECT_TRUE(InsuredId::parse(twenty, twenty, ""));
    const auto symbol = InsuredId::parse(twenty + "1", "1", "").error();
    EXPECT_EQ(symbol.code, ErrorCode::length);
    EXPECT_EQ(symbol.field, "InsuredCardSymbol");
    const auto number = InsuredId::parse("", twenty + "1", "").error();
    EXPECT_EQ(number.code, ErrorCode::length);
    EXPECT_EQ(number.field, "InsuredIdentificationNumber");
}

TEST(InsuredId, controls_are_refused)
{
    EXPECT_EQ(InsuredId::parse("a\x1F"
                               "b",
                               "1", "")
                  .error()
                  .field,
              "InsuredCardSymbol");
    EXPECT_EQ(error_of(InsuredId::parse("", "1\n2", "")), ErrorCode::characters);
    EXPECT_EQ(error_of(InsuredId::parse("", "\xE3\x81", "")), ErrorCode::characters);
}

TEST(PersonCode, eight_to_64_letters_digits_and_two_signs)
{
    EXPECT_EQ(PersonCode::parse("aZ0-9_xy")->text(), "aZ0-9_xy");
    EXPECT_TRUE(PersonCode::parse(std::string(64, 'a')));
    EXPECT_EQ(error_of(PersonCode::parse("1234567")), ErrorCode::length);
    EXPECT_EQ(error_of(PersonCode::parse(std::string(65, 'a'))), ErrorCode::length);
    EXPECT_EQ(error_of(PersonCode::parse("12345678 ")), ErrorCode::characters);
    EXPECT_EQ(error_of(PersonCode::parse("１２３４５６７８")), ErrorCode::characters);
}

template<class T>
concept Streamable = requires(std::ostringstream& out, const T& value) { out << value; };

TEST(PersonalIdentifiers, cannot_be_streamed_or_turned_into_text_by_accident)
{
    static_assert(!Streamable<InsuredId> && !Streamable<PersonCode>);
    static_assert(!std::convertible_to<InsuredId, std::string> && !std::convertible_to<PersonCode, std::string>);
    static_assert(!std::convertible_to<std::string, InsurerNumber> && !std::convertible_to<std::string, FacilityCode>);
}

} // namespace
} // namespace onshi::domain
