#include "base/files.h"
#include "e2e/exchange.h"
#include "pki/card_certificate.h"
#include "reader/reader.h"
#include "reader/reception_desk.h"

#include <fstream>
#include <gmock/gmock.h>

/// Whole receptions with real parts on both sides: virtual card, pcscd, terminal with its page, centre, OCSP. One test
/// a kind of card (doc/formats/persona.md); each asserts what the patient sees, what the receipt computer gets, and
/// what the centre put on the record. Codes: doc/errors.md; element names: the external interface's face answer.
namespace onshi::test {

namespace {

using domain::AuditEvent;
using testing::HasSubstr;

/// At that step of the patient's screen that is touched.
struct Touch
{
    const char *step, *path, *members;
};
constexpr Touch choose_pin{"mode", "mode", R"("mode":"pin")"};
constexpr Touch choose_face{"mode", "mode", R"("mode":"face")"};
constexpr Touch choose_staff{"mode", "mode", R"("mode":"visual")"};
constexpr Touch type_pin{"pin", "pin", R"("pin":"1234","insist":false)"};
constexpr Touch agree{"registration", "registration", R"("agree":true)"};
constexpr Touch medication_only{"consent", "consent",
                                R"("consents":{"specific_disease":false,"checkup":false,"medication":true})"};

struct Line
{
    AuditEvent event;
    std::string words; ///< a part of its details
};

/// One row of the table.
struct Story
{
    const char* card;
    std::vector<Touch> touches;
    std::string trouble = {};                                  ///< its code; empty: it ends well
    std::vector<std::pair<const char*, const char*>> xml = {}; ///< element and text, of the face answer
    std::vector<Line> record;
};

const std::string asked = " refused=specific_disease,checkup ";

class ReceptionAtTheReader : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        desk_ = std::make_unique<ReceptionDesk>(std::vector<CardHolder>{
            {"normal", "normal", "１００１"},
            {"blocked", "pin-blocked", "１００２"},
            {"last", "one-try-left", "１００３"},
            {"face", "face", "１００４"},
            {"child", "child", "１００５", true, "1234", "2019-05-05"},
            {"soon", "ends-soon", "１００６"},
            {"grace", "expired-in-grace", "１００７"},
            {"expired", "expired", "１００８"},
            {"revoked", "revoked", "１００９"},
            {"phone", "android", "１０１０"},
            {"unlinked", "normal", "１０１１", false},
            {"declines", "normal", "１０１２"},
            {"unsure", "normal", "１０１３"},
            {"vouched", "pin-blocked", "１０１４"},
            {"both", "expired", "１０１５"},
            {"copy", "face", "１０１６"},
        });
    }
    static void TearDownTestSuite() { desk_.reset(); }
    void TearDown() override
    {
        desk_->take();
        static_cast<void>(desk_->recorded());
        static_cast<void>(desk_->face_file());
    }

    static void expect(const Story& story)
    {
        desk_->lay(story.card);
        go_on(story);
    }
    /// With the card that lies there.
    static void go_on(const Story& story)
    {
        for (const auto& touch : story.touches) {
            static_cast<void>(desk_->wait_for(touch.step));
            ASSERT_EQ(desk_->touch(touch.path, touch.members), 204) << touch.step;
        }
        const auto end = desk_->wait_for(story.trouble.empty() ? "done" : "trouble");
        EXPECT_EQ(end.member("trouble").text_of("code"), story.trouble);
        const auto xml = desk_->face_file();
        EXPECT_EQ(xml.has_value(), story.trouble.empty()) << "the receipt computer hears of answers only";
        for (const auto& [name, value] : story.xml)
            EXPECT_EQ(text_of(xml.value_or(""), name), value) << name;
        const auto record = desk_->recorded();
        ASSERT_EQ(record.size(), story.record.size());
        for (std::size_t i = 0; i < record.size(); ++i) {
            EXPECT_STREQ(name_of(record[i].event), name_of(story.record[i].event));
            EXPECT_THAT(record[i].details, HasSubstr(story.record[i].words));
        }
    }
    static std::size_t pins_sent()
    {
        const auto log = base::read_file(reader_variable("ONSHI_CARD_LOG"));
        std::size_t count = 0;
        for (auto at = log.find("00 20 00 80 04"); at != std::string::npos; at = log.find("00 20 00 80 04", at + 1))
            ++count;
        return count;
    }

    static inline std::unique_ptr<ReceptionDesk> desk_;
};

/// The answer to a card without any doubt, with consent to the medication alone.
std::vector<std::pair<const char*, const char*>> valid_answer(const char* number)
{
    return {{"ReferenceClassification", "1"},
            {"SegmentOfResult", "1"},
            {"ProcessingResultCode", ""},
            {"QualificationValidity", "1"},
            {"InsuredIdentificationNumber", number},
            {"PharmacistsInfoConsFlg", "1"},
            {"SpecificHealthCheckupsInfoConsFlg", "0"},
            {"SpecificDiseasesCertificateRelatedConsFlg", "0"},
            {"DiagnosisInfoConsFlg", "0"}};
}

