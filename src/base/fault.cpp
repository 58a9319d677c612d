#include "base/fault.h"

namespace onshi::base {

const char* name_of(FaultCode code)
{
    switch (code) {
    case FaultCode::storage:
        return "storage";
    case FaultCode::duplicate:
        return "duplicate";
    case FaultCode::conflict:
        return "conflict";
    case FaultCode::io:
        return "io";
    case FaultCode::network:
        return "network";
    case FaultCode::crypto:
        return "crypto";
    case FaultCode::setup:
        return "setup";
    }
    return "unknown";
}

} // namespace onshi::base
