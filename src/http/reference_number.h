#pragma once

#include "http/exchange.h"
#include "net/message.h"

namespace onshi::http {

/// POST /exchange/OQSsiimm01req: 照会番号登録, doc/formats/OQSsiimm01.md.
[[nodiscard]] net::Response post_reference_number(Exchange&);

} // namespace onshi::http