std::vector<Line> valid_record(const std::string& mode)
{
    return {{AuditEvent::card_authenticated, "mode=" + mode + " purpose=outpatient token="},
            {AuditEvent::card_registered, "agree=1 "},
            {AuditEvent::card_checked, "given=medication" + asked}};
}

std::vector<Line> refused_record(const std::string& code) { return {{AuditEvent::card_refused, code}}; }

TEST_F(ReceptionAtTheReader, a_card_by_pin_registers_at_its_first_use_and_not_again)
{
    expect({.card = "normal",
            .touches = {choose_pin, type_pin, agree, medication_only},
            .xml = valid_answer("１００１"),
            .record = valid_record("pin")});
    desk_->take();
    expect({.card = "normal",
            .touches = {choose_pin, type_pin, medication_only},
            .xml = valid_answer("１００１"),
            .record = {valid_record("pin").front(), valid_record("pin").back()}});
}

TEST_F(ReceptionAtTheReader, registration_may_be_declined_and_nothing_is_answered)
{
    expect({.card = "declines",
            .touches = {choose_pin, type_pin, {"registration", "registration", R"("agree":false)"}},
            .trouble = "registration_declined",
            .record = {valid_record("pin").front()}});
}

// card.md 4.3: with one try left it is sent only if the patient insists.
TEST_F(ReceptionAtTheReader, the_last_try_is_warned_of_and_not_sent_until_the_patient_insists)
{
    const auto before = pins_sent();
    desk_->lay("last");
    EXPECT_EQ(desk_->wait_for("mode").integer_of("tries_left"), 1);
    ASSERT_EQ(desk_->touch("mode", choose_pin.members), 204);
    EXPECT_EQ(desk_->wait_for("pin").member("last_try").scalar(), "1");
    ASSERT_EQ(desk_->touch("pin", type_pin.members), 204);
    EXPECT_EQ(desk_->wait_for("mode").integer_of("tries_left"), 1);
    EXPECT_EQ(pins_sent(), before);
    EXPECT_THAT(base::read_file(desk_->card("last") / "counters"), HasSubstr("authentication 1\n"));
    const Touch insist{"pin", "pin", R"("pin":"1234","insist":true)"};
    go_on({.card = "last",
           .touches = {choose_pin, insist, agree, medication_only},
           .xml = valid_answer("１００３"),
           .record = valid_record("pin")});
    EXPECT_EQ(pins_sent(), before + 1);
}

TEST_F(ReceptionAtTheReader, a_blocked_pin_is_not_offered_and_the_face_opens_the_card)
{
    desk_->stand_before_camera("blocked");
    desk_->lay("blocked");
    const auto choice = desk_->wait_for("mode");
    EXPECT_EQ(choice.member("modes").compact(), R"(["face","visual"])");
    EXPECT_EQ(choice.integer_of("tries_left"), 0);
    EXPECT_EQ(desk_->touch("pin", type_pin.members), 409);
    go_on({.card = "blocked",
           .touches = {choose_face, agree, medication_only},
           .xml = valid_answer("１００２"),
           .record = valid_record("face")});
}

TEST_F(ReceptionAtTheReader, a_card_without_pin_is_opened_by_its_holders_face)
{
    desk_->stand_before_camera("face");
    auto record = valid_record("face");
    record.front().words = "matcher=onshi-development-file-comparison version=1 score=1 threshold=0.5";
    expect({.card = "face",
            .touches = {choose_face, agree, medication_only},
            .xml = valid_answer("１００４"),
            .record = record});
}

// Twin: the test before.
TEST_F(ReceptionAtTheReader, another_face_opens_nothing)
{
    desk_->stand_before_camera("face");
    std::ofstream(desk_->folder() / "camera/face.jp2") << "somebody else";
    expect({.card = "face", .touches = {choose_face}, .trouble = "face_unknown", .record = {}});
}

// A chip that holds a true face and not the key that belongs to it.
TEST_F(ReceptionAtTheReader, a_copied_face_opens_nothing)
{
    const auto other_key = base::read_file(desk_->card("face") / "face.key");
    std::ofstream(desk_->card("copy") / "face.key") << other_key;
    desk_->stand_before_camera("copy");
    expect({.card = "copy", .touches = {choose_face}, .trouble = "face_unproved", .record = {}});
}

TEST_F(ReceptionAtTheReader, a_childs_card_by_pin)
{
    expect({.card = "child",
            .touches = {choose_pin, type_pin, agree, medication_only},
            .xml = valid_answer("１００５"),
            .record = valid_record("pin")});
}

