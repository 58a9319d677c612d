#include "terminal/exchange/outbox.h"

#include "base/fault.h"

#include <algorithm>

namespace onshi::terminal {

namespace {

constexpr std::size_t together = 64;
constexpr std::chrono::milliseconds try_again{1'000}, nap{100};

} // namespace

Outbox::Outbox(const base::Environment& environment, Journal& journal, Delivery delivery,
               std::function<void(std::span<const Journal::Paid>)> paid)
    : environment_(environment)
    , journal_(journal)
    , delivery_(delivery)
    , paid_(std::move(paid))
    , thread_([this] { loop(); })
{
}

Outbox::~Outbox()
{
    const std::scoped_lock lock(mutex_);
    ending_ = true;
    wake_.notify_all();
}

void Outbox::put(Paper paper)
{
    const std::scoped_lock lock(mutex_);
    papers_.push_back(std::move(paper));
    wake_.notify_one();
}

void Outbox::withdraw(const std::string& id)
{
    std::vector<std::filesystem::path> folders;
    {
        const std::scoped_lock lock(placing_, mutex_);
        if (under_way_.contains(id))
            withdrawn_.insert(id);
        for (auto* papers : {&papers_, &stuck_})
            std::erase_if(*papers, [&](const Paper& paper) {
                if (paper.id == id)
                    folders.push_back(paper.result.folder);
                return paper.id == id;
            });
    }
    for (const auto& folder : folders)
        static_cast<void>(attempt([&] { forget_beside(folder, id); }));
}

std::size_t Outbox::waiting() const
{
    const std::scoped_lock lock(mutex_);
    return papers_.size() + stuck_.size() + under_way_.size();
}

std::optional<std::string> Outbox::trouble() const
{
    const std::scoped_lock lock(mutex_);
    return trouble_;
}

bool Outbox::attempt(const std::function<void()>& step)
{
    try {
        step();
        return true;
    } catch (const base::Fault& fault) {
        const std::scoped_lock lock(mutex_);
        trouble_ = fault.what();
        return false;
    }
}

void Outbox::keep(Paper paper)
{
    const std::scoped_lock lock(mutex_);
    if (withdrawn_.contains(paper.id))
        return;
    stuck_.push_back(std::move(paper));
    try_again_at_ = environment_.clock.now() + try_again;
}

/// Those to be delivered next; none: it is to end.
std::vector<Outbox::Paper> Outbox::next(std::unique_lock<std::mutex>& lock)
{
    while (!ending_) {
        if (!stuck_.empty() && environment_.clock.now() >= try_again_at_) {
            papers_.insert(papers_.begin(), std::make_move_iterator(stuck_.begin()),
                           std::make_move_iterator(stuck_.end()));
            stuck_.clear();
        }
        std::vector<Paper> batch;
        while (!papers_.empty() && batch.size() < together) {
            under_way_.insert(papers_.front().id);
            batch.push_back(std::move(papers_.front()));
            papers_.pop_front();
        }
        if (!batch.empty())
            return batch;
        wake_.wait_for(lock, nap);
    }
    return {};
}

void Outbox::loop()
{
    std::unique_lock lock(mutex_);
    for (auto batch = next(lock); !batch.empty(); batch = next(lock)) {
        lock.unlock();
        deliver(std::move(batch));
        lock.lock();
        under_way_.clear();
        withdrawn_.clear();
        if (stuck_.empty())
            trouble_.reset();
    }
}

/// True: it lies beside its place, and is to get its name.
bool Outbox::prepare(Paper& paper)
{
    if (!paper.beside && !attempt([&] { lay_beside(paper.result, paper.id); }))
        return false;
    paper.beside = true;
    return true;
}

void Outbox::note_ready(std::vector<Paper>& papers)
{
    std::vector<Journal::Ready> ready;
    for (const auto& paper : papers)
        if (!paper.journaled)
            ready.push_back({paper.id, paper.result, paper.goes_on});
    if (ready.empty())
        return;
    const bool noted = attempt([&] { journal_.ready(ready); });
    std::erase_if(papers, [&](Paper& paper) {
        if (!paper.journaled && !noted)
            keep(std::move(paper));
        else
            paper.journaled = true;
        return !paper.journaled;
    });
}

/// True: it is in its folder, or nobody wants it there any more.
bool Outbox::place(Paper& paper)
{
    const std::scoped_lock placing(placing_);
    const bool withdrawn = [&] {
        const std::scoped_lock lock(mutex_);
        return withdrawn_.contains(paper.id);
    }();
    if (withdrawn)
        return attempt([&] { forget_beside(paper.result.folder, paper.id); });
    paper.beside = attempt([&] { put_in_folder(paper.result, paper.id, delivery_); });
    return paper.beside; // else it is laid there anew: whatever the failed attempt left is taken back by that
}

void Outbox::deliver(std::vector<Paper> papers)
{
    std::vector<Journal::Paid> done;
    std::vector<Paper> prepared;
    for (auto& paper : papers) {
        bool was_there = false;
        if (paper.interrupted && !attempt([&] { was_there = was_put_in_folder(paper.result, paper.id); })) {
            keep(std::move(paper));
            continue;
        }
        paper.journaled |= paper.interrupted;
        paper.interrupted = false;
        if (was_there)
            done.push_back({paper.id, paper.goes_on});
        else if (prepare(paper))
            prepared.push_back(std::move(paper));
        else
            keep(std::move(paper));
    }
    note_ready(prepared);
    std::set<std::filesystem::path> folders;
    for (auto& paper : prepared) {
        if (!place(paper)) {
            keep(std::move(paper));
            continue;
        }
        folders.insert(paper.result.folder);
        done.push_back({paper.id, paper.goes_on});
    }
    for (const auto& folder : folders)
        static_cast<void>(attempt([&] { sync_folder(folder); }));
    if (done.empty())
        return;
    // Without room for this the next start finds by itself that they are delivered.
    static_cast<void>(attempt([&] { journal_.paid(done); }));
    paid_(done);
}

} // namespace onshi::terminal
