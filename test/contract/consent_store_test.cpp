#include "contract/engines.h"

#include "storage/consent_store.h"

#include <gmock/gmock.h>

namespace onshi::storage {

namespace {

using domain::CardMode;
using domain::CarePurpose;
using domain::ConsentItem;
using test::instant;
using testing::ElementsAre;
using testing::IsEmpty;

class ConsentStoreContract : public OnEveryEngine
{
};

const auto morning = instant("2026-04-01T09:30:04+09:00");
const auto noon = instant("2026-04-01T12:00:00+09:00");
const auto now = base::Instant::max();

const auto own = test::facility(test::clinic);
const auto other = test::facility(test::other_clinic);

domain::Consent medication()
{
    return domain::give(ConsentItem::medication, CarePurpose::outpatient, CardMode::pin, morning);
}

TEST_P(ConsentStoreContract, a_consent_is_one_facilitys_and_one_persons)
{
    const auto home = domain::give(ConsentItem::checkup, CarePurpose::home_visit, CardMode::visual, morning);
    committed(database(), [&](Transaction& t) {
        ConsentStore store(t);
        EXPECT_EQ(store.put(7, own, medication(), morning), Put::added);
        EXPECT_EQ(store.put(7, own, medication(), noon), Put::unchanged);
        EXPECT_EQ(store.put(7, own, home, noon), Put::added);
    });
    seen(database(), [&](Transaction& t) {
        ConsentStore store(t);
        EXPECT_THAT(store.of(7, own, now), ElementsAre(home, medication())); // by moment, then by item
        EXPECT_THAT(store.of(7, own, morning), ElementsAre(medication()));
        EXPECT_THAT(store.of(7, other, now), IsEmpty());
        EXPECT_THAT(store.of(8, own, now), IsEmpty());
        return 0;
    });
}

TEST_P(ConsentStoreContract, a_withdrawal_is_a_version_and_what_was_known_before_stays_known)
{
    const auto gone = domain::ended(medication(), noon, domain::ConsentEnd::by_patient);
    committed(database(), [&](Transaction& t) {
        ConsentStore store(t);
        store.put(7, own, medication(), morning);
        EXPECT_EQ(store.put(7, own, gone, noon), Put::changed);
    });
    seen(database(), [&](Transaction& t) {
        ConsentStore store(t);
        EXPECT_THAT(store.of(7, own, noon - std::chrono::microseconds(1)), ElementsAre(medication()));
        EXPECT_THAT(store.of(7, own, noon), ElementsAre(gone));
        return 0;
    });
}

TEST_P(ConsentStoreContract, a_consent_may_be_open)
{
    const auto open = domain::give(ConsentItem::medication, CarePurpose::home_visit, CardMode::pin, morning);
    committed(database(), [&](Transaction& t) { ConsentStore(t).put(7, own, open, morning); });
    seen(database(), [&](Transaction& t) {
        EXPECT_EQ(ConsentStore(t).of(7, own, now).at(0).until, std::nullopt);
        return 0;
    });
}

TEST_P(ConsentStoreContract, a_facilitys_offer_is_the_default_until_it_chooses)
{
    const domain::ConsentOffer everything{.checkup = true, .medication = true, .treatment = true, .operation = true};
    committed(database(), [&](Transaction& t) {
        ConsentStore store(t);
        EXPECT_EQ(store.put(own, domain::ConsentOffer{}, morning), Put::unchanged);
        EXPECT_EQ(store.put(own, everything, noon), Put::changed);
    });
    seen(database(), [&](Transaction& t) {
        ConsentStore store(t);
        EXPECT_EQ(store.offer(own, morning), domain::ConsentOffer{});
        EXPECT_EQ(store.offer(own, noon), everything);
        EXPECT_EQ(store.offer(other, noon), domain::ConsentOffer{});
        return 0;
    });
}

ONSHI_ON_EVERY_ENGINE(ConsentStoreContract);

} // namespace

} // namespace onshi::storage
