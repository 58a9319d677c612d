#pragma once

#include "base/date.h"
#include "terminal/exchange/journal_file.h"

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace onshi::terminal {

/// A file that is to appear in a folder of results.
struct Result
{
    std::filesystem::path folder;
    std::string name, bytes;

    bool operator==(const Result&) const = default;
};

/// One thing that the exchange owes somebody: a question taken from a folder, or a result without a question (a face
/// result, an .err).
struct Debt
{
    std::string id;                ///< the idempotency key at the centre
    std::filesystem::path request; ///< the file it was taken from; empty: none
    std::string mark;              ///< of that file's content (mark_of): tells it from a later file of the same name
    std::filesystem::path results; ///< folder for its result
    std::string message;           ///< as it was taken, decrypted; empty: nothing is asked
    base::Instant taken{};
    bool late = false;            ///< a failure result was given, and the question is asked on
    bool goes_on = false;         ///< `result` is of a failure, and the question is asked on after it
    std::optional<Result> result; ///< known
    bool laid = false;            ///< `result` lay beside its place (placement.h) when this was written

    bool operator==(const Debt&) const = default;
};

/// What is owed, on the disk: taken -> result ready (it lies beside its place) -> paid. Each call that returns is
/// durable, unless it says otherwise; one that throws base::Fault(io) has changed nothing. Any thread.
class Journal
{
public:
    /// Errors as JournalFile. Afterwards debts() is what was owed when the program ended.
    explicit Journal(const std::filesystem::path& path);

    [[nodiscard]] const std::vector<Debt>& debts() const { return debts_; }
    [[nodiscard]] std::uintmax_t cut_off() const { return file_.cut_off(); }

    /// Owed from now on, and the ids of `instead` no more: all of it or nothing.
    void owe(std::span<const Debt> debts, std::span<const std::string> instead = {});
    struct Ready
    {
        std::string id;
        Result result;
        bool goes_on = false; ///< it is of a failure: the question is asked on, late
    };
    void ready(std::span<const Ready> results);
    struct Paid
    {
        std::string id;
        bool goes_on = false; ///< as it was ready
    };
    /// Durable with a later call; until then the next start finds by looking that it is delivered (placement.h).
    void paid(std::span<const Paid> debts);

private:
    void replay(std::string_view record);
    void compact();

    std::mutex mutex_;
    std::vector<Debt> debts_;
    std::map<std::string, std::vector<std::string>, std::less<>> live_; ///< the records of what is still owed
    JournalFile file_;                                                  // last: reads into the others
};

} // namespace onshi::terminal
