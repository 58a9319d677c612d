#include "load/question.h"

#include "base/fault.h"
#include "wire/xml_writer.h"

#include <charconv>

namespace onshi::load {

namespace {

namespace tag = wire::tag;

constexpr std::string_view length_field = "Content-Length: ";
constexpr std::string_view room =
    "     "; // a body has about 800 bytes; spaces before a value do not count (RFC 9110, 5.5)

std::string_view path_of(Target target)
{
    return target == Target::check ? "/exchange/OQSsiquc01req" : "/development/empty";
}

} // namespace

const char* name_of(Target target) { return target == Target::check ? "check" : "empty"; }

Questions::Questions(Target target, std::string_view host, base::Date on)
    : on_(on.compact())
{
    out_ = "POST ";
    out_ += path_of(target);
    out_ += " HTTP/1.1\r\nHost: ";
    out_ += host;
    out_ += "\r\nContent-Type: application/xml\r\n";
    out_ += length_field;
    length_at_ = out_.size();
    out_ += room;
    out_ += "\r\n\r\n";
    head_size_ = out_.size();
}

std::string_view Questions::write(std::string_view facility, const People::Asked& asked)
{
    const auto& [person, foreseen] = asked;
    std::string_view number = person.number;
    if (foreseen == Foreseen::unknown) {
        unknown_number_.clear();
        append_unknown_number(unknown_number_, number);
        number = unknown_number_;
    }
    out_.resize(head_size_);
    out_ += wire::xml_declaration(wire::CharacterCode::utf8);
    wire::XmlWriter xml(out_);
    xml.open(tag::message);
    xml.open(tag::header);
    xml.leaf(tag::confirmation_date, on_);
    xml.leaf(tag::facility, facility);
    xml.leaf(tag::file_identifier, "onshi-load");
    xml.close(tag::header);
    xml.open(tag::body);
    xml.open(tag::search_info);
    xml.leaf(tag::insurer_number, person.insurer);
    xml.leaf(tag::symbol, person.symbol);
    xml.leaf(tag::number, number);
    xml.leaf(tag::branch, person.branch);
    xml.leaf(tag::birth_date, person.birth_date.compact());
    xml.leaf(tag::limit_consent, "0");
    xml.close(tag::search_info);
    xml.close(tag::body);
    xml.close(tag::message);
    out_.replace(length_at_, room.size(), room);
    char* const length = out_.data() + length_at_;
    ONSHI_CHECK(std::to_chars(length, length + room.size(), out_.size() - head_size_).ec == std::errc());
    return out_;
}

} // namespace onshi::load
