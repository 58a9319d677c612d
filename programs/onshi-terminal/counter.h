#pragma once

#include "base/environment.h"
#include "base/log.h"
#include "net/client.h"
#include "terminal/exchange/status.h"
#include "terminal/identity.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

/// The card reader and the two screens of this terminal, put together: what `onshi-terminal run` adds to the folders.
namespace onshi::programs {

struct CounterSettings
{
    bool open = false;         ///< the page is served
    std::uint16_t port = 8181; ///< of the page, on 127.0.0.1; 0: the system chooses
    std::filesystem::path pages = "/usr/local/share/onshi/pages";
    std::string facility_name;                      ///< for the screens and forms
    std::filesystem::path queue = "checks.journal"; ///< typed checks that wait for the centre
    bool cards = true;                              ///< false: no reader is watched
    /// Development only: certificate and key by which the virtual card lets the terminal use its key without a PIN
    /// (project model), and the folder that stands for the camera. Empty: PIN only.
    std::filesystem::path terminal_certificate, terminal_key, camera;
    std::filesystem::path face_authority; ///< PEM of the public key behind card faces; needed with a camera
};

struct CounterParts
{
    const base::Environment& environment;
    base::Log& log;
    const net::Address& centre;
    const terminal::Identity& identity;
    std::function<std::string(const std::string& bytes)> deliver; ///< a face result into its folder; gives its name
    std::function<terminal::ExchangeStatus()> exchange;
};

class Counter
{
public:
    /// Serves from here on. Parts outlive it. Throws base::Fault(setup) for settings that cannot be, (network) if the
    /// port is taken.
    Counter(CounterParts parts, const CounterSettings& settings);
    ~Counter();
    [[nodiscard]] std::uint16_t port() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::programs
