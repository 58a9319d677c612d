#include "domain/dated_certificates.h"

#include "base/era_date.h"

#include <algorithm>
#include <charconv>
#include <span>

namespace onshi::domain {

std::string_view limit_class_term(std::string_view code)
{
    const auto* const found = std::ranges::find(limit_classes, code, &LimitClass::code);
    return found == limit_classes.end() ? std::string_view() : found->term;
}

namespace {

/// Reads the fields of one item and keeps the first thing that is wrong with them.
class Fields
{
public:
    Fields(std::string_view item, std::size_t expected)
    {
        for (std::size_t from = 0; from <= item.size();) {
            const auto end = std::min(item.find(':', from), item.size());
            if (count_ < fields_.size())
                fields_[count_] = item.substr(from, end - from);
            ++count_;
            from = end + 1;
        }
        if (count_ != expected)
            fail(ErrorCode::characters);
    }

    std::optional<base::Date> date(std::size_t place)
    {
        const auto text = fields_[place];
        if (text.empty())
            return {};
        const auto read = base::parse_date(text);
        if (!read)
            fail(ErrorCode::date_form);
        return read;
    }
    Period period(std::size_t from, std::size_t to) { return {date(from), date(to)}; }
    Period begun_period(std::size_t from, std::size_t to)
    {
        if (fields_[from].empty())
            fail(ErrorCode::element_missing);
        return period(from, to);
    }
    std::optional<int> number(std::size_t place)
    {
        const auto text = fields_[place];
        if (text.empty())
            return {};
        int value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            fail(ErrorCode::unknown_value);
        return value;
    }
    /// One of `allowed`; missing is a failure.
    int one_of(std::size_t place, std::span<const int> allowed)
    {
        const auto value = number(place);
        if (!value)
            fail(ErrorCode::element_missing);
        else if (std::ranges::find(allowed, *value) == allowed.end())
            fail(ErrorCode::unknown_value);
        return value.value_or(0);
    }
    [[nodiscard]] std::string_view text(std::size_t place) const { return fields_[place]; }

    void fail(ErrorCode code)
    {
        if (!failure_)
            failure_ = code;
    }
    [[nodiscard]] std::optional<ErrorCode> failure() const { return failure_; }

private:
    std::array<std::string_view, 6> fields_;
    std::size_t count_ = 0;
    std::optional<ErrorCode> failure_;
};

constexpr std::array shares{10, 20, 30};

void read_item(std::string_view text, InsuredCertificate& item, std::optional<ErrorCode>& failure)
{
    Fields fields(text, 4);
    item = {fields.date(0), fields.period(1, 2), std::nullopt};
    if (!fields.text(3).empty())
        item.share = fields.one_of(3, shares);
    failure = fields.failure();
}

void read_item(std::string_view text, ElderlyCertificate& item, std::optional<ErrorCode>& failure)
{
    Fields fields(text, 4);
    item = {fields.date(0), fields.begun_period(1, 2), fields.one_of(3, shares)};
    failure = fields.failure();
}

void read_item(std::string_view text, LimitCertificate& item, std::optional<ErrorCode>& failure)
{
    Fields fields(text, 6);
    static constexpr std::array kinds{1, 2, 3};
    item = {static_cast<LimitKind>(fields.one_of(0, kinds)), std::string(fields.text(1)), fields.date(2),
            fields.begun_period(3, 4), fields.date(5)};
    if (item.cls.empty())
        fields.fail(ErrorCode::element_missing);
    else if (limit_class_term(item.cls).empty())
        fields.fail(ErrorCode::unknown_value);
    failure = fields.failure();
}

void read_item(std::string_view text, SpecificDisease& item, std::optional<ErrorCode>& failure)
{
    Fields fields(text, 5);
    static constexpr std::array categories{1, 2, 3};
    static constexpr std::array yen{10'000, 20'000}; // domain rules 3.4
    item = {fields.one_of(0, categories), fields.date(1), fields.begun_period(2, 3), fields.one_of(4, yen)};
    failure = fields.failure();
}

std::string compact_or_empty(const std::optional<base::Date>& date) { return date ? date->compact() : std::string(); }

void append_fields(std::string& out, std::initializer_list<std::string_view> fields)
{
    bool first = true;
    for (const auto field : fields) {
        if (!first)
            out += ':';
        out += field;
        first = false;
    }
}

void write_item(std::string& out, const InsuredCertificate& item)
{
    append_fields(out, {compact_or_empty(item.issued), compact_or_empty(item.valid.from),
                        compact_or_empty(item.valid.to), item.share ? std::to_string(*item.share) : std::string()});
}

void write_item(std::string& out, const ElderlyCertificate& item)
{
    append_fields(out, {compact_or_empty(item.issued), compact_or_empty(item.valid.from),
                        compact_or_empty(item.valid.to), std::to_string(item.share)});
}

void write_item(std::string& out, const LimitCertificate& item)
{
    append_fields(out, {std::to_string(static_cast<int>(item.kind)), item.cls, compact_or_empty(item.issued),
                        compact_or_empty(item.valid.from), compact_or_empty(item.valid.to),
                        compact_or_empty(item.long_term)});
}

void write_item(std::string& out, const SpecificDisease& item)
{
    append_fields(out, {std::to_string(item.category), compact_or_empty(item.issued), compact_or_empty(item.valid.from),
                        compact_or_empty(item.valid.to), std::to_string(item.self_pay)});
}

/// Two items on one day would leave it open which one holds.
template<class T>
bool may_stand_together(const T&, const T&)
{
    return false;
}
bool may_stand_together(const SpecificDisease& a, const SpecificDisease& b) { return a.category != b.category; }

bool overlap(const Period& a, const Period& b)
{
    const auto ends_before = [](const Period& one, const Period& other) {
        return one.to && other.from && *one.to < *other.from;
    };
    return !ends_before(a, b) && !ends_before(b, a);
}

template<class T>
bool contradicts(const std::vector<T>& list)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].valid.reversed())
            return true;
        for (std::size_t j = i + 1; j < list.size(); ++j)
            if (overlap(list[i].valid, list[j].valid) && !may_stand_together(list[i], list[j]))
                return true;
    }
    return false;
}

} // namespace

template<class T>
Result<std::vector<T>> parse_list(std::string_view text)
{
    std::vector<T> list;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find(';', from), text.size());
        std::optional<ErrorCode> failure;
        read_item(text.substr(from, end - from), list.emplace_back(), failure);
        if (failure)
            return std::unexpected(rejection(*failure));
        from = end + 1;
    }
    if (list.size() > 1) {
        std::ranges::stable_sort(list, {}, [](const T& item) { return item.valid.from; });
    }
    if (contradicts(list))
        return std::unexpected(rejection(ErrorCode::contradiction));
    return list;
}

template<class T>
std::string write_list(const std::vector<T>& list)
{
    std::string out;
    for (const auto& item : list) {
        if (!out.empty())
            out += ';';
        write_item(out, item);
    }
    return out;
}

template Result<std::vector<InsuredCertificate>> parse_list(std::string_view);
template Result<std::vector<ElderlyCertificate>> parse_list(std::string_view);
template Result<std::vector<LimitCertificate>> parse_list(std::string_view);
template Result<std::vector<SpecificDisease>> parse_list(std::string_view);
template std::string write_list(const std::vector<InsuredCertificate>&);
template std::string write_list(const std::vector<ElderlyCertificate>&);
template std::string write_list(const std::vector<LimitCertificate>&);
template std::string write_list(const std::vector<SpecificDisease>&);

} // namespace onshi::domain
