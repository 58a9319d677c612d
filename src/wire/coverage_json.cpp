#include "wire/coverage_json.h"

#include "wire/json.h"

namespace onshi::wire {

namespace {

namespace field = domain::field;

/// An object that leaves out what is empty.
class Members
{
public:
    Members& text(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            json_.set(name, value);
        return *this;
    }
    Members& date(std::string_view name, const std::optional<base::Date>& value)
    {
        return text(name, value ? value->iso() : std::string());
    }
    Members& number(std::string_view name, std::optional<int> value)
    {
        if (value)
            json_.set(name, *value);
        return *this;
    }
    Members& flag(std::string_view name, bool set)
    {
        if (set)
            json_.set(name, true);
        return *this;
    }
    template<class T>
    Members& list(std::string_view name, const std::vector<T>& items)
    {
        if (items.empty())
            return *this;
        auto array = Json::array();
        for (const auto& item : items)
            array.push(json_of(item));
        json_.set(name, std::move(array));
        return *this;
    }
    [[nodiscard]] Json json() const { return json_; }

private:
    static Json json_of(const domain::InsuredCertificate& item)
    {
        return period(item.issued, item.valid).number("share", item.share).json();
    }
    static Json json_of(const domain::ElderlyCertificate& item)
    {
        return period(item.issued, item.valid).number("share", item.share).json();
    }
    static Json json_of(const domain::LimitCertificate& item)
    {
        auto members = period(item.issued, item.valid);
        members.number("kind", static_cast<int>(item.kind))
            .text("class", item.cls)
            .date("long_term_on", item.long_term);
        return members.json();
    }
    static Json json_of(const domain::SpecificDisease& item)
    {
        auto members = period(item.issued, item.valid);
        members.number("category", item.category).number("self_pay", item.self_pay);
        return members.json();
    }
    static Members period(const std::optional<base::Date>& issued, const domain::Period& valid)
    {
        Members members;
        members.date("issued_on", issued).date("from", valid.from).date("to", valid.to);
        return members;
    }

    Json json_ = Json::object();
};

} // namespace

void append_coverage_json(std::string& out, const CoverageRow& row)
{
    const auto& c = row.coverage;
    Members members;
    members.text(field::person.name, row.person.text())
        .text(field::insurer.name, c.insurer.text())
        .text(field::symbol.name, c.id.symbol())
        .text(field::number.name, c.id.number())
        .text(field::branch.name, c.id.branch())
        .text(field::kind.name, domain::code_of(c.kind))
        .number(field::relationship.name, static_cast<int>(c.relationship))
        .text(field::name.name, c.name)
        .text(field::name_kana.name, c.name_kana)
        .text(field::name_other.name, c.name_other)
        .text(field::name_other_kana.name, c.name_other_kana)
        .text(field::insured_name.name, c.insured_name)
        .date(field::birth_date.name, c.birth_date)
        .number(field::sex.name, static_cast<int>(c.sex))
        .flag(field::sex_hidden.name, c.sex_hidden)
        .text(field::post_number.name, c.post_number)
        .text(field::address.name, c.address)
        .date(field::gained.name, c.gained)
        .date(field::lost.name, c.lost)
        .text(field::loss_reason.name, c.loss_reason ? domain::code_of(*c.loss_reason) : std::string())
        .list(field::certificates.name, c.certificates)
        .list(field::elderly_certificates.name, c.elderly_certificates)
        .list(field::limit_certificates.name, c.limit_certificates)
        .list(field::specific_diseases.name, c.specific_diseases)
        .flag(field::undisclosed.name, c.undisclosed)
        .flag(field::self_withheld.name, c.self_withheld);
    out += members.json().compact();
    out += '\n';
}

} // namespace onshi::wire
