#include "domain/explanation.h"

#include "base/text.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

// What the desk must be told: issue's list and domain rules 2.2, 2.3. All people are invented.
namespace onshi::domain {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

base::Date day(int y, unsigned m, unsigned d)
{
    return base::Date(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

Coverage row()
{
    return {.insurer = InsurerNumber::parse("138016").value(),
            .id = InsuredId::parse("架空", "1", "").value(),
            .name = "例示　花子",
            .birth_date = day(1985, 4, 7),
            .gained = day(2024, 4, 1),
            .lost = day(2026, 4, 1)};
}

AskedInsurer city()
{
    return {InsurerNumber::parse("138016").value(), "架空県見本市",
            Intake{base::parse_instant("2026-03-30T09:02:12+09:00").value(), 120, UsualDelay{5, 14}}};
}

std::string told(const Decision& decision, const AskedInsurer& asked = city(), base::Date on = day(2026, 5, 1))
{
    return explanation(decision, on, asked);
}

NoticeCode code(const Decision& decision, const AskedInsurer& asked = city(), base::Date on = day(2026, 5, 1))
{
    return refusal_notice(decision, on, asked);
}

TEST(Explanation, a_lost_cover_tells_reason_freshness_delay_who_mends_and_what_the_desk_does)
{
    const Decision lost{.validity = Validity::lost, .person = 1, .coverage = row()};
    EXPECT_EQ(code(lost), NoticeCode::lost);
    EXPECT_EQ(told(lost),
              "この資格は照会日には有効ではありません。"
              "【理由】資格喪失日（2026-04-01）以後の日です。"
              "【最終受領】架空県見本市（138016）のデータは2026-03-30 09:02に受領したものが最新です。"
              "異動から登録までの遅れは、中央値5日、90パーセンタイル14日です。"
              "【直せる所】登録に誤りか遅れがあれば、この保険者。"
              "【窓口の対応】資格確認書、またはマイナポータルの画面で資格を確かめてください。どちらもないときは、"
              "被保険者資格申立書を書いてもらい、10割ではなく本来の負担割合（3割など）で受け取ってください。");
    EXPECT_THAT(told(lost, city(), day(2024, 3, 31)), HasSubstr("【理由】資格取得日（2024-04-01）より前の日です。"));
}

TEST(Explanation, a_lapsed_certificate_is_not_a_lost_cover)
{
    auto covered = row();
    covered.lost.reset();
    covered.certificates = {{{}, {day(2024, 8, 1), day(2025, 7, 31)}, {}}};
    const Decision lapsed{.validity = Validity::lost, .person = 1, .coverage = covered};
    EXPECT_EQ(code(lapsed), NoticeCode::certificate_lapsed);
    EXPECT_THAT(told(lapsed), HasSubstr("【理由】有効期間は2024-08-01から2025-07-31までです。"));
    EXPECT_THAT(told(lapsed), HasSubstr("申立書"));
}

TEST(Explanation, a_newer_cover_sends_the_desk_to_the_new_number)
{
    const Decision newer{.validity = Validity::lost_with_newer, .person = 1, .coverage = row()};
    EXPECT_EQ(code(newer), NoticeCode::lost_with_newer);
    EXPECT_THAT(told(newer), AllOf(HasSubstr("【直せる所】窓口（新しい資格の番号で照会し直す）"),
                                   HasSubstr("【窓口の対応】新しい保険の資格確認書など"),
                                   HasSubstr("どれもないときは、被保険者資格申立書を書いてもらい")));
}

TEST(Explanation, nobody_found_is_first_of_all_a_typing_error)
{
    const Decision none{};
    EXPECT_EQ(code(none), NoticeCode::nobody_found);
    EXPECT_THAT(told(none), AllOf(HasSubstr("【理由】番号と生年月日の両方が合う登録がありません。"),
                                  HasSubstr("まず窓口（入力の誤り）"), HasSubstr("申立書"),
                                  HasSubstr("架空県見本市（138016）のデータは2026-03-30 09:02")));
}

TEST(Explanation, several_found_asks_for_the_branch)
{
    const Decision several{.validity = Validity::several};
    EXPECT_EQ(code(several), NoticeCode::several_found);
    EXPECT_THAT(told(several), AllOf(HasSubstr("【理由】入力された内容だけでは1人に決まりません。"),
                                     HasSubstr("【直せる所】窓口（枝番の入力）。"),
                                     HasSubstr("【窓口の対応】枝番を入れて照会し直し"), HasSubstr("申立書")));
}

TEST(Explanation, an_insurer_that_is_not_registered_has_no_data_to_speak_of)
{
    const AskedInsurer unknown{InsurerNumber::parse("138016").value(), "", {}};
    EXPECT_EQ(code({}, unknown), NoticeCode::insurer_unregistered);
    EXPECT_THAT(told({}, unknown),
                AllOf(StartsWith("この保険者番号の保険者は登録されていません。"),
                      HasSubstr("【最終受領】登録のない保険者番号なので、受領したデータはありません。"),
                      HasSubstr("保険者番号の入力の誤り"), HasSubstr("申立書")));
}

TEST(Explanation, withheld_rows_are_explained_as_any_other)
{
    const Decision held{.remark = Remark::withheld};
    EXPECT_EQ(code(held), NoticeCode::withheld);
    EXPECT_EQ(
        told(held),
        "資格情報はありますが、確かめがつくまでお答えできません。"
        "【理由】保険者の間で、この人の生年月日か性別が食い違っています。"
        "【最終受領】架空県見本市（138016）のデータは2026-03-30 09:02に受領したものが最新です。"
        "異動から登録までの遅れは、中央値5日、90パーセンタイル14日です。"
        "【直せる所】この保険者と、この人のほかの資格の保険者。"
        "【窓口の対応】保険者へ連絡するよう患者に伝え、資格確認書、またはマイナポータルの画面で資格を確かめてください。"
        "どちらもないときは、被保険者資格申立書を書いてもらい、10割ではなく本来の負担割合（3割など）で受け取ってくださ"
        "い。");
}

TEST(Explanation, by_card_without_a_row_no_insurer_is_named)
{
    EXPECT_EQ(card_refusal_notice({}), NoticeCode::card_without_cover);
    EXPECT_EQ(card_explanation({}, day(2026, 5, 1), {}),
              "カードの持ち主には、照会日に有効な資格がありません。"
              "【理由】この人の資格は、一つも登録されていません。"
              "【最終受領】お答えできる資格がないため、どの保険者のものとも示せません。"
              "【直せる所】登録に誤りか遅れがあれば、この人の保険者。"
              "【窓口の対応】資格確認書、またはマイナポータルの画面で資格を確かめてください。どちらもないときは、"
              "被保険者資格申立書を書いてもらい、10割ではなく本来の負担割合（3割など）で受け取ってください。");
    EXPECT_THAT(card_explanation({.remark = Remark::withheld}, day(2026, 5, 1), {}),
                AllOf(StartsWith(notice_of(NoticeCode::withheld).desk), HasSubstr("どの保険者のものとも示せません")));
}

TEST(Explanation, by_card_with_a_row_it_is_of_the_rows_insurer)
{
    const Decision lost{.validity = Validity::lost, .person = 1, .coverage = row()};
    EXPECT_THAT(card_explanation(lost, day(2026, 5, 1), city()),
                AllOf(HasSubstr("【理由】資格喪失日（2026-04-01）以後の日です。"),
                      HasSubstr("架空県見本市（138016）のデータは2026-03-30 09:02"),
                      HasSubstr("90パーセンタイル14日")));
}

TEST(Explanation, what_is_not_known_of_the_feed_is_said)
{
    auto asked = city();
    asked.intake->delay.reset();
    EXPECT_THAT(told({}, asked), HasSubstr("2026-03-30 09:02に受領したものが最新です。通常の遅れは、件数が足りず"));
    asked.intake.reset();
    EXPECT_THAT(told({}, asked), HasSubstr("架空県見本市（138016）のデータの受領記録がありません。"));
}

/// All that can be told beside a negative answer, each once.
std::vector<std::string> all_told(const AskedInsurer& asked)
{
    auto covered = row();
    covered.lost.reset();
    covered.certificates = {{{}, {day(2024, 8, 1), day(2025, 7, 31)}, {}}};
    const Decision lost{.validity = Validity::lost, .coverage = row()};
    const Decision withheld{.remark = Remark::withheld};
    const AskedInsurer unknown{asked.number, "", {}};
    const auto on = day(2026, 5, 1);
    return {told(lost, asked),
            told({.validity = Validity::lost, .coverage = covered}, asked),
            told({.validity = Validity::lost_with_newer, .coverage = row()}, asked),
            told({.validity = Validity::none}, asked),
            told({.validity = Validity::several}, asked),
            told(withheld, asked),
            told({.validity = Validity::none}, unknown),
            card_explanation(lost, on, asked),
            card_explanation(withheld, on, {}),
            card_explanation({}, on, {})};
}

TEST(Explanation, every_part_is_told_beside_every_negative_answer)
{
    for (const auto& text : all_told(city()))
        EXPECT_THAT(text, AllOf(HasSubstr("。【理由】"), HasSubstr("。【最終受領】"), HasSubstr("。【直せる所】"),
                                HasSubstr("。【窓口の対応】"), testing::Not(HasSubstr("】【")),
                                HasSubstr("もないときは、被保険者資格申立書を書いてもらい"),
                                EndsWith("10割ではなく本来の負担割合（3割など）で受け取ってください。")));
}

TEST(Explanation, has_room_for_the_longest_name_in_the_message)
{
    auto asked = city();
    asked.name.clear();
    for (int i = 0; i < 100; ++i)
        asked.name += "県";
    asked.intake->delay = UsualDelay{90, 90};
    std::size_t longest = 0;
    for (const auto& text : all_told(asked))
        longest = std::max(longest, base::length(text));
    EXPECT_LE(longest, 420U);
}

} // namespace
} // namespace onshi::domain
