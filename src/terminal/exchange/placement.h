#pragma once

#include "terminal/exchange/journal.h"
#include "terminal/exchange/settings.h"

#include <string>

/// How a result gets into its folder, so that it gets there once whatever ends the program in between. It first lies
/// beside its place under a hidden name; that file is gone exactly when a reader can have seen the whole result:
///   rename:   the hidden file itself gets the name.
///   in place: the file is written under its name but for its end, the hidden file is deleted, then comes the end. No
///             message is whole without its end.
/// So a result of the journal whose hidden file is gone was delivered, or lacks its end (after a power cut all that the
/// disk had not yet); what it lacks is written again.
/// All functions throw base::Fault(io) naming the folder; then they can be called again.
namespace onshi::terminal {

/// Writes it beside its place.
void lay_beside(const Result&, const std::string& id);
/// Gives it its name. What has that name is replaced.
void put_in_folder(const Result&, const std::string& id, Delivery);
/// Takes up what an end of the program interrupted, after lay_beside(). True: it is in its folder (or was, and was
/// fetched). False: lay_beside() and put_in_folder() are to be called again.
[[nodiscard]] bool was_put_in_folder(const Result&, const std::string& id);
/// Deletes the hidden file, if it is there.
void forget_beside(const std::filesystem::path& folder, const std::string& id);
/// Makes durable what was put into a folder: one sync for all of it.
void sync_folder(const std::filesystem::path& folder);

/// True for a hidden file of this kind.
[[nodiscard]] bool lies_beside(const std::string& name);

} // namespace onshi::terminal
