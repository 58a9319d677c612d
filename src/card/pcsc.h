#pragma once

#include "card/transport.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

/// Readers of this machine through pcscd. The environment variable PCSCLITE_CSOCK_NAME says where its socket is, if
/// elsewhere.
namespace onshi::card {

/// The names of the readers. no_service; empty if there is none.
[[nodiscard]] CardResult<std::vector<std::string>> readers();

/// One card, held alone: EXCLUSIVE, inside one transaction, and at the end without power. A VERIFY would otherwise
/// stay good for the next process that comes (tried with real software: it signed without a PIN).
/// A card that was pulled answers `removed` for ever, also when it lies there again: a new patient needs a new object.
class PcscTransport final : public Transport
{
public:
    /// no_service, no_reader, no_card, reader_busy.
    [[nodiscard]] static CardResult<std::unique_ptr<PcscTransport>> open(const std::string& reader);
    ~PcscTransport() override;

    [[nodiscard]] CardResult<Bytes> transmit(ByteView command) override;
    [[nodiscard]] CardResult<void> power_cycle() override;
    [[nodiscard]] Bytes atr() const override;

private:
    struct Connection;
    explicit PcscTransport(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

struct CardEvent
{
    enum class Kind {
        inserted,
        removed,
        reader_added,
        reader_gone,
        service_lost, ///< pcscd does not answer; the monitor tries again by itself
    };
    Kind kind;
    std::string reader; ///< empty for service_lost
};

/// Tells what happens at all readers, those that come later too. What lies there when it begins is told as if it had
/// just come. A card pulled and put back between two looks is told as removed and inserted.
class CardMonitor
{
public:
    /// `told` runs on the monitor's own thread, one event at a time, and must not throw; it may take its time, and
    /// nothing but a swap of cards meanwhile is condensed.
    explicit CardMonitor(std::function<void(const CardEvent&)> told);
    /// Ends a wait at once; after it `told` is called no more.
    ~CardMonitor();
    CardMonitor(const CardMonitor&) = delete;
    CardMonitor& operator=(const CardMonitor&) = delete;

private:
    struct Watch;
    std::unique_ptr<Watch> watch_;
};

} // namespace onshi::card
