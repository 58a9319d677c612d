#include "contract/engines.h"

#include "storage/register_store.h"

#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

using test::instant;

class RegisterStoreContract : public OnEveryEngine
{
};

const auto first = instant("2026-04-01T09:00:00+09:00");
const auto later = instant("2026-05-01T09:00:00+09:00");

TEST_P(RegisterStoreContract, an_insurers_name_is_known_as_it_was_known_then)
{
    const auto number = test::insurer(test::sample_society);
    committed(database(), [&](Transaction& t) {
        RegisterStore store(t);
        EXPECT_EQ(store.put(domain::Insurer{number, "見本健康保険組合"}, first), Put::added);
        EXPECT_EQ(store.put(domain::Insurer{number, "見本健康保険組合"}, later), Put::unchanged);
        EXPECT_EQ(store.put(domain::Insurer{number, "新見本健康保険組合"}, later), Put::changed);
    });
    seen(database(), [&](Transaction& t) {
        RegisterStore store(t);
        EXPECT_FALSE(store.insurer(number, first - std::chrono::microseconds(1)));
        EXPECT_EQ(store.insurer(number, later - std::chrono::microseconds(1))->name, "見本健康保険組合");
        EXPECT_EQ(store.insurer(number, later)->name, "新見本健康保険組合");
        return 0;
    });
}

TEST_P(RegisterStoreContract, a_facility_keeps_its_character_code_through_time)
{
    const auto code = test::facility(test::clinic);
    committed(database(), [&](Transaction& t) {
        RegisterStore store(t);
        EXPECT_EQ(store.put(domain::Facility{code, "見本診療所", 0}, first), Put::added);
        EXPECT_EQ(store.put(domain::Facility{code, "見本診療所", 1}, later), Put::changed);
    });
    seen(database(), [&](Transaction& t) {
        RegisterStore store(t);
        EXPECT_EQ(store.facility(code, first)->character_code, 0);
        EXPECT_EQ(store.facility(code, later)->character_code, 1);
        EXPECT_FALSE(store.facility(test::facility(test::other_clinic), later));
        return 0;
    });
}

TEST_P(RegisterStoreContract, knowledge_only_grows_even_if_the_clock_stands_still_or_goes_back)
{
    const auto advance = [&](base::Instant now) {
        return committed(database(), [&](Transaction& t) { return RegisterStore(t).advance(now); });
    };
    EXPECT_EQ(advance(later), later);
    EXPECT_EQ(advance(later), later + std::chrono::microseconds(1));
    EXPECT_EQ(advance(first), later + std::chrono::microseconds(2));
    EXPECT_EQ(seen(database(), [](Transaction& t) { return RegisterStore(t).known_through(); }),
              later + std::chrono::microseconds(2));
}

TEST_P(RegisterStoreContract, an_insurers_intake_is_known_as_it_was_known_then)
{
    const auto number = test::insurer(test::sample_society);
    committed(database(), [&](Transaction& t) {
        RegisterStore store(t);
        store.put(number, {first, 100, {}}, {{3, 7}}, 11, first);
        store.put(number, {later, 5, domain::UsualDelay{3, 9}}, {{4, 1}, {9, 2}}, 22, later);
    });
    seen(database(), [&](Transaction& t) {
        RegisterStore store(t);
        EXPECT_FALSE(store.intake(number, first - std::chrono::microseconds(1)));
        EXPECT_EQ(store.intake(number, first)->rows, 100);
        EXPECT_EQ(store.intake(number, first)->delay, std::nullopt);
        EXPECT_EQ(store.intake(number, later)->received_at, later);
        EXPECT_EQ(store.intake(number, later)->delay, (domain::UsualDelay{3, 9}));
        EXPECT_EQ(store.first_received(number), first);
        EXPECT_FALSE(store.first_received(test::insurer(test::sample_city)));
        EXPECT_EQ(store.delays(number, first), (domain::DelayCounts{{3, 7}, {4, 1}, {9, 2}}));
        EXPECT_EQ(store.delays(number, later), (domain::DelayCounts{{4, 1}, {9, 2}}));
        return 0;
    });
}

TEST_P(RegisterStoreContract, what_was_recorded_after_an_intake_is_looked_for_after_its_entry)
{
    committed(database(), [&](Transaction& t) {
        RegisterStore store(t);
        store.put(test::insurer(test::sample_city), {first, 1, {}}, {}, 11, first);
        store.put(test::insurer(test::sample_society), {later, 1, {}}, {}, 22, later);
    });
    seen(database(), [&](Transaction& t) {
        RegisterStore store(t);
        EXPECT_EQ(store.entry_before(first), 0);
        EXPECT_EQ(store.entry_before(first + std::chrono::microseconds(1)), 11);
        EXPECT_EQ(store.entry_before(later), 11);
        EXPECT_EQ(store.entry_before(base::Instant::max()), 22);
        return 0;
    });
}

TEST_P(RegisterStoreContract, every_insurer_is_visited_once_with_its_last_name_and_intake)
{
    committed(database(), [&](Transaction& t) {
        RegisterStore store(t);
        store.put(domain::Insurer{test::insurer(test::sample_society), "見本健康保険組合"}, first);
        store.put(domain::Insurer{test::insurer(test::sample_society), "新見本健康保険組合"}, later);
        store.put(domain::Insurer{test::insurer(test::sample_city), "架空県見本市"}, first);
        store.put(test::insurer(test::sample_society), {first, 1, {}}, {}, 0, first);
        store.put(test::insurer(test::sample_society), {later, 2, {}}, {}, 0, later);
    });
    seen(database(), [&](Transaction& t) {
        std::vector<std::string> all;
        RegisterStore(t).each_insurer([&](const domain::Insurer& insurer, const std::optional<domain::Intake>& last) {
            all.push_back(insurer.name + " " + (last ? std::to_string(last->rows) : "-"));
        });
        EXPECT_THAT(all, testing::ElementsAre("新見本健康保険組合 2", "架空県見本市 -"));
        return 0;
    });
}

ONSHI_ON_EVERY_ENGINE(RegisterStoreContract);

} // namespace

} // namespace onshi::storage
