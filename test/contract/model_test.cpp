#include "contract/engines.h"
#include "support/memory_centre.h"
#include "support/naive_rules.h"
#include "usecase/check_eligibility.h"
#include "usecase/imports.h"

#include <array>
#include <gtest/gtest.h>
#include <iostream>
#include <random>

// The whole path from report to answer, with its database, against a model that keeps everything in one vector and
// answers by test::naive_answer: random gains, losses, retroactive corrections, rows taken back, and checks, also as
// things were known at an earlier moment.
namespace onshi {
namespace {

using domain::Coverage;
using domain::CoverageReport;
using domain::HeldCoverage;

const base::Date first_day = base::Date::of(2025, 1, 1).value();

/// What was reported, in order; the state at any moment is made anew from it.
class NaiveRegister
{
public:
    void report(base::Instant at, const CoverageReport& report) { reports_.emplace_back(at, report); }

    [[nodiscard]] std::vector<HeldCoverage> known_at(base::Instant at) const
    {
        std::vector<HeldCoverage> everybody;
        std::vector<domain::PersonCode> codes;
        for (const auto& [when, report] : reports_) {
            if (at < when)
                continue;
            auto place = static_cast<std::size_t>(std::ranges::find(codes, report.person) - codes.begin());
            if (place == codes.size()) {
                codes.push_back(report.person);
                everybody.push_back({static_cast<std::int64_t>(place), {}});
            }
            put(everybody[place].spells, report.coverage);
        }
        return everybody;
    }

private:
    static void put(std::vector<Coverage>& spells, const Coverage& coverage)
    {
        for (auto& spell : spells) {
            const bool same = spell.insurer == coverage.insurer && spell.id.normal_key() == coverage.id.normal_key() &&
                              spell.id.branch() == coverage.id.branch() && spell.gained == coverage.gained;
            if (same) {
                spell = coverage;
                return;
            }
        }
        spells.push_back(coverage);
    }

    std::vector<std::pair<base::Instant, CoverageReport>> reports_;
};

class Chance
{
public:
    explicit Chance(std::uint64_t seed)
        : engine_(seed)
    {
    }
    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(engine_); }
    bool one_in(int n) { return below(n) == 0; }
    template<class List>
    auto pick(const List& list)
    {
        return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
    }
    base::Date day() { return first_day.plus_days(below(20)); }

private:
    std::mt19937_64 engine_;
};

constexpr std::array insurers{test::sample_society, test::sample_city};
constexpr std::array symbols{"A", "a", "Ａ"};
constexpr std::array branches{"", "01", "02"};

base::Date some_birth(Chance& chance) { return base::Date::of(1980, 5, chance.one_in(20) ? 6 : 5).value(); }

CoverageReport some_report(Chance& chance)
{
    Coverage coverage{.insurer = test::insurer(chance.pick(insurers)),
                      .id = test::insured_id(chance.pick(symbols), chance.one_in(2) ? "1" : "2", chance.pick(branches)),
                      .name = "見本　花子",
                      .birth_date = some_birth(chance),
                      .sex = static_cast<domain::Sex>(chance.one_in(20) ? 1 + chance.below(3) : 2),
                      .gained = chance.day()};
    if (chance.one_in(2))
        coverage.lost = coverage.gained.plus_days(chance.below(15)); // at 0 the row is taken back
    if (chance.one_in(3))
        coverage.certificates = {{{}, {coverage.gained.plus_days(chance.below(3)), chance.day().plus_days(21)}, {}}};
    coverage.undisclosed = chance.one_in(10);
    return {test::person("SYN-0000000" + std::to_string(chance.below(6))), std::move(coverage)};
}

domain::EligibilityQuery some_query(Chance& chance)
{
    return {test::insurer(chance.pick(insurers)),
            test::insured_id(chance.pick(symbols), chance.one_in(2) ? "1" : "2", chance.pick(branches)),
            some_birth(chance), chance.day()};
}

void expect_same(const usecase::CheckAnswer& answer, const test::NaiveAnswer& expected)
{
    ASSERT_EQ(answer.decision.validity, expected.validity);
    ASSERT_EQ(answer.decision.remark == domain::Remark::withheld, expected.withheld);
    ASSERT_EQ(answer.decision.remark == domain::Remark::other_cover_first, expected.other_cover_first);
    ASSERT_EQ(answer.decision.coverage.has_value(), expected.row.has_value());
    if (answer.decision.coverage) {
        ASSERT_EQ(answer.decision.coverage->gained, expected.row->gained);
        ASSERT_EQ(answer.decision.coverage->insurer, expected.row->insurer);
    }
}

class Model : public storage::OnEveryEngine
{
};

TEST_P(Model, random_reports_and_checks_agree_with_the_naive_register)
{
    const std::uint64_t seed = std::random_device{}();
    std::cout << "seed " << seed << "\n";
    SCOPED_TRACE("seed " + std::to_string(seed));
    Chance chance(seed);
    test::MemoryCentre centre(url());
    NaiveRegister naive;
    // The naive register grows with the square; what differs on the other engine shows itself early.
    const int steps = GetParam() == storage::Engine::postgresql ? 600 : 2'000;
    std::vector<base::Instant> moments;
    for (int step = 0; step < steps && !testing::Test::HasFatalFailure(); ++step) {
        centre.clock.advance(std::chrono::seconds(1));
        const auto now = centre.clock.now();
        moments.push_back(now);
        if (chance.one_in(4)) {
            const std::array reports{some_report(chance)};
            const auto result = centre.desk.write_now([&](usecase::UnitOfWork& work) {
                return import_batch(work, test::MemoryCentre::shell(), std::span<const CoverageReport>(reports),
                                    "model");
            });
            ASSERT_TRUE(result.refused.empty()) << result.refused.front().reasons.front().reason;
            naive.report(now, reports.front());
            continue;
        }
        const usecase::CheckRequest request{.query = some_query(chance), .facility = test::facility(test::clinic)};
        const auto moment = chance.one_in(3) ? chance.pick(moments) : now;
        const auto answer = centre.desk.read_now([&](usecase::UnitOfWork& work) {
            const auto caller = test::MemoryCentre::terminal();
            return moment == now ? check_eligibility(work, caller, request)
                                 : check_as_known(work, caller, request, moment);
        });
        ASSERT_TRUE(answer) << answer.error().reason;
        expect_same(*answer, test::naive_answer(request.query, naive.known_at(moment)));
    }
}

INSTANTIATE_TEST_SUITE_P(Engines, Model, testing::Values(storage::Engine::sqlite_memory, storage::Engine::postgresql),
                         storage::engine_name);

} // namespace
} // namespace onshi
