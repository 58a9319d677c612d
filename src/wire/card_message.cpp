#include "wire/card_message.h"

#include "base/base64.h"
#include "wire/json.h"

#include <algorithm>
#include <charconv>

namespace onshi::wire {

using domain::ErrorCode;

namespace {

constexpr std::size_t longest_word = 50, longest_token = 100;

std::unexpected<domain::Rejection> refused(ErrorCode code, std::string_view field)
{
    return std::unexpected(domain::rejection(code, field, field));
}

/// One JSON object and what is wrong with the members that were asked for; only the first finding counts.
class Members
{
public:
    explicit Members(const Json& object)
    {
        object.each_member([&](auto name, const Json& value) { add(name, value); });
    }

    [[nodiscard]] const Json* find(std::string_view name) const
    {
        const auto found = std::ranges::find(members_, name, &Member::name);
        return found == members_.end() ? nullptr : &found->value;
    }
    [[nodiscard]] std::size_t count() const { return members_.size(); }

    void refuse(ErrorCode code, std::string_view name)
    {
        if (!wrong_)
            wrong_ = domain::rejection(code, name, name);
    }
    const Json* required(std::string_view name)
    {
        const auto* const value = find(name);
        if (value == nullptr)
            refuse(ErrorCode::element_missing, name);
        return value;
    }
    /// Printable ASCII without spaces.
    std::string word(std::string_view name, std::size_t longest)
    {
        const auto* const value = required(name);
        const auto text = value != nullptr ? text_in(*value) : std::string();
        if (value != nullptr && text.empty())
            refuse(ErrorCode::element_missing, name);
        if (text.size() > longest)
            refuse(ErrorCode::length, name);
        if (!std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; }))
            refuse(ErrorCode::characters, name);
        return text;
    }
    std::string bytes(std::string_view name)
    {
        const auto* const value = required(name);
        auto bytes = value != nullptr ? base::from_base64(text_in(*value)) : std::nullopt;
        if (value != nullptr && (!bytes || bytes->empty()))
            refuse(bytes ? ErrorCode::element_missing : ErrorCode::characters, name);
        return bytes.value_or(std::string());
    }
    bool truth(std::string_view name)
    {
        const auto* const value = required(name);
        const auto text = value != nullptr ? value->compact() : std::string();
        if (value != nullptr && text != "true" && text != "false")
            refuse(ErrorCode::unknown_value, name);
        return text == "true";
    }
    double number(std::string_view name)
    {
        const auto* const value = required(name);
        const auto text = value != nullptr ? value->compact() : std::string();
        double number = 0;
        if (value != nullptr && std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc())
            refuse(ErrorCode::unknown_value, name);
        return number;
    }
    template<class T>
    T named(std::string_view name, std::optional<T> (*parse)(std::string_view))
    {
        const auto text = word(name, longest_word);
        const auto value = parse(text);
        if (!value)
            refuse(ErrorCode::unknown_value, name);
        return value.value_or(T{});
    }
    template<class T>
    domain::Result<T> checked(T value)
    {
        if (wrong_)
            return std::unexpected(*std::move(wrong_));
        return value;
    }

private:
    struct Member
    {
        std::string name;
        Json value;
    };
    void add(std::string_view name, const Json& value) { members_.push_back({std::string(name), value}); }
    static std::string text_in(const Json& value) { return Json::object().set("it", value).text_of("it"); }

    std::vector<Member> members_;
    std::optional<domain::Rejection> wrong_;
};

/// Parses the object and gives `read` its members.
template<class T, class Read>
domain::Result<T> read_object(std::string_view json, Read read)
{
    const auto object = Json::parse(json);
    if (!object || !object->is_object())
        return refused(ErrorCode::unknown_value, "JSON");
    Members members(*object);
    auto value = read(members);
    return members.checked(std::move(value));
}

std::optional<domain::FaceMatch> read_face(Members& evidence)
{
    if (evidence.find("matcher") == nullptr)
        return {};
    domain::FaceMatch face{.matcher = evidence.word("matcher", longest_word),
                           .version = evidence.word("version", longest_word),
                           .score = evidence.number("score"),
                           .threshold = evidence.number("threshold")};
    return face;
}

