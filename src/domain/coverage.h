#pragma once

#include "base/date.h"
#include "domain/dated_certificates.h"
#include "domain/identifiers.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// One spell of cover of one person with one insurer, as that insurer reports it (加入者情報).
namespace onshi::domain {

/// 性別 (OQSCD007).
enum class Sex : std::uint8_t { male = 1, female = 2, unset = 3 };
/// 本人・家族の別 (OQSCD009).
enum class Relationship : std::uint8_t { insured = 1, dependant = 2 };
/// 被保険者証区分 (OQSCD010). A1 医療扶助 is not built.
enum class CertificateKind : std::uint8_t {
    ordinary = 1,             ///< 一般
    retired = 2,              ///< 退職
    short_term = 3,           ///< 短期（一般）
    short_term_retired = 4,   ///< 短期（退職）
    special_medical_cost = 5, ///< 資格証明書 (特別療養費)
    specified_retired = 6,    ///< 特例退職
    self_defence = 7,         ///< 自衛官
};
/// 資格喪失事由 (OQSCD008).
enum class LossReason : std::uint8_t { death = 1, public_assistance = 2, other_insurance = 3, other = 99 };

/// Two digits: "07", "03". None if there is no such value.
[[nodiscard]] std::string code_of(CertificateKind);
[[nodiscard]] std::string code_of(LossReason);
[[nodiscard]] std::optional<CertificateKind> certificate_kind(std::string_view code);
[[nodiscard]] std::optional<LossReason> loss_reason(std::string_view code);

struct Coverage
{
    InsurerNumber insurer;
    InsuredId id;
    CertificateKind kind = CertificateKind::ordinary;
    Relationship relationship = Relationship::insured;
    // Texts are kept as the insurer wrote them, trimmed; nothing is converted or replaced. May be empty but for `name`.
    std::string name;            ///< 氏名
    std::string name_kana;       ///< 氏名カナ
    std::string name_other;      ///< 氏名(その他): another name in use (通称名, 旧姓)
    std::string name_other_kana; ///< 氏名(その他)カナ
    std::string insured_name;    ///< 被保険者氏名(世帯主)
    base::Date birth_date;
    Sex sex = Sex::unset;
    bool sex_hidden = false; ///< the front of the certificate hides it: 性別1 is then 未設定, 性別2 the sex
    std::string post_number; ///< 郵便番号 "NNN-NNNN"
    std::string address;     ///< 住所

    base::Date gained;                     ///< 資格取得年月日: the first day with cover
    std::optional<base::Date> lost;        ///< 資格喪失年月日: the first day without cover
    std::optional<LossReason> loss_reason; ///< 資格喪失事由

    std::vector<InsuredCertificate> certificates;         ///< 被保険者証・資格確認書; none listed: open
    std::vector<ElderlyCertificate> elderly_certificates; ///< 高齢受給者証
    std::vector<LimitCertificate> limit_certificates;     ///< 限度額適用認定証
    std::vector<SpecificDisease> specific_diseases;       ///< 特定疾病療養受療証

    bool undisclosed = false;   ///< 不開示該当フラグ: history not on the patient's page, address hidden
    bool self_withheld = false; ///< 自己情報提供不可フラグ: card cannot be used as certificate, address hidden

    bool operator==(const Coverage&) const = default;

    /// 取得日 <= on and (喪失日 is null or on < 喪失日).
    [[nodiscard]] bool covers(base::Date on) const { return gained <= on && (!lost || on < *lost); }
    /// True if no day is covered: this is how an insurer takes back a row that it should never have sent (資格取消).
    [[nodiscard]] bool is_void() const { return lost && *lost <= gained; }
    /// 被保険者証 or 資格確認書 is valid on that day. A person without any listed has one without limit.
    [[nodiscard]] bool certificate_valid(base::Date on) const
    {
        return certificates.empty() || valid_on(certificates, on) != nullptr;
    }
};

} // namespace onshi::domain
