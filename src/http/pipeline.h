#pragma once

#include "http/centre.h"
#include "net/server.h"

#include <memory>

namespace onshi::http {

/// Every request passes here, in the order that pipeline.cpp lists.
class Pipeline
{
public:
    explicit Pipeline(const Centre& centre);
    /// Waits for the requests that are still in a unit of work.
    ~Pipeline();

    /// For net::Server. Called on its io thread; `reply` may run on another one.
    void handle(net::Request request, net::Reply reply);

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

} // namespace onshi::http
