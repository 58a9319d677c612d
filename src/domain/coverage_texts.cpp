#include "domain/coverage_texts.h"

#include <utility>

namespace onshi::domain {

namespace {

std::string digit(auto code) { return std::to_string(static_cast<int>(code)); }
std::string flag(bool set) { return set ? "1" : ""; }

} // namespace

std::array<std::string, coverage_fields.size()> field_texts(const Coverage& c)
{
    return {std::string(),
            c.insurer.text(),
            c.id.symbol(),
            c.id.number(),
            c.id.branch(),
            code_of(c.kind),
            digit(c.relationship),
            c.name,
            c.name_kana,
            c.name_other,
            c.name_other_kana,
            c.insured_name,
            c.birth_date.iso(),
            digit(c.sex),
            flag(c.sex_hidden),
            c.post_number,
            c.address,
            c.gained.iso(),
            c.lost ? c.lost->iso() : std::string(),
            c.loss_reason ? code_of(*c.loss_reason) : std::string(),
            write_list(c.certificates),
            write_list(c.elderly_certificates),
            write_list(c.limit_certificates),
            write_list(c.specific_diseases),
            flag(c.undisclosed),
            flag(c.self_withheld)};
}

std::vector<FieldChange> changes(const Coverage& before, const Coverage& after)
{
    auto old_texts = field_texts(before);
    auto new_texts = field_texts(after);
    std::vector<FieldChange> result;
    for (const auto& field : coverage_fields)
        if (old_texts[field.index] != new_texts[field.index])
            result.push_back({field, std::move(old_texts[field.index]), std::move(new_texts[field.index])});
    return result;
}

} // namespace onshi::domain
