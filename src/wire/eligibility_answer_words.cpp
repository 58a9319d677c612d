#include "base/era_date.h"
#include "base/text.h"
#include "domain/copay_share.h"
#include "domain/notice.h"
#include "wire/eligibility_message.h"

namespace onshi::wire {

namespace {

using domain::Validity;

// Terms of OQSCD006.
std::string_view term_of(Validity validity)
{
    switch (validity) {
    case Validity::valid:
        return "有効";
    case Validity::lost:
        return "無効";
    case Validity::lost_with_newer:
        return "無効（新しい資格あり）";
    case Validity::none:
        return "該当資格なし";
    case Validity::several:
        return "複数該当";
    }
    return {};
}

// 保発0710第1号 (2023-07-10): where the answer is 無効 or no cover is found although the person is insured, the patient
// shows マイナポータル or a certificate, or else writes a 被保険者資格申立書, and pays the ordinary share (domain
// rules 2.3).
constexpr std::string_view confirm_otherwise = "資格確認書、またはマイナポータルの画面で資格を確かめてください。どちら"
                                               "もないときは、被保険者資格申立書を書いてもらってください。";

std::string what_to_do(Validity validity)
{
    switch (validity) {
    case Validity::valid:
        return {};
    case Validity::lost:
        return std::string(confirm_otherwise);
    case Validity::lost_with_newer:
        return "新しい保険の資格確認書など（マイナポータルの画面でもよい）の提示を求めてください。";
    case Validity::none:
        return "記号・番号・生年月日に誤りがないか確かめ、照会し直してください。それでも該当がないときは、" +
               std::string(confirm_otherwise);
    case Validity::several:
        return "枝番を入れて照会し直してください。";
    }
    return {};
}

void line(std::string& out, std::string_view label, std::string_view value)
{
    if (value.empty())
        return;
    out += label;
    out += "：";
    out += value;
    out += '\n';
}

std::string date_words(const std::optional<base::Date>& date)
{
    if (!date)
        return {};
    const auto era = base::era_long(*date);
    return era ? *era + "（" + date->iso() + "）" : date->iso();
}

/// The share that the insurer certified for the day, else the ordinary one of the age.
std::string share_words(const domain::Coverage& coverage, base::Date on)
{
    const auto in_words = [](domain::Share share, const char* source) {
        return std::to_string(share / 10) + "割（" + source + "）";
    };
    if (!coverage.certificates.empty() && coverage.certificates.front().share)
        return in_words(*coverage.certificates.front().share, "後期高齢者医療");
    if (!coverage.elderly_certificates.empty())
        return in_words(coverage.elderly_certificates.front().share, "高齢受給者証");
    return in_words(domain::ordinary_share(coverage.birth_date, on), "年齢による");
}

std::string limit_words(const FoundCoverage& found)
{
    const auto& limits = found.coverage.limit_certificates;
    if (!limits.empty())
        return "区分" + std::string(domain::limit_class_term(limits.front().cls)) + "（" + limits.front().cls + "）";
    return found.limit_consent.value_or(false) ? "限度額の認定はありません" : "";
}

void found_lines(std::string& out, const FoundCoverage& found, const EligibilityAnswer& answer)
{
    const auto& coverage = found.coverage;
    line(out, "氏名　　　", base::full_width(coverage.name));
    line(out, "保険者　　", found.insurer_name + "（" + coverage.insurer.text() + "）");
    // A share of a cover that is lost would mislead the desk.
    if (answer.validity == Validity::valid) {
        line(out, "負担割合　", share_words(coverage, answer.on));
        line(out, "限度額　　", limit_words(found));
    }
    line(out, "資格取得日", date_words(coverage.gained));
    line(out, "資格喪失日", date_words(coverage.lost));
    if (!coverage.certificates.empty())
        line(out, "有効終了日", date_words(coverage.certificates.front().valid.to));
    line(out, "照会番号　", found.reference_number);
}

} // namespace

std::string eligibility_answer_words(const EligibilityAnswer& answer)
{
    std::string out;
    if (answer.failure) {
        line(out, "照会結果　", "照会できませんでした（" + answer.failure->code + "）");
        line(out, "理由　　　", answer.failure->message);
        return out;
    }
    if (answer.validity)
        line(out, "資格　　　", term_of(*answer.validity));
    if (answer.found)
        found_lines(out, *answer.found, answer);
    if (answer.notice)
        line(out, "お知らせ　", answer.notice->message);
    // The notice of withheld rows says itself what to do.
    const auto& withheld = domain::notice_of(domain::NoticeCode::withheld);
    if (answer.validity && !(answer.notice && answer.notice->code == withheld.wire))
        line(out, "窓口の対応", what_to_do(*answer.validity));
    return out;
}

} // namespace onshi::wire
