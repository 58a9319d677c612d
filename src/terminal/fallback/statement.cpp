#include "terminal/fallback/statement.h"

#include "base/era_date.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace onshi::terminal {

namespace {

using domain::ErrorCode;
using wire::EligibilityStatement;
using wire::StatedScheme;

constexpr std::size_t longest = 200; ///< characters; what the form's fields have room for

struct TextField
{
    std::string_view member, japanese;
    std::string EligibilityStatement::* place;
};
constexpr std::array texts{
    TextField{"name", "氏名", &EligibilityStatement::name},
    TextField{"address", "住所", &EligibilityStatement::address},
    TextField{"phone", "連絡先", &EligibilityStatement::phone},
    TextField{"insurer_name", "保険者等名称", &EligibilityStatement::insurer_name},
    TextField{"employer", "事業所名", &EligibilityStatement::employer},
    TextField{"symbol", "記号", &EligibilityStatement::symbol},
    TextField{"number", "番号", &EligibilityStatement::number},
};

template<class T>
struct Choice
{
    std::string_view value;
    T meaning;
};
constexpr std::array sexes{Choice{"male", domain::Sex::male}, Choice{"female", domain::Sex::female}};
constexpr std::array schemes{Choice{"employees", StatedScheme::employees}, Choice{"national", StatedScheme::national},
                             Choice{"elderly", StatedScheme::elderly}, Choice{"unknown", StatedScheme::unknown}};
constexpr std::array shares{Choice{"1", 1}, Choice{"2", 2}, Choice{"3", 3}};

using Trouble = std::optional<domain::Rejection>;

template<class Choices, class T>
Trouble choose(const Choices& choices, std::string_view member, std::string_view japanese, const std::string& value,
               std::optional<T>& to)
{
    const auto found = std::ranges::find(choices, value, [](const auto& choice) { return choice.value; });
    if (found == choices.end())
        return domain::rejection(ErrorCode::unknown_value, member, japanese);
    to = found->meaning;
    return {};
}

Trouble read_day(ErrorCode code, std::string_view member, std::string_view japanese, const std::string& value,
                 std::optional<base::Date>& to)
{
    to = base::parse_date(value);
    return to ? Trouble() : domain::rejection(code, member, japanese);
}

Trouble read_text(const TextField& field, const std::string& value, EligibilityStatement& to)
{
    if (base::has_control(value))
        return domain::rejection(ErrorCode::characters, field.member, field.japanese);
    if (base::length(value) > longest)
        return domain::rejection(ErrorCode::length, field.member, field.japanese);
    to.*field.place = base::trimmed(value);
    return {};
}

Trouble read_member(std::string_view member, const wire::Json& json, EligibilityStatement& to)
{
    const auto value = json.scalar();
    if (!value)
        return domain::rejection(ErrorCode::unknown_value, member);
    if (value->empty())
        return {};
    if (const auto field = std::ranges::find(texts, member, &TextField::member); field != texts.end())
        return read_text(*field, *value, to);
    if (member == "birth_date")
        return read_day(ErrorCode::birth_date_form, member, "生年月日", *value, to.birth_date);
    if (member == "on")
        return read_day(ErrorCode::date_form, member, "受診日", *value, to.on);
    if (member == "sex")
        return choose(sexes, member, "性別", *value, to.sex);
    if (member == "scheme")
        return choose(schemes, member, "保険種別", *value, to.scheme);
    if (member == "share")
        return choose(shares, member, "一部負担金の割合", *value, to.share);
    return domain::rejection(ErrorCode::unknown_value, member);
}

} // namespace

domain::Result<EligibilityStatement> read_statement(const wire::Json& body)
{
    if (!body.is_object())
        return std::unexpected(domain::rejection(ErrorCode::unknown_value));
    EligibilityStatement statement;
    Trouble trouble;
    body.each_member([&](std::string_view member, const wire::Json& value) {
        if (!trouble)
            trouble = read_member(member, value, statement);
    });
    if (!trouble && statement.birth_date && statement.on && *statement.birth_date > *statement.on)
        trouble = domain::rejection(ErrorCode::contradiction, "birth_date", "生年月日");
    if (trouble)
        return std::unexpected(*std::move(trouble));
    return statement;
}

} // namespace onshi::terminal
