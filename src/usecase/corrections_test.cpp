#include "usecase/corrections.h"

#include "storage/audit_store.h"
#include "support/memory_centre.h"
#include "usecase/check_eligibility.h"

#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using domain::ErrorCode;
using test::date;
using test::hanako;
using test::MemoryCentre;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* her = "SYN-00000001";

class Corrections : public testing::Test
{
protected:
    std::string ask(const domain::Coverage& like, const char* on = "2026-04-01", bool limit = false,
                    const char* facility = test::clinic)
    {
        pass();
        return centre_.desk
            .read_now([&](UnitOfWork& work) {
                return check_eligibility(work, MemoryCentre::terminal(facility),
                                         {.query = {like.insurer, like.id, like.birth_date, date(on)},
                                          .facility = test::facility(facility),
                                          .limit_consent = limit,
                                          .message = "m"});
            })
            .value()
            .answer_id;
    }
    /// The moment at which it is recorded.
    base::Instant report(const domain::Coverage& coverage, const char* person = her)
    {
        pass();
        centre_.report(person, coverage);
        return centre_.clock.now();
    }
    void pass() { centre_.clock.advance(std::chrono::seconds(1)); }
    CorrectionsFound find(const CorrectionSearch& search)
    {
        return centre_.desk.read_now(
            [&](UnitOfWork& work) { return find_corrections(work, MemoryCentre::shell(), search); });
    }
    /// What is listed of corrections since that moment: 「負担割合 3割→2割」.
    std::vector<std::string> listed(base::Instant since)
    {
        std::vector<std::string> words;
        for (const auto& answer : find({.since = since}).answers)
            words.push_back(domain::difference_words(answer.said, answer.now));
        return words;
    }
    /// She was reported as `wrong`, somebody asked, and then it was corrected to `right`.
    std::vector<std::string> after(const domain::Coverage& wrong, const domain::Coverage& right, bool limit = false)
    {
        report(wrong);
        ask(wrong, "2026-04-01", limit);
        return listed(report(right));
    }

    MemoryCentre centre_;
};

domain::Coverage elder(int share)
{
    auto coverage = hanako();
    coverage.insurer = test::insurer(test::sample_city);
    coverage.birth_date = date("1953-05-02");
    coverage.certificates.clear();
    coverage.elderly_certificates = {{{}, {date("2025-08-01"), date("2026-07-31")}, share}};
    return coverage;
}

// Each kind of change

TEST_F(Corrections, a_share) { EXPECT_THAT(after(elder(30), elder(20)), ElementsAre("負担割合 3割→2割")); }

TEST_F(Corrections, a_retroactive_loss)
{
    auto lost = hanako();
    lost.lost = date("2026-03-01");
    EXPECT_THAT(after(hanako(), lost), ElementsAre("資格有効性 有効→無効"));
}

TEST_F(Corrections, a_loss_after_the_day_asked_about_changes_nothing)
{
    auto lost = hanako();
    lost.lost = date("2026-04-02");
    EXPECT_THAT(after(hanako(), lost), IsEmpty());
}

TEST_F(Corrections, a_loss_that_was_none)
{
    auto lost = hanako();
    lost.lost = date("2026-03-01");
    EXPECT_THAT(after(lost, hanako()), ElementsAre("資格有効性 無効→有効"));
}

TEST_F(Corrections, a_row_that_was_taken_back)
{
    auto taken_back = hanako();
    taken_back.lost = taken_back.gained;
    EXPECT_THAT(after(hanako(), taken_back), ElementsAre("資格有効性 有効→該当資格なし"));
}

TEST_F(Corrections, a_birth_date)
{
    auto corrected = hanako();
    corrected.birth_date = date("1985-04-08");
    EXPECT_THAT(after(hanako(), corrected), ElementsAre("資格有効性 有効→該当資格なし"));
}

TEST_F(Corrections, another_insurer_that_contradicts_the_sex)
{
    auto other = elder(20);
    other.birth_date = hanako().birth_date;
    other.elderly_certificates.clear();
    other.sex = domain::Sex::male;
    EXPECT_THAT(after(hanako(), other), ElementsAre("資格有効性 有効→該当資格なし")) << "withheld";
}

TEST_F(Corrections, a_late_employees_scheme_that_pays_first)
{
    auto city = hanako();
    city.insurer = test::insurer(test::sample_city);
    EXPECT_THAT(after(city, hanako()), ElementsAre("保険者番号 139998→06139992"));
}

TEST_F(Corrections, the_row_under_the_number_asked_for_where_another_one_was_told)
{
    auto city = hanako();
    city.insurer = test::insurer(test::sample_city);
    city.id = test::insured_id("見本", "5678");
    report(city);
    report(hanako());
    ask(city); // told: the employees' scheme
    auto taken_back = hanako();
    taken_back.lost = taken_back.gained;
    const auto since = report(taken_back);
    EXPECT_THAT(listed(since),
                ElementsAre("保険者番号 06139992→139998、記号 架空→見本、番号 １２３４→5678、枝番 01→なし"));
    EXPECT_EQ(find({.since = since}).answers.at(0).asked.id.number(), "5678");
}

