#include "http/errands.h"

namespace onshi::http {

Errands::Errands(std::size_t threads, std::size_t waiting)
    : most_waiting_(waiting)
{
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { loop(); });
}

Errands::~Errands()
{
    {
        const std::scoped_lock lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

bool Errands::take_on(Errand errand)
{
    {
        const std::scoped_lock lock(mutex_);
        if (errands_.size() >= most_waiting_)
            return false;
        errands_.push_back(std::move(errand));
    }
    wake_.notify_one();
    return true;
}

void Errands::loop()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return ending_ || !errands_.empty(); });
        if (errands_.empty())
            return;
        auto errand = std::move(errands_.front());
        errands_.pop_front();
        lock.unlock();
        errand();
        lock.lock();
    }
}

} // namespace onshi::http
