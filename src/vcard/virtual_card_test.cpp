#include "vcard/virtual_card.h"

#include "base/fault.h"
#include "base/files.h"
#include "card/key_authoriser.h"
#include "card/text_ap.h"
#include "card/visual_ap.h"
#include "pki/digest.h"
#include "support/temporary_folder.h"
#include "vcard/cv_certificate.h"
#include "vcard/direct_transport.h"
#include "vcard/persona_maker.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <optional>

using namespace onshi;
using namespace onshi::vcard;
using card::CardChannel;
using card::JpkiAp;
using card::LastTry;
using card::Pin;
using card::Trouble;

namespace {

namespace fs = std::filesystem;

struct FixedClock final : base::Clock
{
    base::Instant at = std::chrono::sys_days(std::chrono::year(2026) / 11 / 4);
    [[nodiscard]] base::Instant now() const override { return at; }
};

constexpr std::string_view message = "what the centre asked";

/// Cards are made once for all tests (keys take time); each test begins with fresh counters.
class VirtualCardTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        folder_.emplace();
        AuthorityFolder::create(environment(), *folder_ / "authority");
        Municipality::create(*folder_ / "town");
        Municipality::create(*folder_ / "other-town");
    }
    static void TearDownTestSuite()
    {
        made_.clear();
        folder_.reset();
    }

    static const base::Environment& environment()
    {
        static const FixedClock clock;
        static base::SystemRandom random;
        static const base::Environment made{clock, random, true};
        return made;
    }
    static const MadeCard& card_of(CardKind kind)
    {
        if (!made_.contains(kind)) {
            AuthorityFolder authority(*folder_ / "authority");
            const Printed printed{
                "架空　太郎", "東京都架空区１", *base::Date::of(1980, 4, 2), 1, *base::Date::of(2036, 4, 2), "4711"};
            made_.emplace(kind, make_card(environment(), authority, Municipality(*folder_ / "town"),
                                          {name_of(kind), kind, "SYNTHETIC-1", printed}));
        }
        return made_.at(kind);
    }

    /// A card on a reader.
    struct Laid
    {
        explicit Laid(const MadeCard& made)
            : Laid(made.persona, made.tries)
        {
        }
        Laid(const Persona& of, const Tries& tries)
            : persona(of)
            , counters(tries)
            , card(persona, counters, environment().random)
        {
        }
        Persona persona;
        MemoryCounters counters;
        VirtualCard card;
        DirectTransport transport{card};
        CardChannel channel{transport};
        JpkiAp jpki{channel};
    };

    static Pin pin(const char* digits = "1234") { return Pin::parse(digits).value(); }
    static card::Bytes bytes(std::string_view text) { return {text.begin(), text.end()}; }
    static card::CardResult<std::string> sign(Laid& laid) { return laid.jpki.sign(pki::sha256({message})); }
    static bool good(const Laid& laid, const card::CardResult<std::string>& signature)
    {
        const RsaKey key(public_half(laid.persona.authentication.key));
        return signature && key.verify(bytes(message), bytes(*signature));
    }
    static std::string terminal_file(const char* town, const char* name)
    {
        return base::read_file(*folder_ / town / name);
    }
    static card::TerminalAuthoriser terminal(const char* certificate_of = "town", const char* key_of = "town")
    {
        const auto key = std::make_shared<RsaKey>(terminal_file(key_of, "terminal.key"));
        return {bytes(terminal_file(certificate_of, "terminal.cv")),
                [key](card::ByteView challenge) { return key->sign(challenge); }};
    }

    static inline std::optional<test::TemporaryFolder> folder_{};
    static inline std::map<CardKind, MadeCard> made_{};
};

TEST_F(VirtualCardTest, signs_after_the_pin_and_not_before)
{
    Laid laid(card_of(CardKind::normal));
    EXPECT_EQ(laid.jpki.certificate(), laid.persona.authentication.certificate);
    EXPECT_EQ(laid.jpki.authority_certificate(), laid.persona.authentication.authority);
    EXPECT_EQ(laid.jpki.token_kind(), card::TokenKind::card);
    EXPECT_EQ(sign(laid).error().kind, Trouble::locked);
    const auto digits = pin();
    ASSERT_TRUE(card::PinAuthoriser(digits).authorise(laid.jpki));
    EXPECT_TRUE(good(laid, sign(laid)));
}

