#include "contract/engines.h"

#include "storage/reception_store.h"

#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

using test::instant;

const auto first = instant("2026-04-01T09:15:02+09:00");
const auto later = first + std::chrono::days(1);
const auto always = base::Instant{};
constexpr std::chrono::microseconds moment{1};

BulkReception reception(const char* number, base::Instant received_at = first, const char* facility = test::clinic)
{
    return {.facility = facility,
            .number = number,
            .received_at = received_at,
            .message = std::string("\x82\xa0\0\xff", 4), // Shift_JIS, and what is no text at all
            .outcomes = "0 OPN10002E"};
}

class ReceptionStoreContract : public OnEveryEngine
{
protected:
    /// Runs in one committed transaction.
    template<class F>
    auto with(F f)
    {
        return committed(database(), [&](Transaction& t) {
            ReceptionStore store(t);
            return f(store);
        });
    }
    bool is_there(const char* number, base::Instant since = always, const char* facility = test::clinic)
    {
        return with([&](ReceptionStore& store) { return store.by_number(facility, number, since).has_value(); });
    }
};

TEST_P(ReceptionStoreContract, a_reception_comes_back_byte_for_byte)
{
    with([](ReceptionStore& store) { store.add(reception("20260401091502000001")); });
    const auto found =
        with([](ReceptionStore& store) { return store.by_number(test::clinic, "20260401091502000001", always); });
    ASSERT_TRUE(found);
    EXPECT_EQ(found->facility, test::clinic);
    EXPECT_EQ(found->number, "20260401091502000001");
    EXPECT_EQ(found->received_at, first);
    EXPECT_EQ(found->message, std::string("\x82\xa0\0\xff", 4));
    EXPECT_EQ(found->outcomes, "0 OPN10002E");
    EXPECT_FALSE(is_there("20260401091502000002"));
}

TEST_P(ReceptionStoreContract, a_number_leads_to_nothing_at_another_facility_and_may_be_used_there_too)
{
    with([](ReceptionStore& store) { store.add(reception("20260401091502000001")); });
    EXPECT_FALSE(is_there("20260401091502000001", always, test::other_clinic));
    with([](ReceptionStore& store) { store.add(reception("20260401091502000001", later, test::other_clinic)); });
    EXPECT_TRUE(is_there("20260401091502000001", later, test::other_clinic));
    EXPECT_FALSE(is_there("20260401091502000001", later)) << "the clinic's own is of the day before";
}

TEST_P(ReceptionStoreContract, a_number_is_given_once_a_facility)
{
    with([](ReceptionStore& store) { store.add(reception("20260401091502000001")); });
    try {
        with([](ReceptionStore& store) { store.add(reception("20260401091502000001", later)); });
        FAIL() << "taken twice";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.code(), base::FaultCode::duplicate);
    }
    EXPECT_FALSE(is_there("20260401091502000001", later)) << "the first one stands";
}

TEST_P(ReceptionStoreContract, what_was_received_before_the_given_moment_is_not_given)
{
    with([](ReceptionStore& store) { store.add(reception("20260401091502000001")); });
    EXPECT_TRUE(is_there("20260401091502000001", first));
    EXPECT_FALSE(is_there("20260401091502000001", first + moment));
}

TEST_P(ReceptionStoreContract, the_last_number_is_the_highest_of_the_facility)
{
    const auto last = [](ReceptionStore& store) { return store.last_number(test::clinic); };
    EXPECT_EQ(with(last), "");
    with([](ReceptionStore& store) {
        store.add(reception("20260401091502000002"));
        store.add(reception("20260401091502000010", later));
        store.add(reception("20260401091502000009", later));
        store.add(reception("20260402091502000001", later, test::other_clinic));
    });
    EXPECT_EQ(with(last), "20260401091502000010");
}

TEST_P(ReceptionStoreContract, old_receptions_are_forgotten_and_those_of_that_moment_are_not)
{
    with([](ReceptionStore& store) {
        store.add(reception("20260401091502000001", first));
        store.add(reception("20260402091502000001", later));
        store.add(reception("20260401091502000001", first, test::other_clinic));
        store.forget_before(first);
    });
    EXPECT_TRUE(is_there("20260401091502000001"));
    with([](ReceptionStore& store) { store.forget_before(later); });
    EXPECT_FALSE(is_there("20260401091502000001"));
    EXPECT_FALSE(is_there("20260401091502000001", always, test::other_clinic));
    EXPECT_TRUE(is_there("20260402091502000001"));
}

ONSHI_ON_EVERY_ENGINE(ReceptionStoreContract);

} // namespace

} // namespace onshi::storage
