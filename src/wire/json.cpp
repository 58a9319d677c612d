#include "wire/json.h"

#include "base/fault.h"

#include <algorithm>
#include <boost/json/src.hpp>
#include <cmath>
#include <utility>

namespace onshi::wire {

namespace {

namespace bj = boost::json;

constexpr std::size_t depth_limit = 32;
constexpr std::size_t size_limit = 1'048'576;

void print(std::string& out, const bj::value& value, std::size_t indent);

void new_line(std::string& out, std::size_t indent)
{
    out += '\n';
    out.append(2 * indent, ' ');
}

void print_object(std::string& out, const bj::object& object, std::size_t indent)
{
    std::string_view separator = "{";
    for (const auto& [name, value] : object) {
        out += separator;
        new_line(out, indent + 1);
        out += bj::serialize(name) + ": ";
        print(out, value, indent + 1);
        separator = ",";
    }
    new_line(out, indent);
    out += '}';
}

void print_array(std::string& out, const bj::array& array, std::size_t indent)
{
    std::string_view separator = "[";
    for (const auto& value : array) {
        out += separator;
        new_line(out, indent + 1);
        print(out, value, indent + 1);
        separator = ",";
    }
    new_line(out, indent);
    out += ']';
}

void print(std::string& out, const bj::value& value, std::size_t indent)
{
    if (value.is_object() && !value.get_object().empty())
        print_object(out, value.get_object(), indent);
    else if (value.is_array() && !value.get_array().empty())
        print_array(out, value.get_array(), indent);
    else
        out += bj::serialize(value);
}

// 1e400 is JSON, but no double: it would be printed as something that cannot be read again.
bool is_finite(const bj::value& value)
{
    if (const auto* const number = value.if_double())
        return std::isfinite(*number);
    if (const auto* const array = value.if_array())
        return std::ranges::all_of(*array, is_finite);
    if (const auto* const object = value.if_object())
        return std::ranges::all_of(*object, [](const auto& member) { return is_finite(member.value()); });
    return true;
}

} // namespace

struct Json::Value
{
    bj::value json;
};

Json::Json()
    : value_(std::make_unique<Value>())
{
}
Json::Json(std::string_view text)
    : value_(new Value{bj::value(bj::string_view(text.data(), text.size()))})
{
}
Json::Json(const char* text)
    : Json(std::string_view(text))
{
}
Json::Json(const std::string& text)
    : Json(std::string_view(text))
{
}
Json::Json(std::int64_t number)
    : value_(new Value{bj::value(number)})
{
}
Json::Json(int number)
    : Json(std::int64_t{number})
{
}
Json::Json(double number)
    : value_(new Value{bj::value(number)})
{
}
Json::Json(bool truth)
    : value_(new Value{bj::value(truth)})
{
}

Json Json::object()
{
    Json json;
    json.value_->json.emplace_object();
    return json;
}

Json Json::array()
{
    Json json;
    json.value_->json.emplace_array();
    return json;
}

Json::Json(const Json& other)
    : value_(other.value_ ? std::make_unique<Value>(*other.value_) : std::make_unique<Value>())
{
}
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(Json other) noexcept
{
    value_.swap(other.value_);
    return *this;
}
Json::~Json() = default;

Json& Json::set(std::string_view name, Json value)
{
    ONSHI_CHECK(value_ && value_->json.is_object() && value.value_);
    value_->json.get_object().insert_or_assign(bj::string_view(name.data(), name.size()),
                                               std::move(value.value_->json));
    return *this;
}

Json& Json::push(Json value)
{
    ONSHI_CHECK(value_ && value_->json.is_array() && value.value_);
    value_->json.get_array().push_back(std::move(value.value_->json));
    return *this;
}

domain::Result<Json> Json::parse(std::string_view text)
{
    bj::parse_options options;
    options.max_depth = depth_limit;
    bj::error_code error;
    Json json;
    if (text.size() <= size_limit)
        json.value_->json = bj::parse(bj::string_view(text.data(), text.size()), error, {}, options);
    if (error || text.size() > size_limit || !is_finite(json.value_->json))
        return std::unexpected(domain::rejection(domain::ErrorCode::unknown_value, {}, "JSON"));
    return json;
}

Json Json::member(std::string_view name) const
{
    Json found;
    if (const auto* const object = value_->json.if_object())
        if (const auto* const value = object->if_contains(name))
            found.value_->json = *value;
    return found;
}

std::string Json::text_of(std::string_view name) const
{
    const auto* const object = value_ ? value_->json.if_object() : nullptr;
    const auto* const member = object ? object->if_contains(bj::string_view(name.data(), name.size())) : nullptr;
    const auto* const text = member ? member->if_string() : nullptr;
    return text ? std::string(text->data(), text->size()) : std::string();
}

std::optional<std::string> Json::scalar() const
{
    const auto& json = value_->json;
    if (json.is_object() || json.is_array())
        return {};
    if (json.is_null())
        return std::string();
    if (const auto* const truth = json.if_bool())
        return *truth ? "1" : "0";
    if (const auto* const text = json.if_string())
        return std::string(text->data(), text->size());
    return bj::serialize(json);
}

std::optional<std::int64_t> Json::integer_of(std::string_view name) const
{
    const auto* const object = value_->json.if_object();
    const auto* const member = object ? object->if_contains(bj::string_view(name.data(), name.size())) : nullptr;
    const auto* const number = member ? member->if_int64() : nullptr;
    return number ? std::optional(*number) : std::nullopt;
}

void Json::each_member(const std::function<void(std::string_view, const Json&)>& visit) const
{
    if (!is_object())
        return;
    Json member;
    for (const auto& [name, value] : value_->json.get_object()) {
        member.value_->json = value;
        visit({name.data(), name.size()}, member);
    }
}

void Json::each_item(const std::function<void(const Json&)>& visit) const
{
    if (!is_array())
        return;
    Json item;
    for (const auto& value : value_->json.get_array()) {
        item.value_->json = value;
        visit(item);
    }
}

bool Json::is_object() const { return value_->json.is_object(); }
bool Json::is_array() const { return value_->json.is_array(); }

std::string Json::compact() const { return value_ ? bj::serialize(value_->json) : "null"; }

std::string Json::pretty() const
{
    std::string out;
    print(out, value_ ? value_->json : bj::value(), 0);
    return out + '\n';
}

} // namespace onshi::wire
