#include "wire/card_message.h"

#include "wire/json.h"
#include "wire/sample_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace onshi;
using domain::ConsentItem;
using domain::ErrorCode;
using testing::ElementsAre;
using wire::sample::replaced;

namespace {

const std::string begin =
    R"({"mode":"pin","purpose":"outpatient","certificate":"MIIB","token":"card"})"; // any bytes will do here
const std::string finish =
    R"({"auth_id":"00ff","signature":"c2ln","evidence":{"matcher":"sample","version":"1","score":0.75,"threshold":0.6}})";
const std::string reception =
    R"({"session":"abc","consents":{"medication":true,"specific_disease":true,"checkup":false},"prescription":2})";

/// The field and the code that a refused document is blamed for.
template<class T>
std::string blamed(const domain::Result<T>& result)
{
    return result ? "none" : result.error().field + " " + domain::entry_of(result.error().code).name;
}

} // namespace

TEST(CardMessage, begin_is_read_and_written)
{
    const auto request = wire::parse_card_begin(begin).value();
    EXPECT_EQ(request.mode, domain::CardMode::pin);
    EXPECT_EQ(request.purpose, domain::CarePurpose::outpatient);
    EXPECT_EQ(request.token, domain::CardToken::card);
    EXPECT_EQ(request.certificate, "\x30\x82\x01");
    EXPECT_EQ(wire::parse_card_begin(wire::write_card_begin(request)), request);
}

TEST(CardMessage, begin_names_the_member_to_blame)
{
    EXPECT_EQ(blamed(wire::parse_card_begin("{")), "JSON unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_begin("[]")), "JSON unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_begin(replaced(begin, "\"mode\"", "\"Mode\""))), "mode element_missing");
    EXPECT_EQ(blamed(wire::parse_card_begin(replaced(begin, "pin", "finger"))), "mode unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_begin(replaced(begin, "outpatient", "x"))), "purpose unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_begin(replaced(begin, "MIIB", "MII"))), "certificate characters");
    EXPECT_EQ(blamed(wire::parse_card_begin(replaced(begin, "MIIB", ""))), "certificate element_missing");
    EXPECT_EQ(blamed(wire::parse_card_begin(replaced(begin, "\"card\"", "7"))), "token element_missing");
}

TEST(CardMessage, the_answer_to_begin_comes_back)
{
    const wire::CardBeginAnswer answer{.auth_id = "00112233445566778899aabbccddeeff",
                                       .nonce = std::string(32, '\xfe'),
                                       .expires_at = wire::sample::moment("2026-04-01T09:32:04+09:00"),
                                       .terminal = "0a0b",
                                       .facility = "1319999999"};
    EXPECT_EQ(wire::parse_card_begin_answer(wire::write_card_begin_answer(answer)), answer);
}

TEST(CardMessage, finish_is_read_with_its_evidence)
{
    const auto request = wire::parse_card_finish(finish).value();
    EXPECT_EQ(request.auth_id, "00ff");
    EXPECT_EQ(request.signature, "sig");
    EXPECT_EQ(request.face, (domain::FaceMatch{"sample", "1", 0.75, 0.6}));
    EXPECT_EQ(wire::parse_card_finish(wire::write_card_finish(request)), request);
    const auto bare = wire::parse_card_finish(R"({"auth_id":"00ff","signature":"c2ln"})").value();
    EXPECT_EQ(bare.face, std::nullopt);
    EXPECT_EQ(
        wire::parse_card_finish(R"({"auth_id":"1","signature":"c2ln","evidence":{"reason":"face_failed"}})")->reason,
        "face_failed");
}

