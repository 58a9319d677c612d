#include "wire/eligibility_message.h"
#include "wire/sample_messages.h"

#include <gtest/gtest.h>

using namespace onshi;
using domain::Validity;
using wire::eligibility_answer_words;

namespace {

wire::EligibilityAnswer without_person(Validity validity)
{
    auto answer = wire::sample::answer_m2();
    answer.validity = validity;
    answer.found.reset();
    return answer;
}

} // namespace

TEST(AnswerWords, a_valid_answer_tells_insurer_share_limit_and_dates)
{
    EXPECT_EQ(eligibility_answer_words(wire::sample::answer_m2()), "資格　　　：有効\n"
                                                                   "氏名　　　：見本　花子\n"
                                                                   "保険者　　：見本健康保険組合（06139992）\n"
                                                                   "負担割合　：3割（年齢による）\n"
                                                                   "限度額　　：区分ウ（A03）\n"
                                                                   "資格取得日：令和2年4月1日（2020-04-01）\n"
                                                                   "照会番号　：P000123\n");
}

TEST(AnswerWords, the_share_names_its_source)
{
    auto answer = wire::sample::answer_m2();
    EXPECT_TRUE(eligibility_answer_words(answer).contains("負担割合　：3割（年齢による）\n"));
    answer.found->coverage.elderly_certificates = {{{}, {wire::sample::day(2025, 8, 1), {}}, 20}};
    EXPECT_TRUE(eligibility_answer_words(answer).contains("負担割合　：2割（高齢受給者証）\n"));
    EXPECT_TRUE(eligibility_answer_words(wire::sample::answer_m3()).contains("負担割合　：1割（後期高齢者医療）\n"));
    EXPECT_TRUE(eligibility_answer_words(wire::sample::answer_m3())
                    .contains("閲覧の同意：特定疾病、特定健診、薬剤、診療（2026-04-02 09:30まで）\n"));
}

TEST(AnswerWords, the_limit_is_told_only_where_the_patient_agreed)
{
    auto answer = wire::sample::answer_m2();
    answer.found->coverage.limit_certificates.clear();
    EXPECT_TRUE(eligibility_answer_words(answer).contains("限度額　　：限度額の認定はありません\n"));
    answer.found->limit_consent = false;
    EXPECT_FALSE(eligibility_answer_words(answer).contains("限度額"));
}

TEST(AnswerWords, a_notice_is_told_section_by_section)
{
    auto answer = without_person(Validity::none);
    answer.notice =
        wire::CodedMessage{"OPN40006W", "当てはまる資格がありません。【最終受領】見本市は3月30日。【直せる所】"
                                        "窓口。【窓口の対応】確かめてください。"};
    EXPECT_EQ(eligibility_answer_words(answer), "資格　　　：該当資格なし\n"
                                                "お知らせ　：当てはまる資格がありません。\n"
                                                "最終受領　：見本市は3月30日。\n"
                                                "直せる所　：窓口。\n"
                                                "窓口の対応：確かめてください。\n");
    answer.notice->message = "括弧が【閉じていない";
    EXPECT_EQ(eligibility_answer_words(answer), "資格　　　：該当資格なし\nお知らせ　：括弧が【閉じていない\n");
    answer.notice->message = "節のないお知らせ";
    EXPECT_EQ(eligibility_answer_words(answer), "資格　　　：該当資格なし\nお知らせ　：節のないお知らせ\n");
}

TEST(AnswerWords, a_lost_cover_tells_its_dates_and_no_share)
{
    EXPECT_EQ(eligibility_answer_words(wire::sample::answer_m5()), "資格　　　：無効（新しい資格あり）\n"
                                                                   "氏名　　　：試作　二葉\n"
                                                                   "保険者　　：架空県見本市（139998）\n"
                                                                   "資格取得日：平成31年4月1日（2019-04-01）\n"
                                                                   "資格喪失日：令和8年4月1日（2026-04-01）\n");
}

TEST(AnswerWords, a_limited_certificate_tells_its_last_day)
{
    EXPECT_TRUE(
        eligibility_answer_words(wire::sample::answer_m3()).contains("有効終了日：令和8年7月31日（2026-07-31）\n"));
}

TEST(AnswerWords, a_failure_tells_code_and_reason)
{
    EXPECT_EQ(eligibility_answer_words(wire::sample::answer_m6()), "照会結果　：照会できませんでした（OPN10001E）\n"
                                                                   "理由　　　：生年月日の形式が正しくありません。\n");
}
