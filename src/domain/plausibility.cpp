#include "domain/plausibility.h"

#include "domain/coverage_texts.h"
#include "domain/plausible_periods.h"

#include <algorithm>

namespace onshi::domain {

namespace {

Doubt row_doubt(const char* rule, const Field& field, const std::string& before, const std::string& after,
                const char* why)
{
    return {field, rule, std::string(field.term) + "「" + before + "」→「" + after + "」：" + why};
}

/// A row with the new value is there already, so the change brings rows together instead of apart.
template<class Same>
bool is_corroborated(std::span<const Coverage> others, const Same& same)
{
    return std::ranges::any_of(others, [&](const Coverage& other) { return !other.is_void() && same(other); });
}

bool sex_changes(const Coverage& before, const Coverage& after)
{
    return before.sex != after.sex && before.sex != Sex::unset && after.sex != Sex::unset;
}

// 戸籍法113条: a birth date is corrected by permission of the family court, so an insurer's own row hardly ever
// changes; a shifted era or another person's data under the number does it often (standards 1.1: 「Wrong person
// linked」).
void of_identity(std::vector<Doubt>& found, const Coverage& before, const Coverage& after,
                 std::span<const Coverage> others)
{
    constexpr const char* why = "登録済みの同じ資格と違います。正しい値を確かめてください。";
    if (before.birth_date != after.birth_date &&
        !is_corroborated(others, [&](const Coverage& other) { return other.birth_date == after.birth_date; }))
        found.push_back(
            row_doubt("birth_date", field::birth_date, before.birth_date.iso(), after.birth_date.iso(), why));
    if (sex_changes(before, after) &&
        !is_corroborated(others, [&](const Coverage& other) { return other.sex == after.sex; }))
        found.push_back(row_doubt("sex", field::sex, std::to_string(static_cast<int>(before.sex)),
                                  std::to_string(static_cast<int>(after.sex)), why));
}

// Domain rules 2.4: 3割 is for 課税所得 of 1,450,000 yen and more, 2割 of 75+ from 280,000 on, judged once a year for 1
// August. Between two Augusts a share changes by one step when an income is corrected or the household changes; two
// steps within a certified period are rather the wrong column or year.
void of_share(std::vector<Doubt>& found, const Coverage& before, const Coverage& after)
{
    const auto step = share_step(before, after);
    if (!step || !step->after || step->renewal)
        return;
    const bool two_steps =
        (step->before == "10" && step->after == "30") || (step->before == "30" && step->after == "10");
    if (!two_steps || (!step->rewritten && step->before == "30"))
        return;
    const auto& field = share_field(after);
    const auto was = field_texts(before);
    const auto is = field_texts(after);
    found.push_back(row_doubt("share_two_steps", field, was[field.index], is[field.index],
                              "年次更新ではないのに負担割合が2段階動きます。所得の判定を確かめてください。"));
}

// 健康保険法施行令41条以下, 高齢者の医療の確保に関する法律施行令14条以下: the classes 現役並み are those of people with
// 3割 (domain rules 2.4, 3.1: B01 to B03); B09 一般Ⅱ is that of 2割, B10 一般Ⅰ that of 1割.
bool contradict(const std::string& share, std::string_view cls)
{
    const bool high = cls == "B01" || cls == "B02" || cls == "B03";
    return cls.starts_with('B') &&
           (high != (share == "30") || (cls == "B09" && share == "10") || (cls == "B10" && share == "20"));
}

/// By what is certified last: a share that changed within the year stands beside the class of both its parts.
bool share_contradicts_class(const Coverage& c)
{
    const auto shares = share_items(c);
    if (shares.empty() || c.limit_certificates.empty())
        return false;
    const auto& share = shares.back();
    const auto& limit = c.limit_certificates.back();
    const bool together = (!limit.valid.to || share.first() <= *limit.valid.to) &&
                          (!share.valid.to || *limit.valid.from <= *share.valid.to);
    return together && contradict(share.code, limit.cls);
}

void of_class(std::vector<Doubt>& found, const Coverage& before, const Coverage& after)
{
    if (!share_contradicts_class(after) || share_contradicts_class(before))
        return;
    const auto is = field_texts(after);
    found.push_back(row_doubt("share_and_class", field::limit_certificates, is[share_field(after).index],
                              is[field::limit_certificates.index],
                              "同じ期間の負担割合と適用区分が合いません（3割は現役並みだけ）。"));
}

} // namespace

std::vector<Doubt> doubts(const Coverage& before, const Coverage& after, std::span<const Coverage> others)
{
    std::vector<Doubt> found;
    if (before.is_void() || after.is_void()) // what is taken back counts for nothing
        return found;
    of_identity(found, before, after, others);
    of_share(found, before, after);
    of_class(found, before, after);
    return found;
}

} // namespace onshi::domain
