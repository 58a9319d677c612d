#include "usecase/certificates.h"

#include "storage/audit_store.h"
#include "support/memory_centre.h"
#include "support/pem.h"

#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>

namespace onshi::usecase {

namespace {

using domain::CallerClass;
using domain::ErrorCode;
using test::MemoryCentre;

class Certificates : public testing::Test
{
protected:
    Certificates()
    {
        const auto root = pki::make_root(centre_.environment, "test", std::chrono::years(5));
        authority_ = pki::make_issuing(centre_.environment, root, "test", std::chrono::years(5));
    }
    domain::Result<std::string> code_for(CallerClass cls, const std::string& holder)
    {
        return centre_.desk.write_now(
            [&](UnitOfWork& work) { return issue_code(work, MemoryCentre::shell(), cls, holder); });
    }
    domain::Result<Enrolled> enrol_with(const std::string& code)
    {
        return enrol_with(code, pki::signing_request(pki::new_key(), "whatever the terminal says"));
    }
    domain::Result<Enrolled> enrol_with(const std::string& code, const std::string& request)
    {
        return centre_.desk.write_now([&](UnitOfWork& work) { return enrol(work, authority_, code, request); });
    }
    domain::Result<domain::Caller> identified(const Enrolled& enrolled)
    {
        const auto facts = pki::read_certificate(enrolled.certificate).value();
        return centre_.desk.read_now([&](UnitOfWork& work) { return identify(work, pki::hex(facts.fingerprint)); });
    }

    domain::Result<Enrolled> renew_with(const Enrolled& old, const std::string& request)
    {
        const auto caller = identified(old).value();
        return centre_.desk.write_now(
            [&](UnitOfWork& work) { return renew(work, authority_, caller, test::der_of(old.certificate), request); });
    }
    std::vector<CertificateLine> listed()
    {
        return centre_.desk.read_now([](UnitOfWork& work) { return list_certificates(work); });
    }

