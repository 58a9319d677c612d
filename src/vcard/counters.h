#pragma once

#include <filesystem>

namespace onshi::vcard {

/// Tries left of a card's secrets.
struct Tries
{
    int authentication = 3, signature = 5, text = 3, face_number = 10;
    friend bool operator==(const Tries&, const Tries&) = default;
};

/// Where a card keeps them. They outlive power, restarts and crashes.
class Counters
{
public:
    Counters() = default;
    virtual ~Counters() = default;
    Counters(const Counters&) = delete;
    Counters& operator=(const Counters&) = delete;
    [[nodiscard]] virtual Tries tries() const = 0;
    /// Durable when it returns: the card counts before it answers.
    virtual void keep(const Tries& tries) = 0;
};

class MemoryCounters final : public Counters
{
public:
    explicit MemoryCounters(const Tries& tries = {})
        : tries_(tries)
    {
    }
    [[nodiscard]] Tries tries() const override { return tries_; }
    void keep(const Tries& tries) override { tries_ = tries; }

private:
    Tries tries_;
};

/// A file of four numbers, replaced as a whole and synced.
class FileCounters final : public Counters
{
public:
    /// Throws base::Fault(setup) if it is not there or unreadable.
    explicit FileCounters(std::filesystem::path file);
    static void create(const std::filesystem::path& file, const Tries& tries);
    [[nodiscard]] Tries tries() const override { return tries_; }
    void keep(const Tries& tries) override; ///< throws base::Fault(io)

private:
    std::filesystem::path file_;
    Tries tries_;
};

} // namespace onshi::vcard
