#include "base/base64.h"
#include "net/loopback_fixture.h"
#include "pki/card_challenge.h"
#include "pki/rsa_signature.h"
#include "terminal/reception/dialogue.h"
#include "vcard/direct_transport.h"
#include "vcard/persona_maker.h"
#include "wire/sample_messages.h"

#include <gmock/gmock.h>

#include <deque>
#include <filesystem>
#include <fstream>

namespace onshi::terminal {
namespace {

using testing::ElementsAre;
using vcard::CardKind;

/// The cards of this file: an authority and a municipality, made once; keys take long.
struct World
{
    World()
    {
        vcard::AuthorityFolder::create(environment, folder / "authority");
        vcard::Municipality::create(folder / "municipality");
        authority.emplace(folder / "authority");
        municipality.emplace(folder / "municipality");
    }
    ~World() { std::filesystem::remove_all(folder); }

    const vcard::MadeCard& card(CardKind kind)
    {
        const auto known = cards.find(kind);
        if (known != cards.end())
            return known->second;
        const vcard::CardWish wish{.label = vcard::name_of(kind),
                                   .kind = kind,
                                   .person_code = "SYNTHETIC0001",
                                   .printed = {.name = "見本　花子",
                                               .address = "架空県見本市１－２－３",
                                               .birth_date = *base::Date::of(1985, 4, 7),
                                               .sex = 2,
                                               .expiry = *base::Date::of(2030, 4, 7),
                                               .security_code = "1234"}};
        return cards.emplace(kind, vcard::make_card(environment, *authority, *municipality, wish)).first->second;
    }

    base::SystemClock clock;
    base::SystemRandom random;
    base::Environment environment{clock, random, true};
    std::filesystem::path folder = testing::TempDir() + "onshi-dialogue-" + std::to_string(::getpid());
    std::optional<vcard::AuthorityFolder> authority;
    std::optional<vcard::Municipality> municipality;
    std::map<CardKind, vcard::MadeCard> cards;
};

World& world()
{
    static World made;
    return made;
}

/// The people at the counter, played: an input for each step that waits.
class PlayedCounter final : public Counter
{
public:
    void show(const Screen& screen) override { shown.push_back(screen); }
    std::optional<Input> next() override
    {
        if (inputs.empty())
            is_pulled = true;
        if (is_pulled)
            return std::nullopt;
        auto input = std::move(inputs.front());
        inputs.pop_front();
        return input;
    }
    bool is_over() const override { return is_pulled; }

    [[nodiscard]] std::vector<std::string> steps() const
    {
        std::vector<std::string> names;
        for (const auto& screen : shown)
            names.emplace_back(name_of(screen.step));
        return names;
    }

    void forget()
    {
        shown.clear();
        inputs.clear();
        is_pulled = false;
    }

    std::vector<Screen> shown;
    std::deque<Input> inputs;
    bool is_pulled = false;
};

/// A centre that judges the card's signature and nothing else; what it says of the person is played.
class PlayedCentre
{
public:
    PlayedCentre()
        : trust_({.authorities = authorities(), .policies = {vcard::authentication_policy}, .development = true})
        , server_(net::tls_listener(),
                  [this](const net::Request& request, net::Reply reply) { answer(request, reply); })
    {
    }

    [[nodiscard]] net::Address address() const { return {"127.0.0.1", server_.port()}; }

    bool registered = true;
    std::vector<std::string> questions{"medication", "checkup"};
    std::vector<std::string> asked;
    wire::Json evidence, consents;
    std::string mode, session_of_staff;

private:
    static std::vector<std::string> authorities()
    {
        std::vector<std::string> pems;
        for (const auto& generation : world().authority->generations(vcard::CardUse::authentication))
            pems.push_back(generation.authority.certificate);
        return pems;
    }

    void answer(const net::Request& request, net::Reply& reply)
    {
        asked.push_back(request.path);
        const auto body = wire::Json::parse(request.body).value();
        if (request.path == "/card/begin")
            return reply(begin(body));
        if (request.path == "/card/finish")
            return reply(finish(request, body));
        if (request.path == "/card/registration")
            return reply({200, "application/json", R"({"registered":true})", {}});
        consents = body.member("consents");
        reply(net::Response{200,
                            "application/xml",
                            wire::write_eligibility_answer(wire::sample::answer_m3()),
                            {{"Onshi-Answer-Id", "a1"}}});
    }