TEST_F(VirtualCardTest, a_wrong_pin_counts_and_a_right_one_gives_the_tries_back)
{
    Laid laid(card_of(CardKind::normal));
    EXPECT_EQ(laid.jpki.verify_pin(pin("0000")).error(), (card::CardTrouble{Trouble::pin_wrong, 2, 0x63C2}));
    EXPECT_EQ(laid.jpki.pin_tries(), 2);
    EXPECT_EQ(laid.counters.tries().authentication, 2);
    ASSERT_TRUE(laid.jpki.verify_pin(pin()));
    EXPECT_EQ(laid.jpki.pin_tries(), 3);
    EXPECT_EQ(laid.counters.tries(), Tries{});
}

TEST_F(VirtualCardTest, a_wrong_pin_takes_back_what_a_right_one_gave)
{
    Laid laid(card_of(CardKind::normal));
    ASSERT_TRUE(laid.jpki.verify_pin(pin()));
    EXPECT_FALSE(laid.jpki.verify_pin(pin("0000")));
    EXPECT_EQ(sign(laid).error().kind, Trouble::locked);
}

TEST_F(VirtualCardTest, three_wrong_pins_block_it_for_good)
{
    for (const auto word : std::initializer_list<std::uint16_t>{0x6984, 0x6983}) {
        auto persona = card_of(CardKind::normal).persona;
        persona.profile.blocked = word;
        Laid laid(persona, {});
        for (int i = 0; i < 3; ++i)
            EXPECT_FALSE(laid.jpki.verify_pin(pin("0000"), LastTry::patient_insists));
        EXPECT_EQ(laid.jpki.pin_tries(), 0);
        ASSERT_TRUE(laid.transport.power_cycle());
        CardChannel channel(laid.transport);
        JpkiAp jpki(channel);
        EXPECT_EQ(jpki.verify_pin(pin(), LastTry::patient_insists).error().kind, Trouble::pin_blocked);
        // Sent past the library's own look at the tries, the card says so itself.
        ASSERT_TRUE(jpki.select(0x0018));
        EXPECT_EQ(channel.verify(bytes("1234")).error(), (card::CardTrouble{Trouble::pin_blocked, 0, word}));
    }
}

TEST_F(VirtualCardTest, tries_survive_a_restart)
{
    const auto file = *folder_ / "counters";
    FileCounters::create(file, {});
    const auto& persona = card_of(CardKind::normal).persona;
    {
        FileCounters counters(file);
        VirtualCard card(persona, counters, environment().random);
        DirectTransport transport(card);
        CardChannel channel(transport);
        EXPECT_FALSE(JpkiAp(channel).verify_pin(pin("0000")));
    }
    FileCounters counters(file);
    VirtualCard card(persona, counters, environment().random);
    DirectTransport transport(card);
    CardChannel channel(transport);
    EXPECT_EQ(JpkiAp(channel).pin_tries(), 2);
}

TEST_F(VirtualCardTest, a_card_that_cannot_count_does_not_answer)
{
    struct Broken final : Counters
    {
        [[nodiscard]] Tries tries() const override { return {}; }
        void keep(const Tries& /*tries*/) override { throw base::Fault(base::FaultCode::io, "no space left"); }
    } counters;
    VirtualCard card(card_of(CardKind::normal).persona, counters, environment().random);
    DirectTransport transport(card);
    CardChannel channel(transport);
    EXPECT_THROW((void)JpkiAp(channel).verify_pin(pin("0000")), base::Fault);
}

// card.md 4.5, PIN state left by the previous patient. Twin: the same without the power cycle signs.
TEST_F(VirtualCardTest, what_was_verified_is_gone_without_power)
{
    for (const bool powered : {true, false}) {
        Laid laid(card_of(CardKind::normal));
        ASSERT_TRUE(laid.jpki.verify_pin(pin()));
        if (!powered) {
            ASSERT_TRUE(laid.transport.power_cycle());
        }
        CardChannel next(laid.transport);
        const auto signature = JpkiAp(next).sign(pki::sha256({message}));
        EXPECT_EQ(good(laid, signature), powered);
        EXPECT_EQ(!signature && signature.error().kind == Trouble::locked, !powered);
    }
}

