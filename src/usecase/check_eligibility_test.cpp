#include "usecase/check_eligibility.h"

#include "storage/audit_store.h"
#include "support/memory_centre.h"
#include "usecase/audit.h"

#include <future>
#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using domain::ErrorCode;
using domain::Validity;
using test::date;
using test::hanako;
using test::MemoryCentre;

class CheckEligibility : public testing::Test
{
protected:
    struct Asked
    {
        domain::Coverage like = hanako();
        base::Date on = date("2026-04-01");
        const char* facility = test::clinic;
        std::string message = "the request as bytes";
        std::string key;
        bool limit_consent = false;
    };

    domain::Result<CheckAnswer> ask(const Asked& asked)
    {
        return centre_.desk.read_now([&](UnitOfWork& work) {
            return check_eligibility(work, MemoryCentre::terminal(),
                                     {.query = {asked.like.insurer, asked.like.id, asked.like.birth_date, asked.on},
                                      .facility = test::facility(asked.facility),
                                      .limit_consent = asked.limit_consent,
                                      .message = asked.message,
                                      .idempotency_key = asked.key});
        });
    }
    Validity validity_on(const domain::Coverage& like, const char* on)
    {
        return ask({.like = like, .on = date(on)}).value().decision.validity;
    }
    std::vector<domain::AuditEntry> record()
    {
        return centre_.desk.read_now([](UnitOfWork& work) {
            std::vector<domain::AuditEntry> entries;
            work.audits.each([&](const domain::AuditEntry& entry) { entries.push_back(entry); });
            return entries;
        });
    }
    std::vector<domain::AuditEntry> checks_on_record()
    {
        auto entries = record();
        std::erase_if(entries, [](const auto& e) { return e.event != domain::AuditEvent::eligibility_checked; });
        return entries;
    }
    std::int64_t counted(Validity validity)
    {
        return centre_.desk.read_now([&](UnitOfWork& work) {
            return work.audits.counted(date("2026-04-01"), domain::Means::certificate, static_cast<int>(validity));
        });
    }

    MemoryCentre centre_;
};

TEST_F(CheckEligibility, a_valid_person_is_found_with_her_insurer)
{
    centre_.report("SYN-00000001", hanako());
    const auto answer = ask({}).value();
    EXPECT_EQ(answer.decision.validity, Validity::valid);
    EXPECT_EQ(answer.decision.coverage, hanako());
    EXPECT_EQ(answer.insurer_name, "見本健康保険組合");
    EXPECT_EQ(answer.at, centre_.clock.now());
}

TEST_F(CheckEligibility, the_answer_is_on_the_record_and_counted_when_it_is_given)
{
    centre_.report("SYN-00000001", hanako());
    const auto answer = ask({.key = "key-1"}).value();
    const auto entries = checks_on_record();
    ASSERT_EQ(entries.size(), 1U);
    const auto& entry = entries[0];
    EXPECT_EQ(entry.answer_id, answer.answer_id);
    EXPECT_EQ(entry.caller.id, MemoryCentre::terminal().id);
    EXPECT_EQ(entry.caller.holder, test::clinic);
    EXPECT_EQ(entry.outcome, 1);
    EXPECT_EQ(entry.details, "on=2026-04-01 row=1");
    EXPECT_TRUE(entry.person.has_value());
    EXPECT_EQ(entry.leaf_hash, leaf_hash(entry)) << "the leaf can be computed again from what is kept";
    EXPECT_EQ(entry.request_commitment, commitment(entry.salt, "the request as bytes"));
    EXPECT_EQ(counted(Validity::valid), 1);
}

TEST_F(CheckEligibility, a_changed_entry_no_longer_fits_its_leaf)
{
    centre_.report("SYN-00000001", hanako());
    static_cast<void>(ask({}));
    auto entry = checks_on_record().at(0);
    entry.outcome = 2;
    EXPECT_NE(entry.leaf_hash, leaf_hash(entry));
}

TEST_F(CheckEligibility, nobody_found_is_an_outcome_and_on_the_record_too)
{
    const auto answer = ask({}).value();
    EXPECT_EQ(answer.decision.validity, Validity::none);
    EXPECT_FALSE(checks_on_record().at(0).person);
    EXPECT_EQ(counted(Validity::none), 1);
}

TEST_F(CheckEligibility, the_record_says_which_row_was_told_and_which_was_asked_for)
{
    auto city = hanako();
    city.insurer = test::insurer(test::sample_city);
    city.id = test::insured_id("見本", "5678");
    auto before = city;
    before.gained = date("2015-04-01");
    before.lost = date("2019-04-01");
    centre_.report("SYN-00000001", before);
    centre_.report("SYN-00000001", city);
    centre_.report("SYN-00000001", hanako()); // both cover the day: the employees' scheme is told
    static_cast<void>(ask({.like = city}));
    EXPECT_EQ(checks_on_record().back().details, "on=2026-04-01 row=3 asked=2");
    static_cast<void>(ask({.like = city, .on = date("2016-04-01")}));
    EXPECT_EQ(checks_on_record().back().details, "on=2016-04-01 row=1");
    static_cast<void>(ask({.like = city, .limit_consent = true}));
    EXPECT_EQ(checks_on_record().back().details, "on=2026-04-01 row=3 asked=2 limit=1");
}

