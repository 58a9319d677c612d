#include "terminal/page/static_files.h"

#include "base/fault.h"
#include "base/files.h"

#include <algorithm>
#include <array>

namespace onshi::terminal {

namespace {

std::string media_type(const std::filesystem::path& file)
{
    constexpr std::array<std::pair<std::string_view, const char*>, 8> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".json", "application/json"},
        {".png", "image/png"},
        {".woff2", "font/woff2"},
        {".ico", "image/x-icon"},
    }};
    const auto suffix = file.extension().string();
    const auto* const known = std::ranges::find(types, std::string_view(suffix), &decltype(types)::value_type::first);
    return known == types.end() ? "application/octet-stream" : known->second;
}

} // namespace

StaticFiles::StaticFiles(const std::filesystem::path& folder)
{
    if (!std::filesystem::exists(folder / "index.html"))
        throw base::Fault(base::FaultCode::setup,
                          folder.string() + " holds no pages (index.html); build them: npm --prefix web run build");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        const auto path = "/" + entry.path().lexically_relative(folder).generic_string();
        // Names under /assets carry a hash of their content.
        const char* const keep = path.starts_with("/assets/") ? "max-age=31536000, immutable" : "no-cache";
        files_[path] = {200, media_type(entry.path()), base::read_file(entry.path()), {{"Cache-Control", keep}}};
    }
}

net::Response StaticFiles::get(std::string_view path) const
{
    auto file = files_.find(path);
    if (file == files_.end())
        file = files_.find(path == "/" ? "/index.html" : std::string(path) + ".html");
    if (file == files_.end())
        return {404, "text/plain; charset=utf-8", "ページがありません。\n", {}};
    return file->second;
}

} // namespace onshi::terminal
