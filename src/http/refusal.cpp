#include "http/refusal.h"

#include "wire/json.h"

namespace onshi::http {

namespace {

net::Response as_interface_xml(const domain::ErrorEntry& entry, const domain::Rejection& rejection,
                               const ErrorFrame& frame)
{
    wire::EligibilityAnswer answer{.at = frame.at, .on = frame.seen.on.value_or(base::jst_date(frame.at))};
    answer.facility = frame.facility;
    answer.file_identifier = frame.seen.file_identifier;
    answer.character_code = frame.character_code;
    answer.failure = wire::CodedMessage{entry.wire, rejection.reason};
    return {entry.http, wire::content_type(frame.character_code), wire::write_eligibility_answer(answer), {}};
}

} // namespace

net::Response refuse(Speech speech, const domain::Rejection& rejection, const ErrorFrame& frame)
{
    const auto& entry = domain::entry_of(rejection.code);
    switch (speech) {
    case Speech::interface_xml:
        return as_interface_xml(entry, rejection, frame);
    case Speech::problem:
        break;
    }
    return {entry.http, "application/problem+json", wire::problem_details(rejection), {}};
}

} // namespace onshi::http