    net::Response begin(const wire::Json& body)
    {
        certificate_ = base::from_base64(body.text_of("certificate")).value();
        mode = body.text_of("mode");
        auto json = wire::Json::object();
        json.set("auth_id", "00112233445566778899aabbccddeeff").set("nonce", base::to_base64(std::string(32, 'n')));
        json.set("facility", "1310000001").set("terminal", "0a");
        return {200, "application/json", json.compact(), {}};
    }

    net::Response finish(const net::Request& request, const wire::Json& body)
    {
        const auto text = pki::to_be_signed({.auth_id = "00112233445566778899aabbccddeeff",
                                             .nonce = std::string(32, 'n'),
                                             .facility = "1310000001",
                                             .terminal = "0a",
                                             .mode = mode,
                                             .purpose = "outpatient",
                                             .leaf = pki::sha256({certificate_})});
        const auto proof =
            trust_.prove(certificate_, text, base::from_base64(body.text_of("signature")).value(), world().clock.now());
        evidence = body.member("evidence");
        session_of_staff = request.header("onshi-session");
        if (!proof)
            return {403,
                    "application/problem+json",
                    wire::problem_details(domain::rejection(domain::ErrorCode::certificate_expired)),
                    {}};
        auto asks = wire::Json::array();
        for (const auto& item : questions)
            asks.push(std::move(wire::Json::object().set("item", item).set("asked", true)));
        auto json = wire::Json::object();
        json.set("session", "s1").set("scope", "full").set("registered", registered).set("questions", asks);
        json.set("card", std::move(wire::Json::object().set("ends", "2030-04-07").set("ends_soon", false)));
        return {200, "application/json", json.compact(), {}};
    }

    pki::CardTrust trust_;
    std::string certificate_;
    net::RunningServer server_;
};

card::Pin pin(const char* digits) { return card::Pin::parse(digits).value(); }

class DialogueTest : public testing::Test
{
protected:
    ReceptionOutcome hold(CardKind kind)
    {
        const auto& made = world().card(kind);
        vcard::MemoryCounters counters(made.tries);
        vcard::VirtualCard virtual_card(made.persona, counters, world().random);
        const Identity identity{net::certificates().client.certificate, net::certificates().client.key,
                                net::certificates().root.certificate, "1310000001"};
        CentreLink link(centre.address(), identity);
        CardCentre card_centre(link);
        const DialogueParts parts{.environment = world().environment,
                                  .centre = card_centre,
                                  .open_card = [&]() -> card::CardResult<std::unique_ptr<card::Transport>> {
                                      auto transport = std::make_unique<vcard::DirectTransport>(virtual_card);
                                      if (pull_after >= 0)
                                          transport->pull(pull_after);
                                      return transport;
                                  },
                                  .deliver =
                                      [&](const std::string& bytes) {
                                          delivered.push_back(bytes);
                                          return std::string("face.xml");
                                      },
                                  .matcher = matcher.get(),
                                  .without_pin = without_pin.get()};
        auto outcome = hold_dialogue(parts, counter, "r1");
        tries_left = counters.tries().authentication;
        return outcome;
    }

    void may_open_without_pin()
    {
        const auto folder = world().folder / "municipality";
        const auto certificate = base_bytes(folder / "terminal.cv");
        without_pin = std::make_unique<card::TerminalAuthoriser>(
            card::Bytes(certificate.begin(), certificate.end()),
            [key = base_bytes(folder / "terminal.key")](card::ByteView challenge) {
                const auto signature =
                    pki::sign_rsa(key, {reinterpret_cast<const char*>(challenge.data()), challenge.size()});
                return card::Bytes(signature.begin(), signature.end());
            });
    }

    /// Stands before the camera with that picture.
    void look(std::string_view picture)
    {
        const auto camera = world().folder / "camera";
        std::filesystem::remove_all(camera);
        std::filesystem::create_directories(camera);
        std::ofstream(camera / "face-number.txt") << world().card(CardKind::face).persona.face_number << "\n";
        std::ofstream(camera / "face.jp2") << picture;
        matcher = std::make_unique<DevelopmentFaceMatcher>(camera);
    }

