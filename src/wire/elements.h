#pragma once

#include "domain/consent.h"

#include <array>
#include <string_view>

/// Every element of the external interface that this folder reads or writes, once: its name on the wire and its
/// Japanese term, which begins the sentence of a rejection. Groups are listed in the order in which they are written.
namespace onshi::wire {

struct Tag
{
    std::string_view name;
    std::string_view term;
};

namespace tag {

inline constexpr Tag message{"XmlMsg", "電文"};
inline constexpr Tag header{"MessageHeader", "電文ヘッダー"};
inline constexpr Tag body{"MessageBody", "電文本体"};

// MessageHeader
inline constexpr Tag execution_time{"ProcessExecutionTime", "処理実行日時"};
inline constexpr Tag confirmation_date{"QualificationConfirmationDate", "資格確認日"};
inline constexpr Tag facility{"MedicalInstitutionCode", "医療機関コード"};
inline constexpr Tag file_identifier{"ArbitraryFileIdentifier", "任意のファイル識別子"};
inline constexpr Tag reference{"ReferenceClassification", "照会区分"};
inline constexpr Tag segment_of_result{"SegmentOfResult", "処理結果区分"};
inline constexpr Tag error_code{"ErrorCode", "エラーコード"};
inline constexpr Tag error_message{"ErrorMessage", "エラーメッセージ"};
inline constexpr Tag character_code{"CharacterCodeIdentifier", "文字コード識別子"};

// MessageBody
inline constexpr Tag result_status{"ProcessingResultStatus", "処理結果状況"};
inline constexpr Tag result_code{"ProcessingResultCode", "処理結果コード"};
inline constexpr Tag result_message{"ProcessingResultMessage", "処理結果メッセージ"};
inline constexpr Tag validity{"QualificationValidity", "資格有効性"};
inline constexpr Tag prescription{"PrescriptionIssueSelect", "処方箋発行形態"};
inline constexpr Tag search_info{"QualificationConfirmSearchInfo", "資格確認照会用情報"};
inline constexpr Tag result_list{"ResultList", "資格確認結果リスト"};
inline constexpr Tag result{"ResultOfQualificationConfirmation", "資格確認結果"};

// QualificationConfirmSearchInfo and ResultOfQualificationConfirmation
inline constexpr Tag card_classification{"InsuredCardClassification", "被保険者証区分"};
inline constexpr Tag insurer_number{"InsurerNumber", "保険者番号"};
inline constexpr Tag symbol{"InsuredCardSymbol", "記号"};
inline constexpr Tag number{"InsuredIdentificationNumber", "番号"};
inline constexpr Tag branch{"InsuredBranchNumber", "枝番"};
inline constexpr Tag relationship{"PersonalFamilyClassification", "本人・家族の別"};
inline constexpr Tag insured_name{"InsuredName", "被保険者氏名(世帯主)"};
inline constexpr Tag person_name{"Name", "氏名"};
inline constexpr Tag name_other{"NameOfOther", "氏名(その他)"};
inline constexpr Tag person_kana{"NameKana", "氏名カナ"};
inline constexpr Tag kana_other{"NameOfOtherKana", "氏名カナ(その他)"};
inline constexpr Tag sex{"Sex1", "性別1"};
inline constexpr Tag hidden_sex{"Sex2", "性別2"};
inline constexpr Tag birth_date{"Birthdate", "生年月日"};
inline constexpr Tag address{"Address", "住所"};
inline constexpr Tag post_number{"PostNumber", "郵便番号"};
inline constexpr Tag gained{"QualificationDate", "資格取得年月日"};
inline constexpr Tag lost{"DisqualificationDate", "資格喪失年月日"};
inline constexpr Tag certificate_issued{"InsuredCertificateIssuanceDate", "被保険者証交付年月日"};
inline constexpr Tag certificate_from{"InsuredCardValidDate", "被保険者証有効開始年月日"};
inline constexpr Tag certificate_to{"InsuredCardExpirationDate", "被保険者証有効終了年月日"};
inline constexpr Tag share{"InsuredPartialContributionRatio", "一部負担金割合"};
inline constexpr Tag preschool{"PreschoolClassification", "未就学区分"};
inline constexpr Tag loss_reason{"ReasonOfLoss", "資格喪失事由"};
inline constexpr Tag insurer_name{"InsurerName", "保険者名称"};
inline constexpr Tag elderly_certificate{"ElderlyRecipientCertificateInfo", "高齢受給者証情報"};
inline constexpr Tag elderly_issued{"ElderlyRecipientCertificateDate", "高齢受給者証の交付年月日"};
inline constexpr Tag elderly_from{"ElderlyRecipientValidStartDate", "高齢受給者証の有効開始年月日"};
inline constexpr Tag elderly_to{"ElderlyRecipientValidEndDate", "高齢受給者証の有効終了年月日"};
inline constexpr Tag elderly_share{"ElderlyRecipientContributionRatio", "高齢受給者証の一部負担金割合"};
inline constexpr Tag limit_consent{"LimitApplicationCertificateRelatedConsFlg", "限度額適用認定証提供同意フラグ"};
inline constexpr Tag limit_consent_time{"LimitApplicationCertificateRelatedConsTime", "限度額適用認定証提供同意日時"};
inline constexpr Tag limit_certificate{"LimitApplicationCertificateRelatedInfo", "限度額適用認定証関連情報"};
inline constexpr Tag limit_kind{"LimitApplicationCertificateClassification", "限度額適用認定証区分"};
inline constexpr Tag limit_class{"LimitApplicationCertificateClassificationFlag", "限度額適用認定証適用区分"};
inline constexpr Tag limit_issued{"LimitApplicationCertificateDate", "限度額適用認定証の交付年月日"};
inline constexpr Tag limit_from{"LimitApplicationCertificateValidStartDate", "限度額適用認定証の有効開始年月日"};
inline constexpr Tag limit_to{"LimitApplicationCertificateValidEndDate", "限度額適用認定証の有効終了年月日"};
inline constexpr Tag limit_long_term{"LimitApplicationCertificateLongTermDate", "長期入院該当年月日"};
inline constexpr Tag disease_list{"SpecificDiseasesCertificateList", "特定疾病療養受療証情報リスト"};
inline constexpr Tag disease{"SpecificDiseasesCertificateInfo", "特定疾病療養受療証情報"};
inline constexpr Tag disease_category{"SpecificDiseasesDiseaseCategory", "特定疾病療養受療証の認定疾病区分"};
inline constexpr Tag disease_issued{"SpecificDiseasesCertificateDate", "特定疾病療養受療証の交付年月日"};
inline constexpr Tag disease_from{"SpecificDiseasesValidStartDate", "特定疾病療養受療証の有効開始年月日"};
inline constexpr Tag disease_to{"SpecificDiseasesValidEndDate", "特定疾病療養受療証の有効終了年月日"};
inline constexpr Tag disease_self_pay{"SpecificDiseasesSelfPay", "特定疾病療養受療証の自己負担限度額"};
inline constexpr Tag disease_consent{"SpecificDiseasesCertificateRelatedConsFlg", "特定疾病療養受療証提供同意フラグ"};
inline constexpr Tag disease_consent_time{"SpecificDiseasesCertificateRelatedConsTime",
                                          "特定疾病療養受療証提供同意日時"};
inline constexpr Tag checkup_consent{"SpecificHealthCheckupsInfoConsFlg", "特定健診情報閲覧同意フラグ"};
inline constexpr Tag checkup_consent_time{"SpecificHealthCheckupsInfoConsTime", "特定健診情報閲覧同意日時"};
inline constexpr Tag checkup_until{"SpecificHealthCheckupsInfoAvailableTime", "特定健診情報閲覧可能期限"};
inline constexpr Tag medication_consent{"PharmacistsInfoConsFlg", "薬剤情報閲覧同意フラグ"};
inline constexpr Tag medication_consent_time{"PharmacistsInfoConsTime", "薬剤情報閲覧同意日時"};
inline constexpr Tag medication_until{"PharmacistsInfoAvailableTime", "薬剤情報閲覧可能期限"};
inline constexpr Tag treatment_consent{"DiagnosisInfoConsFlg", "診療情報閲覧同意フラグ"};
inline constexpr Tag treatment_consent_time{"DiagnosisInfoConsTime", "診療情報閲覧同意日時"};
inline constexpr Tag treatment_until{"DiagnosisInfoAvailableTime", "診療情報閲覧可能期限"};
inline constexpr Tag operation_consent{"OperationInfoConsFlg", "手術情報閲覧同意フラグ"};
inline constexpr Tag operation_consent_time{"OperationInfoConsTime", "手術情報閲覧同意日時"};
inline constexpr Tag operation_until{"OperationInfoAvailableTime", "手術情報閲覧可能期限"};
inline constexpr Tag reference_info{"ReferenceNumberRegistrationInfo", "照会番号登録情報"};
inline constexpr Tag reference_number{"ReferenceNumber", "照会番号"};
inline constexpr Tag reception_number{"ReceptionNumber", "受付番号"};
inline constexpr Tag reception_time{"ReceptionDateTime", "受付日時"};
inline constexpr Tag bulk_registration{"BulkRegistrationUnit", "一括登録結果"};
inline constexpr Tag person_identifier{"ArbitraryIdentifier", "任意の識別子"};

} // namespace tag

/// What each level of the two messages may hold, for the reader: anything else there is unknown to it.
namespace level {

inline constexpr std::array message{tag::header, tag::body};
inline constexpr std::array request_header{tag::confirmation_date, tag::facility, tag::file_identifier};
inline constexpr std::array request_body{tag::search_info};
inline constexpr std::array search{tag::insurer_number, tag::symbol,        tag::number,           tag::branch,
                                   tag::birth_date,     tag::limit_consent, tag::person_identifier};
inline constexpr std::array reference_header{tag::facility, tag::file_identifier};
inline constexpr std::array reference_body{tag::reference_info};
inline constexpr std::array reference_info{tag::reference_number, tag::insurer_number, tag::symbol, tag::number,
                                           tag::branch};
inline constexpr std::array reception_body{tag::reception_number};
inline constexpr std::array answer_header{tag::execution_time,  tag::confirmation_date, tag::facility,
                                          tag::file_identifier, tag::reference,         tag::segment_of_result,
                                          tag::error_code,      tag::error_message,     tag::character_code};
inline constexpr std::array answer_body{tag::prescription, tag::result_status, tag::result_code, tag::result_message,
                                        tag::validity,     tag::search_info,   tag::result_list};
inline constexpr std::array result{tag::card_classification,
                                   tag::insurer_number,
                                   tag::symbol,
                                   tag::number,
                                   tag::branch,
                                   tag::relationship,
                                   tag::insured_name,
                                   tag::person_name,
                                   tag::name_other,
                                   tag::person_kana,
                                   tag::kana_other,
                                   tag::sex,
                                   tag::hidden_sex,
                                   tag::birth_date,
                                   tag::address,
                                   tag::post_number,
                                   tag::gained,
                                   tag::lost,
                                   tag::certificate_issued,
                                   tag::certificate_from,
                                   tag::certificate_to,
                                   tag::share,
                                   tag::preschool,
                                   tag::loss_reason,
                                   tag::insurer_name,
                                   tag::elderly_certificate,
                                   tag::limit_consent,
                                   tag::limit_consent_time,
                                   tag::limit_certificate,
                                   tag::disease_consent,
                                   tag::disease_consent_time,
                                   tag::disease_list,
                                   tag::checkup_consent,
                                   tag::checkup_consent_time,
                                   tag::checkup_until,
                                   tag::medication_consent,
                                   tag::medication_consent_time,
                                   tag::medication_until,
                                   tag::treatment_consent,
                                   tag::treatment_consent_time,
                                   tag::treatment_until,
                                   tag::operation_consent,
                                   tag::operation_consent_time,
                                   tag::operation_until,
                                   tag::reference_number};
inline constexpr std::array elderly_certificate{tag::elderly_issued, tag::elderly_from, tag::elderly_to,
                                                tag::elderly_share};
inline constexpr std::array limit_certificate{tag::limit_kind, tag::limit_class, tag::limit_issued,
                                              tag::limit_from, tag::limit_to,    tag::limit_long_term};
inline constexpr std::array disease{tag::disease_category, tag::disease_issued, tag::disease_from, tag::disease_to,
                                    tag::disease_self_pay};

} // namespace level

/// Where an item's consent stands. 特定疾病 has no time to which it can be seen.
struct ConsentTags
{
    Tag flag, time, until;
};
[[nodiscard]] constexpr ConsentTags consent_tags(domain::ConsentItem item)
{
    switch (item) {
    case domain::ConsentItem::specific_disease:
        return {tag::disease_consent, tag::disease_consent_time, {}};
    case domain::ConsentItem::checkup:
        return {tag::checkup_consent, tag::checkup_consent_time, tag::checkup_until};
    case domain::ConsentItem::medication:
        return {tag::medication_consent, tag::medication_consent_time, tag::medication_until};
    case domain::ConsentItem::treatment:
        return {tag::treatment_consent, tag::treatment_consent_time, tag::treatment_until};
    case domain::ConsentItem::operation:
        return {tag::operation_consent, tag::operation_consent_time, tag::operation_until};
    case domain::ConsentItem::limit_certificate:
        return {tag::limit_consent, tag::limit_consent_time, {}};
    }
    return {};
}

} // namespace onshi::wire
