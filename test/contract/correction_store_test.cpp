#include "contract/engines.h"

#include "storage/correction_store.h"

#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

using test::instant;

class CorrectionStoreContract : public OnEveryEngine
{
};

const auto early = instant("2026-04-01T09:00:00+09:00");
const auto late = instant("2026-06-01T09:00:00+09:00");

domain::CorrectionFile file(const char* id, const char* facility, base::Instant made_at)
{
    return {.id = id,
            .facility = facility,
            .period = {.since = early, .until = late, .made_at = made_at, .reason = "負担割合の誤り"},
            .answers = 3,
            .content = std::string("a,b\n\0", 5)};
}

TEST_P(CorrectionStoreContract, a_facility_finds_its_own_files_that_are_young_enough)
{
    committed(database(), [](Transaction& t) {
        CorrectionStore store(t);
        store.add(file("1", test::clinic, early));
        store.add(file("2", test::clinic, late));
        store.add(file("3", test::other_clinic, late));
    });
    seen(database(), [](Transaction& t) {
        CorrectionStore store(t);
        EXPECT_EQ(store.of_facility(test::clinic, early).size(), 2U);
        const auto young = store.of_facility(test::clinic, late);
        EXPECT_EQ(young.size(), 1U);
        EXPECT_EQ(young.at(0).id, "2");
        EXPECT_EQ(young.at(0).answers, 3);
        EXPECT_EQ(young.at(0).content, "");
        const auto whole = store.by_id(test::clinic, "2", late);
        EXPECT_TRUE(whole);
        EXPECT_EQ(whole->content, std::string("a,b\n\0", 5));
        EXPECT_EQ(whole->period.since, early);
        EXPECT_EQ(whole->period.until, late);
        EXPECT_EQ(whole->period.reason, "負担割合の誤り");
        EXPECT_FALSE(store.by_id(test::clinic, "1", late));
        EXPECT_FALSE(store.by_id(test::clinic, "3", early)) << "another facility's";
        return 0;
    });
    committed(database(), [](Transaction& t) { CorrectionStore(t).forget_before(late); });
    seen(database(), [](Transaction& t) {
        EXPECT_FALSE(CorrectionStore(t).by_id(test::clinic, "1", early));
        EXPECT_TRUE(CorrectionStore(t).by_id(test::clinic, "2", early));
        return 0;
    });
}

ONSHI_ON_EVERY_ENGINE(CorrectionStoreContract);

} // namespace

} // namespace onshi::storage
