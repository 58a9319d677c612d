#pragma once

#include "base/date.h"
#include "domain/identifiers.h"

#include <cstdint>
#include <optional>
#include <string>

/// One spell of cover of one person with one insurer, as that insurer reports it (加入者情報).
namespace onshi::domain {

/// 性別 (OQSCD007).
enum class Sex : std::uint8_t { male = 1, female = 2, unset = 3 };
/// 本人・家族の別 (OQSCD009).
enum class Relationship : std::uint8_t { insured = 1, dependant = 2 };

/// 一部負担金割合, in percent: 10, 20 or 30. The interface writes it as three digits ("030").
using Share = int;

struct Coverage
{
    InsurerNumber insurer;
    InsuredId id;
    Relationship relationship = Relationship::insured;
    std::string name;         ///< 氏名, full-width, as people write it
    std::string name_kana;    ///< 氏名カナ, full-width; may be empty
    std::string insured_name; ///< 被保険者氏名(世帯主); may be empty
    base::Date birth_date;
    Sex sex = Sex::unset;
    std::string post_number; ///< 郵便番号 "NNN-NNNN"; may be empty
    std::string address;     ///< 住所; may be empty

    base::Date gained;                            ///< 資格取得年月日: the first day with cover
    std::optional<base::Date> lost;               ///< 資格喪失年月日: the first day without cover
    std::string loss_reason;                      ///< 資格喪失事由 01, 02, 03, 99 (OQSCD008), or empty
    std::optional<base::Date> certificate_issued; ///< 被保険者証交付年月日
    std::optional<base::Date> certificate_from;   ///< 被保険者証有効開始年月日: first valid day
    std::optional<base::Date> certificate_to;     ///< 被保険者証有効終了年月日: last valid day. None is not "expired"
    std::optional<Share> share;                   ///< as the insurer reports it; none where the ordinary share applies

    bool operator==(const Coverage&) const = default;

    /// 取得日 <= on and (喪失日 is null or on < 喪失日).
    [[nodiscard]] bool covers(base::Date on) const { return gained <= on && (!lost || on < *lost); }
    /// The certificate's window, inclusive at both ends; an open end does not limit.
    [[nodiscard]] bool certificate_valid(base::Date on) const
    {
        return (!certificate_from || *certificate_from <= on) && (!certificate_to || on <= *certificate_to);
    }
};

} // namespace onshi::domain
