#include "terminal/page/staff_screen.h"

#include <utility>

namespace onshi::terminal {

namespace {

bool same(ExchangeStatus a, const ExchangeStatus& b)
{
    a.at = b.at; // of the look, not of what was seen
    return a == b;
}

} // namespace

void StaffScreen::reader(bool connected, bool card)
{
    const std::scoped_lock lock(mutex_);
    const bool changed = connected != connected_ || card != card_;
    connected_ = connected;
    card_ = card;
    if (changed)
        show();
}

void StaffScreen::receptions(wire::Json list)
{
    const std::scoped_lock lock(mutex_);
    receptions_ = std::move(list);
    show();
}

void StaffScreen::look()
{
    const auto exchange = parts_.exchange();
    const auto queued = parts_.queued();
    const auto certificate = parts_.certificate(); // on a day on which nothing else happens its warning begins, too
    const std::scoped_lock lock(mutex_);
    const bool changed = queued != queued_ || certificate != certificate_ || !same(exchange, exchange_);
    exchange_ = exchange;
    queued_ = queued;
    certificate_ = certificate;
    if (changed)
        show();
}

bool StaffScreen::centre_reachable() const
{
    const std::scoped_lock lock(mutex_);
    return exchange_.centre_reachable;
}

void StaffScreen::show()
{
    auto json = wire::Json::object();
    json.set("development", parts_.environment.development);
    json.set("clock", base::jst_iso(parts_.environment.clock.now())).set("facility", parts_.facility);
    json.set("reader", std::move(wire::Json::object().set("connected", connected_).set("card", card_)));
    auto centre = wire::Json::object();
    centre.set("reachable", exchange_.centre_reachable).set("since", base::jst_iso(exchange_.centre_since));
    centre.set("queued", queued_).set("certificate_ends", certificate_.day.iso());
    centre.set("certificate_soon", certificate_.soon);
    auto folder = wire::Json::object();
    folder.set("watching", exchange_.watching).set("waiting", static_cast<std::int64_t>(exchange_.waiting));
    folder.set("trouble", exchange_.trouble ? wire::Json(*exchange_.trouble) : wire::Json());
    json.set("centre", centre).set("folder", folder).set("receptions", receptions_);
    parts_.board.show(std::move(json));
}

} // namespace onshi::terminal