TEST_F(Corrections, a_limit_class_where_it_was_told)
{
    auto wrong = hanako();
    wrong.limit_certificates = {{domain::LimitKind::limit, "A03", {}, {date("2025-08-01"), {}}, {}}};
    auto right = wrong;
    right.limit_certificates.front().cls = "A01";
    EXPECT_THAT(after(wrong, right, true), ElementsAre("適用区分 A03→A01"));
}

TEST_F(Corrections, a_limit_class_that_the_patient_did_not_let_be_told_was_no_answer)
{
    auto wrong = hanako();
    wrong.limit_certificates = {{domain::LimitKind::limit, "A03", {}, {date("2025-08-01"), {}}, {}}};
    auto right = wrong;
    right.limit_certificates.front().cls = "A01";
    EXPECT_THAT(after(wrong, right, false), IsEmpty());
}

TEST_F(Corrections, a_certificates_window)
{
    auto right = hanako();
    right.certificates.front().valid.to = date("2026-03-31");
    EXPECT_THAT(after(hanako(), right), ElementsAre("資格有効性 有効→無効"));
}

TEST_F(Corrections, a_certificates_last_day_to_come)
{
    auto right = hanako();
    right.certificates.front().valid.to = date("2026-04-30");
    EXPECT_THAT(after(hanako(), right), ElementsAre("有効終了日 なし→2026-04-30"));
}

TEST_F(Corrections, a_certificate_kind)
{
    auto right = hanako();
    right.kind = domain::CertificateKind::special_medical_cost;
    EXPECT_THAT(after(hanako(), right), ElementsAre("被保険者証区分 01→05"));
}

TEST_F(Corrections, a_name_or_an_address_is_none_for_care_and_bill)
{
    auto right = hanako();
    right.name = "例示　花子";
    right.address = "架空県例示町９";
    EXPECT_THAT(after(hanako(), right), IsEmpty());
}

// Which checks

TEST_F(Corrections, only_checks_between_the_error_and_its_correction_are_listed)
{
    report(elder(20));
    ask(elder(20));
    report(elder(30));
    const auto wrong = ask(elder(20));
    const auto since = report(elder(20));
    ask(elder(20));
    const auto found = find({.since = since});
    ASSERT_EQ(found.answers.size(), 1U);
    EXPECT_EQ(found.answers[0].answer_id, wrong);
    EXPECT_EQ(found.answers[0].facility, test::clinic);
    EXPECT_EQ(found.answers[0].on, date("2026-04-01"));
    EXPECT_EQ(found.people, 1);
}

TEST_F(Corrections, other_people_are_not_listed)
{
    report(elder(30));
    auto other = elder(30);
    other.id = test::insured_id("架空", "77");
    report(other, "SYN-00000002");
    ask(other);
    EXPECT_THAT(listed(report(elder(20))), IsEmpty());
}

TEST_F(Corrections, a_correction_before_the_period_belongs_to_an_earlier_search)
{
    report(elder(30));
    ask(elder(30));
    const auto first = report(elder(20));
    auto moved = elder(20);
    moved.address = "架空県例示町９";
    const auto second = report(moved);
    EXPECT_THAT(listed(first), ElementsAre("負担割合 3割→2割"));
    EXPECT_THAT(listed(second), IsEmpty());
}

TEST_F(Corrections, a_correction_before_the_period_is_not_found_by_an_innocent_change_of_another_row_within_it)
{
    auto before = hanako();
    before.insurer = test::insurer(test::sample_city);
    before.gained = date("2015-04-01");
    before.lost = date("2020-04-01");
    report(before);
    report(hanako());
    ask(hanako());
    auto right = hanako();
    right.kind = domain::CertificateKind::special_medical_cost;
    const auto first = report(right);
    before.address = "架空県例示町９";
    const auto second = report(before);
    EXPECT_EQ(listed(first).size(), 1U);
    EXPECT_THAT(listed(second), IsEmpty());
}

TEST_F(Corrections, a_check_from_before_the_wrong_version_belongs_to_the_search_that_found_that_change)
{
    report(hanako());
    ask(hanako());
    auto wrong = hanako();
    wrong.kind = domain::CertificateKind::short_term;
    const auto first = report(wrong);
    const auto end = centre_.clock.now();
    auto right = hanako();
    right.kind = domain::CertificateKind::special_medical_cost;
    const auto second = report(right);
    EXPECT_EQ(find({.since = first, .until = end}).answers.size(), 1U);
    EXPECT_THAT(listed(second), IsEmpty());
}

