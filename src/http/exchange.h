#pragma once

#include "domain/caller.h"
#include "http/centre.h"
#include "net/message.h"
#include "usecase/unit_of_work.h"

#include <cstddef>
#include <optional>

namespace onshi::http {

/// What a handler tells the pipeline for metrics and log; nothing personal.
struct Notes
{
    const char* error_code = nullptr; ///< "OPN10004E" if the request was refused
    int validity = 0;                 ///< 資格有効性 of a check answered for the first time
    std::size_t unknown_elements = 0; ///< elements of the message that were ignored
};

/// One request inside its unit of work.
struct Exchange
{
    const net::Request& request;
    const domain::Caller& caller;
    usecase::UnitOfWork& work;
    const Centre& centre;
    Notes& notes;
};

} // namespace onshi::http
