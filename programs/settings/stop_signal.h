#pragma once

#include <csignal>
#include <functional>
#include <pthread.h>
#include <thread>
#include <unistd.h>

namespace onshi::programs {

/// SIGTERM and SIGINT are taken by one thread that waits for them; all other threads have them blocked.
class StopSignal
{
public:
    StopSignal()
    {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    }
    ~StopSignal()
    {
        if (thread_.joinable()) // run() ended by a fault: wake the waiting thread, so that it can be joined
            ::kill(::getpid(), SIGTERM);
    }
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    void then(std::function<void()> stop)
    {
        thread_ = std::jthread([this, stop = std::move(stop)] {
            int received = 0;
            sigwait(&signals_, &received);
            stop();
        });
    }

private:
    sigset_t signals_{};
    std::jthread thread_;
};

} // namespace onshi::programs
