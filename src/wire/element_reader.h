#pragma once

#include "base/date.h"
#include "domain/rejection.h"
#include "wire/elements.h"
#include "wire/xml.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Reads the fields of a message by name. Internal to this folder.
namespace onshi::wire {

/// What was met while reading one message. Only the first problem is kept, but reading goes on after it: a refused
/// request still shows the header that is to be echoed.
class Findings
{
public:
    void refuse(domain::Rejection rejection)
    {
        if (!first_)
            first_ = std::move(rejection);
    }
    /// The value, or none after keeping the rejection; `name`, if given, is the element it is said of.
    template<class T>
    std::optional<T> take(domain::Result<T> result, std::string_view name = {})
    {
        if (result)
            return *std::move(result);
        auto rejection = std::move(result).error();
        if (!name.empty())
            rejection.field = name;
        refuse(std::move(rejection));
        return {};
    }
    [[nodiscard]] bool refused() const { return first_.has_value(); }
    /// For a caller that lacks a value: there is a reason then. (The broken promise of none is a Bug.)
    [[nodiscard]] std::unexpected<domain::Rejection> reason() const;

    std::size_t unknown_elements = 0;

private:
    std::optional<domain::Rejection> first_;
};

/// One element's children. Those not in `known` are counted, not looked into.
class ElementReader
{
public:
    ElementReader(XmlElement parent, std::span<const Tag> known, Findings& findings);

    /// Absent if there is none; only required() of group elements complains of that.
    [[nodiscard]] XmlElement group(const Tag& tag);
    [[nodiscard]] XmlElement required_group(const Tag& tag);

    /// Empty if the element is absent or empty. Errors: element_repeated, characters (controls).
    [[nodiscard]] std::string text(const Tag& tag);
    /// Errors: also element_missing.
    [[nodiscard]] std::string required_text(const Tag& tag);
    /// A required text, parsed by an identifier's parse function.
    template<class T>
    [[nodiscard]] std::optional<T> parsed(const Tag& tag, domain::Result<T> (*parse)(std::string_view))
    {
        const auto value = required_text(tag);
        return value.empty() ? std::nullopt : findings_.take(parse(value), tag.name);
    }
    /// At most `limit` characters, else length and an empty text.
    [[nodiscard]] std::string short_text(const Tag& tag, std::size_t limit);

    /// YYYYMMDD, else the error `wrong`.
    [[nodiscard]] std::optional<base::Date> date(const Tag& tag,
                                                 domain::ErrorCode wrong = domain::ErrorCode::date_form);
    [[nodiscard]] std::optional<base::Date> required_date(const Tag& tag,
                                                          domain::ErrorCode wrong = domain::ErrorCode::date_form);
    /// One digit, a value of a code list, from `lowest` to `highest`; else unknown_value.
    [[nodiscard]] std::optional<int> code(const Tag& tag, int lowest, int highest);
    [[nodiscard]] std::optional<int> required_code(const Tag& tag, int lowest, int highest);

    void refuse(domain::ErrorCode code, const Tag& tag)
    {
        findings_.refuse(domain::rejection(code, tag.name, tag.term));
    }

private:
    struct Field
    {
        Tag tag;
        XmlElement element;
        bool repeated = false;
    };
    XmlElement find(const Tag& tag);
    std::vector<Field> fields_;
    Findings& findings_;
};

} // namespace onshi::wire
