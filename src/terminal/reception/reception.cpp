#include "terminal/reception/reception.h"

#include "terminal/reception/troubles.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace onshi::terminal {

namespace {

bool takes(Step step, const Input& input)
{
    switch (step) {
    case Step::mode:
    case Step::visual_wait:
        return std::holds_alternative<ModeChosen>(input) || std::holds_alternative<VisualGranted>(input);
    case Step::pin:
        return std::holds_alternative<PinTyped>(input) || std::holds_alternative<ModeChosen>(input) ||
               std::holds_alternative<VisualGranted>(input);
    case Step::registration:
        return std::holds_alternative<RegistrationAnswered>(input);
    case Step::consent:
        return std::holds_alternative<ConsentGiven>(input);
    case Step::done:
        return std::holds_alternative<WithdrawalAsked>(input);
    default:
        return false;
    }
}

/// What the step takes may still not be possible with this patient.
bool fits(const Screen& screen, const Input& input)
{
    if (const auto* const asked = std::get_if<WithdrawalAsked>(&input))
        return screen.may_withdraw(asked->items);
    return !std::holds_alternative<VisualGranted>(input) ||
           std::ranges::find(screen.modes, Mode::visual) != screen.modes.end();
}

std::unexpected<domain::Rejection> other_step()
{
    return std::unexpected(domain::rejection(domain::ErrorCode::reception_step));
}

} // namespace

struct Reception::Core
{
    /// One patient: what the dialogue thread and the screens share.
    class Visit final : public Counter
    {
    public:
        Visit(Core& core, std::string name)
            : id(std::move(name))
            , core_(core)
        {
        }

        void show(const Screen& screen) override
        {
            {
                const std::scoped_lock lock(mutex_);
                screen_ = screen;
                input_.reset();
            }
            core_.parts.list.step(id, screen.step);
            core_.publish(screen.json());
        }

        std::optional<Input> next() override
        {
            std::unique_lock lock(mutex_);
            const bool came = changed_.wait_for(lock, core_.settings.patience, [&] { return over_ || input_; });
            if (!came && screen_.step != Step::done) // where the answer stands already, leaving is no trouble
                leave(lock);
            return std::exchange(input_, std::nullopt);
        }

        bool is_over() const override
        {
            const std::scoped_lock lock(mutex_);
            return over_;
        }

        bool give(Input& input)
        {
            const std::scoped_lock lock(mutex_);
            if (over_ || input_ || !takes(screen_.step, input) || !fits(screen_, input))
                return false;
            input_ = std::move(input);
            changed_.notify_all();
            return true;
        }

        void end()
        {
            const std::scoped_lock lock(mutex_);
            over_ = true;
            if (input_ && !std::holds_alternative<WithdrawalAsked>(*input_)) // that one was promised
                input_.reset();
            changed_.notify_all();
        }

        [[nodiscard]] bool has_ended_well() const
        {
            const std::scoped_lock lock(mutex_);
            return screen_.step == Step::done || screen_.step == Step::trouble;
        }

        const std::string id;

    private:
        void leave(std::unique_lock<std::mutex>& lock)
        {
            screen_ = {.id = id, .step = Step::trouble, .trouble = patient_left()};
            over_ = true;
            const auto last = screen_.json();
            lock.unlock();
            core_.publish(last);
            lock.lock();
        }

        Core& core_;
        mutable std::mutex mutex_;
        std::condition_variable changed_;
        Screen screen_;
        std::optional<Input> input_;
        bool over_ = false;
    };

    Core(ReceptionParts p, ReceptionSettings s)
        : parts(std::move(p))
        , settings(std::move(s))
    {
        publish(wire::Json());
    }

    ~Core() { finish_visit(); }

    void publish(wire::Json reception)
    {
        const std::scoped_lock lock(board_mutex);
        shown = std::move(reception);
        show_board();
    }

    /// Under board_mutex.
    void show_board()
    {
        auto json = wire::Json::object();
        json.set("development", parts.environment.development);
        json.set("clock", base::jst_iso(parts.environment.clock.now())).set("facility", settings.facility);
        json.set("centre", std::move(wire::Json::object().set("reachable", reachable)));
        json.set("reader", std::move(wire::Json::object().set("connected", connected).set("card", card_lies)));
        json.set("reception", shown);
        parts.kiosk.show(std::move(json));
    }

    /// True if it became true.
    bool change(bool& state, bool to)
    {
        const std::scoped_lock lock(board_mutex);
        const bool changed = std::exchange(state, to) != to;
        if (changed)
            show_board();
        return changed && to;
    }

    void begin(const std::string& reader)
    {
        finish_visit();
        const auto begun = std::make_shared<Visit>(*this, base::uuid_v7(parts.environment));
        {
            const std::scoped_lock lock(visit_mutex);
            visit = begun;
            reader_of_visit = reader;
        }
        parts.list.begin(begun->id);
        dialogue = std::jthread([this, begun, reader] { hold(*begun, reader); });
    }

