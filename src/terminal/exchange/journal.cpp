#include "terminal/exchange/journal.h"

#include "base/fault.h"

#include <algorithm>
#include <string_view>

namespace onshi::terminal {

namespace {

// A record: its kind, then fields, each with four bytes of length before it.
constexpr char owed = 'O', result_ready = 'R', done = 'P', told = 'L';

/// A file that is mostly of the past is written anew.
constexpr std::uintmax_t small_file = 4 * 1'048'576ULL;
constexpr std::uintmax_t mostly_past = 4;

class FieldWriter
{
public:
    explicit FieldWriter(char kind)
        : record_(1, kind)
    {
    }
    FieldWriter& add(std::string_view field)
    {
        for (int shift = 0; shift < 32; shift += 8)
            record_.push_back(static_cast<char>((field.size() >> shift) & 0xff));
        record_ += field;
        return *this;
    }
    std::string take() { return std::move(record_); }

private:
    std::string record_;
};

class FieldReader
{
public:
    explicit FieldReader(std::string_view record)
        : rest_(record)
    {
    }
    std::string next()
    {
        constexpr std::size_t width = 4;
        ONSHI_CHECK(rest_.size() >= width); // the checksum was right: it is as it was written
        std::size_t length = 0;
        for (std::size_t i = 0; i < width; ++i)
            length |= static_cast<std::size_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
        rest_.remove_prefix(width);
        ONSHI_CHECK(rest_.size() >= length);
        std::string field(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return field;
    }

private:
    std::string_view rest_;
};

FieldWriter& add_result(FieldWriter& out, const Result& result, bool goes_on)
{
    return out.add(result.folder.string()).add(result.name).add(result.bytes).add(goes_on ? "1" : "");
}

void read_result(FieldReader& in, Debt& debt)
{
    auto& result = debt.result.emplace();
    result.folder = in.next();
    result.name = in.next();
    result.bytes = in.next();
    debt.goes_on = !in.next().empty();
}

std::string record_of(const Debt& debt)
{
    FieldWriter out(owed);
    out.add(debt.id)
        .add(debt.request.string())
        .add(debt.mark)
        .add(debt.results.string())
        .add(debt.message)
        .add(std::to_string(debt.taken.time_since_epoch().count()));
    if (debt.result)
        add_result(out.add("result"), *debt.result, debt.goes_on);
    else
        out.add("");
    return out.take();
}

Debt read_debt(FieldReader& in)
{
    Debt debt;
    debt.id = in.next();
    debt.request = in.next();
    debt.mark = in.next();
    debt.results = in.next();
    debt.message = in.next();
    debt.taken = base::Instant(std::chrono::microseconds(std::stoll(in.next())));
    if (!in.next().empty())
        read_result(in, debt);
    return debt;
}

} // namespace

Journal::Journal(const std::filesystem::path& path)
    : file_(path, [this](std::string_view record) { replay(record); })
{
    compact();
}

void Journal::replay(std::string_view record)
{
    ONSHI_CHECK(!record.empty());
    FieldReader in(record.substr(1));
    if (record.front() == owed) {
        debts_.push_back(read_debt(in));
        live_[debts_.back().id].emplace_back(record);
        return;
    }
    const auto id = in.next();
    const auto debt = std::ranges::find(debts_, id, &Debt::id);
    if (debt == debts_.end())
        return;
    if (record.front() == done) {
        debts_.erase(debt);
        live_.erase(id);
        return;
    }
    live_[id].emplace_back(record);
    debt->late |= record.front() == told;
    debt->laid = record.front() == result_ready;
    if (debt->laid)
        read_result(in, *debt);
    else
        debt->result.reset();
}

void Journal::owe(std::span<const Debt> debts, std::span<const std::string> instead)
{
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> records, ids;
    for (const auto& debt : debts) {
        records.push_back(record_of(debt));
        ids.push_back(debt.id);
    }
    auto all = records;
    for (const auto& id : instead)
        all.push_back(FieldWriter(done).add(id).take());
    file_.append(all, JournalFile::Sync::now);
    for (std::size_t i = 0; i < ids.size(); ++i)
        live_[ids[i]].push_back(std::move(records[i]));
    for (const auto& id : instead)
        live_.erase(id);
    compact();
}

void Journal::ready(std::span<const Ready> results)
{
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> records;
    for (const auto& ready : results)
        records.push_back(add_result(FieldWriter(result_ready).add(ready.id), ready.result, ready.goes_on).take());
    file_.append(records, JournalFile::Sync::now);
    for (std::size_t i = 0; i < results.size(); ++i)
        if (const auto live = live_.find(results[i].id); live != live_.end())
            live->second.push_back(std::move(records[i]));
}

void Journal::paid(std::span<const Paid> debts)
{
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> records;
    for (const auto& [id, goes_on] : debts)
        records.push_back(FieldWriter(goes_on ? told : done).add(id).take());
    file_.append(records, JournalFile::Sync::later);
    for (std::size_t i = 0; i < debts.size(); ++i) {
        const auto live = live_.find(debts[i].id);
        if (live == live_.end())
            continue;
        if (!debts[i].goes_on)
            live_.erase(live);
        else
            live->second = {live->second.front(), std::move(records[i])};
    }
    compact();
}

void Journal::compact()
{
    if (file_.size() < small_file)
        return;
    std::vector<std::string> all;
    std::uintmax_t bytes = 0;
    for (const auto& [id, records] : live_)
        for (const auto& record : records) {
            bytes += record.size();
            all.push_back(record);
        }
    if (file_.size() < mostly_past * bytes)
        return;
    try {
        file_.replace(all);
    } catch (const base::Fault&) { // no room to make it smaller: it goes on as it is
    }
}

} // namespace onshi::terminal
