#pragma once

#include "net/message.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

/// The built pages (web/dist), read once at the start: what is not in the folder then cannot be asked for.
namespace onshi::terminal {

class StaticFiles
{
public:
    /// Throws base::Fault(setup) if the folder holds no index.html.
    explicit StaticFiles(const std::filesystem::path& folder);

    /// A file by its path; of a page the ".html" may be left out ("/kiosk"), and "/" is index.html. Else 404.
    [[nodiscard]] net::Response get(std::string_view path) const;

private:
    std::map<std::string, net::Response, std::less<>> files_;
};

} // namespace onshi::terminal