    void hold(Visit& held, const std::string& reader)
    {
        CardCentre centre(parts.centre);
        bool is_logged = false;
        const auto end = [&](const ReceptionOutcome& outcome) {
            parts.list.end(held.id, outcome);
            if (!std::exchange(is_logged, true))
                tell(held.id, outcome);
        };
        const DialogueParts dialogue_parts{.environment = parts.environment,
                                           .centre = centre,
                                           .open_card = [&] { return parts.open_card(reader); },
                                           .deliver = parts.deliver,
                                           .tell = end,
                                           .matcher = parts.matcher,
                                           .face_proof = parts.face_proof,
                                           .without_pin = parts.without_pin};
        try {
            end(hold_dialogue(dialogue_parts, held, held.id));
        } catch (const std::exception& bug) {
            parts.log.line(base::LogLevel::error, "reception_fault", {{"reception", held.id}, {"details", bug.what()}});
            held.show({.id = held.id, .step = Step::trouble, .trouble = terminal_failed()});
            parts.list.end(held.id, {});
        }
    }

    /// One line of the log: what came of it, and where the time went that nobody typed or looked in.
    void tell(const std::string& id, const ReceptionOutcome& outcome) const
    {
        const auto took = [&](const char* station) {
            const auto found = outcome.stations.find(station);
            return found == outcome.stations.end() ? std::int64_t{0} : found->second.count();
        };
        const bool answered = outcome.answer && outcome.answer->validity;
        parts.log.line(base::LogLevel::info, "reception",
                       {{"reception", id},
                        {"mode", outcome.mode ? name_of(*outcome.mode) : ""},
                        {"validity", answered ? static_cast<int>(*outcome.answer->validity) : 0},
                        {"trouble", outcome.trouble ? outcome.trouble->code : ""},
                        {"open_us", took("open")},
                        {"read_us", took("read")},
                        {"unlock_us", took("unlock")},
                        {"begin_us", took("begin")},
                        {"sign_us", took("sign")},
                        {"finish_us", took("finish")},
                        {"answer_us", took("answer")},
                        {"deliver_us", took("deliver")}});
    }

    /// The screen is empty afterwards, unless a good end is still to be read.
    void finish_visit(bool stays = false)
    {
        std::shared_ptr<Visit> ended;
        {
            const std::scoped_lock lock(visit_mutex);
            ended = std::exchange(visit, nullptr);
        }
        if (!ended)
            return;
        ended->end();
        const bool well = ended->has_ended_well();
        if (!well)
            publish(wire::Json()); // at once, even if the dialogue still waits for the centre
        if (dialogue.joinable())
            dialogue.join();
        if (stays && well)
            dialogue = std::jthread([this](const std::stop_token& stop) { farewell(stop); });
        else
            publish(wire::Json());
    }

    void farewell(const std::stop_token& stop)
    {
        std::mutex own;
        std::condition_variable_any timer;
        std::unique_lock lock(own);
        timer.wait_for(lock, stop, settings.farewell, [] { return false; });
        if (!stop.stop_requested())
            publish(wire::Json());
    }

    std::shared_ptr<Visit> visit_named(const std::string& id)
    {
        const std::scoped_lock lock(visit_mutex);
        return visit && visit->id == id ? visit : nullptr;
    }

    const ReceptionParts parts;
    const ReceptionSettings settings;
    std::mutex board_mutex;
    wire::Json shown;
    bool reachable = true, connected = false, card_lies = false;
    std::mutex visit_mutex;
    std::shared_ptr<Visit> visit;
    std::string reader_of_visit;
    std::mutex turn; // cards come and go, and people cancel: one after another
    std::jthread dialogue;
};

Reception::Reception(ReceptionParts parts, ReceptionSettings settings)
    : core_(std::make_unique<Core>(std::move(parts), std::move(settings)))
{
}

Reception::~Reception() = default;

void Reception::card_in(const std::string& reader)
{
    const std::scoped_lock lock(core_->turn);
    core_->change(core_->card_lies, true);
    core_->begin(reader);
}

void Reception::card_out(const std::string& reader)
{
    const std::scoped_lock lock(core_->turn);
    core_->change(core_->card_lies, false);
    if (core_->reader_of_visit == reader)
        core_->finish_visit(true);
}

void Reception::reader_connected(bool is_connected) { core_->change(core_->connected, is_connected); }

bool Reception::centre_reachable(bool is_reachable) { return core_->change(core_->reachable, is_reachable); }

domain::Result<void> Reception::give(const std::string& reception, Input input)
{
    const auto visit = core_->visit_named(reception);
    if (!visit || !visit->give(input))
        return other_step();
    return {};
}

domain::Result<void> Reception::cancel(const std::string& reception)
{
    const std::scoped_lock lock(core_->turn);
    if (!core_->visit_named(reception))
        return other_step();
    core_->finish_visit();
    return {};
}

domain::Result<void> Reception::retry(const std::string& reception)
{
    const std::scoped_lock lock(core_->turn);
    const auto visit = core_->visit_named(reception);
    if (!visit || !visit->has_ended_well() || !core_->card_lies)
        return other_step();
    core_->begin(core_->reader_of_visit);
    return {};
}

} // namespace onshi::terminal