    static std::string base_bytes(const std::filesystem::path& file)
    {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    PlayedCentre centre;
    PlayedCounter counter;
    std::unique_ptr<FaceMatcher> matcher;
    std::unique_ptr<card::KeyAuthoriser> without_pin;
    std::vector<std::string> delivered;
    int pull_after = -1, tries_left = -1;
};

TEST_F(DialogueTest, a_pin_and_consent_lead_to_an_answer_in_the_folder)
{
    counter.inputs.emplace_back(PinTyped{pin("1234"), false});
    counter.inputs.emplace_back(ConsentGiven{{{"medication", true}, {"operation", true}}});
    const auto outcome = hold(CardKind::normal);
    EXPECT_THAT(counter.steps(), ElementsAre("reading", "pin", "working", "consent", "working", "done"));
    EXPECT_EQ(outcome.mode, Mode::pin);
    EXPECT_EQ(outcome.file, "face.xml");
    ASSERT_EQ(delivered.size(), 1U);
    EXPECT_EQ(centre.consents.compact(), R"({"checkup":false,"medication":true})") << "only what was asked";
    EXPECT_THAT(centre.asked, ElementsAre("/card/begin", "/card/finish", "/card/reception"));
}

TEST_F(DialogueTest, a_wrong_pin_is_sent_once_and_before_the_last_try_the_other_ways_are_offered)
{
    may_open_without_pin();
    counter.inputs.emplace_back(ModeChosen{Mode::pin});
    counter.inputs.emplace_back(PinTyped{pin("0000"), false});
    counter.inputs.emplace_back(PinTyped{pin("0001"), false});
    const auto outcome = hold(CardKind::normal);
    EXPECT_THAT(counter.steps(), ElementsAre("reading", "mode", "pin", "pin", "mode"));
    EXPECT_EQ(tries_left, 1);
    EXPECT_EQ(counter.shown.back().tries_left, 1);
    EXPECT_TRUE(counter.shown.back().pin_wrong);
    EXPECT_FALSE(outcome.mode);
}

TEST_F(DialogueTest, the_last_try_is_sent_only_if_the_patient_insists)
{
    counter.inputs.emplace_back(PinTyped{pin("1234"), false});
    hold(CardKind::one_try_left);
    EXPECT_EQ(tries_left, 1) << "nothing was sent";
    EXPECT_TRUE(centre.asked.empty());

    counter.forget();
    counter.inputs.emplace_back(PinTyped{pin("1234"), true});
    counter.inputs.emplace_back(ConsentGiven{});
    EXPECT_EQ(hold(CardKind::one_try_left).mode, Mode::pin);
    EXPECT_EQ(tries_left, 3);
}

TEST_F(DialogueTest, a_blocked_pin_is_not_offered)
{
    hold(CardKind::pin_blocked);
    EXPECT_THAT(counter.steps(), ElementsAre("reading", "trouble"));
    EXPECT_EQ(counter.shown.back().trouble->code, "pin_blocked");

    counter.forget();
    may_open_without_pin();
    hold(CardKind::pin_blocked);
    EXPECT_THAT(counter.steps(), ElementsAre("reading", "visual_wait"));
}

TEST_F(DialogueTest, the_face_on_the_chip_opens_the_card)
{
    may_open_without_pin();
    vcard::MemoryCounters counters;
    vcard::VirtualCard opened(world().card(CardKind::face).persona, counters, world().random);
    vcard::DirectTransport transport(opened);
    card::CardChannel channel(transport);
    card::VisualAp visual(channel);
    ASSERT_TRUE(visual.open(card::FaceNumber::parse(world().card(CardKind::face).persona.face_number).value()));
    const auto photo = visual.face()->photo;
    look({reinterpret_cast<const char*>(photo.data()), photo.size()});

    counter.inputs.emplace_back(ModeChosen{Mode::face});
    counter.inputs.emplace_back(ConsentGiven{});
    const auto outcome = hold(CardKind::face);
    EXPECT_EQ(outcome.mode, Mode::face);
    EXPECT_EQ(centre.mode, "face");
    EXPECT_EQ(centre.evidence.text_of("matcher"), "onshi-development-file-comparison");

    counter.forget();
    look("somebody else");
    counter.inputs.emplace_back(ModeChosen{Mode::face});
    EXPECT_EQ(hold(CardKind::face).trouble->code, "face_unknown");
}

TEST_F(DialogueTest, a_member_of_staff_vouches_for_this_patient_while_the_pin_is_asked)
{
    may_open_without_pin();
    counter.inputs.emplace_back(ModeChosen{Mode::pin});
    counter.inputs.emplace_back(VisualGranted{"staff-session", "cannot_operate"});
    counter.inputs.emplace_back(ConsentGiven{});
    EXPECT_EQ(hold(CardKind::normal).mode, Mode::visual);
    EXPECT_EQ(centre.session_of_staff, "staff-session");
    EXPECT_EQ(centre.evidence.text_of("reason"), "cannot_operate");
    EXPECT_EQ(tries_left, 3);

    counter.forget(); // the next patient must be vouched for again
    counter.inputs.emplace_back(ModeChosen{Mode::visual});
    hold(CardKind::normal);
    EXPECT_THAT(counter.steps(), ElementsAre("reading", "mode", "visual_wait"));
}

TEST_F(DialogueTest, first_use_is_asked_and_may_be_declined)
{
    centre.registered = false;
    counter.inputs.emplace_back(PinTyped{pin("1234"), false});
    counter.inputs.emplace_back(RegistrationAnswered{false});
    EXPECT_EQ(hold(CardKind::normal).trouble->code, "registration_declined");
    EXPECT_THAT(centre.asked, ElementsAre("/card/begin", "/card/finish"));

    counter.forget();
    centre.asked.clear();
    counter.inputs.emplace_back(PinTyped{pin("1234"), false});
    counter.inputs.emplace_back(RegistrationAnswered{true});
    counter.inputs.emplace_back(ConsentGiven{});
    EXPECT_TRUE(hold(CardKind::normal).answer);
    EXPECT_THAT(centre.asked, ElementsAre("/card/begin", "/card/finish", "/card/registration", "/card/reception"));
}

TEST_F(DialogueTest, a_card_pulled_at_any_command_leaves_nothing_behind)
{
    for (pull_after = 0;; ++pull_after) {
        counter.forget();
        counter.inputs.emplace_back(PinTyped{pin("1234"), false});
        const auto outcome = hold(CardKind::normal);
        if (outcome.mode && !outcome.trouble)
            break; // it had signed by then
        ASSERT_TRUE(outcome.trouble);
        EXPECT_EQ(outcome.trouble->code, "removed") << pull_after;
        EXPECT_TRUE(delivered.empty());
        EXPECT_FALSE(outcome.answer);
    }
    EXPECT_GT(pull_after, 10);
}

TEST_F(DialogueTest, pulled_while_consent_is_asked_nothing_is_delivered)
{
    counter.inputs.emplace_back(PinTyped{pin("1234"), false});
    hold(CardKind::normal);
    EXPECT_EQ(counter.steps().back(), "consent");
    EXPECT_TRUE(delivered.empty());
}

TEST_F(DialogueTest, a_phone_has_its_pin_and_no_face)
{
    may_open_without_pin();
    counter.inputs.emplace_back(PinTyped{pin("1234"), false});
    counter.inputs.emplace_back(ConsentGiven{});
    EXPECT_EQ(hold(CardKind::android).mode, Mode::pin);
    EXPECT_THAT(counter.shown.front().modes, testing::IsEmpty());
    EXPECT_THAT(counter.shown[1].modes, ElementsAre(Mode::pin));
}

TEST_F(DialogueTest, what_the_centre_refuses_is_told_in_its_words)
{
    counter.inputs.emplace_back(PinTyped{pin("1234"), false});
    const auto outcome = hold(CardKind::expired);
    ASSERT_TRUE(outcome.trouble);
    EXPECT_EQ(outcome.trouble->code, "OPN20004E");
    EXPECT_FALSE(outcome.trouble->what_to_do.empty());
    EXPECT_TRUE(delivered.empty());
}

} // namespace
} // namespace onshi::terminal
