#include "http/routes.h"

#include "http/eligibility.h"
#include "http/enrolment.h"
#include "http/facility_settings.h"
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
    {"POST", "/certificates/renewal", Operation::renew_certificate, Speech::problem, Runs::write, post_renewal, nullptr,
     "証明書の更新（今の証明書と新しい鍵の署名要求） a further certificate for the holder of the present one", json,
     json},
    // 医療機関環境設定: what a facility decides about its own messages
    {"GET", "/facility/settings", Operation::see_facility_settings, Speech::problem, Runs::read, get_facility_settings,
     nullptr, "自機関の設定の照会 settings of the caller's own facility", "", json},
    {"PUT", "/facility/settings", Operation::change_facility_settings, Speech::problem, Runs::write,
     put_facility_settings, nullptr, "自機関の設定の変更 the same, changed", json, json},
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
