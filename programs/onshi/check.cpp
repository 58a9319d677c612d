#include "base/era_date.h"
#include "base/fault.h"
#include "http/eligibility.h"
#include "onshi/commands.h"
#include "onshi/installation.h"
#include "terminal/centre_client.h"

#include <iostream>

namespace onshi::programs {

namespace {

using domain::ErrorCode;

domain::Result<base::Date> date_from(const std::string& text, const char* option)
{
    if (const auto date = base::parse_date(text))
        return *date;
    return std::unexpected(domain::rejection(ErrorCode::date_form, option, option));
}

domain::Result<wire::EligibilityRequest> request_from(const CheckOptions& o, const std::string& facility,
                                                      base::Instant now)
{
    auto insurer = domain::at("--insurer", domain::InsurerNumber::parse(o.insurer));
    auto id = domain::InsuredId::parse(o.symbol, o.number, o.branch);
    const auto birth = date_from(o.birth, "--birth");
    const auto on = o.on.empty() ? base::jst_date(now) : date_from(o.on, "--on");
    auto code = domain::at("--facility", domain::FacilityCode::parse(facility));
    if (!insurer)
        return std::unexpected(insurer.error());
    if (!id)
        return std::unexpected(id.error());
    if (!birth)
        return std::unexpected(birth.error());
    if (!on)
        return std::unexpected(on.error());
    if (!code)
        return std::unexpected(code.error());
    return wire::EligibilityRequest{.on = *on,
                                    .facility = *std::move(code),
                                    .file_identifier = {},
                                    .search = {.insurer = *std::move(insurer),
                                               .id = *std::move(id),
                                               .birth_date = *birth,
                                               .limit_consent = o.limit_consent,
                                               .person_identifier = {}}};
}

std::optional<base::Instant> moment_from(const std::string& text)
{
    if (text.empty())
        return {};
    const auto moment = base::parse_instant(text);
    if (!moment)
        throw base::Fault(base::FaultCode::setup, "--known-at: write it like 2026-04-01T09:15:02+09:00");
    return moment;
}

int print(const wire::EligibilityAnswer& answer, const std::string& xml, const std::vector<std::string>& formats)
{
    for (const auto& format : formats) {
        if (format == "xml")
            std::cout << xml;
        else if (format == "json")
            std::cout << wire::eligibility_answer_json(answer);
        else
            std::cout << wire::eligibility_answer_words(answer);
    }
    if (answer.failure || !answer.validity)
        return 1;
    return *answer.validity == domain::Validity::valid ? 0 : static_cast<int>(*answer.validity);
}

int refused(const domain::Rejection& rejection)
{
    std::cerr << "onshi: " << (rejection.field.empty() ? "" : rejection.field + ": ") << rejection.reason << "\n";
    return 1;
}

int check_at_server(const CheckOptions& options)
{
    const auto address = net::parse_address(options.server);
    if (!address || options.identity.empty())
        throw base::Fault(base::FaultCode::setup, "--server https://host:port needs --identity FOLDER too");
    const base::SystemClock clock;
    base::SystemRandom random;
    const base::Environment environment{clock, random};
    const auto identity = terminal::load_identity(options.identity);
    const auto request = request_from(options, identity.holder, clock.now());
    if (!request)
        return refused(request.error());
    terminal::CentreClient centre(*address, identity);
    const auto reply = centre.check(environment, *request);
    return reply ? print(reply->answer, reply->xml, options.formats) : refused(reply.error());
}

int check_embedded(const CheckOptions& options)
{
    Installation centre(options.config, options.clock);
    const auto request = request_from(options, options.facility, centre.environment.clock.now());
    if (!request)
        return refused(request.error());
    auto caller = Installation::operator_at_shell();
    caller.holder = request->facility.text();
    caller.facility = request->facility;
    const auto message = wire::write_eligibility_request(*request);
    const auto known_at = moment_from(options.known_at);
    const auto answered = centre.desk.read_now([&](usecase::UnitOfWork& work) {
        return known_at ? http::answer_as_known(work, caller, *request, message, *known_at)
                        : http::answer_check(work, caller, *request, message, {});
    });
    if (!answered)
        return refused(answered.error());
    return print(answered->answer, wire::write_eligibility_answer(answered->answer), options.formats);
}

} // namespace

int check(const CheckOptions& options)
{
    if (options.server.empty() && options.config.file.empty())
        throw base::Fault(base::FaultCode::setup,
                          "check: give --server and --identity, or --config and --facility (see onshi check --help)");
    return options.server.empty() ? check_embedded(options) : check_at_server(options);
}

} // namespace onshi::programs
