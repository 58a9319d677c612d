#include "domain/plausibility.h"
#include "domain/plausible_periods.h"

#include <algorithm>
#include <cmath>

namespace onshi::domain {

namespace {

/// What ended longer ago may be left out of a list by its insurer.
constexpr int kept_days = 366;

bool is_open(const Coverage& c, base::Date today) { return !c.is_void() && (!c.lost || today < *c.lost); }

bool is_recent(const std::vector<CertifiedItem>& items, base::Date today)
{
    return !items.empty() && (!items.back().valid.to || today.plus_days(-kept_days) <= *items.back().valid.to);
}

void count(CertifiedFigures& figures, const Step& step, const std::vector<CertifiedItem>& before,
           const std::vector<CertifiedItem>& after)
{
    ++figures.comparable;
    ++figures.before[before.back().code];
    if (!step.after) {
        ++figures.vanished;
        return;
    }
    ++figures.after[after.back().code];
    if (*step.after != step.before)
        ++(step.renewal ? figures.renewal : figures.other)[{step.before, *step.after}];
}

/// The field of a whole file's shares: the rows have either.
const Field& share_field_of(const FileFigures& file)
{
    return file.late_elderly ? field::certificates : field::elderly_certificates;
}

std::int64_t total(const Moves& moves)
{
    std::int64_t sum = 0;
    for (const auto& [from_to, people] : moves)
        sum += people;
    return sum;
}

/// How many people would have to go back for the distribution to be as before: half of all differences.
std::int64_t net(const Moves& moves)
{
    std::map<std::string, std::int64_t> gains;
    for (const auto& [from_to, people] : moves) {
        gains[from_to.first] -= people;
        gains[from_to.second] += people;
    }
    std::int64_t sum = 0;
    for (const auto& [code, gain] : gains)
        sum += std::abs(gain);
    return sum / 2;
}

std::int64_t raised(const Moves& moves)
{
    std::int64_t sum = 0;
    for (const auto& [from_to, people] : moves)
        if (from_to.first < from_to.second)
            sum += people;
    return sum;
}

/// If people move either way by chance, the net of n moves is some √n; four times that is one case in ten thousand.
bool is_one_sided(const Moves& moves, const PlausibilitySettings& s)
{
    const auto one_way = net(moves);
    return one_way >= s.least_people &&
           static_cast<double>(one_way) > s.chance * std::sqrt(static_cast<double>(total(moves)));
}

double percent(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string with_point(double value)
{
    const auto tenths = std::llround(value * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string name_of_code(const std::string& code)
{
    const auto term = limit_class_term(code);
    return term.empty() ? code.substr(0, 1) + "割" : code + "（" + std::string(term) + "）";
}

/// 「1割 0人→0人、2割 659人→0人、3割 12人→671人」: of all that is stored, with the file taken.
std::string distribution(const Distribution& stored, const CertifiedFigures& figures)
{
    auto after = stored;
    for (const auto& [code, people] : figures.before)
        after[code] -= people;
    for (const auto& [code, people] : figures.after)
        after[code] += people;
    std::string out;
    for (const auto& [code, people] : after) {
        const auto was = stored.find(code);
        out += (out.empty() ? "" : "、") + name_of_code(code) + " " +
               std::to_string(was == stored.end() ? 0 : was->second) + "人→" +
               std::to_string(std::max<std::int64_t>(people, 0)) + "人";
    }
    return out;
}

std::int64_t people_in(const Distribution& distribution)
{
    std::int64_t sum = 0;
    for (const auto& [code, people] : distribution)
        sum += people;
    return sum;
}

class Judgement
{
public:
    Judgement(const FileFigures& file, const StoredFigures& stored, const PlausibilitySettings& settings)
        : file_(file)
        , stored_(stored)
        , s_(settings)
    {
    }

    std::vector<Doubt> run() &&
    {
        of_shift("share_shift", share_field_of(file_), file_.shares, stored_.shares);
        of_one_way();
        of_vanished("share_vanished", share_field_of(file_), file_.shares, stored_.shares);
        of_shift("class_shift", field::limit_certificates, file_.classes, stored_.classes);
        of_vanished("class_vanished", field::limit_certificates, file_.classes, stored_.classes);
        of_loss("cover_lost", file_.lost, "資格を失う人が多すぎます");
        of_loss("cover_absent", file_.absent, "ファイルにない人が多すぎます");
        of_identity("birth_dates", field::birth_date, file_.birth_dates);
        of_identity("sexes", field::sex, file_.sexes);
        return std::move(found_);
    }

private:
    /// 「659人（671人の98.2 %、基準 3.0 %）」
    static std::string figure(std::int64_t people, std::int64_t of, double threshold)
    {
        return std::to_string(people) + "人（" + std::to_string(of) + "人の" + with_point(percent(people, of)) +
               " %、基準 " + with_point(threshold) + " %）";
    }

    void of_shift(const char* rule, const Field& field, const CertifiedFigures& figures, const Distribution& stored)
    {
        const auto people = people_in(stored);
        const auto judge = [&](const Moves& moves, double threshold, const char* when) {
            if (is_one_sided(moves, s_) && percent(net(moves), people) > threshold)
                found_.push_back({field, rule,
                                  std::string(field.term) + "の分布が" + when + "で大きく動きます：差し引き" +
                                      figure(net(moves), people, threshold) + "、動く人 " +
                                      std::to_string(total(moves)) + "人。" + distribution(stored, figures) +
                                      "。割合・区分の列と対象年度を確かめてください。"});
        };
        judge(figures.renewal, s_.renewal_points, "年次更新");
        judge(figures.other, s_.shift_points, "年次更新のほか");
    }

    void of_one_way()
    {
        const auto& moves = file_.shares.other;
        const auto up = raised(moves);
        const auto all = total(moves);
        if (up < s_.one_way_least || percent(up, all) <= s_.one_way_percent)
            return;
        const auto& field = share_field_of(file_);
        found_.push_back({field, "share_one_way",
                          std::string(field.term) + "の割合が年次更新のほかで一方的に上がります：上がる人 " +
                              figure(up, all, s_.one_way_percent) + "。" + distribution(stored_.shares, file_.shares) +
                              "。所得の判定を確かめてください。"});
    }

    void of_vanished(const char* rule, const Field& field, const CertifiedFigures& figures, const Distribution& stored)
    {
        if (figures.vanished < s_.vanished_least ||
            percent(figures.vanished, figures.comparable) <= s_.vanished_percent)
            return;
        found_.push_back({field, rule,
                          std::string(field.term) + "がなくなる人が多すぎます：" +
                              figure(figures.vanished, figures.comparable, s_.vanished_percent) + "。" +
                              distribution(stored, figures) + "。列が空になっていないか確かめてください。"});
    }

    void of_loss(const char* rule, std::int64_t people, const char* what)
    {
        if (people < s_.least_people || percent(people, stored_.open) <= s_.lost_percent)
            return;
        found_.push_back({field::lost, rule,
                          std::string(what) + "：" + figure(people, stored_.open, s_.lost_percent) + "。資格のある人 " +
                              std::to_string(stored_.open) + "人→" + std::to_string(stored_.open - people) +
                              "人。ファイルが正しいものか確かめてください。"});
    }

    void of_identity(const char* rule, const Field& field, std::int64_t rows)
    {
        if (rows < s_.least_people || percent(rows, file_.known) <= s_.identity_percent)
            return;
        found_.push_back({field, rule,
                          std::string(field.term) + "が登録と違う行が多すぎます：" +
                              figure(rows, file_.known, s_.identity_percent) +
                              "。列の並びと元号の変換を確かめてください。"});
    }

    const FileFigures& file_;
    const StoredFigures& stored_;
    const PlausibilitySettings& s_;
    std::vector<Doubt> found_;
};

} // namespace

void StoredFigures::see(const Coverage& stored)
{
    if (!is_open(stored, today_))
        return;
    ++open;
    if (const auto items = share_items(stored); is_recent(items, today_))
        ++shares[items.back().code];
    if (const auto items = class_items(stored); is_recent(items, today_))
        ++classes[items.back().code];
}

void FileFigures::see(const Coverage& before, const Coverage& after)
{
    ++known;
    late_elderly = after.insurer.is_late_elderly();
    birth_dates += before.birth_date != after.birth_date ? 1 : 0;
    sexes += before.sex != after.sex && before.sex != Sex::unset && after.sex != Sex::unset ? 1 : 0;
    if (!is_open(before, today_))
        return;
    const bool ends = after.lost && (!before.lost || *after.lost < *before.lost);
    lost += ends ? 1 : 0;
    if (ends) // whatever is certified ends with the cover
        return;
    if (const auto items = share_items(before); is_recent(items, today_))
        count(shares, *share_step(before, after), items, share_items(after));
    if (const auto items = class_items(before); is_recent(items, today_))
        count(classes, *class_step(before, after), items, class_items(after));
}

bool wants_stored(const FileFigures& file, const PlausibilitySettings& settings)
{
    return file.lost >= settings.least_people || file.absent >= settings.least_people ||
           is_one_sided(file.shares.renewal, settings) || is_one_sided(file.shares.other, settings) ||
           is_one_sided(file.classes.renewal, settings) || is_one_sided(file.classes.other, settings) ||
           raised(file.shares.other) >= settings.one_way_least || file.shares.vanished >= settings.vanished_least ||
           file.classes.vanished >= settings.vanished_least;
}

std::vector<Doubt> doubts(const FileFigures& file, const StoredFigures& stored, const PlausibilitySettings& settings)
{
    return Judgement(file, stored, settings).run();
}

} // namespace onshi::domain
