#pragma once

#include "base/date.h"
#include "domain/rejection.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What insurers certify for a period beside the cover itself. Each is dated, so that a check for a day of last year is
/// answered with what held on that day (domain rules 2.4, 3.1). A period includes both of its ends; an open end does
/// not limit it: a null 有効終了年月日 must not be read as expired (domain rules 2.1).
namespace onshi::domain {

/// 一部負担金割合, in percent: 10, 20 or 30. The interface writes it as three digits ("030").
using Share = int;

struct Period
{
    std::optional<base::Date> from; ///< 有効開始年月日: the first valid day
    std::optional<base::Date> to;   ///< 有効終了年月日: the last valid day

    bool operator==(const Period&) const = default;
    [[nodiscard]] bool contains(base::Date on) const { return (!from || *from <= on) && (!to || on <= *to); }
    [[nodiscard]] bool reversed() const { return from && to && *to < *from; }
};

/// 被保険者証 or 資格確認書. The share stands on that of 後期高齢者医療 and nowhere else.
struct InsuredCertificate
{
    std::optional<base::Date> issued; ///< 交付年月日
    Period valid;
    std::optional<Share> share;

    bool operator==(const InsuredCertificate&) const = default;
};

/// 高齢受給者証: from 70 until 後期高齢者医療.
struct ElderlyCertificate
{
    std::optional<base::Date> issued;
    Period valid;
    Share share = 0;

    bool operator==(const ElderlyCertificate&) const = default;
};

/// 限度額適用認定証区分 (OQSCD011).
enum class LimitKind : std::uint8_t {
    limit = 1,                   ///< 限度額適用認定証
    limit_and_standard_cost = 2, ///< 限度額適用・標準負担額減額認定証
    standard_cost = 3,           ///< 標準負担額減額認定証
};

/// 限度額適用認定証適用区分 (OQSCD012): A under 70, B from 70 on.
struct LimitClass
{
    std::string_view code; ///< "A03"
    std::string_view term; ///< "ウ"
};
inline constexpr std::array limit_classes{
    LimitClass{"A01", "ア"},
    LimitClass{"A02", "イ"},
    LimitClass{"A03", "ウ"},
    LimitClass{"A04", "エ"},
    LimitClass{"A05", "オ"},
    LimitClass{"A06", "オ（境界層該当）"},
    LimitClass{"B01", "現役並みⅢ"},
    LimitClass{"B02", "現役並みⅡ"},
    LimitClass{"B03", "現役並みⅠ"},
    LimitClass{"B04", "一般"},
    LimitClass{"B05", "低所得Ⅱ"},
    LimitClass{"B06", "低所得Ⅰ"},
    LimitClass{"B07", "低所得Ⅰ（老福）"},
    LimitClass{"B08", "低所得Ⅰ（境界層該当）"},
    LimitClass{"B09", "一般Ⅱ"},
    LimitClass{"B10", "一般Ⅰ"},
};
/// The term of a code; empty if there is no such class.
[[nodiscard]] std::string_view limit_class_term(std::string_view code);

/// 限度額適用認定証 and its relatives.
struct LimitCertificate
{
    LimitKind kind = LimitKind::limit;
    std::string cls; ///< one of limit_classes
    std::optional<base::Date> issued;
    Period valid;
    std::optional<base::Date> long_term; ///< 長期入院該当年月日

    bool operator==(const LimitCertificate&) const = default;
};

/// 特定疾病療養受療証.
struct SpecificDisease
{
    int category = 0; ///< 認定疾病区分 (OQSCD013): 1 dialysis, 2 haemophilia, 3 HIV by blood products
    std::optional<base::Date> issued;
    Period valid;
    int self_pay = 0; ///< 自己負担限度額, yen a month

    bool operator==(const SpecificDisease&) const = default;
};

/// A list in one text, as the coverage file and the database keep it: items parted by ";", the fields of an item by ":"
/// in the order of the structs above, an unknown field empty: "20250801:20250801:20260731:10". Dates are written
/// YYYYMMDD and read in every form of base::parse_date. Items come out ordered by their first day.
/// Errors (field left empty): element_missing (first day, share, class), date_form, unknown_value, characters (not as
/// many fields as the item has), contradiction (reversed, or two items valid on one day).
/// `T`: one of the four certificates.
template<class T>
[[nodiscard]] Result<std::vector<T>> parse_list(std::string_view text);
template<class T>
[[nodiscard]] std::string write_list(const std::vector<T>& list);

/// The item that is valid on that day, or null. Lists hold at most one, but for specific diseases.
template<class T>
[[nodiscard]] const T* valid_on(const std::vector<T>& list, base::Date on)
{
    for (const auto& item : list)
        if (item.valid.contains(on))
            return &item;
    return nullptr;
}

} // namespace onshi::domain