TEST_F(ReceptionAtTheReader, a_card_that_ends_soon_says_so)
{
    auto xml = valid_answer("１００６");
    xml[2] = {"ProcessingResultCode", "OPN40010I"};
    auto record = valid_record("pin");
    record.back().words = "soon=1 scope=full given=medication" + asked;
    expect({.card = "soon", .touches = {choose_pin, type_pin, agree, medication_only}, .xml = xml, .record = record});
}

// card.md 4.2, check 5: expired, to the end of the third month after that of expiry: eligibility only.
TEST_F(ReceptionAtTheReader, an_expired_card_in_its_time_of_grace_gives_eligibility_only)
{
    expect({.card = "grace",
            .touches = {choose_pin, type_pin, agree},
            .xml = {{"SegmentOfResult", "1"},
                    {"ProcessingResultCode", "OPN40011W"},
                    {"QualificationValidity", "1"},
                    {"InsuredIdentificationNumber", "１００７"},
                    {"PharmacistsInfoConsFlg", "0"}},
            .record = {{AuditEvent::card_authenticated, "scope=eligibility_only"},
                       {AuditEvent::card_registered, "agree=1 "},
                       {AuditEvent::card_checked, "scope=eligibility_only given=none refused=none "}}});
}

TEST_F(ReceptionAtTheReader, a_card_expired_longer_is_refused)
{
    expect({.card = "expired",
            .touches = {choose_pin, type_pin},
            .trouble = "OPN20062E",
            .record = refused_record("mode=pin purpose=outpatient token=card code=OPN20062E")});
}

TEST_F(ReceptionAtTheReader, a_revoked_card_is_refused)
{
    expect({.card = "revoked",
            .touches = {choose_pin, type_pin},
            .trouble = "OPN20063E",
            .record = refused_record("mode=pin purpose=outpatient token=card code=OPN20063E")});
}

// card.md 4.2: time (5) is looked at before revocation (6). Twins: the two tests before.
TEST_F(ReceptionAtTheReader, a_card_both_expired_and_revoked_is_refused_as_expired)
{
    const auto card = pki::read_card_certificate(base::read_file(desk_->card("both") / "authentication.der")).value();
    const auto revoked =
        run({ONSHI_VCARD_PROGRAM, "authority", "revoke", desk_->card("authority").string(), card.serial});
    ASSERT_EQ(revoked.code, 0) << revoked.output;
    expect({.card = "both",
            .touches = {choose_pin, type_pin},
            .trouble = "OPN20062E",
            .record = refused_record("mode=pin purpose=outpatient token=card code=OPN20062E")});
}

// A phone has no photo to compare with, so there is nothing to choose.
TEST_F(ReceptionAtTheReader, a_phones_token_by_pin)
{
    auto record = valid_record("pin");
    record.front().words = "mode=pin purpose=outpatient token=android";
    expect({.card = "phone",
            .touches = {type_pin, agree, medication_only},
            .xml = valid_answer("１０１０"),
            .record = record});
}

// Twin: the same card once somebody answers again.
TEST_F(ReceptionAtTheReader, a_card_that_nobody_can_confirm_is_neither_good_nor_revoked)
{
    desk_->stop_responder();
    expect({.card = "unsure",
            .touches = {choose_pin, type_pin},
            .trouble = "OPN20039E",
            .record = refused_record("mode=pin purpose=outpatient token=card code=OPN20039E")});
    desk_->take();
    desk_->start_responder();
    expect({.card = "unsure",
            .touches = {choose_pin, type_pin, agree, medication_only},
            .xml = valid_answer("１０１３"),
            .record = valid_record("pin")});
}

TEST_F(ReceptionAtTheReader, a_card_of_which_the_centre_was_told_nothing_cannot_be_registered)
{
    expect({.card = "unlinked",
            .touches = {choose_pin, type_pin, agree},
            .trouble = "OPN30030E",
            .record = {{AuditEvent::card_authenticated, "mode=pin"}, {AuditEvent::card_refused, "code=OPN30030E"}}});
}

// Twin: the same question while nobody is signed in.
TEST_F(ReceptionAtTheReader, a_member_of_the_staff_who_is_signed_in_vouches_for_one_patient)
{
    const auto vouch = [] {
        return desk_->staff("POST", "visual",
                            wire::Json::object().set("reception", desk_->reception()).set("reason", "cannot_reach"));
    };
    desk_->lay("vouched");
    static_cast<void>(desk_->wait_for("mode"));
    ASSERT_EQ(desk_->touch("mode", choose_staff.members), 204);
    static_cast<void>(desk_->wait_for("visual_wait"));
    EXPECT_EQ(vouch().json.text_of("code"), "OPN20050E");
    desk_->sign_in();
    static_cast<void>(desk_->recorded());
    ASSERT_EQ(vouch().status, 204);
    auto record = valid_record("visual");
    record.front().words = "mode=visual purpose=outpatient token=card reason=cannot_reach";
    go_on({.card = "vouched", .touches = {agree, medication_only}, .xml = valid_answer("１０１４"), .record = record});
}

} // namespace

} // namespace onshi::test
