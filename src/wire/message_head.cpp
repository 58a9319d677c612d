#include "wire/message_head.h"

#include "base/text.h"
#include "wire/search_info.h"
#include "wire/xml.h"

namespace onshi::wire {

namespace {

XmlElement child_of(XmlElement parent, std::string_view name)
{
    auto child = parent.first_child();
    while (child.present() && child.name() != name)
        child = child.next();
    return child;
}

/// The text, or nothing if it is longer than the interface lets it be.
std::string short_text(XmlElement element, std::size_t limit)
{
    auto text = element.present() ? element.text() : std::string();
    return base::length(text) > limit || base::has_control(text) ? std::string() : text;
}

} // namespace

domain::Result<MessageHead> read_message_head(std::string_view bytes)
{
    const auto document = XmlDocument::parse_bulk(bytes);
    if (!document)
        return std::unexpected(document.error());
    constexpr std::size_t facility_limit = 10;
    const auto header = child_of(document->root(), tag::header.name);
    if (!header.present())
        return MessageHead{.character_code = document->character_code()};
    return MessageHead{
        .character_code = document->character_code(),
        .on = base::Date::parse_compact(short_text(child_of(header, tag::confirmation_date.name), identifier_limit)),
        .facility = short_text(child_of(header, tag::facility.name), facility_limit),
        .file_identifier = short_text(child_of(header, tag::file_identifier.name), identifier_limit)};
}

std::string write_failure(const MessageHead& head, const std::string& facility, base::Instant at, CodedMessage failure)
{
    EligibilityAnswer answer{.at = at, .on = head.on.value_or(base::jst_date(at))};
    answer.facility = head.facility.empty() ? facility : head.facility;
    answer.file_identifier = head.file_identifier;
    answer.character_code = head.character_code;
    answer.failure = std::move(failure);
    return write_eligibility_answer(answer);
}

std::string with_echo(std::string refusal, const MessageHead& head)
{
    auto answer = parse_eligibility_answer(refusal);
    if (!answer || !answer->failure || !answer->file_identifier.empty())
        return refusal;
    answer->file_identifier = head.file_identifier;
    answer->character_code = head.character_code;
    answer->on = head.on.value_or(answer->on);
    if (answer->facility.empty())
        answer->facility = head.facility;
    return write_eligibility_answer(*answer);
}

} // namespace onshi::wire
