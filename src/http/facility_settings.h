#pragma once

#include "http/exchange.h"
#include "net/message.h"

/// 医療機関環境設定 of the caller's own facility: doc/formats/facility-settings.md. Onshi's own dialect: how the
/// message OQSsiupd of the external interface looks is not public.
namespace onshi::http {

/// GET /facility/settings: 200 {"character_code": 0 | 1}
[[nodiscard]] net::Response get_facility_settings(Exchange&);
/// PUT /facility/settings {"character_code": 0 | 1}: 200 with the settings as they are now
[[nodiscard]] net::Response put_facility_settings(Exchange&);

} // namespace onshi::http
