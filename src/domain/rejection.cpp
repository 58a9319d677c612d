#include "domain/rejection.h"

#include "base/fault.h"

#include <array>
#include <cstddef>

namespace onshi::domain {
namespace {

// A desk sentence of one field begins with a noun, so that 「保険者番号」＋「の」＋ the sentence reads as Japanese too.
// Numbers: 100 one value, 101 the message around it, 102 values together, 200 the caller, 300 what is held, 900 the
// system.
constexpr std::array catalogue{
    ErrorEntry{ErrorCode::birth_date_form, "birth_date_form", "OPN10001E", 400,
               "生年月日の形式が正しくありません。実在する日を西暦8けた（例 19800401）で入力し直してください。",
               "The date of birth is not an existing day in the required form (YYYYMMDD)."},
    ErrorEntry{ErrorCode::element_missing, "element_missing", "OPN10002E", 400,
               "入力がありません。必要な項目をすべて入力してから、もう一度送ってください。",
               "A required element, column or header is missing or empty."},
    ErrorEntry{ErrorCode::length, "length", "OPN10003E", 400,
               "長さが正しくありません。けた数や文字数を確かめて入力し直してください。",
               "The value is longer or shorter than its definition allows."},
    ErrorEntry{ErrorCode::check_digit, "check_digit", "OPN10004E", 400,
               "検証番号が正しくありません。番号を確かめて入力し直してください。",
               "The check digit (modulus 10, weights 2-1) does not fit the number."},
    ErrorEntry{ErrorCode::date_form, "date_form", "OPN10005E", 400,
               "日付の形式が正しくありません。実在する日を決められた形（例 20260401）で入力し直してください。",
               "The value is not an existing day in the required form (YYYYMMDD)."},
    ErrorEntry{ErrorCode::characters, "characters", "OPN10006E", 400,
               "書き方が正しくありません。使える文字とけた数を確かめて入力し直してください。",
               "The value holds a character that its definition does not allow."},
    ErrorEntry{ErrorCode::unknown_value, "unknown_value", "OPN10007E", 400,
               "値が決められたものではありません。使える値を確かめて入力し直してください。",
               "The value is not one of those defined for this element, column or header."},
    ErrorEntry{ErrorCode::xml_malformed, "xml_malformed", "OPN10101E", 400,
               "電文の形式が壊れています。もう一度送り、続くときはレセコンの業者に連絡してください。",
               "The body is not well-formed XML."},
    ErrorEntry{ErrorCode::xml_dtd, "xml_dtd", "OPN10102E", 400,
               "電文に使えない宣言が含まれています。レセコンの業者に連絡してください。",
               "The XML holds a document type declaration; none is accepted."},
    ErrorEntry{ErrorCode::xml_root, "xml_root", "OPN10103E", 400,
               "電文の種類が違います。レセコンの業者に連絡してください。",
               "The root element is not XmlMsg, or the message is not the one this route takes."},
    ErrorEntry{ErrorCode::encoding_mismatch, "encoding_mismatch", "OPN10104E", 400,
               "電文の文字コードが、電文に書かれた指定と合っていません。レセコンの業者に連絡してください。",
               "The bytes are not valid in the character code that the XML declaration names."},
    ErrorEntry{ErrorCode::encoding_unsupported, "encoding_unsupported", "OPN10105E", 400,
               "電文の文字コードに対応していません。UTF-8かShift_JISで送るよう、レセコンの業者に連絡してください。",
               "The declared character code is neither UTF-8 nor Shift_JIS."},
    ErrorEntry{ErrorCode::body_too_large, "body_too_large", "OPN10106E", 413,
               "送られたデータが大きすぎます。分けて送るか、レセコンの業者に連絡してください。",
               "The body is larger than this route accepts."},
    ErrorEntry{ErrorCode::body_empty, "body_empty", "OPN10107E", 400,
               "送られたデータが空です。内容を確かめて、もう一度送ってください。", "The request has no body."},
    ErrorEntry{ErrorCode::xml_too_deep, "xml_too_deep", "OPN10108E", 400,
               "電文の入れ子が深すぎます。レセコンの業者に連絡してください。",
               "The XML elements are nested deeper than any message of the interface."},
    ErrorEntry{ErrorCode::element_repeated, "element_repeated", "OPN10109E", 400,
               "記載が2回以上あります。1回だけ書いて、もう一度送ってください。",
               "An element or column that may occur once occurs more often."},
    ErrorEntry{ErrorCode::media_type, "media_type", "OPN10110E", 415,
               "送られたデータの種類に対応していません。レセコンの業者に連絡してください。",
               "The Content-Type, or every type in Accept, is not one this route knows."},
    ErrorEntry{ErrorCode::request_malformed, "request_malformed", "OPN10111E", 400,
               "通信の形式が壊れています。もう一度送り、続くときはレセコンの業者に連絡してください。",
               "The request is not well-formed HTTP/1.1, or its head is too large."},
    ErrorEntry{ErrorCode::contradiction, "contradiction", "OPN10201E", 400,
               "内容がほかの項目と食い違っています。両方の項目を確かめて入力し直してください。",
               "Two values contradict each other."},
    ErrorEntry{ErrorCode::column_unknown, "column_unknown", "OPN10202E", 400,
               "列名が決められたものではありません。ファイルの1行目を様式の説明と比べて直してください。",
               "The header row names a column that the format does not have."},
    ErrorEntry{ErrorCode::certificate_missing, "certificate_missing", "OPN20001E", 401,
               "電子証明書が示されていません。端末の電子証明書の設定を確かめてください。",
               "The route demands a client certificate and none was presented."},
    ErrorEntry{ErrorCode::certificate_unregistered, "certificate_unregistered", "OPN20002E", 403,
               "電子証明書が登録されていません。端末の登録をやり直すか、運営窓口に連絡してください。",
               "The client certificate is not in the register of issued certificates."},
    ErrorEntry{ErrorCode::certificate_revoked, "certificate_revoked", "OPN20003E", 403,
               "電子証明書が失効しています。新しい登録コードを受け取り、端末の登録をやり直してください。",
               "The client certificate has been revoked."},
    ErrorEntry{ErrorCode::certificate_expired, "certificate_expired", "OPN20004E", 403,
               "電子証明書の有効期間の外です。端末の時計を確かめ、期限が切れていれば登録をやり直してください。",
               "The client certificate is not yet, or no longer, valid."},
    ErrorEntry{ErrorCode::caller_not_allowed, "caller_not_allowed", "OPN20005E", 403,
               "この操作を行う権限がありません。必要なときは運営窓口に連絡してください。",
               "The class of the caller may not do this operation."},
    ErrorEntry{ErrorCode::other_facility, "other_facility", "OPN20006E", 403,
               "医療機関コードが電子証明書の医療機関と違います。レセコンに設定した医療機関コードを確かめてください。",
               "The message names a facility other than that of the client certificate."},
    ErrorEntry{ErrorCode::facility_unknown, "facility_unknown", "OPN20007E", 403,
               "医療機関が登録されていません。運営窓口に連絡してください。",
               "The facility is not in the register of facilities."},
    ErrorEntry{ErrorCode::too_many_requests, "too_many_requests", "OPN20008E", 429,
               "送信の回数が多すぎます。しばらく待ってから、もう一度送ってください。",
               "Too many requests from this caller; see Retry-After."},
    ErrorEntry{ErrorCode::enrolment_code, "enrolment_code", "OPN20009E", 403,
               "登録コードが正しくないか、使用済みか、期限切れです。新しい登録コードを受け取って入力し直してください。",
               "The enrolment code is wrong, used or expired."},
    ErrorEntry{
        ErrorCode::signing_request, "signing_request", "OPN20010E", 400,
        "電子証明書の申請データが正しくありません。端末の登録をやり直してください。",
        "The PKCS #10 request is malformed, its signature is wrong, or its key is of a kind not accepted or not new."},
    ErrorEntry{ErrorCode::route_unknown, "route_unknown", "OPN20011E", 404,
               "接続先のアドレスが正しくありません。端末の接続先の設定を確かめてください。", "There is no such path."},
    ErrorEntry{ErrorCode::method_not_allowed, "method_not_allowed", "OPN20012E", 405,
               "送り方が正しくありません。レセコンの業者に連絡してください。",
               "The path does not take this HTTP method; see Allow."},
    ErrorEntry{ErrorCode::other_insurer, "other_insurer", "OPN20013E", 403,
               "保険者番号が電子証明書の保険者と違います。自分の保険者番号の行だけを送ってください。",
               "The row or the feed names an insurer other than that of the client certificate."},
    ErrorEntry{ErrorCode::card_challenge_unknown, "card_challenge_unknown", "OPN20030E", 403,
               "カードの確認の手続きが見つかりません。カードを置き直して、初めからやり直してください。",
               "There is no such challenge for this terminal."},
    ErrorEntry{ErrorCode::card_challenge_used, "card_challenge_used", "OPN20031E", 403,
               "カードの確認の手続きは済んでいます。カードを置き直して、初めからやり直してください。",
               "The challenge was finished before, with success or without; begin anew."},
    ErrorEntry{ErrorCode::card_challenge_expired, "card_challenge_expired", "OPN20032E", 403,
               "カードの確認に時間がかかりすぎました。カードを置き直して、初めからやり直してください。",
               "The challenge has expired (120 seconds); begin anew."},
    ErrorEntry{ErrorCode::card_certificate_malformed, "card_certificate_malformed", "OPN20033E", 403,
               "カードの電子証明書を読み取れません。カードを置き直し、続くときは資格確認書などで確かめてください。",
               "The certificate is not one well-formed X.509 certificate in DER."},
    ErrorEntry{ErrorCode::card_key_kind, "card_key_kind", "OPN20034E", 403,
               "カードの電子証明書の鍵の種類が決められたものではありません。このカードは使わず、資格確認書などで確かめ"
               "てください。",
               "The key is not RSA of exactly 2048 bits."},
    ErrorEntry{ErrorCode::card_key_exponent, "card_key_exponent", "OPN20035E", 403,
               "カードの電子証明書の鍵の値が決められたものではありません。このカードは使わず、資格確認書などで確かめて"
               "ください。",
               "The public exponent of the key is not 65537."},
    ErrorEntry{ErrorCode::card_hash, "card_hash", "OPN20036E", 403,
               "カードの電子証明書の署名方式が決められたものではありません。このカードは使わず、資格確認書などで確かめ"
               "てください。",
               "The certificate is not signed as sha256WithRSAEncryption."},
    ErrorEntry{ErrorCode::card_self_signed, "card_self_signed", "OPN20037E", 403,
               "電子証明書が自分で自分に署名したものです。このカードは使わず、資格確認書などで確かめてください。",
               "The certificate is self-signed: subject and issuer are one."},
    ErrorEntry{ErrorCode::card_authority, "card_authority", "OPN20038E", 403,
               "個人の電子証明書ではなく、発行局のものです。このカードは使わず、資格確認書などで確かめてください。",
               "The certificate is an authority's (basicConstraints CA:TRUE)."},
    ErrorEntry{ErrorCode::card_unconfirmed, "card_unconfirmed", "OPN20039E", 403,
               "電子証明書が有効かどうかを今は確かめられません。カードが無効とは限らないので、しばらく待ってやり直すか"
               "、資格確認書などで確かめてください。",
               "The revocation state cannot be learned from OCSP or CRL; this is neither good nor revoked."},
    ErrorEntry{ErrorCode::card_signs_certificates, "card_signs_certificates", "OPN20040E", 403,
               "個人の電子証明書に許されない用途（証明書への署名）が書かれています。このカードは使わず、資格確認書など"
               "で確かめてください。",
               "The key usage has keyCertSign."},
    ErrorEntry{ErrorCode::card_signing_certificate, "card_signing_certificate", "OPN20041E", 403,
               "署名用の電子証明書です。端末の業者に連絡し、患者の資格は資格確認書などで確かめてください。",
               "The key usage has nonRepudiation: it is the signing certificate (署名用)."},
    ErrorEntry{
        ErrorCode::card_key_usage, "card_key_usage", "OPN20042E", 403,
        "電子証明書の用途が利用者証明用のものではありません。このカードは使わず、資格確認書などで確かめてください。",
        "The key usage is missing, or is not exactly digitalSignature."},
    ErrorEntry{ErrorCode::card_policy, "card_policy", "OPN20043E", 403,
               "電子証明書の種類が利用者証明用として認められていません。このカードは使わず、資格確認書などで確かめてく"
               "ださい。",
               "No certificate policy of the certificate is on the list of those allowed."},
    ErrorEntry{ErrorCode::card_critical_extension, "card_critical_extension", "OPN20044E", 403,
               "電子証明書に、このシステムの知らない必須の項目があります。運営窓口に連絡し、患者の資格は資格確認書など"
               "で確かめてください。",
               "The certificate has a critical extension that is not understood."},
    ErrorEntry{
        ErrorCode::card_development_only, "card_development_only", "OPN20045E", 403,
        "開発用のカードです。本番の資格確認には使えません。このカードは使わず、資格確認書などで確かめてください。",
        "The certificate is for development only, and this centre is not; or the other way round."},
    ErrorEntry{ErrorCode::card_signing_authority, "card_signing_authority", "OPN20046E", 403,
               "署名用の発行局が出した電子証明書です。このカードは使わず、資格確認書などで確かめてください。",
               "The issuer is an authority for signing certificates (署名用)."},
    ErrorEntry{ErrorCode::card_issuer_unknown, "card_issuer_unknown", "OPN20047E", 403,
               "電子証明書の発行元が認められていません。このカードは使わず、資格確認書などで確かめてください。",
               "No trusted authority has the key identifier and the name of the certificate's issuer."},
    ErrorEntry{ErrorCode::card_issuer_signature, "card_issuer_signature", "OPN20048E", 403,
               "電子証明書の発行元の署名が正しくありません。このカードは使わず、資格確認書などで確かめてください。",
               "The certificate's signature is not that of the authority that it names."},
    ErrorEntry{ErrorCode::card_issuer_not_valid, "card_issuer_not_valid", "OPN20049E", 403,
               "電子証明書の発行局が有効期間の外です。運営窓口に連絡し、患者の資格は資格確認書などで確かめてください。",
               "The issuing authority's own certificate is not valid at this time."},
    ErrorEntry{
        ErrorCode::card_signature, "card_signature", "OPN20060E", 403,
        "カードの署名が正しくありません。カードを置き直して初めからやり直し、続くときは資格確認書などで確かめてください"
        "。",
        "The signature over the challenge is wrong: another card, or altered mode, purpose, facility or auth id."},
    ErrorEntry{ErrorCode::card_not_yet_valid, "card_not_yet_valid", "OPN20061E", 403,
               "電子証明書の有効期間がまだ始まっていません。カードの発行日を見て、資格確認書などで確かめてください。",
               "The certificate is not valid yet."},
    ErrorEntry{ErrorCode::card_expired, "card_expired", "OPN20062E", 403,
               "電子証明書の有効期限が切れ、使える期間（期限の月の末日から3か月）も過ぎています。市区町村での更新を案内"
               "し、資格確認書などで確かめてください。",
               "The certificate has expired, and so has the grace period (three months after the end of the month of "
               "expiry)."},
    ErrorEntry{ErrorCode::card_revoked, "card_revoked", "OPN20063E", 403,
               "電子証明書が失効しています。市区町村の窓口に相談するよう案内し、資格確認書などで確かめてください。",
               "The certificate has been revoked."},
    ErrorEntry{ErrorCode::card_superseded, "card_superseded", "OPN20064E", 403,
               "このカードの後に新しい電子証明書が発行されています。新しいカードを出してもらってください。",
               "A newer certificate of the same person stands in the place of this one."},
    ErrorEntry{ErrorCode::card_unusable, "card_unusable", "OPN20065E", 403,
               "このカードは保険証として利用できません。資格確認書などで確かめてください。",
               "The insurer has closed the card for use as a certificate (自己情報提供不可フラグ)."},
    ErrorEntry{ErrorCode::card_face_mismatch, "card_face_mismatch", "OPN20066E", 403,
               "顔の照合が基準に届きませんでした。暗証番号か、職員による目視確認でやり直してください。",
               "The score of the face match is below its threshold."},
    ErrorEntry{ErrorCode::card_staff_missing, "card_staff_missing", "OPN20067E", 403,
               "目視確認には職員のサインインが必要です。職員がサインインしてからやり直してください。",
               "Mode visual needs the session of a member of the staff (header Onshi-Session)."},
    ErrorEntry{
        ErrorCode::card_session, "card_session", "OPN20068E", 403,
        "カードの確認から10分が過ぎたか、別の端末で確認しています。カードを置き直して、初めからやり直してください。",
        "The card session is unknown, expired, or of another terminal."},
    ErrorEntry{ErrorCode::staff_sign_in_needed, "staff_sign_in_needed", "OPN20050E", 401,
               "スタッフのサインインが必要です。サインインしてから、もう一度操作してください。",
               "The operation demands a staff session (header Onshi-Session) and none was sent."},
    ErrorEntry{ErrorCode::staff_session_ended, "staff_session_ended", "OPN20051E", 401,
               "サインインの有効期間が終わったか、この端末のものではありません。もう一度サインインしてください。",
               "The staff session is unknown, ended, expired, or belongs to another certificate."},
    ErrorEntry{ErrorCode::staff_role_not_allowed, "staff_role_not_allowed", "OPN20052E", 403,
               "この操作は、サインインした人の役割ではできません。役割のある人に頼むか、管理者に相談してください。",
               "The role of the signed-in member may not do this operation."},
    ErrorEntry{ErrorCode::staff_sign_in_failed, "staff_sign_in_failed", "OPN20053E", 403,
               "IDかパスワードが正しくないか、失敗が続いたため一時的に止まっています。確かめて、しばらく待ってからやり"
               "直してください。分からないときは管理者に新しい登録コードを頼んでください。",
               "Login or password is wrong, or the member is locked or has to wait; which of these is not told."},
    ErrorEntry{
        ErrorCode::staff_second_factor_failed, "staff_second_factor_failed", "OPN20054E", 403,
        "2つ目の確認ができませんでした。認証アプリの新しい番号を入れるか、登録した鍵を使って、もう一度試してください。",
        "The one-time password or the passkey's answer is wrong, used already, or the member has to wait."},
    ErrorEntry{ErrorCode::staff_ticket_ended, "staff_ticket_ended", "OPN20055E", 403,
               "サインインの途中で時間が過ぎました。最初からサインインし直してください。",
               "The sign-in ticket is unknown, used, expired, of another certificate, or not for this step."},
    ErrorEntry{
        ErrorCode::staff_code, "staff_code", "OPN20056E", 403,
        "スタッフの登録コードが正しくないか、使用済みか、期限切れです。管理者に新しい登録コードを頼んでください。",
        "The staff member's one-time code is wrong, used, expired, or of another facility."},
    ErrorEntry{
        ErrorCode::staff_password_weak, "staff_password_weak", "OPN20057E", 400,
        "パスワードが短すぎるか、推測されやすいものです。12文字以上の、ほかで使っていない言葉の組み合わせにしてください"
        "。",
        "The password is shorter than 12 characters, longer than 256, a common one, or made from login or facility."},
    ErrorEntry{ErrorCode::staff_passkey, "staff_passkey", "OPN20058E", 400,
               "鍵（パスキー）を登録できませんでした。対応した鍵で、もう一度試してください。",
               "The new credential is malformed, of a kind not accepted, for another site, or registered already."},
    ErrorEntry{ErrorCode::idempotency_key_reused, "idempotency_key_reused", "OPN30001E", 422,
               "同じ受付番号で違う内容が送られました。新しい受付として送り直してください。",
               "The Idempotency-Key was used before with another body."},
    ErrorEntry{ErrorCode::insurer_unknown, "insurer_unknown", "OPN30002E", 422,
               "保険者が登録されていません。保険者の一覧を先に取り込んでください。",
               "The insurer is not in the register of insurers."},
    ErrorEntry{ErrorCode::rule_book_changed, "rule_book_changed", "OPN30003E", 409,
               "その時点の規則の表が今のプログラムのものと違うため、当時の回答を再現できません。当時の版のonshiを使って"
               "ください。",
               "The rule tables of that moment are not those built into this program; use the version named."},
    ErrorEntry{ErrorCode::number_unmatched, "number_unmatched", "OPN30004E", 422,
               "該当する資格がありません。保険者番号・記号・番号・枝番を確かめて送り直してください。",
               "No cover has this insurer number, symbol, number and branch."},
    ErrorEntry{ErrorCode::number_ambiguous, "number_ambiguous", "OPN30005E", 422,
               "該当する人が2人以上います。枝番を入れて送り直してください。",
               "Several people have this number; send the branch too."},
    ErrorEntry{ErrorCode::feed_unknown, "feed_unknown", "OPN30006E", 404,
               "受付番号のデータがありません。受付番号を確かめるか、初めから送り直してください。",
               "There is no feed with this id for this insurer."},
    ErrorEntry{ErrorCode::feed_state, "feed_state", "OPN30007E", 409,
               "受付の段階が違うため、この操作はできません。受付番号の状態を確かめてから操作してください。",
               "The feed is not in a state that allows this step."},
    ErrorEntry{ErrorCode::corrections_unknown, "corrections_unknown", "OPN30020E", 404,
               "訂正のお知らせがないか、90日を過ぎて消えています。一覧で番号を確かめてください。",
               "There is no file of corrections with this id for this facility, or it was dropped after 90 days."},
    ErrorEntry{
        ErrorCode::card_link_unknown, "card_link_unknown", "OPN30030E", 422,
        "このカードの持ち主の資格情報がまだ届いていないため、利用登録ができません。資格確認書などで確かめてください。",
        "The certificate is valid, but it is linked to no person yet."},
    ErrorEntry{ErrorCode::person_unknown, "person_unknown", "OPN30031E", 422,
               "個人コードの人が登録されていません。加入者情報を先に取り込んでください。",
               "There is no person with this code: no insurer has reported one."},
    ErrorEntry{ErrorCode::card_taken, "card_taken", "OPN30032E", 422,
               "電子証明書の発行番号がほかの人に登録されています。発行番号と個人コードを確かめて送り直してください。",
               "The certificate is linked to another person already."},
    ErrorEntry{ErrorCode::card_predecessor, "card_predecessor", "OPN30033E", 422,
               "前の電子証明書がこの人に登録されていません。前の発行番号を確かめて送り直してください。",
               "This person has no certificate of the predecessor's serial, or it is the certificate itself."},
    ErrorEntry{ErrorCode::card_unregistered, "card_unregistered", "OPN30034E", 409,
               "保険証としての利用登録が済んでいません。先に利用登録の画面で登録してください。",
               "The person has not registered the card for use; POST /card/registration first."},
    ErrorEntry{ErrorCode::card_session_used, "card_session_used", "OPN30035E", 409,
               "このカードの確認による受付は済んでいます。もう一度受け付けるときはカードを置き直してください。",
               "The card session was used for a reception with another Idempotency-Key."},
    ErrorEntry{ErrorCode::staff_member_unknown, "staff_member_unknown", "OPN30050E", 404,
               "そのスタッフは登録されていません。一覧で確かめてください。",
               "The caller's own facility, insurer or office has no member with this id."},
    ErrorEntry{ErrorCode::staff_login_taken, "staff_login_taken", "OPN30051E", 409,
               "そのIDはすでに使われています。別のIDを選んでください。",
               "Another member of the same holder has this login."},
    ErrorEntry{ErrorCode::staff_last_administrator, "staff_last_administrator", "OPN30052E", 409,
               "最後の管理者は、停止も役割の変更もできません。先に別の管理者を登録してください。",
               "The holder would be left without an administrator who can sign in."},
    ErrorEntry{ErrorCode::fault, "fault", "OPN90001E", 500,
               "システムの中で問題が起きました。しばらく待って送り直し、続くときは運営窓口に連絡してください。",
               "An internal fault; details are in the operator's log under the request id."},
    ErrorEntry{ErrorCode::overloaded, "overloaded", "OPN90002E", 503,
               "ただいま混み合っています。しばらく待ってから、もう一度送ってください。",
               "The server is overloaded or stopping; see Retry-After."},
    ErrorEntry{ErrorCode::too_late, "too_late", "OPN90003E", 504,
               "時間内に回答できませんでした。もう一度送ってください。",
               "The answer was not ready in time; repeat with the same Idempotency-Key."},
};

consteval bool in_order_of_the_enum()
{
    for (std::size_t i = 0; i < catalogue.size(); ++i)
        if (static_cast<std::size_t>(catalogue[i].code) != i)
            return false;
    return catalogue.size() == static_cast<std::size_t>(ErrorCode::too_late) + 1;
}
static_assert(in_order_of_the_enum(), "the catalogue names every ErrorCode once, in the order of the enum");

} // namespace

std::span<const ErrorEntry> error_catalogue() { return catalogue; }

const ErrorEntry& entry_of(ErrorCode code)
{
    const auto place = static_cast<std::size_t>(code);
    ONSHI_CHECK(place < catalogue.size());
    return catalogue[place];
}

Rejection rejection(ErrorCode code, std::string_view field, std::string_view term)
{
    const std::string_view desk = entry_of(code).desk;
    // 「生年月日の形式が…」 names its field already.
    if (term.empty() || desk.starts_with(term))
        return {code, std::string(field), std::string(desk)};
    return {code, std::string(field), std::string(term) + "の" + std::string(desk)};
}

} // namespace onshi::domain
