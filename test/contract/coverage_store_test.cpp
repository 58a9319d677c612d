#include "contract/engines.h"

#include "storage/coverage_store.h"

#include <gmock/gmock.h>
#include <map>

namespace onshi::storage {

namespace {

using test::date;
using test::instant;

const auto first = instant("2026-04-01T09:00:00+09:00");
const auto later = instant("2026-05-01T09:00:00+09:00");

class CoverageStoreContract : public OnEveryEngine
{
protected:
    static Put put_in(Transaction& t, const char* person, const domain::Coverage& coverage, base::Instant at)
    {
        CoverageStore store(t);
        const auto code = test::person(person);
        return store.put(store.find_to_put(code, coverage), coverage, at);
    }
    Put put(const char* person, const domain::Coverage& coverage, base::Instant at)
    {
        return committed(database(), [&](Transaction& t) { return put_in(t, person, coverage, at); });
    }
    std::vector<domain::HeldCoverage> held(const domain::Coverage& like, base::Instant at)
    {
        return seen(database(), [&](Transaction& t) { return CoverageStore(t).held_under(like.insurer, like.id, at); });
    }
};

TEST_P(CoverageStoreContract, every_field_comes_back)
{
    auto coverage = test::hanako();
    coverage.kind = domain::CertificateKind::short_term;
    coverage.name_other = "見本　ＨＡＮＡ";
    coverage.name_other_kana = "ミホン　ハナ";
    coverage.sex_hidden = true;
    coverage.lost = date("2026-03-31");
    coverage.loss_reason = domain::LossReason::other_insurance;
    coverage.certificates = {{date("2024-08-01"), {date("2024-08-01"), date("2025-07-31")}, 10},
                             {date("2025-08-01"), {date("2025-08-01"), std::nullopt}, 20}};
    coverage.elderly_certificates = {{std::nullopt, {date("2025-08-01"), date("2026-07-31")}, 30}};
    coverage.limit_certificates = {{domain::LimitKind::limit_and_standard_cost,
                                    "B05",
                                    date("2025-08-01"),
                                    {date("2025-08-01"), date("2026-07-31")},
                                    date("2025-11-01")}};
    coverage.specific_diseases = {{1, date("2025-08-01"), {date("2025-08-01"), std::nullopt}, 20'000},
                                  {3, std::nullopt, {date("2025-08-01"), date("2026-07-31")}, 10'000}};
    coverage.undisclosed = true;
    coverage.self_withheld = true;
    EXPECT_EQ(put("SYN-00000001", coverage, first), Put::added);
    const auto found = held(coverage, first);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].spells, testing::ElementsAre(coverage));
}

TEST_P(CoverageStoreContract, the_same_report_again_changes_nothing)
{
    EXPECT_EQ(put("SYN-00000001", test::hanako(), first), Put::added);
    EXPECT_EQ(put("SYN-00000001", test::hanako(), later), Put::unchanged);
}

TEST_P(CoverageStoreContract, a_correction_is_a_new_version_and_the_old_one_stays_known)
{
    auto corrected = test::hanako();
    corrected.lost = date("2026-03-01");
    EXPECT_EQ(put("SYN-00000001", test::hanako(), first), Put::added);
    EXPECT_EQ(put("SYN-00000001", corrected, later), Put::changed);
    EXPECT_EQ(held(corrected, later - std::chrono::microseconds(1)).at(0).spells.at(0), test::hanako());
    EXPECT_EQ(held(corrected, later).at(0).spells.at(0), corrected);
}

TEST_P(CoverageStoreContract, the_later_of_two_reports_in_one_batch_counts)
{
    auto corrected = test::hanako();
    corrected.address = "架空県見本市例示町９－９－９";
    committed(database(), [&](Transaction& t) {
        EXPECT_EQ(put_in(t, "SYN-00000001", test::hanako(), first), Put::added);
        EXPECT_EQ(put_in(t, "SYN-00000001", corrected, first), Put::changed);
    });
    EXPECT_THAT(held(corrected, first).at(0).spells, testing::ElementsAre(corrected));
}

TEST_P(CoverageStoreContract, a_new_gain_is_a_further_spell)
{
    auto again = test::hanako();
    again.gained = date("2026-06-01");
    put("SYN-00000001", test::hanako(), first);
    EXPECT_EQ(put("SYN-00000001", again, later), Put::added);
    EXPECT_THAT(held(again, later).at(0).spells, testing::ElementsAre(test::hanako(), again));
}

TEST_P(CoverageStoreContract, one_number_leads_to_all_spells_of_its_holder)
{
    auto elsewhere = test::hanako();
    elsewhere.insurer = test::insurer(test::sample_city);
    elsewhere.id = test::insured_id("見本", "5678");
    elsewhere.gained = date("2026-04-01");
    put("SYN-00000001", test::hanako(), first);
    put("SYN-00000001", elsewhere, first);
    EXPECT_THAT(held(test::hanako(), first).at(0).spells, testing::ElementsAre(test::hanako(), elsewhere));
    EXPECT_THAT(held(elsewhere, first).at(0).spells, testing::ElementsAre(test::hanako(), elsewhere));
}

TEST_P(CoverageStoreContract, a_household_shares_its_number)
{
    auto child = test::hanako();
    child.id = test::insured_id("架空", "１２３４", "02");
    child.birth_date = date("2015-06-01");
    put("SYN-00000001", test::hanako(), first);
    put("SYN-00000002", child, first);
    EXPECT_EQ(held(child, first).size(), 2U);
}

TEST_P(CoverageStoreContract, a_person_is_joined_by_code_and_never_by_name)
{
    put("SYN-00000001", test::hanako(), first);
    put("SYN-00000002", test::hanako(), first);
    EXPECT_EQ(held(test::hanako(), first).size(), 2U);
}

TEST_P(CoverageStoreContract, the_number_is_found_however_it_is_typed)
{
    auto stored = test::hanako();
    stored.id = test::insured_id("ＡＢ‐１", "0012");
    put("SYN-00000001", stored, first);
    for (const auto& id : {test::insured_id("AB-1", "0012"), test::insured_id("ab－1", "００１２")}) {
        auto asked = stored;
        asked.id = id;
        EXPECT_EQ(held(asked, first).size(), 1U);
    }
    auto without_zeros = stored;
    without_zeros.id = test::insured_id("AB-1", "12");
    EXPECT_TRUE(held(without_zeros, first).empty()) << "leading zeros are part of the number";
}

TEST_P(CoverageStoreContract, the_same_number_written_in_another_width_is_the_same_spell)
{
    auto rewritten = test::hanako();
    rewritten.id = test::insured_id("架空", "1234", "01");
    put("SYN-00000001", test::hanako(), first);
    EXPECT_EQ(put("SYN-00000001", rewritten, later), Put::changed);
    EXPECT_THAT(held(rewritten, later).at(0).spells, testing::ElementsAre(rewritten));
}

TEST_P(CoverageStoreContract, before_it_was_recorded_nobody_holds_it)
{
    put("SYN-00000001", test::hanako(), later);
    EXPECT_TRUE(held(test::hanako(), first).empty());
}

TEST_P(CoverageStoreContract, people_of_whom_something_known_was_changed_or_joined_are_found)
{
    const auto between = instant("2026-04-15T09:00:00+09:00");
    auto changed = test::hanako();
    changed.address = "架空県例示町９";
    auto further = test::hanako();
    further.insurer = test::insurer(test::sample_city);
    put("SYN-00000001", test::hanako(), first);
    put("SYN-00000001", changed, between);
    put("SYN-00000001", test::hanako(), later); // changed back: supersedes what stood since `between`
    put("SYN-00000002", test::hanako(), first);
    put("SYN-00000002", further, later); // joins what stood since `first`
    put("SYN-00000003", test::hanako(), first);
    put("SYN-00000004", test::hanako(), later); // new: nothing was known
    const auto stood_from = [&](base::Instant since, base::Instant until,
                                std::optional<domain::InsurerNumber> of = {}) {
        return seen(database(), [&](Transaction& t) {
            std::map<std::int64_t, base::Instant> found;
            for (const auto& one : CoverageStore(t).corrected(since, until, of)) {
                EXPECT_EQ(one.last, until == between ? between : later);
                found[one.person] = one.stood_from;
            }
            return found;
        });
    };
    using Found = std::map<std::int64_t, base::Instant>;
    EXPECT_EQ(stood_from(later, base::Instant::max()), (Found{{1, between}, {2, first}}));
    EXPECT_EQ(stood_from(between, base::Instant::max()), (Found{{1, first}, {2, first}}));
    EXPECT_EQ(stood_from(between, between), (Found{{1, first}}));
    EXPECT_EQ(stood_from(later, base::Instant::max(), further.insurer), (Found{{2, first}}));
    EXPECT_EQ(stood_from(later, base::Instant::max(), test::hanako().insurer), (Found{{1, between}}));
    EXPECT_EQ(stood_from(later + std::chrono::microseconds(1), base::Instant::max()), Found{});
}

ONSHI_ON_EVERY_ENGINE(CoverageStoreContract);

} // namespace

} // namespace onshi::storage