bool is_reason(std::string_view text)
{
    return std::ranges::all_of(text,
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

} // namespace

domain::Result<CardBeginRequest> parse_card_begin(std::string_view json)
{
    return read_object<CardBeginRequest>(json, [](Members& members) {
        return CardBeginRequest{.mode = members.named("mode", &domain::card_mode),
                                .purpose = members.named("purpose", &domain::care_purpose),
                                .token = members.named("token", &domain::card_token),
                                .certificate = members.bytes("certificate")};
    });
}

std::string write_card_begin(const CardBeginRequest& request)
{
    return Json::object()
        .set("mode", domain::name_of(request.mode))
        .set("purpose", domain::name_of(request.purpose))
        .set("token", domain::name_of(request.token))
        .set("certificate", base::to_base64(request.certificate))
        .pretty();
}

std::string write_card_begin_answer(const CardBeginAnswer& answer)
{
    return Json::object()
        .set("auth_id", answer.auth_id)
        .set("nonce", base::to_base64(answer.nonce))
        .set("expires_at", base::jst_iso(answer.expires_at))
        .set("terminal", answer.terminal)
        .set("facility", answer.facility)
        .pretty();
}

domain::Result<CardBeginAnswer> parse_card_begin_answer(std::string_view json)
{
    return read_object<CardBeginAnswer>(json, [](Members& members) {
        CardBeginAnswer answer{.auth_id = members.word("auth_id", longest_token),
                               .nonce = members.bytes("nonce"),
                               .expires_at = {},
                               .terminal = members.word("terminal", longest_token),
                               .facility = members.word("facility", longest_token)};
        const auto at = base::parse_instant(members.word("expires_at", longest_token));
        if (!at)
            members.refuse(ErrorCode::date_form, "expires_at");
        answer.expires_at = at.value_or(base::Instant{});
        return answer;
    });
}

domain::Result<CardFinishRequest> parse_card_finish(std::string_view json)
{
    return read_object<CardFinishRequest>(json, [](Members& members) {
        CardFinishRequest request{.auth_id = members.word("auth_id", longest_token),
                                  .signature = members.bytes("signature"),
                                  .face = {},
                                  .reason = {}};
        const auto* const object = members.find("evidence");
        if (object == nullptr)
            return request;
        if (!object->is_object())
            members.refuse(ErrorCode::unknown_value, "evidence");
        Members evidence(*object);
        request.face = read_face(evidence);
        if (evidence.find("reason") != nullptr)
            request.reason = evidence.word("reason", longest_word);
        if (!is_reason(request.reason))
            evidence.refuse(ErrorCode::characters, "reason");
        if (auto checked = evidence.checked(0); !checked)
            members.refuse(checked.error().code, "evidence." + checked.error().field);
        return request;
    });
}

std::string write_card_finish(const CardFinishRequest& request)
{
    auto evidence = Json::object();
    if (request.face)
        evidence.set("matcher", request.face->matcher)
            .set("version", request.face->version)
            .set("score", request.face->score)
            .set("threshold", request.face->threshold);
    if (!request.reason.empty())
        evidence.set("reason", request.reason);
    return Json::object()
        .set("auth_id", request.auth_id)
        .set("signature", base::to_base64(request.signature))
        .set("evidence", evidence)
        .pretty();
}

std::string write_card_finish_answer(const CardFinishAnswer& answer)
{
    auto questions = Json::array();
    for (const auto item : answer.questions.asked)
        questions.push(Json::object().set("item", domain::name_of(item)).set("asked", true));
    if (answer.questions.whole)
        questions.push(Json::object().set("item", "all").set("asked", true));
    auto document = Json::object();
    document.set("session", answer.session)
        .set("scope", domain::name_of(answer.scope))
        .set("registered", answer.registered)
        .set("card", Json::object().set("ends", answer.ends.iso()).set("ends_soon", answer.ends_soon))
        .set("questions", questions);
    if (answer.notice) {
        const auto& notice = domain::notice_of(*answer.notice);
        document.set("notice", Json::object().set("code", notice.wire).set("message", notice.desk));
    }
    return document.pretty();
}

domain::Result<CardFinishAnswer> parse_card_finish_answer(std::string_view json)
{
    return read_object<CardFinishAnswer>(json, [](Members& members) {
        CardFinishAnswer answer{.session = members.word("session", longest_token),
                                .scope = members.word("scope", longest_word) == domain::name_of(domain::CardScope::full)
                                             ? domain::CardScope::full
                                             : domain::CardScope::eligibility_only,
                                .registered = members.truth("registered"),
                                .ends = base::Date(std::chrono::sys_days{}),
                                .ends_soon = false,
                                .questions = {},
                                .notice = {}};
        if (const auto* const object = members.required("card")) {
            Members card(*object);
            const auto ends = base::Date::parse_iso(card.word("ends", longest_word));
            if (!ends)
                members.refuse(ErrorCode::date_form, "ends");
            answer.ends = ends.value_or(answer.ends);
            answer.ends_soon = card.truth("ends_soon");
        }
        if (const auto* const list = members.required("questions"))
            list->each_item([&](const Json& question) {
                const auto name = question.text_of("item");
                if (name == "all")
                    answer.questions.whole = true;
                else if (const auto item = domain::consent_item(name))
                    answer.questions.asked.push_back(*item);
            });
        return answer;
    });
}

domain::Result<CardRegistrationRequest> parse_card_registration(std::string_view json)
{
    return read_object<CardRegistrationRequest>(json, [](Members& members) {
        return CardRegistrationRequest{members.word("session", longest_token), members.truth("agree")};
    });
}

domain::Result<CardReceptionRequest> parse_card_reception(std::string_view json)
{
    return read_object<CardReceptionRequest>(json, [](Members& members) {
        CardReceptionRequest request{members.word("session", longest_token), {}, {}};
        if (const auto* const object = members.required("consents")) {
            if (!object->is_object())
                members.refuse(ErrorCode::unknown_value, "consents");
            object->each_member([&](std::string_view name, const Json& value) {
                const auto item = domain::consent_item(name);
                const auto said = value.compact();
                if (!item || (said != "true" && said != "false"))
                    members.refuse(ErrorCode::unknown_value, "consents." + std::string(name));
                else if (said == "true")
                    request.given.push_back(*item);
            });
            std::ranges::sort(request.given);
        }
        if (const auto* const value = members.find("prescription")) {
            const auto said = value->compact();
            if (said != "1" && said != "2")
                members.refuse(ErrorCode::unknown_value, "prescription");
            request.prescription = said == "1" ? 1 : 2;
        }
        return request;
    });
}

domain::Result<CardWithdrawalRequest> parse_card_withdrawal(std::string_view json)
{
    return read_object<CardWithdrawalRequest>(json, [](Members& members) {
        CardWithdrawalRequest request{members.word("session", longest_token), {}};
        const auto* const list = members.required("items");
        if (list == nullptr)
            return request;
        list->each_item([&](const Json& value) {
            const auto item = domain::consent_item(value.scalar().value_or(std::string()));
            if (!item)
                members.refuse(ErrorCode::unknown_value, "items");
            else
                request.items.push_back(*item);
        });
        if (request.items.empty())
            members.refuse(ErrorCode::element_missing, "items");
        return request;
    });
}

domain::Result<domain::ConsentOffer> parse_consent_offer(std::string_view json)
{
    return read_object<domain::ConsentOffer>(json, [](Members& members) {
        const domain::ConsentOffer offer{.checkup = members.truth("checkup"),
                                         .medication = members.truth("medication"),
                                         .treatment = members.truth("treatment"),
                                         .operation = members.truth("operation")};
        if (members.count() > 4)
            members.refuse(ErrorCode::unknown_value, "JSON");
        return offer;
    });
}

std::string write_consent_offer(const domain::ConsentOffer& offer)
{
    return Json::object()
        .set("checkup", offer.checkup)
        .set("medication", offer.medication)
        .set("treatment", offer.treatment)
        .set("operation", offer.operation)
        .pretty();
}

} // namespace onshi::wire
