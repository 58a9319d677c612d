#pragma once

#include "base/date.h"
#include "domain/coverage.h"

#include <cstdint>
#include <optional>
#include <string>

/// 被保険者資格申立書: what a patient states about the own cover when it could not be confirmed online. The form as a
/// PDF (A4, one page); what is known is printed, the rest is left to the pen. doc/formats/eligibility-statement.md.
namespace onshi::wire {

/// 保険種別 as the form asks for it.
enum class StatedScheme : std::uint8_t {
    employees, ///< 被用者保険
    national,  ///< 国民健康保険
    elderly,   ///< 後期高齢者医療
    unknown,   ///< わからない
};

/// All of it may be missing. Texts are UTF-8 without control characters; empty: left blank on the form.
struct EligibilityStatement
{
    std::optional<base::Date> on; ///< 受診日
    std::string name;
    std::optional<base::Date> birth_date;
    std::optional<domain::Sex> sex;
    std::string address, phone;
    std::optional<StatedScheme> scheme;
    std::string insurer_name; ///< 保険者等名称
    std::string employer;     ///< 事業所名
    std::string symbol, number;
    std::optional<int> share; ///< 一部負担金の割合 in 割: 1, 2 or 3

    bool operator==(const EligibilityStatement&) const = default;
};

/// Who hands the form out, and when. Printed on it.
struct StatementIssue
{
    std::string facility_code, facility_name;
    base::Instant at{};
    bool development = false; ///< printed too
};

/// The same arguments give the same bytes. A text that is long is wrapped, then printed smaller, and at last cut with
/// "…": it never leaves its field. A character that no installed font has is printed ●, to be mended by hand.
/// Any thread. Throws base::Fault(setup) if no Japanese font is installed.
[[nodiscard]] std::string eligibility_statement_pdf(const EligibilityStatement&, const StatementIssue&);

} // namespace onshi::wire