TEST_F(VirtualCardTest, a_warm_reset_keeps_what_was_verified_as_the_profile_says)
{
    for (const bool survives : {true, false}) {
        auto persona = card_of(CardKind::normal).persona;
        persona.profile.status_survives_reset = survives;
        Laid laid(persona, {});
        ASSERT_TRUE(laid.jpki.verify_pin(pin()));
        laid.card.reset();
        CardChannel next(laid.transport);
        EXPECT_EQ(JpkiAp(next).sign(pki::sha256({message})).has_value(), survives);
    }
}

// card.md 4.5, card pulled during sign: after SELECT of the key, in place of the signature. Twin: one command later.
TEST_F(VirtualCardTest, pulled_during_the_signature)
{
    for (const int commands : {1, 2}) {
        Laid laid(card_of(CardKind::normal));
        ASSERT_TRUE(laid.jpki.verify_pin(pin()));
        laid.transport.pull(commands);
        const auto signature = sign(laid);
        EXPECT_EQ(good(laid, signature), commands == 2);
        EXPECT_EQ(!signature && signature.error().kind == Trouble::removed, commands == 1);
        // And for ever: whatever lies there now is another patient's.
        EXPECT_EQ(laid.jpki.certificate().error().kind, Trouble::removed);
        EXPECT_EQ(laid.transport.power_cycle().error().kind, Trouble::removed);
    }
}

TEST_F(VirtualCardTest, a_face_card_and_a_blocked_one_say_so_before_a_pin_is_asked_for)
{
    for (const auto kind : {CardKind::face, CardKind::pin_blocked}) {
        Laid laid(card_of(kind));
        EXPECT_EQ(laid.jpki.pin_tries(), 0);
        EXPECT_EQ(laid.jpki.verify_pin(pin()).error().kind, Trouble::pin_blocked);
    }
    Laid last(card_of(CardKind::one_try_left));
    EXPECT_EQ(last.jpki.verify_pin(pin()).error().kind, Trouble::last_try);
    EXPECT_TRUE(last.jpki.verify_pin(pin(), LastTry::patient_insists));
}

TEST_F(VirtualCardTest, a_childs_card_authenticates_and_has_no_signature_certificate)
{
    Laid laid(card_of(CardKind::child));
    ASSERT_TRUE(laid.jpki.verify_pin(pin()));
    EXPECT_TRUE(good(laid, sign(laid)));
    EXPECT_TRUE(laid.persona.signature.certificate.empty());
}

TEST_F(VirtualCardTest, a_phone_is_told_apart_and_has_no_face)
{
    Laid phone(card_of(CardKind::android)), other(card_of(CardKind::ios));
    EXPECT_EQ(phone.jpki.token_kind(), card::TokenKind::android);
    EXPECT_EQ(other.jpki.token_kind(), card::TokenKind::ios);
    card::VisualAp visual(phone.channel);
    EXPECT_EQ(visual.face().error().kind, Trouble::not_a_my_number_card);
    ASSERT_TRUE(phone.jpki.verify_pin(pin()));
    EXPECT_TRUE(good(phone, sign(phone)));
}

TEST_F(VirtualCardTest, a_never_written_certificate_is_absent)
{
    auto persona = card_of(CardKind::normal).persona;
    persona.authentication.certificate.clear();
    Laid laid(persona, {});
    EXPECT_EQ(laid.jpki.certificate().error().kind, Trouble::absent);
}

// Project model: EF 0016, one signature for one authorisation.
TEST_F(VirtualCardTest, an_authorised_terminal_signs_once_without_a_pin)
{
    for (const auto kind : {CardKind::face, CardKind::normal}) {
        Laid laid(card_of(kind));
        auto authoriser = terminal();
        ASSERT_TRUE(authoriser.authorise(laid.jpki));
        EXPECT_TRUE(good(laid, sign(laid)));
        EXPECT_EQ(sign(laid).error().kind, Trouble::locked);
    }
}

