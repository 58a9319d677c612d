#pragma once

#include "base/environment.h"
#include "base/log.h"
#include "base/metrics.h"
#include "pki/card_certificate.h"
#include "pki/certificate.h"
#include "pki/password.h"
#include "pki/revocation.h"
#include "usecase/desk.h"
#include "usecase/staff_settings.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// What the routes and the pipeline work with: made once by main(), the same for every request.
namespace onshi::http {

struct Limits
{
    double requests_per_second = 50;              ///< of one certificate, or of one address without one; sustained
    double burst = 200;                           ///< requests that may come at once before the rate counts
    std::chrono::milliseconds longest_wait{5000}; ///< in the queue; a request that waited longer is not begun
    std::size_t errands = 16;                     ///< requests that may wait for the network side by side (cards)
    std::size_t waiting_errands = 256;            ///< beside them in the queue; more are turned away
};

/// Whose cards are believed, and who is asked whether they still are. Both outlive the centre.
struct CardVerification
{
    const pki::CardTrust& trust;
    pki::RevocationCheck& revocation;
};

/// What signing in works with.
struct StaffSignIn
{
    usecase::StaffSettings settings;
    std::string sealing_key; ///< pki::sealing_key_bytes; never in the database
    pki::PasswordHasher& passwords;
};

struct Centre
{
    const base::Environment& environment;
    usecase::Desk& desk;
    base::Log& log;
    base::Metrics& metrics;
    pki::Identity issuing_authority; ///< signs callers' certificates
    std::string root_certificate;    ///< PEM, handed out with them
    Limits limits;
    std::string version;
    std::string database;                       ///< what holds the data: engine, version, how it syncs
    std::vector<std::string> proxies = {};      ///< addresses (net::canonical_ip) whose Client-Cert header is believed
    base::Instant server_certificate_end{};     ///< for the metrics
    std::chrono::days silent_after{10};         ///< an insurer not heard of for longer counts as silent
    std::optional<CardVerification> cards = {}; ///< none: no authority of cards is configured, and no card is accepted
    std::optional<StaffSignIn> staff = {};      ///< none: nobody signs in here
};

} // namespace onshi::http
