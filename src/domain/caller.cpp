#include "domain/caller.h"

namespace onshi::domain {

const char* name_of(CallerClass cls)
{
    switch (cls) {
    case CallerClass::nobody:
        return "nobody";
    case CallerClass::terminal:
        return "terminal";
    case CallerClass::insurer:
        return "insurer";
    case CallerClass::ministry:
        return "ministry";
    case CallerClass::operator_:
        return "operator";
    case CallerClass::local:
        return "local";
    }
    return "unknown";
}

std::optional<CallerClass> caller_class(const std::string& name)
{
    for (const auto cls : {CallerClass::terminal, CallerClass::insurer, CallerClass::ministry, CallerClass::operator_})
        if (name == name_of(cls))
            return cls;
    return std::nullopt;
}

} // namespace onshi::domain
