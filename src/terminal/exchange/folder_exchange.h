#pragma once

#include "base/environment.h"
#include "base/log.h"
#include "net/client.h"
#include "terminal/exchange/settings.h"
#include "terminal/exchange/status.h"
#include "terminal/identity.h"

#include <memory>
#include <string>
#include <string_view>

namespace onshi::terminal {

/// The folders through which receipt computers and the terminal speak (連携アプリ): takes requests, asks the centre,
/// writes results. Works from its making to its end on threads of its own. What was taken is in the journal first, so
/// whatever ends the program, each request gets exactly one result, and the centre answers it once (the journal's id is
/// the idempotency key). doc/formats/folder-exchange.md.
class FolderExchange
{
public:
    /// All arguments outlive it. Goes on with what the journal holds. Folders that are missing are waited for.
    /// Throws base::Fault(io) if the journal cannot be opened, (setup) if another program has it open, (crypto) if the
    /// identity is none.
    FolderExchange(const base::Environment&, base::Log&, ExchangeSettings, const net::Address& centre, const Identity&);
    /// Ends within moments, also in the middle of a question: the next start goes on with it.
    ~FolderExchange();
    FolderExchange(const FolderExchange&) = delete;
    FolderExchange& operator=(const FolderExchange&) = delete;

    /// Puts a result of the card reader into the face folder, as it came from the centre: durable when this returns,
    /// in the folder moments later. `name`: of face_name(); a name is used once. Any thread. Throws base::Fault(io) if
    /// the disk has no room, (setup) if there is no face folder.
    void deliver_face(std::string_view bytes, const std::string& name);

    [[nodiscard]] ExchangeStatus status() const; ///< any thread

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

/// "OQSsiquc01res_face_" + 医療機関コード + 20 digits + "_" + the moment (yyyyMMddHHmmss, Japan) + ".xml": a new name.
/// What the 20 characters are in real files is not known; here they are random.
[[nodiscard]] std::string face_name(const base::Environment&, std::string_view facility);

} // namespace onshi::terminal
