#include "wire/element_reader.h"

#include "base/fault.h"
#include "base/text.h"

#include <algorithm>

namespace onshi::wire {

using domain::ErrorCode;

std::unexpected<domain::Rejection> Findings::reason() const
{
    ONSHI_CHECK(first_.has_value());
    return std::unexpected(first_.value_or(domain::Rejection{}));
}

ElementReader::ElementReader(XmlElement parent, std::span<const Tag> known, Findings& findings)
    : findings_(findings)
{
    fields_.reserve(known.size());
    for (const auto& tag : known)
        fields_.push_back({tag, {}, false});
    for (auto child = parent.first_child(); child.present(); child = child.next()) {
        const auto field = std::ranges::find(fields_, child.name(), [](const Field& f) { return f.tag.name; });
        if (field == fields_.end())
            ++findings_.unknown_elements;
        else if (field->element.present())
            field->repeated = true;
        else
            field->element = child;
    }
}

XmlElement ElementReader::find(const Tag& tag)
{
    const auto field = std::ranges::find(fields_, tag.name, [](const Field& f) { return f.tag.name; });
    ONSHI_CHECK(field != fields_.end());
    if (field->repeated)
        refuse(ErrorCode::element_repeated, tag);
    return field->element;
}

XmlElement ElementReader::group(const Tag& tag) { return find(tag); }

XmlElement ElementReader::required_group(const Tag& tag)
{
    const auto element = find(tag);
    if (!element.present())
        refuse(ErrorCode::element_missing, tag);
    return element;
}

std::string ElementReader::text(const Tag& tag)
{
    const auto element = find(tag);
    if (!element.present())
        return {};
    for (auto child = element.first_child(); child.present(); child = child.next())
        ++findings_.unknown_elements;
    auto value = element.text();
    if (base::has_control(value)) {
        refuse(ErrorCode::characters, tag);
        return {};
    }
    return value;
}

std::string ElementReader::required_text(const Tag& tag)
{
    auto value = text(tag);
    // After another problem of the same element this one is not the first and is not kept.
    if (value.empty())
        refuse(ErrorCode::element_missing, tag);
    return value;
}

std::string ElementReader::short_text(const Tag& tag, std::size_t limit)
{
    auto value = text(tag);
    if (base::length(value) <= limit)
        return value;
    refuse(ErrorCode::length, tag);
    return {};
}

std::optional<base::Date> ElementReader::date(const Tag& tag, ErrorCode wrong)
{
    const auto value = text(tag);
    if (value.empty())
        return {};
    const auto date = base::Date::parse_compact(value);
    if (!date)
        refuse(wrong, tag);
    return date;
}

std::optional<base::Date> ElementReader::required_date(const Tag& tag, ErrorCode wrong)
{
    const auto read = date(tag, wrong);
    if (!read)
        refuse(ErrorCode::element_missing, tag);
    return read;
}

std::optional<int> ElementReader::code(const Tag& tag, int lowest, int highest)
{
    const auto value = text(tag);
    if (value.empty())
        return {};
    const int code = value.front() - '0';
    if (value.size() == 1 && lowest <= code && code <= highest)
        return code;
    refuse(ErrorCode::unknown_value, tag);
    return {};
}

std::optional<int> ElementReader::required_code(const Tag& tag, int lowest, int highest)
{
    const auto read = code(tag, lowest, highest);
    if (!read)
        refuse(ErrorCode::element_missing, tag);
    return read;
}

} // namespace onshi::wire
