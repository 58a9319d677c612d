#include "domain/plausible_periods.h"

#include <algorithm>
#include <span>

namespace onshi::domain {

namespace {

using namespace std::chrono_literals;

const base::Date first_of_all{std::chrono::sys_days(1868y / 1 / 1)};

// Domain rules 2.4: "Year: August to July". Employees' schemes look at 標準報酬月額, which is set anew for September
// (健康保険法41条: 「その年の九月から翌年の八月まで」).
bool begins_with_renewal(const InsurerNumber& insurer, base::Date first)
{
    return first.day() == 1 && (first.month() == 8 || (insurer.is_employees() && first.month() == 9));
}

const CertifiedItem* at(std::span<const CertifiedItem> items, base::Date day)
{
    const auto found = std::ranges::find_if(items, [&](const CertifiedItem& item) { return item.valid.contains(day); });
    return found == items.end() ? nullptr : &*found;
}

/// The latest period of `before` in which `after` says something else.
const CertifiedItem* latest_rewritten(std::span<const CertifiedItem> before, std::span<const CertifiedItem> after)
{
    for (std::size_t i = before.size(); i-- > 0;)
        if (const auto* now = at(after, before[i].first()); now != nullptr && now->code != before[i].code)
            return &before[i];
    return nullptr;
}

/// Lists come ordered by their first day.
std::optional<Step> step_of(const InsurerNumber& insurer, const std::vector<CertifiedItem>& before,
                            const std::vector<CertifiedItem>& after)
{
    if (before.empty())
        return {};
    const auto& last = before.back();
    const auto goes_on = [&](const CertifiedItem& item) { return !item.valid.to || last.first() <= *item.valid.to; };
    if (std::ranges::none_of(after, goes_on))
        return Step{.before = last.code, .after = {}};
    if (const auto* was = latest_rewritten(before, after))
        return Step{.before = was->code, .after = at(after, was->first())->code, .rewritten = true};
    const auto& now = after.back();
    return Step{.before = last.code,
                .after = now.code,
                .renewal = now.code != last.code && begins_with_renewal(insurer, now.first())};
}

} // namespace

base::Date CertifiedItem::first() const { return valid.from.value_or(first_of_all); }

std::vector<CertifiedItem> share_items(const Coverage& c)
{
    std::vector<CertifiedItem> items;
    if (c.insurer.is_late_elderly()) {
        for (const auto& item : c.certificates)
            if (item.share)
                items.push_back({item.valid, std::to_string(*item.share)});
    } else {
        for (const auto& item : c.elderly_certificates)
            items.push_back({item.valid, std::to_string(item.share)});
    }
    return items;
}

std::vector<CertifiedItem> class_items(const Coverage& c)
{
    std::vector<CertifiedItem> items;
    for (const auto& item : c.limit_certificates)
        items.push_back({item.valid, item.cls});
    return items;
}

const Field& share_field(const Coverage& c)
{
    return c.insurer.is_late_elderly() ? field::certificates : field::elderly_certificates;
}

std::optional<Step> share_step(const Coverage& before, const Coverage& after)
{
    return step_of(after.insurer, share_items(before), share_items(after));
}

std::optional<Step> class_step(const Coverage& before, const Coverage& after)
{
    auto step = step_of(after.insurer, class_items(before), class_items(after));
    if (step && step->after && step->before.front() != step->after->front())
        step->after = step->before;
    return step;
}

} // namespace onshi::domain
