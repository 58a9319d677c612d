#pragma once

#include "base/date.h"
#include "domain/dated_certificates.h"
#include "synth/random.h"

#include <optional>

/// What a household's income decides: shares from 70 on, and the classes of the limit certificate.
namespace onshi::synth {

class Income
{
public:
    /// For a town whose today is `as_of`. For one household in three it is drawn anew on a 1 August of the last four
    /// years.
    Income(Draw& draw, base::Date as_of);

    /// 後期高齢者医療: 10, 20 or 30; never 20 before 2022-10-01 (domain rules 2.4).
    [[nodiscard]] domain::Share late_elderly_share(base::Date from) const;
    /// 高齢受給者証: 20 or 30.
    [[nodiscard]] domain::Share elderly_share(base::Date from) const;
    /// ア to オ, オ（境界層該当）: "A01" to "A06".
    [[nodiscard]] std::string_view class_under_70() const { return class_under_70_; }

private:
    [[nodiscard]] bool before_change(base::Date from) const { return changed_ && from < *changed_; }

    domain::Share late_elderly_, late_elderly_before_;
    bool high_, high_before_; ///< 現役並み from 70 to 74
    std::optional<base::Date> changed_;
    std::string_view class_under_70_;
};

} // namespace onshi::synth
