#include "usecase/certificates.h"

#include "support/memory_centre.h"

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
    ASSERT_TRUE(identified(enrolled));
    EXPECT_TRUE(
        centre_.desk.write_now([&](UnitOfWork& work) { return revoke(work, MemoryCentre::shell(), enrolled.serial); }));
    EXPECT_EQ(identified(enrolled).error().code, ErrorCode::certificate_revoked);
    EXPECT_FALSE(
        centre_.desk.write_now([&](UnitOfWork& work) { return revoke(work, MemoryCentre::shell(), enrolled.serial); }));
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