TEST(CardMessage, evidence_goes_on_the_record_and_holds_nothing_but_words_and_numbers)
{
    EXPECT_EQ(blamed(wire::parse_card_finish(replaced(finish, "sample", "a b"))), "evidence.matcher characters");
    EXPECT_EQ(blamed(wire::parse_card_finish(replaced(finish, "0.75", "\"high\""))), "evidence.score unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_finish(replaced(finish, "\"threshold\":0.6", "\"x\":1"))),
              "evidence.threshold element_missing");
    EXPECT_EQ(blamed(wire::parse_card_finish(R"({"auth_id":"1","signature":"c2ln","evidence":7})")),
              "evidence unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_finish(R"({"auth_id":"1","signature":"c2ln","evidence":{"reason":"見本"}})")),
              "evidence.reason characters");
}

TEST(CardMessage, the_answer_to_finish_comes_back_and_says_what_the_desk_should_know)
{
    const wire::CardFinishAnswer answer{.session = "abc",
                                        .scope = domain::CardScope::full,
                                        .registered = true,
                                        .ends = wire::sample::day(2026, 6, 30),
                                        .ends_soon = true,
                                        .questions = {{ConsentItem::checkup, ConsentItem::medication}, true, true},
                                        .notice = domain::NoticeCode::card_ends_soon};
    const auto text = wire::write_card_finish_answer(answer);
    EXPECT_THAT(text, testing::HasSubstr("OPN40010I"));
    const auto read = wire::parse_card_finish_answer(text).value();
    EXPECT_EQ(read.session, "abc");
    EXPECT_EQ(read.scope, domain::CardScope::full);
    EXPECT_TRUE(read.registered);
    EXPECT_EQ(read.ends, answer.ends);
    EXPECT_TRUE(read.ends_soon);
    EXPECT_THAT(read.questions.asked, ElementsAre(ConsentItem::checkup, ConsentItem::medication));
    EXPECT_TRUE(read.questions.whole);
}

TEST(CardMessage, reception_reads_what_was_agreed_to)
{
    const auto request = wire::parse_card_reception(reception).value();
    EXPECT_EQ(request.session, "abc");
    EXPECT_THAT(request.given, ElementsAre(ConsentItem::specific_disease, ConsentItem::medication));
    EXPECT_EQ(request.prescription, 2);
    EXPECT_EQ(blamed(wire::parse_card_reception(replaced(reception, "checkup", "blood"))),
              "consents.blood unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_reception(replaced(reception, "\"checkup\":false", "\"checkup\":0"))),
              "consents.checkup unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_reception(replaced(reception, ":2}", ":3}"))), "prescription unknown_value");
    EXPECT_EQ(blamed(wire::parse_card_reception(R"({"session":"abc"})")), "consents element_missing");
}

TEST(CardMessage, registration_and_withdrawal_are_read)
{
    EXPECT_TRUE(wire::parse_card_registration(R"({"session":"abc","agree":true})")->agree);
    EXPECT_FALSE(wire::parse_card_registration(R"({"session":"abc","agree":false})")->agree);
    EXPECT_EQ(blamed(wire::parse_card_registration(R"({"session":"abc"})")), "agree element_missing");
    EXPECT_THAT(wire::parse_card_withdrawal(R"({"session":"abc","items":["medication"]})")->items,
                ElementsAre(ConsentItem::medication));
    EXPECT_EQ(blamed(wire::parse_card_withdrawal(R"({"session":"abc","items":[]})")), "items element_missing");
    EXPECT_EQ(blamed(wire::parse_card_withdrawal(R"({"session":"abc","items":["all"]})")), "items unknown_value");
}

TEST(CardMessage, a_facilitys_offer_needs_all_four_members_and_no_other)
{
    const domain::ConsentOffer offer{.checkup = true, .medication = false, .treatment = true, .operation = false};
    const auto text = wire::write_consent_offer(offer);
    EXPECT_EQ(wire::parse_consent_offer(text), offer);
    EXPECT_EQ(blamed(wire::parse_consent_offer(R"({"checkup":true,"medication":true,"treatment":false})")),
              "operation element_missing");
    EXPECT_EQ(blamed(wire::parse_consent_offer(replaced(text, "\"checkup\"", "\"blood\": true, \"checkup\""))),
              "JSON unknown_value");
}
