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
        ErrorCode::reception_unknown, "reception_unknown", "OPN30040E", 404,
        "受付番号の記録がないか、30日を過ぎて消えています。受付番号を確かめるか、初めから送り直してください。",
        "There is no bulk request with this ReceptionNumber for this facility, or it was dropped after 30 days."},
    ErrorEntry{ErrorCode::bulk_too_long, "bulk_too_long", "OPN30041E", 422,
               "1回に送れる人数（500人）を超えています。分けて送り直してください。",
               "The message holds more than 500 people; send several."},
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
