#include "usecase/facility_settings.h"

#include "storage/audit_store.h"
#include "storage/register_store.h"
#include "support/memory_centre.h"
#include "usecase/check_eligibility.h"

#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using domain::ErrorCode;
using test::MemoryCentre;

class FacilitySettings : public testing::Test
{
protected:
    domain::Result<domain::Facility> set(int character_code, const char* facility = test::clinic)
    {
        return centre_.desk.write_now([&](UnitOfWork& work) {
            return set_character_code(work, MemoryCentre::terminal(), test::facility(facility), character_code);
        });
    }
    int stored()
    {
        return centre_.desk
            .read_now([](UnitOfWork& work) { return facility_settings(work, test::facility(test::clinic)).value(); })
            .character_code;
    }
    std::vector<domain::AuditEntry> changes()
    {
        std::vector<domain::AuditEntry> found;
        centre_.desk.read_now([&](UnitOfWork& work) {
            work.audits.each([&](const domain::AuditEntry& entry) {
                if (entry.event == domain::AuditEvent::facility_settings_changed)
                    found.push_back(entry);
            });
        });
        return found;
    }

    MemoryCentre centre_;
};

TEST_F(FacilitySettings, a_change_holds_from_the_next_question_on_and_is_on_the_record)
{
    EXPECT_EQ(stored(), 0);
    EXPECT_EQ(set(1).value().character_code, 1);
    EXPECT_EQ(stored(), 1);
    EXPECT_EQ(centre_.desk.read_now([](UnitOfWork& work) { return character_code_of(work, MemoryCentre::terminal()); }),
              1);
    ASSERT_EQ(changes().size(), 1U);
    EXPECT_EQ(changes()[0].details, "facility=1319999999 character_code=1");
    EXPECT_EQ(changes()[0].caller.holder, test::clinic);
}

TEST_F(FacilitySettings, a_change_leaves_the_rest_of_the_facility_and_what_was_known_before)
{
    const auto before = centre_.desk.read_now([](UnitOfWork& work) { return work.known_through(); });
    EXPECT_EQ(set(1).value().name, "見本診療所");
    EXPECT_EQ(centre_.desk.read_now([&](UnitOfWork& work) {
        return work.registers.facility(test::facility(test::clinic), before)->character_code;
    }),
              0);
}

TEST_F(FacilitySettings, what_is_so_already_is_not_recorded_again)
{
    EXPECT_EQ(set(0).value().character_code, 0);
    EXPECT_TRUE(set(1));
    EXPECT_TRUE(set(1));
    EXPECT_EQ(changes().size(), 1U);
}

TEST_F(FacilitySettings, another_value_is_refused_by_name)
{
    for (const int value : {-1, 2}) {
        const auto refused = set(value);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::unknown_value);
        EXPECT_EQ(refused.error().field, "character_code");
        EXPECT_THAT(refused.error().reason, testing::StartsWith("文字コード識別子の値が"));
    }
    EXPECT_EQ(stored(), 0);
}

TEST_F(FacilitySettings, a_facility_that_is_not_in_the_register_has_none)
{
    EXPECT_EQ(set(1, "0110113719").error().code, ErrorCode::facility_unknown);
}

} // namespace

} // namespace onshi::usecase
