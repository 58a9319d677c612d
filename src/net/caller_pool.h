#pragma once

#include "net/client.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

/// Many clients of one server on one thread: HTTP/1.1 over kept-alive mutual TLS, for whoever asks as a crowd would.
/// Lean, because it shares the processor with the server that it asks: one write a request, nothing copied twice.
namespace onshi::net {

class ResponseReader;

class CallerPool
{
public:
    /// Is told what happens, on the thread of run(). May call send(), wake_after() and stop() from there.
    class User
    {
    public:
        User() = default;
        User(const User&) = delete;
        User& operator=(const User&) = delete;
        virtual ~User() = default;

        /// It may send now: run() has begun, its connection was opened again, or its answer was told just before.
        virtual void on_ready(std::size_t caller) = 0;
        /// A whole answer; ask for status(), header() and body() only until this returns.
        virtual void on_answer(std::size_t caller, const ResponseReader& answer) = 0;
        /// The connection ended while an answer was due: none will come. It is opened again by itself.
        virtual void on_lost(std::size_t caller) = 0;
        virtual void on_time() = 0; ///< what wake_after() asked for
    };

    /// One caller each, numbered from 0; certificates may differ. All ask the same server.
    /// Throws base::Fault(crypto) if a PEM text is none or a key is not its certificate's.
    explicit CallerPool(const std::vector<ClientSettings>& callers);
    ~CallerPool();

    [[nodiscard]] std::size_t size() const;
    /// Opens all connections. Throws base::Fault(network) for the first that cannot be opened, and if not all are open
    /// within `limit`.
    void open(std::chrono::milliseconds limit);
    /// Serves on the calling thread until stop(). Connections stay open for the next run.
    void run(User& user);
    /// Ends run() after the present call of the user. A request still under way is given up: its connection is closed
    /// and, in the next run, opened again; nobody is told on_lost.
    void stop();

    /// Sends a whole request (head and body). Only to a caller that is ready.
    void send(std::size_t caller, std::string_view request);
    /// on_time() once, after that; takes the place of an earlier one that has not come yet.
    void wake_after(std::chrono::microseconds wait);
    [[nodiscard]] std::uint64_t lost() const; ///< connections that ended without being asked to, so far

private:
    struct Core;
    class Caller;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::net
