#pragma once

#include "domain/eligibility.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Undo: an answer that was given from a fact which was corrected later. Pure.
namespace onshi::domain {

/// What of an answer matters for care and bill: the column names after "said_" and "now_", and the terms for people.
inline constexpr std::array<std::string_view, 10> answer_fact_names{
    "validity",         "insurer_number", "symbol",      "number",           "branch",
    "certificate_kind", "share",          "limit_class", "certificate_from", "certificate_to"};
inline constexpr std::array<std::string_view, answer_fact_names.size()> answer_fact_terms{
    "資格有効性",     "保険者番号", "記号",     "番号",       "枝番",
    "被保険者証区分", "負担割合",   "適用区分", "有効開始日", "有効終了日"};

/// The same of one answer, each as text; empty where the answer did not tell it.
struct AnswerFacts
{
    std::array<std::string, answer_fact_names.size()> texts;
    /// Symbol and number as they are compared: another way of writing them is no other number.
    std::string key;
};

/// Of a decision as domain::disclose leaves it. Share (percent: as certified, else the ordinary one), limit class and
/// the certificate's window only beside 有効; a row that is lost says who was asked for and no more.
[[nodiscard]] AnswerFacts facts_of(const Decision& decision, base::Date on);

/// Places in answer_fact_names that differ in what matters.
[[nodiscard]] std::vector<std::size_t> differences(const AnswerFacts& said, const AnswerFacts& now);
/// 「負担割合 30→20」, joined by 「、」; validity in words.
[[nodiscard]] std::string difference_words(const AnswerFacts& said, const AnswerFacts& now);

struct CorrectedAnswer
{
    std::string facility, answer_id;
    base::Instant at{};           ///< when it was given
    base::Date on;                ///< 資格確認日
    std::string reference_number; ///< by which the facility knows the person, as known now; may be empty
    Coverage asked; ///< the row under the number asked for, as it is now; no address of a protected person
    AnswerFacts said, now;
};

/// The period whose corrections were looked for, and why: what a published file says of itself.
struct CorrectionPeriod
{
    base::Instant since{}, until{};
    base::Instant made_at{};
    std::string reason;
};

/// One facility's part, as a file that it can fetch.
struct CorrectionFile
{
    std::string id; ///< UUID version 7
    std::string facility;
    CorrectionPeriod period;
    std::int64_t answers = 0;
    std::string content; ///< CSV: doc/formats/corrections.md
};

} // namespace onshi::domain
