#include "http/routes.h"

#include "domain/feed.h"
#include "http/card.h"
#include "http/corrections.h"
#include "http/eligibility.h"
#include "http/enrolment.h"
#include "http/facility_settings.h"
#include "http/feeds.h"
#include "http/operations.h"
#include "http/reference_number.h"
#include "http/staff.h"
#include "http/staff_members.h"
#include "http/staff_passkeys.h"

#include <algorithm>

namespace onshi::http {

namespace {

using domain::Operation;

constexpr std::string_view xml = "application/xml", json = "application/json", text = "text/plain";
constexpr std::string_view csv = "text/csv", binary = "application/octet-stream";

constexpr Route table[] = {
    // 外部インターフェイス: what receipt computers speak
    {"POST", "/exchange/OQSsiquc01req", Operation::check_eligibility, Speech::interface_xml, Runs::read,
     post_eligibility, nullptr, "資格確認（被保険者証情報による照会） eligibility check by certificate number", xml,
     xml},
    {"POST", "/exchange/OQSsiimm01req", Operation::register_reference_number, Speech::interface_xml, Runs::write,
     post_reference_number, nullptr, "照会番号登録 the facility's own number for a person", xml, xml},
    // マイナンバーカード: what a terminal with a reader speaks (doc/formats/card.md)
    {"POST", "/card/begin", Operation::use_card, Speech::problem, Runs::steps, nullptr, nullptr,
     "カードの確認の開始 a challenge for a card at a reader", json, json, 0, false, post_card_begin},
    {"POST", "/card/finish", Operation::use_card, Speech::problem, Runs::steps, nullptr, nullptr,
     "カードの確認 the card's signature and how it was opened, for a session", json, json, 0, false, post_card_finish},
    {"POST", "/card/registration", Operation::use_card, Speech::problem, Runs::write, post_card_registration, nullptr,
     "初回登録 the card is registered for use as the certificate", json, json},
    {"POST", "/card/reception", Operation::use_card, Speech::problem, Runs::write, post_card_reception, nullptr,
     "カードによる資格確認と同意 eligibility check by card, with the patient's consents", json, xml},
    {"POST", "/card/withdrawal", Operation::use_card, Speech::problem, Runs::write, post_card_withdrawal, nullptr,
     "同意の取消 consents are taken back", json, json},
    // 加入者情報: what insurers send
    {"POST", "/feeds", Operation::send_feed, Speech::problem, Runs::write, post_feed, nullptr,
     "加入者情報ファイルの受付 a file is announced", json, json},
    {"GET", "/feeds/{id}", Operation::send_feed, Speech::problem, Runs::read, get_feed, nullptr,
     "受付の状態と結果 how far a file is", "", json},
    {"PUT", "/feeds/{id}/parts/{part}", Operation::send_feed, Speech::problem, Runs::write, put_feed_part, nullptr,
     "ファイルの部分の送信 one part of a file", binary, json, domain::feed_part_bytes},
    {"POST", "/feeds/{id}/complete", Operation::send_feed, Speech::problem, Runs::write, post_feed_complete, nullptr,
     "送信の完了 all parts are sent", "", json},
    {"POST", "/feeds/{id}/accept", Operation::send_feed, Speech::problem, Runs::write, post_feed_accept, nullptr,
     "全件の差分の承認 the difference of a full file is accepted", "", json},
    {"POST", "/feeds/{id}/refuse", Operation::send_feed, Speech::problem, Runs::write, post_feed_refuse, nullptr,
     "全件の差分の取りやめ the difference of a full file is refused", "", json},
    {"GET", "/feeds/{id}/notes", Operation::send_feed, Speech::problem, Runs::read_long, get_feed_notes, nullptr,
     "受け付けなかった行と確かめてほしい点 refused rows, remarks and differences", "", csv},
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
    {"GET", "/facility/consents", Operation::see_facility_settings, Speech::problem, Runs::read, get_consent_offer,
     nullptr, "患者に同意を求める項目の照会 which consents the caller's own facility asks for", "", json},
    {"PUT", "/facility/consents", Operation::change_facility_settings, Speech::problem, Runs::write, put_consent_offer,
     nullptr, "患者に同意を求める項目の変更 the same, changed", json, json},
    // 訂正のお知らせ: answers that were given from facts corrected since
    {"GET", "/corrections", Operation::see_corrections, Speech::problem, Runs::read, get_corrections, nullptr,
     "訂正のお知らせの一覧 files of corrected answers for the caller's own facility", "", json},
    {"GET", "/corrections/{id}", Operation::see_corrections, Speech::problem, Runs::read_long, get_correction_file,
     nullptr, "訂正のお知らせ one of them", "", csv},
    // スタッフ: who works at the terminal
    {"POST", "/staff/first", Operation::sign_in, Speech::problem, Runs::steps, nullptr, nullptr,
     "登録コードによるIDとパスワードの登録 login and password by a one-time code", json, json, 0, false,
     post_staff_first},
    {"POST", "/staff/sign-in", Operation::sign_in, Speech::problem, Runs::steps, nullptr, nullptr,
     "サインイン（IDとパスワード） the first factor", json, json, 0, false, post_staff_sign_in},
    {"POST", "/staff/second-factor/enrol", Operation::sign_in, Speech::problem, Runs::write, post_totp_enrol, nullptr,
     "認証アプリの登録 a secret for an authenticator", json, json},
    {"POST", "/staff/second-factor/confirm", Operation::sign_in, Speech::problem, Runs::write, post_totp_confirm,
     nullptr, "認証アプリの確認 the first digits of it; a session", json, json},
    {"POST", "/staff/second-factor/totp", Operation::sign_in, Speech::problem, Runs::write, post_totp, nullptr,
     "サインイン（認証アプリの番号） the second factor; a session", json, json},
    {"POST", "/staff/passkey/begin", Operation::sign_in, Speech::problem, Runs::write, post_passkey_begin, nullptr,
     "サインイン（パスキー）の開始 what a passkey is to sign", json, json},
    {"POST", "/staff/passkey/finish", Operation::sign_in, Speech::problem, Runs::write, post_passkey_finish, nullptr,
     "サインイン（パスキー） the same, signed; a session", json, json},
    {"POST", "/staff/passkey/register/begin", Operation::use_own_account, Speech::problem, Runs::write,
     post_passkey_register_begin, nullptr, "パスキーの登録の開始 what a new passkey is to be for", "", json},
    {"POST", "/staff/passkey/register/finish", Operation::use_own_account, Speech::problem, Runs::write,
     post_passkey_register_finish, nullptr, "パスキーの登録 a new passkey", json, ""},
    {"GET", "/staff/me", Operation::use_own_account, Speech::problem, Runs::read, get_staff_me, nullptr,
     "サインインしている人 who is signed in", "", json},
    {"POST", "/staff/sign-out", Operation::use_own_account, Speech::problem, Runs::write, post_staff_sign_out, nullptr,
     "サインアウト the session ends", "", ""},
    {"GET", "/staff/members", Operation::manage_staff, Speech::problem, Runs::read, get_staff_members, nullptr,
     "スタッフの一覧 members of the caller's own holder", "", json},
    {"POST", "/staff/members", Operation::manage_staff, Speech::problem, Runs::write, post_staff_member, nullptr,
     "スタッフの追加 a further member, and a one-time code", json, json},
    {"PUT", "/staff/members/{id}", Operation::manage_staff, Speech::problem, Runs::write, put_staff_member, nullptr,
     "役割の変更と停止 role and lock of a member", json, ""},
    {"POST", "/staff/members/{id}/code", Operation::manage_staff, Speech::problem, Runs::write, post_staff_member_code,
     nullptr, "登録コードの再発行 a new one-time code for a member", "", json},
    // For those who run it
    {"GET", "/healthz", Operation::see_health, Speech::problem, Runs::at_once, nullptr, get_health,
     "生存確認 the process is alive", "", json},
    {"GET", "/readyz", Operation::see_health, Speech::problem, Runs::read, get_ready, nullptr,
     "準備確認 the database answers", "", json},
    {"GET", "/metrics", Operation::see_metrics, Speech::problem, Runs::read_long, get_metrics, nullptr,
     "計測値 metrics in the Prometheus format", "", text},
    {"GET", "/openapi.json", Operation::see_interface, Speech::problem, Runs::at_once, nullptr, get_openapi,
     "このAPIの定義 this document", "", json},
    // For measuring, in development; these stand last.
    {"POST", "/development/empty", Operation::post_nothing, Speech::problem, Runs::at_once, nullptr, post_nothing,
     "計測用の空の応答 nothing is done: what a request costs without its operation", xml, "", 0, true},
};
static_assert(std::ranges::is_partitioned(table, [](const Route& route) { return !route.development; }));

bool fits(std::string_view pattern, std::string_view path)
{
    while (true) {
        const auto wanted = pattern.substr(0, pattern.find('/', 1));
        const auto given = path.substr(0, path.find('/', 1));
        const bool any = wanted.starts_with("/{") && given.size() > 1;
        if (!any && wanted != given)
            return false;
        pattern.remove_prefix(wanted.size());
        path.remove_prefix(given.size());
        if (pattern.empty() || path.empty())
            return pattern.empty() && path.empty();
    }
}

} // namespace

std::span<const Route> routes(bool development)
{
    const auto end = development ? std::end(table) : std::ranges::find(table, true, &Route::development);
    return {std::begin(table), end};
}

const Route* find_route(std::string_view method, std::string_view path, bool development, bool& path_known)
{
    for (const auto& route : routes(development)) {
        if (!fits(route.path, path))
            continue;
        path_known = true;
        if (route.method == method)
            return &route;
    }
    return nullptr;
}

std::string_view path_segment(std::string_view path, std::size_t n)
{
    for (std::size_t at = 0; !path.empty(); ++at) {
        path.remove_prefix(1);
        const auto segment = path.substr(0, path.find('/'));
        if (at == n)
            return segment;
        path.remove_prefix(segment.size());
    }
    return {};
}

std::size_t body_limit(std::string_view path)
{
    for (const auto& route : table)
        if (route.body_limit != 0 && fits(route.path, path))
            return route.body_limit;
    return 0;
}

} // namespace onshi::http