TEST_F(CheckEligibility, only_an_answer_that_is_not_valid_looks_up_how_fresh_the_insurers_data_are)
{
    centre_.report("SYN-00000001", hanako());
    EXPECT_FALSE(ask({}).value().asked);
    const auto none = ask({.like =
                               [] {
                                   auto other = hanako();
                                   other.id = test::insured_id("架空", "9999");
                                   return other;
                               }()})
                          .value();
    ASSERT_TRUE(none.asked);
    EXPECT_EQ(none.asked->name, "見本健康保険組合");
    EXPECT_FALSE(none.asked->intake);
    auto unknown = hanako();
    unknown.insurer = test::insurer("33120015");
    EXPECT_EQ(ask({.like = unknown}).value().asked->name, "") << "no such insurer in the register";
}

TEST_F(CheckEligibility, each_of_three_insurers_in_five_years_answers_for_itself)
{
    auto first = hanako();
    first.gained = date("2021-04-01");
    first.lost = date("2023-04-01");
    auto second = hanako();
    second.insurer = test::insurer(test::sample_city);
    second.id = test::insured_id("見本", "5678", "02");
    second.gained = date("2023-04-01");
    second.lost = date("2025-04-02");
    auto third = hanako();
    third.id = test::insured_id("別会", "99", "01");
    third.gained = date("2025-04-01");
    for (const auto& spell : {first, second, third})
        centre_.report("SYN-00000001", spell);
    EXPECT_EQ(validity_on(first, "2026-04-01"), Validity::lost_with_newer);
    EXPECT_EQ(validity_on(second, "2026-04-01"), Validity::lost_with_newer);
    EXPECT_EQ(validity_on(third, "2026-04-01"), Validity::valid);
    const auto old = ask({.like = first}).value();
    EXPECT_EQ(old.decision.coverage, first) << "code 3 carries the asked row, never the newer insurer's";
    EXPECT_EQ(old.insurer_name, "見本健康保険組合");
}

TEST_F(CheckEligibility, another_facilitys_name_is_refused_and_on_the_record)
{
    centre_.report("SYN-00000001", hanako());
    const auto answer = ask({.facility = test::other_clinic});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::other_facility);
    EXPECT_TRUE(checks_on_record().empty());
    const auto last = record().back();
    EXPECT_EQ(last.event, domain::AuditEvent::other_facility_refused);
    EXPECT_EQ(last.caller.holder, test::clinic);
    EXPECT_EQ(last.details, std::string("named=") + test::other_clinic);
}

TEST_F(CheckEligibility, a_repeated_key_is_the_same_answer_once)
{
    centre_.report("SYN-00000001", hanako());
    const auto first = ask({.key = "key-1"}).value();
    centre_.clock.advance(std::chrono::hours(1));
    const auto again = ask({.key = "key-1"}).value();
    EXPECT_EQ(again.answer_id, first.answer_id);
    EXPECT_EQ(again.at, first.at);
    EXPECT_EQ(checks_on_record().size(), 1U);
    EXPECT_EQ(counted(Validity::valid), 1);
}

TEST_F(CheckEligibility, a_repeated_key_is_answered_from_what_was_known_then)
{
    centre_.report("SYN-00000001", hanako());
    const auto first = ask({.key = "key-1"}).value();
    auto corrected = hanako();
    corrected.lost = date("2026-03-01");
    corrected.address = "架空県見本市例示町９－９－９";
    centre_.report("SYN-00000001", corrected);
    const auto again = ask({.key = "key-1"}).value();
    EXPECT_EQ(again.decision.validity, Validity::valid);
    EXPECT_EQ(again.decision.coverage, first.decision.coverage);
    EXPECT_EQ(ask({.key = "key-2"}).value().decision.validity, Validity::lost);
}

TEST_F(CheckEligibility, a_key_for_another_message_is_refused)
{
    centre_.report("SYN-00000001", hanako());
    static_cast<void>(ask({.key = "key-1"}));
    const auto other = ask({.message = "another request", .key = "key-1"});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::idempotency_key_reused);
}

TEST_F(CheckEligibility, many_requests_with_one_key_at_the_same_time_are_one_answer)
{
    centre_.report("SYN-00000001", hanako());
    std::vector<std::future<std::string>> answers;
    for (int i = 0; i < 16; ++i)
        answers.push_back(std::async(std::launch::async, [this] { return ask({.key = "key-1"}).value().answer_id; }));
    const auto first = answers.front().get();
    for (std::size_t i = 1; i < answers.size(); ++i)
        EXPECT_EQ(answers[i].get(), first);
    EXPECT_EQ(checks_on_record().size(), 1U);
    EXPECT_EQ(counted(Validity::valid), 1);
}

TEST_F(CheckEligibility, a_facility_that_left_the_register_is_told_so)
{
    auto caller = MemoryCentre::terminal();
    caller.facility = test::facility("0110113719"); // the example of domain-rules 1.1; not in this register
    const auto answer = centre_.desk.read_now([&](UnitOfWork& work) {
        return check_eligibility(work, caller,
                                 {.query = {hanako().insurer, hanako().id, hanako().birth_date, date("2026-04-01")},
                                  .facility = *caller.facility,
                                  .message = "m"});
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::facility_unknown);
}

} // namespace

} // namespace onshi::usecase
