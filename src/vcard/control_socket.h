#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

/// Words to the hand that holds virtual cards, over a unix socket: a line in, a line out. The socket is a file for its
/// owner only, so it can be reached from outside the network namespace in which the reader is.
namespace onshi::vcard {

/// Listens until a line says `end`. The file must not exist; it is removed at the end. Throws base::Fault(network).
void serve_control(const std::filesystem::path& socket,
                   const std::function<std::string(const std::string& line)>& obey);

/// Says one line and gives the answer. Throws base::Fault(network) if nobody listens.
[[nodiscard]] std::string tell_control(const std::filesystem::path& socket, const std::string& line);

} // namespace onshi::vcard
