#pragma once

#include "http/exchange.h"
#include "net/message.h"

/// An insurer's file over the network: doc/formats/feeds.md.
namespace onshi::http {

/// POST /feeds {"kind","name","sha256","bytes"}: 201, or 200 if it was begun before.
[[nodiscard]] net::Response post_feed(Exchange&);
/// GET /feeds/{id}
[[nodiscard]] net::Response get_feed(Exchange&);
/// PUT /feeds/{id}/parts/{part}: 204
[[nodiscard]] net::Response put_feed_part(Exchange&);
/// POST /feeds/{id}/complete, /accept and /refuse: 202
[[nodiscard]] net::Response post_feed_complete(Exchange&);
[[nodiscard]] net::Response post_feed_accept(Exchange&);
[[nodiscard]] net::Response post_feed_refuse(Exchange&);
/// GET /feeds/{id}/notes: CSV
[[nodiscard]] net::Response get_feed_notes(Exchange&);

} // namespace onshi::http
