#pragma once

#include "domain/rejection.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

/// The numbers of Japan's health insurance. Each type parses with its check digit, keeps one canonical form, and never
/// converts to a string by itself. Those that point at a person (InsuredId, PersonCode) have no stream operator and
/// no formatter: they cannot be logged by accident. parse() leaves Rejection::field empty; the caller adds it (`at`).
namespace onshi::domain {

/// The digit that follows `body` under 検証番号 (modulus 10, weights 2-1 from the right, digits of products summed).
/// `body` is digits only. Used by 保険者番号, 公費負担者番号, 受給者番号 and 医療機関コード
/// (診療報酬請求書等の記載要領 別添 設定要領).
[[nodiscard]] int check_digit(std::string_view body);

/// 保険者番号. Canonical form: eight digits (法別番号 2, 都道府県番号 2, 保険者別番号 3, 検証番号 1), or six for
/// 国民健康保険 (no 法別番号). Six-digit numbers are accepted as they are, with two spaces before them (the external
/// interface) or with "00" (municipal specifications); full-width digits are accepted.
/// Errors: length, characters, check_digit, unknown_value (都道府県番号 outside 01 to 47).
class InsurerNumber
{
public:
    [[nodiscard]] static Result<InsurerNumber> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return digits_; }
    [[nodiscard]] std::string padded() const;     ///< eight characters, six-digit numbers after two spaces (interface)
    [[nodiscard]] std::string law_number() const; ///< 法別番号 "06"; empty for 国民健康保険
    [[nodiscard]] int prefecture() const;         ///< 都道府県番号 1 to 47
    [[nodiscard]] bool is_national_health() const { return digits_.size() == 6; } ///< 国民健康保険
    [[nodiscard]] bool is_late_elderly() const
    {
        return digits_.size() == 8 && digits_.starts_with("39");
    } ///< 後期高齢者医療
    /// 被用者保険: every other scheme with a 法別番号.
    [[nodiscard]] bool is_employees() const { return !is_national_health() && !is_late_elderly(); }

    auto operator<=>(const InsurerNumber&) const = default;

private:
    explicit InsurerNumber(std::string digits)
        : digits_(std::move(digits))
    {
    }
    std::string digits_;
};

/// 医療機関コード, also 薬局コード and 訪問看護ステーションコード: ten digits (都道府県 2, 点数表 1, 郡市区 2, 番号 4,
/// 検証 1; 昭和51年通知). The check digit is computed over the first nine. Errors as InsurerNumber.
class FacilityCode
{
public:
    [[nodiscard]] static Result<FacilityCode> parse(std::string_view text);

    [[nodiscard]] const std::string& text() const { return digits_; }
    [[nodiscard]] int prefecture() const;
    [[nodiscard]] char fee_table() const { return digits_[2]; } ///< 点数表番号: 1 医科, 3 歯科, 4 調剤, 6 訪問看護

    auto operator<=>(const FacilityCode&) const = default;

private:
    explicit FacilityCode(std::string digits)
        : digits_(std::move(digits))
    {
    }
    std::string digits_;
};

/// 記号・番号・枝番 as printed on the certificate: kept as written, compared in normal form.
///
/// Normal form (domain rules 1.3): NFKC; every hyphen look-alike (U+2010 to U+2015, U+2212, U+FF0D, and U+30FC between
/// digits; U+2015 because Windows-31J knows U+2014 under it) becomes "-"; all spaces removed; leading zeros kept;
/// letter case kept. A second form folds ASCII case: a look-up compares the exact form first, then the folded one.
class InsuredId
{
public:
    /// `symbol` 記号: 0 to 20 characters, may be empty; `number` 番号: 1 to 20; `branch` 枝番: empty or two digits.
    /// Errors: element_missing (番号), length, characters (controls; 枝番 not two digits); field names the element
    /// "InsuredCardSymbol", "InsuredIdentificationNumber" or "InsuredBranchNumber".
    [[nodiscard]] static Result<InsuredId> parse(std::string_view symbol, std::string_view number,
                                                 std::string_view branch);

    [[nodiscard]] const std::string& symbol() const { return symbol_; }         ///< as written, trimmed
    [[nodiscard]] const std::string& number() const { return number_; }         ///< as written, trimmed
    [[nodiscard]] const std::string& branch() const { return branch_; }         ///< two half-width digits, or empty
    [[nodiscard]] const std::string& normal_key() const { return normal_key_; } ///< normal form: symbol, U+001F, number
    [[nodiscard]] const std::string& folded_key() const { return folded_key_; } ///< the same, ASCII case folded

    bool operator==(const InsuredId&) const = default; ///< equal as written

private:
    std::string symbol_, number_, branch_, normal_key_, folded_key_;
};

/// The code that joins one person's rows of all insurers. It stands for the 機関別符号, which the insurers'
/// intermediate server (中間サーバー) derives; onshi treats it as opaque. 8 to 64 ASCII letters, digits, "-" and "_".
class PersonCode
{
public:
    [[nodiscard]] static Result<PersonCode> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }
    auto operator<=>(const PersonCode&) const = default;

private:
    explicit PersonCode(std::string text)
        : text_(std::move(text))
    {
    }
    std::string text_;
};

} // namespace onshi::domain
