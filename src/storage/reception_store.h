#pragma once

#include "base/date.h"
#include "storage/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace onshi::storage {

/// A bulk request of a facility, done, and what came of it.
struct BulkReception
{
    std::string facility, number;
    base::Instant received_at{};
    std::string message;  ///< as received: personal
    std::string outcomes; ///< of each person in the message, in order: see usecase/bulk_registration.cpp
};

/// Bulk requests, kept for their facility to fetch the result by the 受付番号.
class ReceptionStore
{
public:
    explicit ReceptionStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    void add(const BulkReception&);
    [[nodiscard]] std::optional<BulkReception> by_number(std::string_view facility, std::string_view number,
                                                         base::Instant received_since);
    [[nodiscard]] std::string last_number(std::string_view facility); ///< the highest; empty if there is none
    void forget_before(base::Instant received_at);

private:
    Transaction& transaction_;
};

} // namespace onshi::storage
