#pragma once

#include "http/exchange.h"
#include "net/message.h"

#include <cstddef>

namespace onshi::http {

inline constexpr std::size_t bulk_body_limit = 524'288; ///< bytes: 500 people with some 600 bytes each

/// POST /exchange/OQSmuimm01req and /exchange/OQSmuimm02req: 照会番号一括登録, doc/formats/OQSmuimm.md.
[[nodiscard]] net::Response post_bulk_registration(Exchange&);
[[nodiscard]] net::Response post_bulk_result(Exchange&);

} // namespace onshi::http
