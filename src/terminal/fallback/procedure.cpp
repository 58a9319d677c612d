#include "terminal/fallback/procedure.h"

#include <array>
#include <span>
#include <string_view>

namespace onshi::terminal {

namespace {

// What the steps rest on; those without a mark are advice of onshi:
// [A] 令和5年7月10日 保発0710第1号「マイナンバーカードによるオンライン資格確認を行うことができない場合の対応について」:
//     if the answer is 資格（無効） or 資格情報なし, or if reader or line fail, the patient shows the screen of
//     マイナポータル or a certificate, or writes a 被保険者資格申立書, and pays the ordinary share, not the whole.
// [B] 令和6年12月2日 on (行政手続における特定の個人を識別するための番号の利用等に関する法律等の一部を改正する法律,
//     令和5年法律第48号): 資格確認書 takes the place of 被保険者証; 資格情報のお知らせ is good together with the card.
// [C] 目視確認: per patient, if the face match fails and the PIN is forgotten, or the reader cannot be reached or
// operated. [D] 利用者証明用電子証明書: three wrong PINs block it, a municipality's counter unblocks it; it ends on the
// fifth birthday
//     after its issue, and tells the cover until the end of the third month after the month in which it ended.
// [E] 緊急時医療情報・資格確認機能: opened in disasters by area and time; the ministry says when.
// [F] Registration of a new cover takes days (employer five days, insurer five days), so 無効 is often only late.

struct Chapter
{
    std::string_view heading;
    std::array<std::string_view, 4> steps; ///< empty ones are none
    std::string_view short_words;          ///< what_to_do; empty for what holds in all situations
};

constexpr std::array situations{
    Chapter{"センターにつながらないとき",
            {"受診を断らず、下の「代わりの確かめ方」で資格を確かめます。", // [A]
             "番号での照会は、いつもどおり入力します。照会は端末に保存され、つながったときに自動で行われます。",
             "結果は「待っている照会」に出ます。診療のあとで必ず見て、窓口で確かめた内容と比べます。",
             "ほかの端末もつながらないときは、回線の事業者と運営窓口のお知らせを確かめます。災害のときは、緊急時"
             "医療情報・資格確認機能が開かれているかを確かめます。"}, // [E]
            "センターにつながりません。受診を断らず、資格確認書、またはマイナンバーカードと一緒にマイナポータルの画面か"
            "資格情報のお知らせを見せてもらってください。どれもないときは被保険者資格申立書を書いてもらいます。"
            "受け取るのは3割などの通常の割合で、10割ではありません。"},
    Chapter{"カードリーダーが使えないとき",
            {"カードを抜き、リーダーの電源と線を確かめて、もう一度置いてもらいます。",
             "直らないときは、記号・番号が分かれば、番号で照会します。",
             "照会もできないときは、下の「代わりの確かめ方」で確かめます。", // [A]
             ""},
            "カードリーダーが使えません。記号・番号が分かれば番号で照会してください。分からないときは、"
            "マイナンバーカードと一緒にマイナポータルの画面か資格情報のお知らせを見せてもらうか、"
            "被保険者資格申立書を書いてもらいます。10割を受け取る必要はありません。"},
    Chapter{"カードで確かめられないとき（電子証明書の期限切れ・失効など）",
            {"理由の表示を患者に見せ、カードの更新や再発行は住所地の市区町村の窓口でできると伝えます。",        // [D]
             "電子証明書の期限が切れて、切れた月の3か月あとの月末を過ぎたカードは、資格の確認にも使えません。", // [D]
             "カードがあり、記号・番号が分かるときは、番号で照会します。",
             "分からないときは、下の「代わりの確かめ方」で確かめます。"}, // [A]
            "このカードでは確かめられません。資格確認書、またはマイナポータルの画面か資格情報のお知らせで確かめるか、"
            "記号・番号で照会してください。どれもできないときは被保険者資格申立書を書いてもらいます。"
            "カードの更新・再発行は住所地の市区町村の窓口です。"},
    Chapter{"「資格（無効）」「該当資格なし」と出たとき",
            {"入力した記号・番号・枝番・生年月日を確かめ、もう一度照会します。",
             "転職や引っ越しのすぐあとは、新しい資格の登録がまだのことがあります。本人に聞いて確かめます。", // [F]
             "新しい保険の資格確認書、またはマイナポータルの画面を見せてもらいます。",                       // [A]
             "どれもなく、マイナンバーカードを持っているときは、被保険者資格申立書を書いてもらいます。"},    // [A]
            "新しい資格の登録がまだのことがあります。受診を断らず、新しい保険の資格確認書か、マイナンバーカードと一緒に"
            "マイナポータルの画面を見せてもらってください。どれもないときは被保険者資格申立書を書いてもらいます。"
            "受け取るのは3割などの通常の割合で、10割ではありません。"},
    Chapter{
        "暗証番号がロックされたとき",
        {"暗証番号は3回続けて間違えるとロックされ、端末では戻せません。住所地の市区町村の窓口で再設定します。", // [D]
         "今日の受診には、顔認証を選んでもらいます。",
         "顔認証もできないときは、職員が目視で確かめます。その患者に限って、職員のサインインが要ります。", // [C]
         "どれもできないときは、下の「代わりの確かめ方」で確かめます。"},                                  // [A]
        "暗証番号がロックされています。顔認証を選んでもらうか、職員が目視で確かめてください。"
        "再設定は住所地の市区町村の窓口です。受診を断る理由にはなりません。"},
};

constexpr std::array in_all{
    Chapter{
        "代わりの確かめ方（上から順に）",
        {"資格確認書を見せてもらいます。", // [B]
         "マイナンバーカードと一緒に、マイナポータルの資格情報の画面（ダウンロードしたものでもよい）を見せてもらいます"
         "。",
         "マイナンバーカードと一緒に、資格情報のお知らせを見せてもらいます。お知らせだけでは確かめたことになりません。",
         "どれもないときは、マイナンバーカードを見せてもらい、被保険者資格申立書を分かる範囲で書いてもらいます。"},
        ""},
    Chapter{"窓口で受け取る額",
            {"確かめた割合、申立書のときは申し立てのあった割合で受け取ります（ふつう3割。未就学は2割、70歳以上は"
             "1割から3割）。",                                             // [A]
             "資格を確認できないことだけを理由に、10割を受け取りません。", // [A]
             "限度額の区分を確かめられないときは、あとで高額療養費の払い戻しを受けられることを患者に伝えます。", ""},
            ""},
    Chapter{"あとで行うこと",
            {"つながったら資格を確かめ直し、請求の前に保険者番号・記号・番号と割合を直します。",
             "割合が違っていたときは、患者と精算します。",
             "請求までに分からなかったときは、申立書をもとに、記載要領に従って請求します。", // [A]
             "申立書は、請求と確かめ直しが済むまで、ほかの人の目に触れない所に保管します。"},
            ""},
};

ProcedureSection section_of(const Chapter& chapter)
{
    ProcedureSection section{std::string(chapter.heading), {}};
    for (const auto step : chapter.steps)
        if (!step.empty())
            section.steps.emplace_back(step);
    return section;
}

Procedure procedure_of(std::string title, std::span<const Chapter> first)
{
    Procedure procedure{std::move(title), {}};
    for (const auto chapters : {first, std::span<const Chapter>(in_all)})
        for (const auto& chapter : chapters)
            procedure.sections.push_back(section_of(chapter));
    return procedure;
}

const Chapter& chapter_of(Situation situation) { return situations.at(static_cast<std::size_t>(situation)); }

} // namespace

Procedure procedure_for(Situation situation)
{
    const auto& chapter = chapter_of(situation);
    return procedure_of(std::string(chapter.heading) + "の手順", {&chapter, 1});
}

Procedure whole_procedure() { return procedure_of("資格確認ができないときの手順", situations); }

std::string what_to_do(Situation situation) { return std::string(chapter_of(situation).short_words); }

wire::Json procedure_json(const Procedure& procedure)
{
    auto sections = wire::Json::array();
    for (const auto& section : procedure.sections) {
        auto steps = wire::Json::array();
        for (const auto& step : section.steps)
            steps.push(step);
        auto told = wire::Json::object();
        told.set("heading", section.heading).set("steps", steps);
        sections.push(std::move(told));
    }
    auto out = wire::Json::object();
    out.set("title", procedure.title).set("sections", std::move(sections));
    return out;
}

} // namespace onshi::terminal
