#pragma once

#include "domain/rejection.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// A JSON value to build and to read small documents with (not for the hot path). Members keep their order.
namespace onshi::wire {

class Json
{
public:
    Json(); ///< null
    Json(std::string_view text);
    Json(const char* text);
    Json(const std::string& text);
    Json(std::int64_t number);
    Json(int number);
    Json(double number);
    Json(bool truth);
    [[nodiscard]] static Json object();
    [[nodiscard]] static Json array();
    Json(const Json&);
    Json(Json&&) noexcept;
    Json& operator=(Json) noexcept;
    ~Json();

    Json& set(std::string_view name, Json value); ///< of an object; returns *this
    Json& push(Json value);                       ///< to an array; returns *this

    /// Error: unknown_value (not JSON, deeper than 32, over 1 MiB, or a number past any double). A fraction's last
    /// digit may be lost.
    [[nodiscard]] static domain::Result<Json> parse(std::string_view text);
    /// Member's text; empty if this is no object, has no such member, or the member is no string.
    [[nodiscard]] std::string text_of(std::string_view name) const;

    /// A copy of the member; null if this is no object or has no such member.
    [[nodiscard]] Json member(std::string_view name) const;
    /// A text as it is, a number as it is written, true "1", false "0", null empty; none for an object or an array.
    [[nodiscard]] std::optional<std::string> scalar() const;
    /// A whole number; none for anything else.
    [[nodiscard]] std::optional<std::int64_t> integer_of(std::string_view name) const;
    /// Members in their order; nothing if this is no object.
    void each_member(const std::function<void(std::string_view name, const Json&)>&) const;
    /// Items in their order; nothing if this is no array.
    void each_item(const std::function<void(const Json&)>&) const;
    [[nodiscard]] bool is_object() const;
    [[nodiscard]] bool is_array() const;

    [[nodiscard]] std::string compact() const;
    [[nodiscard]] std::string pretty() const; ///< two spaces, newline at the end

private:
    struct Value;
    std::unique_ptr<Value> value_;
};

/// RFC 9457 problem details: {"type","title","status","code","field","detail"}; for routes that do not speak the
/// interface's XML. Content type application/problem+json.
[[nodiscard]] std::string problem_details(const domain::Rejection& rejection);
/// The rejection that such a document tells; `fault` if its code is none of ours.
[[nodiscard]] domain::Rejection rejection_in(const Json& problem);

} // namespace onshi::wire