TEST_F(Corrections, are_judged_at_the_periods_end)
{
    report(elder(30));
    ask(elder(30));
    const auto first = report(elder(20));
    const auto end = centre_.clock.now();
    const auto second = report(elder(30));
    EXPECT_EQ(find({.since = first, .until = end}).answers.size(), 1U);
    EXPECT_THAT(listed(first), IsEmpty()) << "what was said is right again";
    EXPECT_THAT(listed(second), IsEmpty()) << "nobody asked while it said 2割";
}

TEST_F(Corrections, a_number_that_is_another_persons_now_says_nothing_of_that_person)
{
    report(hanako());
    ask(hanako());
    pass();
    auto taken_back = hanako();
    taken_back.lost = taken_back.gained;
    const auto since = report(taken_back);
    report(hanako(), "SYN-00000002");
    EXPECT_THAT(listed(since), ElementsAre("資格有効性 有効→該当資格なし"));
    const auto found = find({.since = since}).answers;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].now.texts[1], "") << "no row of another person";
}

TEST_F(Corrections, can_be_limited_to_an_insurer_and_a_facility)
{
    report(elder(30));
    ask(elder(30));
    ask(elder(30), "2026-04-01", false, test::other_clinic);
    const auto since = report(elder(20));
    EXPECT_EQ(find({.since = since}).answers.size(), 2U);
    EXPECT_EQ(find({.since = since, .facility = test::facility(test::other_clinic)}).answers.size(), 1U);
    EXPECT_EQ(find({.since = since, .insurer = test::insurer(test::sample_city)}).answers.size(), 2U);
    EXPECT_EQ(find({.since = since, .insurer = test::insurer(test::sample_society)}).answers.size(), 0U);
}

TEST_F(Corrections, a_protected_persons_address_does_not_leave)
{
    auto wrong = elder(30);
    wrong.address = "架空県例示町９";
    auto right = elder(20);
    right.address = wrong.address;
    report(wrong);
    ask(wrong);
    const auto since = report(right);
    EXPECT_EQ(find({.since = since}).answers.at(0).asked.address, "架空県例示町９");
    right.undisclosed = true;
    report(right);
    EXPECT_EQ(find({.since = since}).answers.at(0).asked.address, "");
}

TEST_F(Corrections, the_search_is_on_the_record)
{
    find({.since = centre_.clock.now(), .insurer = test::insurer(test::sample_city)});
    centre_.desk.read_now([](UnitOfWork& work) {
        domain::AuditEntry last;
        work.audits.each([&](const domain::AuditEntry& entry) { last = entry; });
        EXPECT_EQ(last.event, domain::AuditEvent::corrections_listed);
        EXPECT_THAT(last.details, testing::HasSubstr(" people=0 answers=0 insurer=139998"));
    });
}

// Files for facilities

class CorrectionFiles : public Corrections
{
protected:
    std::string publish(const char* facility)
    {
        std::array files{domain::CorrectionFile{.facility = facility,
                                                .period = {.made_at = centre_.clock.now(), .reason = "負担割合の誤り"},
                                                .answers = 1,
                                                .content = std::string("content for ") + facility}};
        centre_.desk.write_now([&](UnitOfWork& work) { publish_corrections(work, MemoryCentre::shell(), files); });
        return files[0].id;
    }
    std::vector<std::string> ids(const char* facility)
    {
        return centre_.desk.read_now([&](UnitOfWork& work) {
            std::vector<std::string> all;
            for (const auto& file : own_corrections(work, test::facility(facility)))
                all.push_back(file.id);
            return all;
        });
    }
    domain::Result<domain::CorrectionFile> fetch(const char* facility, const std::string& id)
    {
        return centre_.desk.read_now([&](UnitOfWork& work) {
            return fetch_corrections(work, MemoryCentre::terminal(facility), test::facility(facility), id);
        });
    }
};

TEST_F(CorrectionFiles, a_facility_sees_and_fetches_its_own)
{
    const auto own = publish(test::clinic);
    const auto others = publish(test::other_clinic);
    EXPECT_THAT(ids(test::clinic), ElementsAre(own));
    const auto file = fetch(test::clinic, own);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->content, std::string("content for ") + test::clinic);
    EXPECT_EQ(file->period.reason, "負担割合の誤り");
    EXPECT_EQ(fetch(test::clinic, others).error().code, ErrorCode::corrections_unknown);
    EXPECT_EQ(fetch(test::clinic, "nothing").error().code, ErrorCode::corrections_unknown);
}

TEST_F(CorrectionFiles, after_ninety_days_they_are_gone)
{
    const auto id = publish(test::clinic);
    centre_.clock.advance(std::chrono::days(90));
    EXPECT_TRUE(fetch(test::clinic, id));
    centre_.clock.advance(std::chrono::seconds(1));
    EXPECT_FALSE(fetch(test::clinic, id));
    EXPECT_THAT(ids(test::clinic), IsEmpty());
}

} // namespace

} // namespace onshi::usecase
