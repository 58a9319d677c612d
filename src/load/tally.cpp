#include "load/tally.h"

#include "wire/elements.h"

#include <numeric>

namespace onshi::load {

namespace {

namespace tag = wire::tag;

// Reading the whole message would cost more than the rest of a request does here. The element that is looked for stands
// once in a message and its name in no other place: texts cannot hold "<".
std::string_view text_of(std::string_view xml, const wire::Tag& tag)
{
    for (auto at = xml.find(tag.name); at != std::string_view::npos; at = xml.find(tag.name, at + 1)) {
        const auto from = at + tag.name.size();
        if (at > 0 && xml[at - 1] == '<' && from < xml.size() && xml[from] == '>')
            return xml.substr(from + 1, xml.find('<', from) - from - 1);
    }
    return {};
}

/// The code in an error of the interface, or of problem details (RFC 9457).
std::string error_code(std::string_view body)
{
    if (const auto code = text_of(body, tag::error_code); !code.empty())
        return std::string(code);
    constexpr std::string_view member = "\"code\":\"";
    const auto at = body.find(member);
    if (at == std::string_view::npos)
        return "none";
    const auto code = body.substr(at + member.size());
    return std::string(code.substr(0, code.find('"')));
}

} // namespace

const char* name_of(Miss miss)
{
    switch (miss) {
    case Miss::status:
        return "status_other_than_200";
    case Miss::no_validity:
        return "no_validity";
    case Miss::no_id:
        return "no_answer_id";
    case Miss::lost:
        return "connection_lost";
    case Miss::unanswered:
        return "unanswered";
    case Miss::unsent:
        return "unsent";
    }
    return "";
}

void Tally::count(Target target, const Answer& answer, Foreseen foreseen)
{
    ++answers;
    ++by_status[answer.status];
    if (answer.status != 200) {
        ++by_error_code[error_code(answer.body)];
        return miss(Miss::status);
    }
    if (target == Target::empty)
        return;
    const auto text = text_of(answer.body, tag::validity);
    if (text.size() != 1 || text.front() < '1' || text.front() > '5')
        return miss(Miss::no_validity);
    const int validity = text.front() - '0';
    ++by_validity.at(static_cast<std::size_t>(validity));
    if (!agrees(foreseen, validity))
        ++unforeseen[{foreseen, validity}];
    if (answer.id.empty())
        miss(Miss::no_id);
}

std::uint64_t Tally::errors() const { return std::accumulate(misses.begin(), misses.end(), std::uint64_t{0}); }

std::uint64_t Tally::other_than_foreseen() const
{
    return std::accumulate(unforeseen.begin(), unforeseen.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const auto& kind) { return sum + kind.second; });
}

} // namespace onshi::load
