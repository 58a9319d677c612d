#include "terminal/fallback/procedure.h"

#include <array>
#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using testing::HasSubstr;
using enum Situation;

constexpr std::array all{centre_unreachable, reader_broken, card_not_confirmed, coverage_not_confirmed, pin_blocked};

std::string text_of(const Procedure& procedure)
{
    std::string text = procedure.title + "\n";
    for (const auto& section : procedure.sections) {
        text += section.heading + "\n";
        for (const auto& step : section.steps)
            text += step + "\n";
    }
    return text;
}

// 保発0710第1号 (令和5年7月10日): other papers, else 被保険者資格申立書; the ordinary share and not the whole.
TEST(Procedure, every_situation_ends_in_a_way_to_be_treated_for_the_ordinary_share)
{
    for (const auto situation : all) {
        const auto text = text_of(procedure_for(situation));
        for (const char* way : {"資格確認書", "マイナポータル", "資格情報のお知らせ", "被保険者資格申立書", "ふつう3割",
                                "10割を受け取りません", "精算"})
            EXPECT_THAT(text, HasSubstr(way));
    }
}

TEST(Procedure, the_situation_itself_comes_first)
{
    EXPECT_THAT(procedure_for(centre_unreachable).sections.front().heading, HasSubstr("つながらない"));
    EXPECT_THAT(procedure_for(reader_broken).sections.front().heading, HasSubstr("カードリーダー"));
    EXPECT_THAT(procedure_for(card_not_confirmed).sections.front().heading, HasSubstr("カードで確かめられない"));
    EXPECT_THAT(procedure_for(coverage_not_confirmed).sections.front().heading, HasSubstr("該当資格なし"));
    EXPECT_THAT(procedure_for(pin_blocked).sections.front().heading, HasSubstr("暗証番号"));
    for (const auto situation : all)
        EXPECT_EQ(procedure_for(situation).sections.size(), 4U);
}

TEST(Procedure, the_sheet_for_the_wall_holds_every_situation_once)
{
    const auto sheet = whole_procedure();
    EXPECT_EQ(sheet.sections.size(), 8U);
    for (const auto situation : all)
        EXPECT_THAT(text_of(sheet), HasSubstr(procedure_for(situation).sections.front().heading));
}

TEST(Procedure, the_words_beside_an_answer_name_the_way_out)
{
    for (const auto situation : all)
        EXPECT_FALSE(what_to_do(situation).empty());
    EXPECT_THAT(what_to_do(coverage_not_confirmed), HasSubstr("受診を断らず"));
    EXPECT_THAT(what_to_do(coverage_not_confirmed), HasSubstr("10割ではありません"));
    EXPECT_THAT(what_to_do(pin_blocked), HasSubstr("市区町村")); // a municipality's counter unblocks
}

TEST(Procedure, is_told_as_the_page_wants_it)
{
    EXPECT_EQ(procedure_json({"題", {{"見出し", {"一", "二"}}}}).compact(),
              R"({"title":"題","sections":[{"heading":"見出し","steps":["一","二"]}]})");
}

} // namespace

} // namespace onshi::terminal
