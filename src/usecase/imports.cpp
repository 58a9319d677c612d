#include "usecase/imports.h"

#include "domain/coverage_fields.h"
#include "domain/coverage_rules.h"
#include "domain/eligibility.h"
#include "domain/person_match.h"
#include "storage/coverage_store.h"
#include "storage/feed_store.h"
#include "storage/register_store.h"
#include "usecase/batch_record.h"

#include <algorithm>
#include <map>
#include <set>

namespace onshi::usecase {

namespace {

template<class Entry>
BatchResult import_register(UnitOfWork& work, const domain::Caller& caller, std::span<const Entry> rows,
                            const std::string& source, domain::AuditEvent event)
{
    BatchResult result;
    for (const auto& row : rows)
        tally(result.counts, work.registers.put(row, work.recorded_at()));
    record_batch(work, caller, event, result, source);
    return result;
}

/// Which insurers are in the register, asked once for each in a batch, and what came of each.
class KnownInsurers
{
public:
    explicit KnownInsurers(UnitOfWork& work)
        : work_(work)
    {
    }
    /// Null if it is not in the register.
    domain::Arrivals* of(const domain::InsurerNumber& number)
    {
        const auto [place, is_new] = known_.try_emplace(number);
        if (is_new && work_.registers.insurer(number, work_.known_through()))
            place->second.emplace();
        return place->second ? &*place->second : nullptr;
    }
    Arrivals arrivals() &&
    {
        Arrivals all;
        for (auto& [number, arrived] : known_)
            if (arrived && arrived->rows() > 0)
                all.emplace(number, *std::move(arrived));
        return all;
    }

private:
    UnitOfWork& work_;
    std::map<domain::InsurerNumber, std::optional<domain::Arrivals>> known_;
};

RowRemark withheld_remark(std::size_t index, const domain::Field& field)
{
    return {index, std::string(field.name),
            std::string(field.term) + "がこの人のほかの資格と食い違うため、一致するまで回答を保留します。"
                                      "個人コードと値を確かめ、誤りなら直して送り直してください。"};
}

void remark_likeness(std::vector<RowRemark>& remarks, std::size_t index, const domain::Field& field,
                     domain::Likeness likeness, std::string_view event)
{
    if (likeness == domain::Likeness::same)
        return;
    remarks.push_back({index, std::string(field.name),
                       std::string(field.term) + "がこの人のほかの資格と違います（" + domain::term_of(likeness) +
                           "）。" + std::string(event) + "によるものか確かめてください。"});
}

/// Judges the rows of a batch, one after the other.
class RowJudge
{
public:
    RowJudge(UnitOfWork& work, const domain::Caller& caller, BatchResult& result)
        : work_(work)
        , caller_(caller)
        , result_(result)
        , insurers_(work)
        , today_(base::jst_date(work.environment.clock.now()))
    {
    }

    /// False if the row is refused.
    bool take(std::size_t index, const domain::Coverage& coverage)
    {
        auto reasons = domain::objections(coverage, today_);
        if (caller_.cls == domain::CallerClass::insurer && coverage.insurer.text() != caller_.holder)
            reasons.push_back(refusal(domain::ErrorCode::other_insurer));
        else if (arrivals_ = insurers_.of(coverage.insurer); arrivals_ == nullptr)
            reasons.push_back(refusal(domain::ErrorCode::insurer_unknown));
        if (reasons.empty())
            return true;
        result_.refused.push_back({index, std::move(reasons)});
        return false;
    }

    /// What the row that was taken last did.
    void arrived(storage::Put put, const domain::Coverage* before, const domain::Coverage& coverage)
    {
        if (put == storage::Put::unchanged)
            arrivals_->add_unchanged();
        else
            arrivals_->add(before, coverage, today_);
    }
    Arrivals arrivals() && { return std::move(insurers_).arrivals(); }

    /// True if the row is doubtful beside its stored version: it is then not to be taken.
    bool hold(std::size_t index, const domain::Coverage& coverage, const storage::CoverageStore::Standing& standing)
    {
        if (!standing.before)
            return false;
        auto doubts = domain::doubts(*standing.before, coverage, standing.others);
        if (doubts.empty())
            return false;
        result_.held.push_back({index, std::move(doubts)});
        return true;
    }

