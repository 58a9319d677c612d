#include "domain/notice.h"

#include <array>

namespace onshi::domain {
namespace {

constexpr std::array table{
    Notice{
        NoticeCode::withheld, "withheld", "OPN40001W",
        "資格情報はありますが、保険者の間で生年月日か性別が食い違うため、確かめがつくまでお答えできません。資格確認書、"
        "またはマイナポータルの画面で確かめ、保険者へ連絡するよう患者に伝えてください。",
        "Code 4: rows exist but are withheld, because the insurers disagree about the birth date or the sex."},
    Notice{NoticeCode::other_cover_first, "other_cover_first", "OPN40002I",
           "国民健康保険の番号で照会されましたが、この日は職場の健康保険が優先します。回答は職場の健康保険の資格です。",
           "Code 1: the number asked for is valid, but an employees' scheme covers the day too and pays; its row is "
           "given."},
    Notice{NoticeCode::substituted, "substituted", "OPN40003I", "文字コード（Shift_JIS）にない文字を●で表しています。",
           "Characters without a form in Shift_JIS were written as U+25CF; the message names each."},
};

} // namespace

std::span<const Notice> notices() { return table; }

const Notice& notice_of(NoticeCode code) { return table.at(static_cast<std::size_t>(code)); }

std::optional<NoticeCode> notice_of(Remark remark)
{
    switch (remark) {
    case Remark::nothing:
        return {};
    case Remark::withheld:
        return NoticeCode::withheld;
    case Remark::other_cover_first:
        return NoticeCode::other_cover_first;
    }
    return {};
}

} // namespace onshi::domain