TEST_F(VirtualCardTest, a_terminal_of_another_authority_or_with_another_key_is_refused)
{
    Laid laid(card_of(CardKind::face));
    auto stranger = terminal("other-town", "other-town"), impostor = terminal("town", "other-town");
    EXPECT_EQ(stranger.authorise(laid.jpki).error().status, 0x6A80);
    EXPECT_EQ(impostor.authorise(laid.jpki).error().status, 0x6300);
    EXPECT_EQ(sign(laid).error().kind, Trouble::locked);
}

TEST_F(VirtualCardTest, a_terminal_cannot_answer_a_challenge_twice)
{
    Laid laid(card_of(CardKind::face));
    card::Bytes recorded;
    const RsaKey key(terminal_file("town", "terminal.key"));
    card::TerminalAuthoriser first(bytes(terminal_file("town", "terminal.cv")), [&](card::ByteView asked) {
        recorded = key.sign(asked);
        return recorded;
    });
    card::TerminalAuthoriser replay(bytes(terminal_file("town", "terminal.cv")),
                                    [&](card::ByteView) { return recorded; });
    ASSERT_TRUE(first.authorise(laid.jpki));
    EXPECT_EQ(replay.authorise(laid.jpki).error().status, 0x6300);
}

TEST_F(VirtualCardTest, a_terminal_may_not_use_the_signature_key)
{
    Laid laid(card_of(CardKind::normal));
    auto authoriser = terminal();
    ASSERT_TRUE(authoriser.authorise(laid.jpki));
    ASSERT_TRUE(laid.jpki.select(0x001A));
    EXPECT_EQ(laid.channel.sign(pki::sha256({message})).error().kind, Trouble::locked);
}

TEST_F(VirtualCardTest, attributes_and_face_open_with_what_is_printed)
{
    Laid laid(card_of(CardKind::normal));
    card::TextAp text(laid.channel);
    card::VisualAp visual(laid.channel);
    EXPECT_EQ(text.attributes().error().kind, Trouble::locked);
    EXPECT_EQ(visual.face().error().kind, Trouble::locked);
    // 昭和55年4月2日, 2036, 4711.
    const auto number = card::FaceNumber::parse("55040220364711").value();
    ASSERT_TRUE(visual.open(number));
    const auto face = visual.face();
    ASSERT_TRUE(face);
    EXPECT_EQ(face->birth_date.iso(), "1980-04-02");
    EXPECT_EQ(face->sex, 1);
    EXPECT_EQ(face->expiry.iso(), "2036-04-02");
    EXPECT_EQ(std::string(face->photo.begin() + 1, face->photo.begin() + 4), "PNG");
    ASSERT_TRUE(text.open(number));
    const auto attributes = text.attributes();
    ASSERT_TRUE(attributes);
    EXPECT_EQ(attributes->name, "架空　太郎");
    EXPECT_EQ(attributes->address, "東京都架空区１");
    EXPECT_EQ(attributes->birth_date.iso(), "1980-04-02");
    EXPECT_EQ(attributes->sex, 1);
}

TEST_F(VirtualCardTest, the_text_applications_pin_has_tries_of_its_own)
{
    Laid laid(card_of(CardKind::normal));
    card::TextAp text(laid.channel);
    EXPECT_EQ(text.open(pin("0000")).error().kind, Trouble::pin_wrong);
    EXPECT_EQ(text.pin_tries(), 2);
    EXPECT_EQ(laid.jpki.pin_tries(), 3);
    ASSERT_TRUE(text.open(pin()));
    EXPECT_TRUE(text.attributes());
}

// The chain of a card's face: municipality's root, the issuer in EF 0004, the face, the card's own key.
TEST_F(VirtualCardTest, the_face_is_signed_and_the_card_proves_its_key)
{
    Laid laid(card_of(CardKind::normal));
    card::VisualAp visual(laid.channel);
    ASSERT_TRUE(visual.open(card::FaceNumber::parse("55040220364711").value()));
    const auto face = visual.face();
    const auto certificate = visual.issuer_certificate();
    ASSERT_TRUE(face && certificate);
    const Municipality town(*folder_ / "town"), other(*folder_ / "other-town");
    EXPECT_FALSE(verify_cv_certificate(*certificate, other.root));
    const auto issuer = verify_cv_certificate(*certificate, town.root);
    ASSERT_TRUE(issuer);
    EXPECT_EQ(issuer->holder, "SYNTHETIC TOWN");
    const RsaKey issuer_key(issuer->key.modulus, issuer->key.exponent);
    EXPECT_TRUE(issuer_key.verify(face->signed_part, face->signature));
    auto altered = face->signed_part;
    altered.back() ^= 1U;
    EXPECT_FALSE(issuer_key.verify(altered, face->signature));

    const auto proof = visual.prove(pki::sha256({message}));
    ASSERT_TRUE(proof);
    // 90 03 010001 91 82 0100 n
    const card::ByteView key = face->public_key;
    const RsaKey own_key(key.subspan(9), key.subspan(2, 3));
    EXPECT_TRUE(own_key.verify(bytes(message), *proof));
}

