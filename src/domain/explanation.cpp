#include "domain/explanation.h"

namespace onshi::domain {

namespace {

// 保発0710第1号 (2023-07-10): where the answer is 無効 or no cover is found although the person is insured, the patient
// shows マイナポータル or a certificate, or else writes a 被保険者資格申立書, and pays the ordinary share, not 10割
// (domain rules 2.3).
constexpr const char* declare =
    "被保険者資格申立書を書いてもらい、10割ではなく本来の負担割合（3割など）で受け取ってください。";
std::string confirm_otherwise()
{
    return std::string("資格確認書、またはマイナポータルの画面で資格を確かめてください。どちらもないときは、") +
           declare;
}

/// What goes with a notice, whatever the person's row says.
struct Guidance
{
    std::string reason; ///< why the answer is not 有効, where no row of it can be told
    std::string mends;  ///< who can change it
    std::string desk;   ///< what the desk does meanwhile
};

Guidance guidance(NoticeCode code)
{
    switch (code) {
    case NoticeCode::withheld:
        return {"保険者の間で、この人の生年月日か性別が食い違っています。",
                "この保険者と、この人のほかの資格の保険者。", "保険者へ連絡するよう患者に伝え、" + confirm_otherwise()};
    case NoticeCode::lost:
        return {{}, "登録に誤りか遅れがあれば、この保険者。", confirm_otherwise()};
    case NoticeCode::certificate_lapsed:
        return {{}, "新しい資格確認書を出せるのは、この保険者。", confirm_otherwise()};
    case NoticeCode::lost_with_newer:
        return {{},
                "窓口（新しい資格の番号で照会し直す）。登録に誤りがあれば、この保険者。",
                std::string("新しい保険の資格確認書など（マイナポータルの画面でもよい）の提示を求めてください。"
                            "どれもないときは、") +
                    declare};
    case NoticeCode::nobody_found:
        return {"番号と生年月日の両方が合う登録がありません。",
                "まず窓口（入力の誤り）。入力が正しければ、この保険者（登録の誤りか遅れ）。",
                "記号・番号・枝番・生年月日を確かめて照会し直してください。それでも当てはまらないときは、" +
                    confirm_otherwise()};
    case NoticeCode::several_found:
        return {"入力された内容だけでは1人に決まりません。", "窓口（枝番の入力）。枝番が正しければ、この保険者。",
                "枝番を入れて照会し直してください。それでも決まらないときは、" + confirm_otherwise()};
    case NoticeCode::insurer_unregistered:
        return {"保険者の登録簿にこの番号がありません。", "窓口（保険者番号の入力の誤り）。",
                "保険者番号を確かめて照会し直してください。それでも同じときは、" + confirm_otherwise()};
    case NoticeCode::card_without_cover:
        return {"この人の資格は、一つも登録されていません。", "登録に誤りか遅れがあれば、この人の保険者。",
                confirm_otherwise()};
    case NoticeCode::other_cover_first:
    case NoticeCode::substituted:
    case NoticeCode::card_ends_soon:
    case NoticeCode::card_expired_in_grace:
    case NoticeCode::centre_silent:
    case NoticeCode::file_unnamed:
    case NoticeCode::message_unknown:
    case NoticeCode::file_locked:
    case NoticeCode::file_too_large:
        return {}; // beside no negative answer
    }
    return {};
}

/// What in the row makes the day one without cover.
std::string reason(NoticeCode code, const Coverage& row, base::Date on)
{
    if (code == NoticeCode::certificate_lapsed) {
        const auto& valid = row.certificates.front().valid;
        return "有効期間は" + (valid.from ? valid.from->iso() + "から" : "") +
               (valid.to ? valid.to->iso() + "まで" : "") + "です。";
    }
    if (on < row.gained)
        return "資格取得日（" + row.gained.iso() + "）より前の日です。";
    return row.lost ? "資格喪失日（" + row.lost->iso() + "）以後の日です。" : "";
}

std::string freshness(const std::optional<AskedInsurer>& asked)
{
    if (!asked)
        return "お答えできる資格がないため、どの保険者のものとも示せません。";
    if (asked->name.empty())
        return "登録のない保険者番号なので、受領したデータはありません。";
    const auto who = asked->name + "（" + asked->number.text() + "）";
    if (!asked->intake)
        return who + "のデータの受領記録がありません。";
    const auto at = base::jst_iso(asked->intake->received_at);
    const auto received = who + "のデータは" + at.substr(0, 10) + " " + at.substr(11, 5) + "に受領したものが最新です。";
    if (!asked->intake->delay)
        return received + "通常の遅れは、件数が足りず示せません。";
    return received + "異動から登録までの遅れは、中央値" + std::to_string(asked->intake->delay->median_days) +
           "日、90パーセンタイル" + std::to_string(asked->intake->delay->p90_days) + "日です。";
}

/// Every part stands in every explanation.
std::string told(NoticeCode code, const Decision& decision, base::Date on, const std::optional<AskedInsurer>& asked)
{
    const auto guide = guidance(code);
    return std::string(notice_of(code).desk) + "【理由】" +
           (decision.coverage ? reason(code, *decision.coverage, on) : guide.reason) + "【最終受領】" +
           freshness(asked) + "【直せる所】" + guide.mends + "【窓口の対応】" + guide.desk;
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
    return told(refusal_notice(decision, on, asked), decision, on, asked);
}

NoticeCode card_refusal_notice(const Decision& decision)
{
    return decision.remark == Remark::withheld ? NoticeCode::withheld : NoticeCode::card_without_cover;
}

std::string card_explanation(const Decision& decision, base::Date on, const std::optional<AskedInsurer>& asked)
{
    return told(card_refusal_notice(decision), decision, on, asked);
}

} // namespace onshi::domain
