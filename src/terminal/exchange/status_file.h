#pragma once

#include "terminal/exchange/status.h"

#include <filesystem>
#include <optional>
#include <string>

/// The status of a running terminal as a file beside its journal, for `onshi-terminal status`. One JSON object.
namespace onshi::terminal {

/// Replaces it; what reads it finds it whole. A disk that has no room keeps the last one.
void write_status(const std::filesystem::path&, const ExchangeStatus&);
/// None if there is none, or it is none.
[[nodiscard]] std::optional<ExchangeStatus> read_status(const std::filesystem::path&);
/// A few Japanese lines for a person.
[[nodiscard]] std::string status_words(const ExchangeStatus&);

} // namespace onshi::terminal
