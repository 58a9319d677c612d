#include "jobs/corrections_files.h"

#include "support/samples.h"
#include "support/test_environment.h"

#include <gmock/gmock.h>

namespace onshi::jobs {

namespace {

using testing::HasSubstr;
using testing::Not;

domain::CorrectedAnswer answer(const char* facility, const char* id)
{
    domain::CorrectedAnswer corrected{.facility = facility,
                                      .answer_id = id,
                                      .at = test::instant("2026-04-10T09:15:00+09:00"),
                                      .on = test::date("2026-04-10"),
                                      .asked = test::hanako()};
    corrected.said.texts[0] = "1";
    corrected.now.texts[0] = "2";
    return corrected;
}

TEST(CorrectionsFiles, each_facility_has_one_with_its_own_answers_in_their_order)
{
    const domain::CorrectionPeriod period{.since = test::instant("2026-04-01T00:00:00+09:00"),
                                          .until = test::instant("2026-04-20T00:00:00+09:00"),
                                          .made_at = test::instant("2026-04-20T09:00:00+09:00"),
                                          .reason = "負担割合の誤り"};
    const auto files = corrections_files(
        {answer(test::other_clinic, "a1"), answer(test::clinic, "a2"), answer(test::other_clinic, "a3")}, period);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].facility, test::clinic);
    EXPECT_EQ(files[0].answers, 1);
    EXPECT_EQ(files[0].period.reason, "負担割合の誤り");
    EXPECT_THAT(files[0].content, HasSubstr("1319999999,a2,"));
    EXPECT_THAT(files[0].content, Not(HasSubstr("1349999993")));
    EXPECT_EQ(files[1].facility, test::other_clinic);
    EXPECT_EQ(files[1].answers, 2);
    EXPECT_LT(files[1].content.find(",a1,"), files[1].content.find(",a3,"));
    EXPECT_THAT(files[1].content, Not(HasSubstr("1319999999")));
    EXPECT_THAT(files[1].content, Not(HasSubstr("birth_date"))) << "no more of a person than the facility needs";
}

TEST(CorrectionsFiles, nobody_hears_of_no_corrections) { EXPECT_TRUE(corrections_files({}, {}).empty()); }

} // namespace

} // namespace onshi::jobs