    MemoryCentre centre_;
    pki::Identity authority_;
};

TEST_F(Certificates, who_a_caller_is_comes_from_the_code_and_not_from_the_request)
{
    const auto enrolled = enrol_with(code_for(CallerClass::terminal, test::clinic).value()).value();
    const auto caller = identified(enrolled).value();
    EXPECT_EQ(caller.cls, CallerClass::terminal);
    EXPECT_EQ(caller.holder, test::clinic);
    EXPECT_EQ(caller.facility, test::facility(test::clinic));
    EXPECT_EQ(caller.id, enrolled.serial);
}

TEST_F(Certificates, a_code_serves_once)
{
    const auto code = code_for(CallerClass::terminal, test::clinic).value();
    EXPECT_TRUE(enrol_with(code));
    const auto again = enrol_with(code);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::enrolment_code);
}

TEST_F(Certificates, a_code_may_be_typed_without_hyphens_and_in_small_letters)
{
    auto code = code_for(CallerClass::terminal, test::clinic).value();
    std::erase(code, '-');
    std::ranges::transform(code, code.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_TRUE(enrol_with(code));
}

TEST_F(Certificates, a_code_ends_after_seven_days)
{
    const auto code = code_for(CallerClass::terminal, test::clinic).value();
    centre_.clock.advance(std::chrono::days(7));
    EXPECT_FALSE(enrol_with(code));
}

TEST_F(Certificates, a_refused_request_leaves_the_code_good)
{
    const auto code = code_for(CallerClass::terminal, test::clinic).value();
    const auto refused = enrol_with(code, "no signing request");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::signing_request);
    EXPECT_TRUE(enrol_with(code));
}

TEST_F(Certificates, only_known_facilities_and_insurers_get_a_code)
{
    EXPECT_EQ(code_for(CallerClass::terminal, "0110113719").error().code, ErrorCode::facility_unknown);
    EXPECT_EQ(code_for(CallerClass::terminal, "0110113718").error().code, ErrorCode::check_digit);
    EXPECT_EQ(code_for(CallerClass::insurer, "33120015").error().code, ErrorCode::insurer_unknown);
    EXPECT_TRUE(code_for(CallerClass::insurer, test::sample_society));
    EXPECT_TRUE(code_for(CallerClass::ministry, "保険局"));
}

TEST_F(Certificates, a_revoked_certificate_is_nobodys_from_the_next_request_on)
{
    const auto enrolled = enrol_with(code_for(CallerClass::terminal, test::clinic).value()).value();
    for (int i = 0; i < 10; ++i) // until every reader remembers it
        ASSERT_TRUE(identified(enrolled));
    EXPECT_TRUE(
        centre_.desk.write_now([&](UnitOfWork& work) { return revoke(work, MemoryCentre::shell(), enrolled.serial); }));
    for (int i = 0; i < 10; ++i) // on whichever thread, and whatever it remembers
        EXPECT_EQ(identified(enrolled).error().code, ErrorCode::certificate_revoked);
    EXPECT_FALSE(
        centre_.desk.write_now([&](UnitOfWork& work) { return revoke(work, MemoryCentre::shell(), enrolled.serial); }));
}

TEST_F(Certificates, a_holder_gets_its_next_certificate_by_the_one_it_has)
{
    const auto first = enrol_with(code_for(CallerClass::terminal, test::clinic).value()).value();
    centre_.clock.advance(std::chrono::days(3 * 365 - 10));
    const auto second = renew_with(first, pki::signing_request(pki::new_key(), "somebody else")).value();
    EXPECT_NE(second.serial, first.serial);
    EXPECT_EQ(second.holder, test::clinic);
    EXPECT_EQ(identified(second).value().cls, CallerClass::terminal);
    EXPECT_EQ(identified(second).value().holder, test::clinic);
    EXPECT_TRUE(identified(first)) << "both are good side by side";
    centre_.clock.advance(std::chrono::days(11));
    EXPECT_EQ(identified(first).error().code, ErrorCode::certificate_expired);
    EXPECT_TRUE(identified(second));
}

TEST_F(Certificates, a_renewal_is_on_the_record_with_both_serials)
{
    const auto first = enrol_with(code_for(CallerClass::ministry, "保険局").value()).value();
    const auto second = renew_with(first, pki::signing_request(pki::new_key(), "x")).value();
    std::vector<domain::AuditEntry> renewals;
    centre_.desk.read_now([&](UnitOfWork& work) {
        work.audits.each([&](const domain::AuditEntry& entry) {
            if (entry.event == domain::AuditEvent::certificate_renewed)
                renewals.push_back(entry);
        });
    });
    ASSERT_EQ(renewals.size(), 1U);
    EXPECT_EQ(renewals[0].caller.id, first.serial);
    EXPECT_EQ(renewals[0].details,
              "class=ministry holder=保険局 serial=" + second.serial + " replaces=" + first.serial);
}

TEST_F(Certificates, a_renewal_with_the_old_key_is_refused)
{
    const auto key = pki::new_key();
    const auto first =
        enrol_with(code_for(CallerClass::terminal, test::clinic).value(), pki::signing_request(key, "x"));
    const auto refused = renew_with(first.value(), pki::signing_request(key, "y"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::signing_request);
    EXPECT_THAT(refused.error().reason, testing::HasSubstr("新しい鍵"));
    EXPECT_EQ(renew_with(first.value(), "no signing request").error().code, ErrorCode::signing_request);
    EXPECT_EQ(listed().size(), 1U);
}

TEST_F(Certificates, a_caller_knows_when_its_certificate_ends)
{
    const auto enrolled = enrol_with(code_for(CallerClass::terminal, test::clinic).value()).value();
    // 2026-04-01T09:02:12 and three times 365 days; 2028 has a 29 February
    EXPECT_EQ(identified(enrolled).value().until, test::instant("2029-03-31T09:02:12+09:00"));
}

TEST_F(Certificates, those_that_end_within_ninety_days_are_counted_until_the_holder_has_a_new_one)
{
    const auto clinic = enrol_with(code_for(CallerClass::terminal, test::clinic).value()).value();
    ASSERT_TRUE(enrol_with(code_for(CallerClass::terminal, test::other_clinic).value()));
    const auto office = enrol_with(code_for(CallerClass::operator_, "運用").value()).value();
    const auto expiring = [&] { return centre_.desk.read_now([](UnitOfWork& w) { return count_expiring(w); }); };
    using testing::ElementsAre;
    using testing::Pair;
    centre_.clock.set(test::instant("2028-12-31T09:02:11+09:00"));
    EXPECT_TRUE(expiring().empty()) << "90 days and a second";
    centre_.clock.advance(std::chrono::seconds(1));
    EXPECT_THAT(expiring(), ElementsAre(Pair(CallerClass::terminal, 2), Pair(CallerClass::operator_, 1)));
    ASSERT_TRUE(renew_with(clinic, pki::signing_request(pki::new_key(), "x")));
    EXPECT_TRUE(
        centre_.desk.write_now([&](UnitOfWork& work) { return revoke(work, MemoryCentre::shell(), office.serial); }));
    EXPECT_THAT(expiring(), ElementsAre(Pair(CallerClass::terminal, 1)));
    const auto lines = listed();
    EXPECT_TRUE(lines.at(0).superseded);
    EXPECT_FALSE(lines.at(1).superseded);
    EXPECT_FALSE(lines.at(2).superseded) << "revoked, and has no successor";
    EXPECT_FALSE(lines.at(3).superseded) << "the new one";
}

TEST_F(Certificates, an_expired_certificate_is_refused)
{
    const auto enrolled = enrol_with(code_for(CallerClass::terminal, test::clinic).value()).value();
    centre_.clock.advance(std::chrono::days(3 * 365 + 1));
    EXPECT_EQ(identified(enrolled).error().code, ErrorCode::certificate_expired);
}

TEST_F(Certificates, a_certificate_that_the_register_does_not_know_is_refused)
{
    const auto pem = pki::issue(centre_.environment, authority_, pki::signing_request(pki::new_key(), "x"),
                                CallerClass::operator_, "somebody", std::chrono::days(1))
                         .value();
    EXPECT_EQ(identified({.certificate = pem}).error().code, ErrorCode::certificate_unregistered);
}

TEST_F(Certificates, without_a_certificate_a_caller_is_nobody)
{
    const auto caller = centre_.desk.read_now([](UnitOfWork& work) { return identify(work, ""); }).value();
    EXPECT_EQ(caller.cls, CallerClass::nobody);
    EXPECT_FALSE(caller.facility);
}

TEST_F(Certificates, the_list_shows_what_was_issued)
{
    const auto enrolled = enrol_with(code_for(CallerClass::terminal, test::clinic).value()).value();
    const auto lines = centre_.desk.read_now([](UnitOfWork& work) { return list_certificates(work); });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].serial, enrolled.serial);
    EXPECT_EQ(lines[0].holder, test::clinic);
    EXPECT_FALSE(lines[0].revoked);
}

} // namespace

} // namespace onshi::usecase
