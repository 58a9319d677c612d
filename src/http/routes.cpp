#include "http/routes.h"

#include "http/eligibility.h"
#include "http/enrolment.h"
#include "http/operations.h"

namespace onshi::http {

namespace {

using domain::Operation;

constexpr std::string_view xml = "application/xml", json = "application/json", text = "text/plain";

constexpr Route table[] = {
    // 外部インターフェイス: what receipt computers speak
    {"POST", "/exchange/OQSsiquc01req", Operation::check_eligibility, Speech::interface_xml, Runs::read,
     post_eligibility, nullptr, "資格確認（被保険者証情報による照会） eligibility check by certificate number", xml,
     xml},
    // Who is speaking
    {"POST", "/enrolment", Operation::enrol, Speech::problem, Runs::write, post_enrolment, nullptr,
     "証明書の発行（ワンタイムコードと署名要求） a certificate for a one-time code and a signing request", json, json},
    // For those who run it
    {"GET", "/healthz", Operation::see_health, Speech::problem, Runs::at_once, nullptr, get_health,
     "生存確認 the process is alive", "", json},
    {"GET", "/readyz", Operation::see_health, Speech::problem, Runs::read, get_ready, nullptr,
     "準備確認 the database answers", "", json},
    {"GET", "/metrics", Operation::see_metrics, Speech::problem, Runs::read, get_metrics, nullptr,
     "計測値 metrics in the Prometheus format", "", text},
    {"GET", "/openapi.json", Operation::see_interface, Speech::problem, Runs::at_once, nullptr, get_openapi,
     "このAPIの定義 this document", "", json},
};

} // namespace

std::span<const Route> routes() { return table; }

} // namespace onshi::http