    void remark(std::size_t index, const domain::Coverage& coverage, const std::vector<domain::Coverage>& others)
    {
        const domain::Coverage* latest = nullptr;
        bool birth = false;
        bool sex = false;
        for (const auto& other : others) {
            if (other.is_void() || coverage.is_void())
                continue;
            birth = birth || other.birth_date != coverage.birth_date;
            sex = sex || (domain::disagree(coverage, other) && other.birth_date == coverage.birth_date);
            if (latest == nullptr || latest->gained < other.gained)
                latest = &other;
        }
        if (birth)
            result_.remarks.push_back(withheld_remark(index, domain::field::birth_date));
        if (sex)
            result_.remarks.push_back(withheld_remark(index, domain::field::sex));
        if (latest == nullptr)
            return;
        remark_likeness(result_.remarks, index, domain::field::name, domain::compare_names(coverage.name, latest->name),
                        "婚姻など");
        remark_likeness(result_.remarks, index, domain::field::address, domain::compare_addresses(coverage, *latest),
                        "転居など");
    }

private:
    static domain::Rejection refusal(domain::ErrorCode code)
    {
        return domain::rejection(code, domain::field::insurer.name, domain::field::insurer.term);
    }

    UnitOfWork& work_;
    const domain::Caller& caller_;
    BatchResult& result_;
    KnownInsurers insurers_;
    domain::Arrivals* arrivals_ = nullptr; ///< of the insurer of the row taken last
    base::Date today_;
};

} // namespace

BatchResult import_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::Insurer> rows,
                         const std::string& source)
{
    return import_register(work, caller, rows, source, domain::AuditEvent::insurers_imported);
}

BatchResult import_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::Facility> rows,
                         const std::string& source)
{
    return import_register(work, caller, rows, source, domain::AuditEvent::facilities_imported);
}

BatchResult import_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::CoverageReport> rows,
                         const std::string& source, Doubtful doubtful)
{
    BatchResult result;
    RowJudge judge(work, caller, result);
    const auto waiting = work.feeds.waiting_spells();
    const std::set<std::string> quarantined(waiting.begin(), waiting.end());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [person, coverage] = rows[i];
        if (!judge.take(i, coverage))
            continue;
        const auto standing = work.coverages.find_to_put(person, coverage);
        if (doubtful == Doubtful::hold && judge.hold(i, coverage, standing))
            continue;
        if (!quarantined.empty())
            if (const auto key = spell_key(rows[i]); quarantined.contains(key))
                work.feeds.release(key);
        const auto put = work.coverages.put(standing, coverage, work.recorded_at());
        tally(result.counts, put);
        judge.arrived(put, standing.before ? &*standing.before : nullptr, coverage);
        // What was said of a row once is not said again each time that the same file comes.
        if (put != storage::Put::unchanged)
            judge.remark(i, coverage, standing.others);
    }
    result.arrivals = std::move(judge).arrivals();
    record_batch(work, caller, domain::AuditEvent::coverage_imported, result, source);
    return result;
}

BatchResult compare_batch(UnitOfWork& work, const domain::Caller& caller, std::span<const domain::CoverageReport> rows,
                          const std::function<void(std::size_t, const domain::Coverage&)>& on_known)
{
    BatchResult result;
    RowJudge judge(work, caller, result);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& [person, coverage] = rows[i];
        if (!judge.take(i, coverage))
            continue;
        const auto standing = work.coverages.find(person, coverage);
        if (standing.before)
            on_known(i, *standing.before);
        if (standing.before == coverage) {
            ++result.counts.unchanged;
            continue;
        }
        if (judge.hold(i, coverage, standing))
            continue;
        ++(standing.before ? result.counts.changed : result.counts.added);
        judge.remark(i, coverage, standing.others);
    }
    return result;
}

std::string spell_key(const domain::CoverageReport& report)
{
    const auto& c = report.coverage;
    constexpr char parted = '\x1f';
    return report.person.text() + parted + c.insurer.text() + parted + c.id.normal_key() + parted + c.id.branch() +
           parted + c.gained.iso();
}

bool has_cover(UnitOfWork& work, const domain::InsurerNumber& insurer) { return work.coverages.has_any_of(insurer); }

void each_open_spell(UnitOfWork& work, const domain::InsurerNumber& insurer,
                     const std::function<void(const domain::Coverage&)>& visit)
{
    const auto today = base::jst_date(work.environment.clock.now());
    work.coverages.each_of(insurer, [&](const std::vector<domain::Coverage>& spells) {
        for (const auto& spell : spells)
            if (spell.insurer == insurer && !spell.is_void() && (!spell.lost || today < *spell.lost))
                visit(spell);
    });
}

} // namespace onshi::usecase