TEST_F(VirtualCardTest, any_bytes_get_an_answer_and_cost_no_try)
{
    Laid laid(card_of(CardKind::normal));
    for (unsigned cla = 0; cla < 256; cla += 4)
        for (unsigned ins = 0; ins < 256; ++ins)
            for (std::size_t size = 0; size < 8; ++size) {
                card::Bytes command{
                    static_cast<std::uint8_t>(cla), static_cast<std::uint8_t>(ins), 0x00, 0x80, 0x02, 0xFF, 0xFF, 0x00};
                command.resize(size);
                EXPECT_GE(laid.card.process(command).size(), 2U);
            }
    EXPECT_EQ(laid.counters.tries(), Tries{});
}

TEST_F(VirtualCardTest, reads_by_short_identifier_and_past_the_end)
{
    Laid laid(card_of(CardKind::normal));
    ASSERT_TRUE(laid.jpki.select(0x0006));
    const auto answer = laid.card.process(card::Bytes{0x00, 0xB0, 0x8A, 0x00, 0x04}); // EF 000A
    EXPECT_EQ(std::string(answer.begin(), answer.begin() + 4), laid.persona.authentication.certificate.substr(0, 4));
    EXPECT_EQ(laid.card.process(card::Bytes{0x00, 0xB0, 0x7F, 0xFF, 0x04}), (card::Bytes{0x6B, 0x00}));
    EXPECT_EQ(laid.card.process(card::Bytes{0x00, 0x20, 0x00, 0x98}), (card::Bytes{0x63, 0xC3})); // EF 0018
}

TEST_F(VirtualCardTest, a_saved_card_is_the_same_card)
{
    const auto& persona = card_of(CardKind::normal).persona;
    save_persona(*folder_ / "saved", persona);
    const auto read = load_persona(*folder_ / "saved");
    EXPECT_EQ(read.label, "saved");
    EXPECT_EQ(read.person_code, persona.person_code);
    EXPECT_EQ(read.pin, persona.pin);
    EXPECT_EQ(read.face_number, persona.face_number);
    EXPECT_EQ(read.authentication.key, persona.authentication.key);
    EXPECT_EQ(read.signature.certificate, persona.signature.certificate);
    EXPECT_EQ(read.face, persona.face);
    EXPECT_EQ(read.issuer, persona.issuer);
    EXPECT_EQ(fs::status(*folder_ / "saved" / "authentication.key").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(VirtualCardTest, wrong_settings_name_key_and_way_out)
{
    const auto problem = [&](const std::string& settings) {
        const auto folder = *folder_ / "wrong";
        fs::remove_all(folder);
        fs::create_directory(folder);
        base::write_new_file(folder / "persona.conf", settings);
        try {
            (void)load_persona(folder);
        } catch (const base::Fault& fault) {
            return std::string(fault.what());
        }
        return std::string("none");
    };
    const std::string good = "token = card\nblocked_status = 6984\nstatus_survives_reset = yes\n";
    EXPECT_EQ(problem(good), "none");
    EXPECT_THAT(problem(good + "pin = 12345\n"), testing::HasSubstr("persona.conf: pin: 4 digits, or nothing"));
    EXPECT_THAT(problem(good + "pim = 1234\n"), testing::HasSubstr("pim: no such key"));
    EXPECT_THAT(problem(good + "pin\n"), testing::HasSubstr("write key = value"));
    EXPECT_THAT(problem("token = stone\n"), testing::HasSubstr("token: one of card, android, ios"));
}

} // namespace
