#pragma once

#include <array>
#include <cstddef>
#include <string_view>

/// The fields of 加入者情報 by name: what a column of the coverage file, an objection and a difference are called.
/// doc/formats/coverage.md says what may stand in each.
namespace onshi::domain {

struct Field
{
    std::size_t index;     ///< its place in the order in which a file is written
    std::string_view name; ///< "insurer_number"
    std::string_view term; ///< 「保険者番号」: begins the sentence about a wrong value
};

namespace field {

inline constexpr Field person{0, "person_code", "個人コード"};
inline constexpr Field insurer{1, "insurer_number", "保険者番号"};
inline constexpr Field symbol{2, "symbol", "記号"};
inline constexpr Field number{3, "number", "番号"};
inline constexpr Field branch{4, "branch", "枝番"};
inline constexpr Field kind{5, "certificate_kind", "被保険者証区分"};
inline constexpr Field relationship{6, "relationship", "本人・家族の別"};
inline constexpr Field name{7, "name", "氏名"};
inline constexpr Field name_kana{8, "name_kana", "氏名カナ"};
inline constexpr Field name_other{9, "name_other", "氏名(その他)"};
inline constexpr Field name_other_kana{10, "name_other_kana", "氏名カナ(その他)"};
inline constexpr Field insured_name{11, "insured_name", "被保険者氏名(世帯主)"};
inline constexpr Field birth_date{12, "birth_date", "生年月日"};
inline constexpr Field sex{13, "sex", "性別"};
inline constexpr Field sex_hidden{14, "sex_hidden", "性別の券面非表示"};
inline constexpr Field post_number{15, "post_number", "郵便番号"};
inline constexpr Field address{16, "address", "住所"};
inline constexpr Field gained{17, "gained_on", "資格取得年月日"};
inline constexpr Field lost{18, "lost_on", "資格喪失年月日"};
inline constexpr Field loss_reason{19, "loss_reason", "資格喪失事由"};
inline constexpr Field certificates{20, "certificates", "被保険者証"};
inline constexpr Field elderly_certificates{21, "elderly_certificates", "高齢受給者証"};
inline constexpr Field limit_certificates{22, "limit_certificates", "限度額適用認定証"};
inline constexpr Field specific_diseases{23, "specific_diseases", "特定疾病療養受療証"};
inline constexpr Field undisclosed{24, "undisclosed", "不開示該当フラグ"};
inline constexpr Field self_withheld{25, "self_information_withheld", "自己情報提供不可フラグ"};

} // namespace field

inline constexpr std::array coverage_fields{field::person,
                                            field::insurer,
                                            field::symbol,
                                            field::number,
                                            field::branch,
                                            field::kind,
                                            field::relationship,
                                            field::name,
                                            field::name_kana,
                                            field::name_other,
                                            field::name_other_kana,
                                            field::insured_name,
                                            field::birth_date,
                                            field::sex,
                                            field::sex_hidden,
                                            field::post_number,
                                            field::address,
                                            field::gained,
                                            field::lost,
                                            field::loss_reason,
                                            field::certificates,
                                            field::elderly_certificates,
                                            field::limit_certificates,
                                            field::specific_diseases,
                                            field::undisclosed,
                                            field::self_withheld};

} // namespace onshi::domain
