#include "domain/coverage_rules.h"

#include "domain/copay_share.h"
#include "domain/coverage_fields.h"

#include <algorithm>
#include <chrono>

namespace onshi::domain {
namespace {

using namespace std::chrono_literals;

const base::Date two_tenths_from{std::chrono::sys_days(2022y / 10 / 1)};
const base::Date last_birth_of_one_tenth{std::chrono::sys_days(1944y / 4 / 1)};

/// Collects what speaks against one row.
class RowObjections
{
public:
    RowObjections(const Coverage& coverage, base::Date today)
        : c_(coverage)
        , today_(today)
        , is_75_(birthday(coverage.birth_date, 75))
        , is_70_(elderly_share_from(coverage.birth_date))
        , late_elderly_(coverage.insurer.is_late_elderly())
    {
    }

    std::vector<Rejection> run() &&
    {
        of_kind();
        of_dates();
        if (late_elderly_)
            of_late_elderly();
        else
            of_other_schemes();
        for (const auto& limit : c_.limit_certificates)
            of_limit(limit);
        of_diseases();
        return std::move(found_);
    }

private:
    void object(bool when, const Field& field, std::string_view sentence)
    {
        if (!when)
            return;
        const Rejection objection{ErrorCode::contradiction, std::string(field.name),
                                  std::string(field.term) + std::string(sentence)};
        if (std::ranges::find(found_, objection) == found_.end())
            found_.push_back(objection);
    }

    // 防衛省職員の給与等に関する法律22条: the benefit is the member's own; families are in a 共済組合 (domain
    // rules 1.2).
    void of_kind()
    {
        const bool self_defence = c_.insurer.law_number() == "07";
        object((c_.kind == CertificateKind::self_defence) != self_defence, field::kind,
               "が保険者番号の法別番号と合いません。07（自衛官）は法別番号07だけです。どちらかを直してください。");
        object(self_defence && c_.relationship == Relationship::dependant, field::relationship,
               "が家族ですが、法別番号07は本人だけです。家族は共済組合の保険者番号で送ってください。");
        object(c_.sex_hidden && c_.sex == Sex::unset, field::sex_hidden,
               "は性別を券面の表に出さない人に使います。性別そのものは1か2を入れてください。");
    }

    void of_dates()
    {
        object(today_ < c_.birth_date, field::birth_date, "が今日より後です。生年月日を直してください。");
        object(c_.gained < c_.birth_date, field::gained, "が生年月日より前です。どちらかの日付を直してください。");
        object(c_.lost && *c_.lost < c_.gained, field::lost,
               "が資格取得年月日より前です。どちらかの日付を直してください。");
        object(c_.loss_reason && !c_.lost, field::loss_reason,
               "がありますが資格喪失年月日がありません。資格喪失年月日を入れるか、事由を除いてください。");
    }

    // 高齢者の医療の確保に関する法律50条: 「七十五歳以上の者」, and from 65 on those certified as disabled.
    void of_late_elderly()
    {
        object(c_.gained < birthday(c_.birth_date, 65), field::gained,
               "が65歳の誕生日より前です。後期高齢者医療の資格は65歳からです。日付か保険者番号を直してください。");
        const auto lacks_share = [](const InsuredCertificate& item) { return !item.share; };
        object(c_.certificates.empty() || std::ranges::any_of(c_.certificates, lacks_share), field::certificates,
               "に一部負担金割合がありません。後期高齢者医療では10、20、30のどれかを入れてください。");
        // Domain rules 2.4: "2割 exists from 2022-10-01".
        const auto too_early = [](const InsuredCertificate& item) {
            return item.share == 20 && item.valid.to && *item.valid.to < two_tenths_from;
        };
        object(std::ranges::any_of(c_.certificates, too_early), field::certificates,
               "に2022年10月より前の2割があります。割合か有効期間を直してください（2割は2022年10月1日から）。");
        object(!c_.elderly_certificates.empty(), field::elderly_certificates,
               "は後期高齢者医療にはありません。割合は被保険者証の欄に入れてください。");
    }

    // 健康保険法36条, 国民健康保険法6条8号: whoever is in 後期高齢者医療 is out of every other scheme, from the 75th
    // birthday itself on (domain rules 2.1, 2.4).
    void of_other_schemes()
    {
        object(c_.gained >= is_75_, field::gained,
               "が75歳の誕生日以後です。75歳からは後期高齢者医療の保険者が送ります。日付を確かめてください。");
        object(c_.lost && *c_.lost > is_75_, field::lost,
               "が75歳の誕生日より後です。75歳の誕生日が喪失日になります。日付を直してください。");
        const auto has_share = [](const InsuredCertificate& item) { return item.share.has_value(); };
        object(std::ranges::any_of(c_.certificates, has_share), field::certificates,
               "に一部負担金割合がありますが、後期高齢者医療ではありません。高齢受給者証の欄に入れてください。");
        for (const auto& item : c_.elderly_certificates)
            of_elderly(item);
    }

    // 健康保険法74条1項2号: 「七十歳に達する日の属する月の翌月以後である場合」.
    void of_elderly(const ElderlyCertificate& item)
    {
        object(item.valid.from < is_70_, field::elderly_certificates,
               "の有効開始が早すぎます。70歳に達した月の翌月1日（1日生まれは誕生日）からにしてください。");
        object(item.valid.from >= is_75_ || (item.valid.to && *item.valid.to >= is_75_), field::elderly_certificates,
               "の有効期間が75歳の誕生日にかかります。有効終了は誕生日の前日までにしてください。");
        // Domain rules 2.4: 1割 of 70 to 74 was a special measure for people born up to 1944-04-01.
        object(item.share == 10 && c_.birth_date > last_birth_of_one_tenth, field::elderly_certificates,
               "の1割は1944年4月1日以前に生まれた人だけです。20か30を入れてください。");
    }

    // Domain rules 3.1: A classes under 70, B classes from 70 on; B09 and B10 are those of 後期高齢者医療 from 2022-10.
    void of_limit(const LimitCertificate& item)
    {
        const bool of_the_elderly = item.cls.starts_with('B');
        const bool elderly = late_elderly_ || item.valid.from >= is_70_;
        object(of_the_elderly != elderly, field::limit_certificates,
               "の適用区分が年齢と合いません。70歳未満はA、70歳以上と後期高齢者医療はBの区分にしてください。");
        const bool split_general = item.cls == "B09" || item.cls == "B10";
        object(split_general && (!late_elderly_ || item.valid.from < two_tenths_from), field::limit_certificates,
               "のB09とB10は2022年10月1日からの後期高齢者医療だけの区分です。別の区分にしてください。");
        object(item.long_term && item.kind == LimitKind::limit, field::limit_certificates,
               "に長期入院該当年月日がありますが、区分が標準負担額減額ではありません。区分を2か3にしてください。");
    }

    // Domain rules 3.4: "20,000 円 only for under-70 dialysis patients in class ア or イ".
    void of_diseases()
    {
        const auto too_much = [](const SpecificDisease& item) { return item.self_pay == 20'000 && item.category != 1; };
        object(std::ranges::any_of(c_.specific_diseases, too_much), field::specific_diseases,
               "の自己負担限度額20,000円は人工透析（区分1）だけです。10000を入れてください。");
    }

    const Coverage& c_;
    base::Date today_, is_75_, is_70_;
    bool late_elderly_;
    std::vector<Rejection> found_;
};

} // namespace

std::vector<Rejection> objections(const Coverage& coverage, base::Date today)
{
    return RowObjections(coverage, today).run();
}

} // namespace onshi::domain
