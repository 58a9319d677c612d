#include "terminal/reception/dialogue.h"

#include "base/fault.h"
#include "card/jpki_ap.h"
#include "card/visual_ap.h"
#include "pki/card_challenge.h"
#include "terminal/reception/troubles.h"

#include <algorithm>
#include <utility>

namespace onshi::terminal {

namespace {

/// Ends the dialogue from wherever it is: with a trouble for the screen, or silently. Thrown and caught in this file.
struct Ended
{
    std::optional<TroubleText> trouble;
};

/// An input that never comes: for steps that can only be left.
struct Nothing
{
};

template<class T>
T or_end(card::CardResult<T> result)
{
    if (!result)
        throw Ended{trouble_of(result.error().kind)};
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

template<class T>
T or_end(domain::Result<T> result)
{
    if (!result)
        throw Ended{trouble_of(result.error())};
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// Until when the centre lets it be looked at. For 特定疾病 the interface has no element, nor for an answer without a
/// cover: then from the rule.
base::Instant until_of(const wire::EligibilityAnswer& answer, const std::string& item)
{
    if (answer.found)
        for (const auto& told : answer.found->consents)
            if (domain::name_of(told.item) == item && told.until)
                return *told.until;
    return answer.at + domain::consent_lasts;
}

class Dialogue
{
public:
    Dialogue(const DialogueParts& parts, Counter& counter, std::string id)
        : parts_(parts)
        , counter_(counter)
    {
        screen_.id = std::move(id);
        since_ = parts.environment.clock.now();
    }

    ReceptionOutcome hold()
    {
        try {
            go();
        } catch (Ended& ended) {
            end_with(std::move(ended.trouble));
        } catch (const base::Fault& fault) {
            end_with(fault.code() == base::FaultCode::network ? centre_unreachable() : terminal_failed());
        }
        return std::move(outcome_);
    }

private:
    void go()
    {
        show(Step::reading);
        auto card = or_end(parts_.open_card());
        lap("open");
        card::CardChannel channel(*card);
        card::JpkiAp application(channel);
        const auto token = or_end(application.token_kind());
        const auto certificate = or_end(application.certificate());
        read_modes(application, token);
        lap("read");
        authorise(application);
        lap("unlock");
        show(Step::working);
        const auto finished = prove(application, certificate, token);
        card.reset(); // it has no power from here on: nobody else can use what the patient opened
        take_scope(finished);
        if (!finished.registered)
            register_use(finished.session);
        ask_consents(finished.questions);
        receive(finished.session);
    }

    /// What was done since the last lap, or since the last input, took so long.
    void lap(const char* station)
    {
        const auto now = parts_.environment.clock.now();
        outcome_.stations[station] += now - since_;
        since_ = now;
    }

    std::optional<Input> next()
    {
        auto input = counter_.next();
        since_ = parts_.environment.clock.now();
        return input;
    }

    void show(Step step)
    {
        if (counter_.is_over())
            throw Ended{};
        screen_.step = step;
        counter_.show(screen_);
    }

    void end_with(std::optional<TroubleText> trouble)
    {
        if (counter_.is_over() || !trouble)
            return;
        screen_.step = Step::trouble;
        outcome_.trouble = trouble;
        screen_.trouble = std::move(trouble);
        counter_.show(screen_);
    }

    /// Waits for that input. None: meanwhile the patient chose another way, or a member of staff vouched (turn_).
    template<class T>
    std::optional<T> wait_or_turn()
    {
        while (auto input = next()) {
            if constexpr (!std::is_same_v<T, Nothing>)
                if (auto* const wanted = std::get_if<T>(&*input))
                    return std::move(*wanted);
            if (auto* const granted = std::get_if<VisualGranted>(&*input)) {
                granted_ = std::move(*granted);
                turn_ = Mode::visual;
                return std::nullopt;
            }
            const auto* const chosen = std::get_if<ModeChosen>(&*input);
            if (chosen != nullptr && offers(chosen->mode)) {
                turn_ = chosen->mode;
                return std::nullopt;
            }
        }
        throw Ended{};
    }

    [[nodiscard]] bool offers(Mode mode) const { return std::ranges::find(screen_.modes, mode) != screen_.modes.end(); }

    void read_modes(card::JpkiAp& application, card::TokenKind token)
    {
        const int tries = or_end(application.pin_tries());
        screen_.tries_left = tries;
        screen_.modes.clear();
        if (parts_.without_pin != nullptr && token == card::TokenKind::card) {
            if (parts_.matcher != nullptr && parts_.face_proof != nullptr)
                screen_.modes.push_back(Mode::face);
            screen_.modes.push_back(Mode::visual);
        }
        if (tries > 0)
            screen_.modes.insert(screen_.modes.begin(), Mode::pin);
        if (screen_.modes.empty())
            throw Ended{trouble_of(card::Trouble::pin_blocked)};
    }

    /// Until the key of the card may be used. Each way that fails leads back to the choice.
    void authorise(card::JpkiAp& application)
    {
        while (!outcome_.mode) {
            const auto mode = choose();
            if (mode == Mode::pin)
                by_pin(application);
            else if (mode == Mode::face)
                by_face(application);
            else
                by_staff(application);
        }
    }

    Mode choose()
    {
        if (screen_.modes.size() == 1)
            return screen_.modes.front();
        // After one wrong PIN the patient tries again; before the last try the other ways are offered.
        if (screen_.pin_wrong && screen_.tries_left > 1 && !turn_)
            return Mode::pin;
        if (!turn_) {
            show(Step::mode);
            static_cast<void>(wait_or_turn<Nothing>());
        }
        return *std::exchange(turn_, std::nullopt);
    }

    void by_pin(card::JpkiAp& application)
    {
        show(Step::pin);
        const auto typed = wait_or_turn<PinTyped>();
        if (!typed)
            return;
        card::PinAuthoriser authoriser(typed->pin,
                                       typed->insists ? card::LastTry::patient_insists : card::LastTry::refuse);
        const auto opened = authoriser.authorise(application);
        if (opened) {
            outcome_.mode = Mode::pin;
            return;
        }
        const auto& trouble = opened.error();
        if (trouble.kind != card::Trouble::pin_wrong && trouble.kind != card::Trouble::last_try &&
            trouble.kind != card::Trouble::pin_blocked)
            throw Ended{trouble_of(trouble.kind)};
        screen_.pin_wrong = trouble.kind != card::Trouble::last_try;
        screen_.tries_left = trouble.kind == card::Trouble::pin_blocked ? 0 : trouble.tries_left;
        if (screen_.tries_left == 0)
            std::erase(screen_.modes, Mode::pin);
        if (screen_.modes.empty())
            throw Ended{trouble_of(card::Trouble::pin_blocked)};
    }

    void by_face(card::JpkiAp& application)
    {
        show(Step::face);
        const auto number = parts_.matcher->read_number();
        if (!number)
            throw Ended{face_unread()};
        card::VisualAp visual(application.channel());
        or_end(visual.open(*number));
        const auto face = or_end(visual.face());
        if (!or_end(parts_.face_proof->holds(visual, face)))
            throw Ended{face_unproved()};
        const auto match = parts_.matcher->match(face);
        if (match.score < match.threshold)
            throw Ended{face_unknown()};
        face_ = domain::FaceMatch{parts_.matcher->name(), parts_.matcher->version(), match.score, match.threshold};
        open_without_pin(application, Mode::face);
    }

    void by_staff(card::JpkiAp& application)
    {
        if (!granted_) {
            show(Step::visual_wait);
            static_cast<void>(wait_or_turn<Nothing>());
            return; // to where it turned
        }
        open_without_pin(application, Mode::visual);
    }

    void open_without_pin(card::JpkiAp& application, Mode mode)
    {
        or_end(parts_.without_pin->authorise(application));
        outcome_.mode = mode;
    }

    wire::CardFinishAnswer prove(card::JpkiAp& application, const std::string& certificate, card::TokenKind token)
    {
        const auto mode = *outcome_.mode;
        const auto vouched = mode == Mode::visual ? *granted_ : VisualGranted{};
        const auto begun = or_end(parts_.centre.begin(
            {.mode = mode, .certificate = certificate, .token = token, .staff_session = vouched.session}));
        lap("begin");
        const auto text = pki::to_be_signed({.auth_id = begun.auth_id,
                                             .nonce = begun.nonce,
                                             .facility = begun.facility,
                                             .terminal = begun.terminal,
                                             .mode = name_of(mode),
                                             .purpose = "outpatient",
                                             .leaf = pki::sha256({certificate})});
        const auto signature = or_end(application.sign(pki::sha256({text})));
        lap("sign");
        auto finished = or_end(parts_.centre.finish(
            {.auth_id = begun.auth_id, .signature = signature, .face = face_, .reason = vouched.reason},
            vouched.session));
        lap("finish");
        return finished;
    }

    void take_scope(const wire::CardFinishAnswer& finished)
    {
        screen_.full = finished.scope == domain::CardScope::full;
        screen_.eligibility_only = !screen_.full;
        screen_.card_ends = finished.ends;
        screen_.ends_soon = finished.ends_soon;
    }

    void register_use(const std::string& session)
    {
        show(Step::registration);
        const auto* const answered = wait_for_own<RegistrationAnswered>();
        if (!answered->agreed)
            throw Ended{registration_declined()};
        show(Step::working);
        or_end(parts_.centre.agree_to_registration(session));
    }

    void ask_consents(const domain::ConsentQuestions& questions)
    {
        if (questions.asked.empty())
            return;
        for (const auto item : questions.asked)
            screen_.questions.emplace_back(domain::name_of(item));
        if (questions.whole)
            screen_.questions.emplace_back("all"); // only offers one choice for all others
        show(Step::consent);
        const auto given = wait_for_own<ConsentGiven>()->consents;
        for (const auto asked : questions.asked) {
            const std::string item = domain::name_of(asked);
            consents_[item] = given.contains(item) && given.at(item);
        }
    }

    /// Where staff cannot vouch any more.
    template<class T>
    const T* wait_for_own()
    {
        while (last_ = next())
            if (const auto* const wanted = std::get_if<T>(&*last_))
                return wanted;
        throw Ended{};
    }

    void receive(const std::string& session)
    {
        show(Step::working);
        auto answer = or_end(parts_.centre.receive(session, consents_, base::uuid_v7(parts_.environment)));
        lap("answer");
        if (answer.read.validity)
            screen_.validity = static_cast<int>(*answer.read.validity);
        screen_.words = screen_.validity == 1 ? "保険の資格を確認できました。"
                                              : "保険の資格を確認できませんでした。受付の係員がご案内します。";
        for (const auto& [item, given] : consents_)
            outcome_.consents.push_back(
                {item, given, given ? std::optional(until_of(answer.read, item)) : std::nullopt});
        screen_.consents = outcome_.consents;
        outcome_.answer = std::move(answer.read); // for the staff, even if the folder has no room
        outcome_.file = parts_.deliver(answer.bytes);
        lap("deliver");
        screen_.withdrawal = what_is_left();
        show(Step::done);
        parts_.tell(outcome_);
        hear_withdrawals(session);
    }

    [[nodiscard]] Withdrawal what_is_left() const
    {
        return std::ranges::any_of(outcome_.consents, &GivenConsent::given) ? Withdrawal::possible : Withdrawal::closed;
    }

    /// Until nothing is in force any more, or nobody is there.
    void hear_withdrawals(const std::string& session)
    {
        while (screen_.withdrawal != Withdrawal::closed) {
            last_ = next();
            const auto* const asked = last_ ? std::get_if<WithdrawalAsked>(&*last_) : nullptr;
            if (asked == nullptr)
                return show_withdrawal(Withdrawal::closed);
            show_withdrawal(Withdrawal::asking);
            const auto came_of_it = withdraw(session, asked->items);
            screen_.consents = outcome_.consents;
            show_withdrawal(came_of_it);
            parts_.tell(outcome_);
        }
    }

    /// Also when the card is gone by now: what was asked is carried out.
    void show_withdrawal(Withdrawal withdrawal)
    {
        screen_.withdrawal = withdrawal;
        counter_.show(screen_);
    }

    Withdrawal withdraw(const std::string& session, const std::vector<std::string>& items)
    {
        try {
            if (const auto done = parts_.centre.withdraw(session, items); !done)
                return done.error().code == domain::ErrorCode::card_session ? Withdrawal::closed : Withdrawal::failed;
        } catch (const base::Fault&) { // whether it arrived is not known; asked again it does no harm
            return Withdrawal::failed;
        }
        for (auto& consent : outcome_.consents)
            if (std::ranges::find(items, consent.item) != items.end())
                consent = {.item = consent.item, .given = false, .until = {}, .withdrawn = true};
        return what_is_left();
    }

    const DialogueParts& parts_;
    Counter& counter_;
    Screen screen_;
    ReceptionOutcome outcome_;
    std::optional<domain::FaceMatch> face_;
    std::optional<VisualGranted> granted_;
    std::map<std::string, bool> consents_;
    base::Instant since_;
    std::optional<Mode> turn_; ///< the way that was chosen last and not yet taken
    std::optional<Input> last_;
};

} // namespace

ReceptionOutcome hold_dialogue(const DialogueParts& parts, Counter& counter, std::string reception_id)
{
    return Dialogue(parts, counter, std::move(reception_id)).hold();
}

} // namespace onshi::terminal
