#include "domain/notice.h"

#include <array>

namespace onshi::domain {
namespace {

constexpr std::array table{
    Notice{NoticeCode::withheld, "withheld", "OPN40001W", "資格情報はありますが、確かめがつくまでお答えできません。",
           "Code 4: rows exist but are withheld, because the insurers disagree about the birth date or the sex."},
    Notice{NoticeCode::other_cover_first, "other_cover_first", "OPN40002I",
           "国民健康保険の番号で照会されましたが、この日は職場の健康保険が優先します。回答は職場の健康保険の資格です。",
           "Code 1: the number asked for is valid, but an employees' scheme covers the day too and pays; its row is "
           "given."},
    Notice{NoticeCode::substituted, "substituted", "OPN40003I", "文字コード（Shift_JIS）にない文字を●で表しています。",
           "Characters without a form in Shift_JIS were written as U+25CF; the message names each."},
    Notice{NoticeCode::lost, "lost", "OPN40004W", "この資格は照会日には有効ではありません。",
           "Code 2: the row asked for does not cover the day."},
    Notice{NoticeCode::lost_with_newer, "lost_with_newer", "OPN40005W",
           "この資格は照会日には有効ではありません。新しい資格が登録されています。",
           "Code 3: the row asked for does not cover the day, a newer one does."},
    Notice{NoticeCode::nobody_found, "nobody_found", "OPN40006W", "入力された内容に当てはまる資格がありません。",
           "Code 4: nobody matches."},
    Notice{NoticeCode::several_found, "several_found", "OPN40007W", "当てはまる人が2人以上います。",
           "Code 5: more than one person matches."},
    Notice{NoticeCode::insurer_unregistered, "insurer_unregistered", "OPN40008W",
           "この保険者番号の保険者は登録されていません。", "Code 4: the register has no insurer of that number."},
    Notice{NoticeCode::certificate_lapsed, "certificate_lapsed", "OPN40009W",
           "資格は続いていますが、この被保険者証・資格確認書は照会日には有効ではありません。",
           "Code 2: the person is covered on the day, but the certificate asked for is not valid on it."},
    Notice{NoticeCode::card_ends_soon, "card_ends_soon", "OPN40010I",
           "カードの電子証明書の有効期限が3か月以内に来ます。市区町村での更新を案内してください。",
           "Card: the certificate ends within three months."},
    Notice{NoticeCode::card_expired_in_grace, "card_expired_in_grace", "OPN40011W",
           "カードの電子証明書の有効期限が切れているため、資格だけを確かめました。薬剤情報などは見られません。市区町村"
           "での更新を案内してください。",
           "Card: the certificate has expired within the grace period; eligibility only."},
    Notice{NoticeCode::card_without_cover, "card_without_cover", "OPN40012W",
           "カードの持ち主には、照会日に有効な資格がありません。",
           "Card: nothing that was reported of the person covers the day."},
    Notice{NoticeCode::centre_silent, "centre_silent", "OPN40020W",
           "オンライン資格確認等システムから時間内に回答がありませんでした。資格確認書などで確かめ、しばらく待ってから"
           "照会し直してください。",
           "The terminal got no answer from the centre in time: SegmentOfResult is 9, the question may be sent again."},
    Notice{NoticeCode::file_unnamed, "file_unnamed", "OPN40021W",
           "ファイル名が決められた形（例 "
           "OQSsiquc01req_202604010001.xml）ではありません。レセコンの業者に連絡してください。",
           "The file's name is not MESSAGEreq_SUFFIX.xml, so it was not read."},
    Notice{NoticeCode::message_unknown, "message_unknown", "OPN40022W",
           "この端末が扱わない種類の電文です。レセコンの業者に連絡してください。",
           "The terminal does not know the message that the file's name begins with."},
    Notice{NoticeCode::file_locked, "file_locked", "OPN40023W",
           "暗号化されたファイルを開けません。レセコンと端末に同じパスワードを設定してください。",
           "The ZIP file does not open with the terminal's password, or is not one AES-encrypted entry."},
    Notice{NoticeCode::file_too_large, "file_too_large", "OPN40024W",
           "ファイルが大きすぎます。分けて送るか、レセコンの業者に連絡してください。",
           "The file is larger than the terminal's largest_request_bytes."},
};

} // namespace

std::span<const Notice> notices() { return table; }

const Notice& notice_of(NoticeCode code) { return table.at(static_cast<std::size_t>(code)); }

} // namespace onshi::domain
