#include "terminal/reception/screen.h"

#include <algorithm>
#include <array>

namespace onshi::terminal {

namespace {

constexpr std::array step_names{"reading",      "mode",    "pin",     "face", "visual_wait",
                                "registration", "consent", "working", "done", "trouble"};
constexpr std::array mode_names{"pin", "face", "visual"};
constexpr std::array withdrawal_names{"closed", "possible", "asking", "failed"};

template<class T>
wire::Json or_null(const std::optional<T>& value)
{
    return value ? wire::Json(*value) : wire::Json();
}

wire::Json names(const std::vector<Mode>& modes)
{
    auto list = wire::Json::array();
    for (const auto mode : modes)
        list.push(name_of(mode));
    return list;
}

wire::Json asked(const std::vector<std::string>& questions)
{
    auto list = wire::Json::array();
    for (const auto& item : questions)
        list.push(std::move(wire::Json::object().set("item", item)));
    return list;
}

wire::Json json_of(const TroubleText& trouble)
{
    auto json = wire::Json::object();
    json.set("code", trouble.code).set("kind", trouble.kind).set("title", trouble.title).set("detail", trouble.detail);
    json.set("what_to_do", trouble.what_to_do).set("can_retry", trouble.can_retry);
    return json;
}

} // namespace

wire::Json json_of(const std::vector<GivenConsent>& consents)
{
    auto list = wire::Json::array();
    for (const auto& [item, given, until, withdrawn] : consents) {
        auto one = wire::Json::object();
        one.set("item", item)
            .set("given", given)
            .set("until", until ? wire::Json(base::jst_iso(*until)) : wire::Json())
            .set("withdrawn", withdrawn);
        list.push(std::move(one));
    }
    return list;
}

const char* name_of(Step step) { return step_names.at(static_cast<std::size_t>(step)); }
const char* name_of(Mode mode) { return mode_names.at(static_cast<std::size_t>(mode)); }
const char* name_of(Withdrawal withdrawal) { return withdrawal_names.at(static_cast<std::size_t>(withdrawal)); }

std::optional<Mode> mode_of(std::string_view name)
{
    const auto* const found = std::ranges::find(mode_names, name, [](const char* n) { return std::string_view(n); });
    if (found == mode_names.end())
        return std::nullopt;
    return static_cast<Mode>(found - mode_names.begin());
}

bool Screen::may_withdraw(const std::vector<std::string>& items) const
{
    const auto is_in_force = [&](const std::string& item) {
        const auto consent = std::ranges::find(consents, item, &GivenConsent::item);
        return consent != consents.end() && consent->given;
    };
    return (withdrawal == Withdrawal::possible || withdrawal == Withdrawal::failed) &&
           std::ranges::all_of(items, is_in_force);
}

wire::Json Screen::json() const
{
    auto out = wire::Json::object();
    out.set("id", id).set("step", name_of(step)).set("modes", names(modes)).set("tries_left", or_null(tries_left));
    out.set("last_try", tries_left == 1).set("pin_wrong", pin_wrong);
    wire::Json ends;
    if (card_ends)
        ends = std::move(wire::Json::object().set("date", card_ends->iso()).set("soon", ends_soon));
    out.set("card_ends", ends);
    out.set("scope", eligibility_only ? wire::Json("eligibility_only") : full ? wire::Json("full") : wire::Json());
    out.set("questions", asked(step == Step::consent ? questions : std::vector<std::string>()));
    wire::Json done;
    if (step == Step::done)
        done = std::move(wire::Json::object()
                             .set("validity", or_null(validity))
                             .set("words", words)
                             .set("consents", json_of(consents))
                             .set("withdrawal", name_of(withdrawal)));
    out.set("done", done).set("trouble", trouble ? json_of(*trouble) : wire::Json());
    return out;
}

} // namespace onshi::terminal
