#include "domain/explanation.h"

namespace onshi::domain {

namespace {

// 保発0710第1号 (2023-07-10): where the answer is 無効 or no cover is found although the person is insured, the patient
// shows マイナポータル or a certificate, or else writes a 被保険者資格申立書, and pays the ordinary share, not 10割
// (domain rules 2.3).
constexpr const char* confirm_otherwise = "資格確認書、またはマイナポータルの画面で資格を確かめてください。どちらもない"
                                          "ときは、被保険者資格申立書を書いてもらい、"
                                          "10割ではなく本来の負担割合（3割など）で受け取ってください。";

/// What in the row makes the day one without cover.
std::string reason(NoticeCode code, const Decision& decision, base::Date on)
{
    if (!decision.coverage)
        return {};
    const auto& row = *decision.coverage;
    if (code == NoticeCode::certificate_lapsed) {
        const auto& valid = row.certificates.front().valid;
        return "有効期間は" + (valid.from ? valid.from->iso() + "から" : "") +
               (valid.to ? valid.to->iso() + "まで" : "") + "です。";
    }
    if (on < row.gained)
        return "資格取得日（" + row.gained.iso() + "）より前の日です。";
    if (row.lost)
        return "資格喪失日（" + row.lost->iso() + "）以後の日です。";
    return {};
}

std::string freshness(const AskedInsurer& asked)
{
    const auto who = asked.name + "（" + asked.number.text() + "）";
    if (!asked.intake)
        return who + "のデータの受領記録がありません。";
    const auto at = base::jst_iso(asked.intake->received_at);
    const auto received = who + "のデータは" + at.substr(0, 10) + " " + at.substr(11, 5) + "に受領したものが最新です。";
    if (!asked.intake->delay)
        return received + "通常の遅れは、件数が足りず示せません。";
    return received + "異動から登録までの遅れは、中央値" + std::to_string(asked.intake->delay->median_days) +
           "日、90パーセンタイル" + std::to_string(asked.intake->delay->p90_days) + "日です。";
}

const char* who_mends(NoticeCode code)
{
    switch (code) {
    case NoticeCode::withheld:
        return "この保険者と、この人のほかの資格の保険者。";
    case NoticeCode::lost:
        return "登録に誤りか遅れがあれば、この保険者。";
    case NoticeCode::certificate_lapsed:
        return "新しい資格確認書を出せるのは、この保険者。";
    case NoticeCode::lost_with_newer:
        return "窓口（新しい資格の番号で照会し直す）。登録に誤りがあれば、この保険者。";
    case NoticeCode::nobody_found:
        return "まず窓口（入力の誤り）。入力が正しければ、この保険者（登録の誤りか遅れ）。";
    case NoticeCode::several_found:
        return "窓口（枝番の入力）。";
    case NoticeCode::insurer_unregistered:
        return "窓口（保険者番号の入力の誤り）。";
    case NoticeCode::card_without_cover:
        return "登録に誤りか遅れがあれば、この人の保険者。";
    case NoticeCode::other_cover_first:
    case NoticeCode::substituted:
    case NoticeCode::card_ends_soon:
    case NoticeCode::card_expired_in_grace:
    case NoticeCode::centre_silent:
    case NoticeCode::file_unnamed:
    case NoticeCode::message_unknown:
    case NoticeCode::file_locked:
    case NoticeCode::file_too_large:
        return "";
    }
    return "";
}

std::string what_to_do(NoticeCode code)
{
    switch (code) {
    case NoticeCode::lost:
    case NoticeCode::certificate_lapsed:
    case NoticeCode::card_without_cover:
        return confirm_otherwise;
    case NoticeCode::lost_with_newer:
        return "新しい保険の資格確認書など（マイナポータルの画面でもよい）の提示を求めてください。";
    case NoticeCode::nobody_found:
        return std::string("記号・番号・枝番・生年月日を確かめて照会し直してください。それでも当てはまらないときは、") +
               confirm_otherwise;
    case NoticeCode::several_found:
        return "枝番を入れて照会し直してください。";
    case NoticeCode::insurer_unregistered:
        return std::string("保険者番号を確かめて照会し直してください。それでも同じときは、") + confirm_otherwise;
    case NoticeCode::withheld:
    case NoticeCode::other_cover_first:
    case NoticeCode::substituted:
    case NoticeCode::card_ends_soon:
    case NoticeCode::card_expired_in_grace:
    case NoticeCode::centre_silent:
    case NoticeCode::file_unnamed:
    case NoticeCode::message_unknown:
    case NoticeCode::file_locked:
    case NoticeCode::file_too_large:
        return {};
    }
    return {};
}

void section(std::string& out, const char* title, const std::string& text)
{
    if (!text.empty())
        out += std::string("【") + title + "】" + text;
}

} // namespace

NoticeCode refusal_notice(const Decision& decision, base::Date on, const AskedInsurer& asked)
{
    switch (decision.validity) {
    case Validity::several:
        return NoticeCode::several_found;
    case Validity::lost_with_newer:
        return NoticeCode::lost_with_newer;
    case Validity::lost:
        return decision.coverage && decision.coverage->covers(on) ? NoticeCode::certificate_lapsed : NoticeCode::lost;
    case Validity::none:
    case Validity::valid:
        break;
    }
    if (decision.remark == Remark::withheld)
        return NoticeCode::withheld;
    return asked.name.empty() ? NoticeCode::insurer_unregistered : NoticeCode::nobody_found;
}

std::string explanation(const Decision& decision, base::Date on, const AskedInsurer& asked)
{
    const auto code = refusal_notice(decision, on, asked);
    std::string out = notice_of(code).desk;
    section(out, "理由", reason(code, decision, on));
    if (!asked.name.empty())
        section(out, "最終受領", freshness(asked));
    section(out, "直せる所", who_mends(code));
    section(out, "窓口の対応", what_to_do(code));
    return out;
}

NoticeCode card_refusal_notice(const Decision& decision)
{
    return decision.remark == Remark::withheld ? NoticeCode::withheld : NoticeCode::card_without_cover;
}

std::string card_explanation(const Decision& decision, base::Date on, const std::optional<AskedInsurer>& asked)
{
    const auto code = card_refusal_notice(decision);
    std::string out = notice_of(code).desk;
    section(out, "理由", reason(code, decision, on));
    if (asked && !asked->name.empty())
        section(out, "最終受領", freshness(*asked));
    section(out, "直せる所", who_mends(code));
    section(out, "窓口の対応", what_to_do(code));
    return out;
}

} // namespace onshi::domain
