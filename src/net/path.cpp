#include "net/path.h"

namespace onshi::net {

bool path_fits(std::string_view pattern, std::string_view path)
{
    while (true) {
        const auto wanted = pattern.substr(0, pattern.find('/', 1));
        const auto given = path.substr(0, path.find('/', 1));
        const bool any = wanted.starts_with("/{") && given.size() > 1;
        if (!any && wanted != given)
            return false;
        pattern.remove_prefix(wanted.size());
        path.remove_prefix(given.size());
        if (pattern.empty() || path.empty())
            return pattern.empty() && path.empty();
    }
}

} // namespace onshi::net
