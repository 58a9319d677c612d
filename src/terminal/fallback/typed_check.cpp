#include "terminal/fallback/typed_check.h"

#include "base/era_date.h"
#include "base/fault.h"
#include "terminal/fallback/procedure.h"

#include <map>
#include <optional>

namespace onshi::terminal {

namespace {

using domain::ErrorCode;

/// The members of the body as texts; a missing one is empty, as null is.
using Members = std::map<std::string, std::string, std::less<>>;

/// The member to blame as the page calls it, and its Japanese name.
struct Term
{
    std::string_view member, japanese;
};
constexpr Term insurer_term{"insurer", "保険者番号"};
constexpr Term symbol_term{"symbol", "記号"};
constexpr Term number_term{"number", "番号"};
constexpr Term branch_term{"branch", "枝番"};
constexpr Term birth_date_term{"birth_date", "生年月日"};
constexpr Term on_term{"on", "資格確認日"};
constexpr Term limit_consent_term{"limit_consent", "限度額の提供への同意"};

domain::Rejection refusal(ErrorCode code, const Term& term)
{
    return domain::rejection(code, term.member, term.japanese);
}

domain::Result<Members> members_of(const wire::Json& body)
{
    if (!body.is_object())
        return std::unexpected(domain::rejection(ErrorCode::element_missing));
    Members members;
    for (const auto& term :
         {insurer_term, symbol_term, number_term, branch_term, birth_date_term, on_term, limit_consent_term})
        members[std::string(term.member)];
    std::optional<domain::Rejection> refused;
    body.each_member([&](std::string_view name, const wire::Json& value) {
        const auto text = value.scalar();
        const auto member = members.find(name);
        if (text && member != members.end())
            member->second = *text;
        else if (!refused)
            refused = domain::rejection(ErrorCode::unknown_value, name);
    });
    if (refused)
        return std::unexpected(*std::move(refused));
    for (const auto& term : {insurer_term, number_term, birth_date_term, on_term})
        if (members.find(term.member)->second.empty())
            return std::unexpected(refusal(ErrorCode::element_missing, term));
    return members;
}

/// InsuredId names the elements of the interface.
const Term& term_of_element(const std::string& element)
{
    return element == "InsuredCardSymbol" ? symbol_term : element == "InsuredBranchNumber" ? branch_term : number_term;
}

/// Null if there is nothing to do.
wire::Json advice(domain::Validity validity)
{
    switch (validity) {
    case domain::Validity::valid:
        return {};
    case domain::Validity::several:
        return "当てはまる人が2人以上います。枝番を確かめて、枝番を入れて照会し直してください。";
    case domain::Validity::lost:
    case domain::Validity::lost_with_newer:
    case domain::Validity::none:
        break;
    }
    return what_to_do(Situation::coverage_not_confirmed);
}

} // namespace

domain::Result<wire::EligibilityRequest> read_typed_check(const wire::Json& body, const domain::FacilityCode& own)
{
    const auto read = members_of(body);
    if (!read)
        return std::unexpected(read.error());
    const auto text = [&](const Term& term) -> const std::string& { return read->find(term.member)->second; };
    auto insurer = domain::InsurerNumber::parse(text(insurer_term));
    if (!insurer)
        return std::unexpected(refusal(insurer.error().code, insurer_term));
    auto id = domain::InsuredId::parse(text(symbol_term), text(number_term), text(branch_term));
    if (!id)
        return std::unexpected(refusal(id.error().code, term_of_element(id.error().field)));
    const auto birth_date = base::parse_date(text(birth_date_term));
    if (!birth_date)
        return std::unexpected(refusal(ErrorCode::birth_date_form, birth_date_term));
    const auto on = base::parse_date(text(on_term));
    if (!on)
        return std::unexpected(refusal(ErrorCode::date_form, on_term));
    if (*birth_date > *on)
        return std::unexpected(refusal(ErrorCode::contradiction, birth_date_term));
    const auto& consent = text(limit_consent_term);
    if (!consent.empty() && consent != "1" && consent != "0")
        return std::unexpected(refusal(ErrorCode::unknown_value, limit_consent_term));
    return wire::EligibilityRequest{
        *on, own, {}, {*std::move(insurer), *std::move(id), *birth_date, consent == "1", {}}};
}

wire::Json check_answer_json(const CheckAnswer& check)
{
    const auto& answer = check.answer;
    ONSHI_CHECK(answer.validity);
    auto notice = wire::Json();
    if (answer.notice)
        notice = wire::Json::object().set("code", answer.notice->code).set("message", answer.notice->message);
    auto out = wire::Json::object();
    out.set("answer_id", check.id);
    out.set("validity", static_cast<int>(*answer.validity));
    out.set("words", wire::eligibility_answer_words(answer));
    out.set("tree", wire::Json::parse(wire::eligibility_answer_json(answer)).value());
    out.set("notice", notice);
    out.set("what_to_do", advice(*answer.validity));
    return out;
}

} // namespace onshi::terminal
