#include "terminal/reception/troubles.h"

namespace onshi::terminal {

namespace {

constexpr const char* ask_staff = "受付の係員にお声がけください。資格確認書などでも受付できます。";
constexpr const char* lay_again =
    "カードをいったん取り、もう一度置いてください。続くときは、受付の係員にお声がけください。";

TroubleText again(const char* code, const char* kind, const char* title, const char* detail)
{
    return {code, kind, title, detail, lay_again, true};
}
TroubleText staff(const char* code, const char* kind, const char* title, const char* detail)
{
    return {code, kind, title, detail, ask_staff, false};
}

/// The catalogue's texts are for the desk: they speak of the patient, and of what only the staff can do.
TroubleText patients_words(domain::ErrorCode code, const char* wire)
{
    using enum domain::ErrorCode;
    switch (code) {
    case card_expired:
        return staff(wire, "certificate_expired", "電子証明書の有効期限が切れています",
                     "このカードの電子証明書は期限が切れています。更新は、お住まいの市区町村の窓口でできます。");
    case card_revoked:
    case card_superseded:
        return staff(wire, "certificate_revoked", "このカードは使えません",
                     "このカードの電子証明書は失効しています。新しいカードをお持ちのときは、そちらをお使いください。");
    case card_unconfirmed:
        return staff(wire, "cannot_be_confirmed", "カードを確かめられませんでした",
                     "電子証明書が今も有効かどうかを、確かめられませんでした。");
    default:
        return staff(wire, "refused", "資格を確認できませんでした", "このカードでは、資格を確認できませんでした。");
    }
}

} // namespace

TroubleText trouble_of(card::Trouble trouble)
{
    using enum card::Trouble;
    const auto* const code = card::name_of(trouble);
    switch (trouble) {
    case no_service:
    case no_reader:
    case reader_busy:
        return staff(code, "reader", "カードリーダーが使えません", "カードリーダーにつながりません。");
    case no_card:
    case removed:
        return again(code, "communication", "カードが外れました",
                     "読み取りの途中でカードが外れました。入力した内容は消しました。");
    case not_a_my_number_card:
        return again(code, "not_a_my_number_card", "マイナンバーカードではありません",
                     "置かれたカードは、マイナンバーカードとして読めません。");
    case reset_by_other:
    case communication:
    case malformed:
    case refused:
    case locked:
        return again(code, "communication", "カードを読み取れませんでした", "カードとの通信がうまくいきませんでした。");
    case absent:
        return staff(code, "no_certificate", "このカードでは確認できません",
                     "カードに利用者証明用電子証明書が入っていません。");
    case last_try:
    case pin_wrong:
    case pin_blocked:
        return staff(code, "pin_blocked", "暗証番号は使えません",
                     "暗証番号がロックされているか、設定されていません。顔認証か、係員による確認で受付できます。");
    }
    std::unreachable();
}

TroubleText trouble_of(const domain::Rejection& rejection)
{
    const auto& entry = domain::entry_of(rejection.code);
    auto text = patients_words(rejection.code, entry.wire);
    text.for_staff = rejection.reason.empty() ? entry.desk : rejection.reason;
    return text;
}

TroubleText centre_unreachable()
{
    return staff("centre_unreachable", "centre_unreachable", "センターにつながりません",
                 "通信の障害のため、今は資格を確認できません。");
}
TroubleText patient_left()
{
    return again("patient_left", "time_over", "時間が過ぎました",
                 "しばらく操作がなかったため、受付を終わりました。入力した内容は消しました。");
}
TroubleText registration_declined()
{
    return staff("registration_declined", "registration_declined", "登録せずに終わりました",
                 "マイナンバーカードの健康保険証としての利用を登録していません。");
}
TroubleText face_unknown()
{
    return staff("face_unknown", "other", "顔を確認できませんでした", "カードの写真と一致しませんでした。");
}
TroubleText face_unread()
{
    return staff("face_unread", "other", "顔を確認できませんでした", "カメラでカードや顔を読み取れませんでした。");
}
TroubleText face_unproved()
{
    return staff("face_unproved", "other", "顔を確認できませんでした",
                 "カードの中の写真が、市区町村の発行したものと確かめられませんでした。");
}
TroubleText terminal_failed()
{
    return staff("terminal_failed", "other", "端末に問題が起きました", "この端末で受付を続けられません。");
}

} // namespace onshi::terminal
