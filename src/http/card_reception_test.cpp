#include "http/card_fixture.h"

namespace onshi::http {

namespace {

using test::MemoryCentre;
using testing::HasSubstr;
using wire::Json;

constexpr std::chrono::seconds second{1};

// --- the session

TEST_F(CardTest, a_session_is_of_its_terminal_and_ends_after_ten_minutes)
{
    const auto token = registered_session(card_);
    EXPECT_EQ(code_in(send("/card/reception", reception_body(token, {}), terminal_of(test::clinic))), "OPN20068E");
    centre_.clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(code_in(receive(token)), "OPN20068E");
    const auto fresh = session(card_);
    centre_.clock.advance(std::chrono::minutes(10) - second);
    EXPECT_EQ(code_in(receive(fresh)), "accepted");
    EXPECT_EQ(code_in(receive("invented")), "OPN20068E");
}

TEST_F(CardTest, a_repeated_reception_is_the_same_answer_once)
{
    const auto token = registered_session(card_);
    const std::vector<std::pair<std::string, std::string>> keyed{{"accept", "application/xml"},
                                                                 {"idempotency-key", "r1"}};
    const auto first = receive(token, {"medication", "specific_disease"}, keyed);
    ASSERT_EQ(first.status, 200);
    auto other_name = hanako_with_disease(); // what becomes known later changes nothing of it
    other_name.name = "新名　花子";
    other_name.specific_diseases.clear();
    centre_.report("SYN-00000001", other_name);
    centre_.clock.advance(std::chrono::hours(30)); // after the session, and after the consent
    const auto again = receive(token, {"medication", "specific_disease"}, keyed);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.headers.at(0), first.headers.at(0)); // Onshi-Answer-Id
    EXPECT_EQ(recorded(domain::AuditEvent::card_checked).size(), 1U);
    EXPECT_EQ(code_in(receive(token, {}, keyed)), "OPN30001E"); // the key with other content
}

TEST_F(CardTest, a_session_is_good_for_one_reception)
{
    const auto token = registered_session(card_);
    EXPECT_EQ(receive(token).body, receive(token).body); // without a key the session is the key
    EXPECT_EQ(recorded(domain::AuditEvent::card_checked).size(), 1U);
    EXPECT_EQ(code_in(receive(token, {}, {{"idempotency-key", "other"}})), "OPN30035E");
}

// --- consent

TEST_F(CardTest, a_consent_lasts_24_hours_and_is_this_facilitys)
{
    using enum domain::ConsentItem;
    using enum domain::ConsentFlag;
    static_cast<void>(receive(registered_session(card_), {"medication"}));
    EXPECT_EQ(flag(medication), given);
    EXPECT_EQ(flag(checkup), none);
    EXPECT_EQ(flag(medication, test::other_clinic), none);
    centre_.clock.advance(std::chrono::hours(24) - std::chrono::microseconds(1));
    EXPECT_EQ(flag(medication), given);
    centre_.clock.advance(std::chrono::microseconds(1));
    EXPECT_EQ(flag(medication), expired);
}

TEST_F(CardTest, a_consent_is_withdrawn_at_once)
{
    const auto token = registered_session(card_);
    static_cast<void>(receive(token, {"medication", "checkup"}));
    const auto body = Json::object().set("session", token).set("items", Json::array().push("medication")).compact();
    centre_.clock.advance(second);
    EXPECT_THAT(send("/card/withdrawal", body, terminal_).body, HasSubstr("\"withdrawn\": 1"));
    EXPECT_EQ(flag(domain::ConsentItem::medication), domain::ConsentFlag::none);
    EXPECT_EQ(flag(domain::ConsentItem::checkup), domain::ConsentFlag::given);
    EXPECT_EQ(consents().at(1).end, domain::ConsentEnd::by_patient); // checkup stands before medication
    EXPECT_THAT(recorded(domain::AuditEvent::consent_withdrawn).at(0).details, HasSubstr("items=medication"));
    EXPECT_THAT(send("/card/withdrawal", body, terminal_).body,
                HasSubstr("\"withdrawn\": 0")); // nothing is left to withdraw
}

TEST_F(CardTest, the_next_reception_without_it_ends_a_consent)
{
    static_cast<void>(receive(registered_session(card_), {"medication"}));
    centre_.clock.advance(second);
    static_cast<void>(receive(session(card_), {"checkup"}));
    EXPECT_EQ(flag(domain::ConsentItem::medication), domain::ConsentFlag::none);
    EXPECT_EQ(flag(domain::ConsentItem::checkup), domain::ConsentFlag::given);
}

TEST_F(CardTest, refusing_everything_never_blocks_the_check)
{
    const auto answer = answer_in(receive(registered_session(card_)));
    EXPECT_EQ(answer.validity, domain::Validity::valid);
    EXPECT_EQ(answer.found->insurer_name, "見本健康保険組合");
    EXPECT_TRUE(answer.found->coverage.specific_diseases.empty());
}

TEST_F(CardTest, a_facility_chooses_what_its_patients_are_asked_for)
{
    const auto token = registered_session(card_);
    EXPECT_EQ(code_in(receive(token, {"treatment"})), "OPN10201E");
    const domain::ConsentOffer everything{.checkup = true, .medication = true, .treatment = true, .operation = true};
    const auto changed = send("/facility/consents", wire::write_consent_offer(everything), terminal_, {}, "PUT");
    EXPECT_EQ(wire::parse_consent_offer(changed.body), everything);
    EXPECT_EQ(wire::parse_consent_offer(send("/facility/consents", "", terminal_, {}, "GET").body), everything);
    EXPECT_EQ(code_in(receive(token, {"treatment"})), "accepted"); // the session was not used up by the refusal
    EXPECT_EQ(recorded(domain::AuditEvent::consent_offer_changed).size(), 1U);
}

TEST_F(CardTest, before_october_2024_the_limit_certificate_was_asked_for)
{
    const auto card = new_card({.not_before = test::instant("2022-01-01T00:00:00+09:00"),
                                .not_after = test::instant("2027-01-01T00:00:00+09:00")});
    link(card, "SYN-00000001");
    auto row = hanako_with_disease();
    row.limit_certificates = {
        {domain::LimitKind::limit, "A03", {}, {test::date("2024-08-01"), test::date("2025-07-31")}, {}}};
    centre_.report("SYN-00000001", row);
    static_cast<void>(registered_session(card));
    centre_.clock.set(test::instant("2024-10-06T10:00:00+09:00"));
    EXPECT_EQ(answer_in(receive(session(card))).found->limit_consent, false);
    centre_.clock.advance(second);
    const auto agreed = answer_in(receive(session(card), {"limit_certificate"}));
    EXPECT_EQ(agreed.found->limit_consent, true);
    EXPECT_EQ(agreed.found->coverage.limit_certificates.size(), 1U);
    centre_.clock.set(test::instant("2024-10-07T10:00:00+09:00"));
    EXPECT_EQ(code_in(receive(session(card), {"limit_certificate"})), "OPN10201E");
    EXPECT_EQ(answer_in(receive(session(card))).found->limit_consent, true);
}

// --- undo

TEST_F(CardTest, an_answer_by_card_from_a_fact_that_was_corrected_is_found)
{
    static_cast<void>(receive(registered_session(card_)));
    centre_.clock.advance(second);
    const auto since = centre_.clock.now();
    auto mended = hanako_with_disease();
    mended.name = "新名　花子"; // matters neither for care nor for the bill
    centre_.report("SYN-00000001", mended);
    const auto found = [&] {
        return centre_.desk.read_now([&](usecase::UnitOfWork& work) {
            return usecase::find_corrections(work, MemoryCentre::shell(),
                                             {.since = since, .until = {}, .insurer = {}, .facility = {}});
        });
    };
    EXPECT_EQ(found().answers.size(), 0U);
    centre_.clock.advance(second);
    mended.limit_certificates[0].cls = "A04";
    centre_.report("SYN-00000001", mended);
    const auto corrections = found();
    ASSERT_EQ(corrections.answers.size(), 1U);
    EXPECT_EQ(corrections.answers[0].facility, test::clinic);
    EXPECT_EQ(corrections.answers[0].answer_id, recorded(domain::AuditEvent::card_checked).at(0).answer_id);
    EXPECT_THAT(domain::difference_words(corrections.answers[0].said, corrections.answers[0].now),
                HasSubstr("A03→A04"));
}

} // namespace

} // namespace onshi::http
