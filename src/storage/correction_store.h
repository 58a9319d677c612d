#pragma once

#include "domain/correction.h"
#include "storage/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onshi::storage {

/// What facilities were told wrongly, as files that they can fetch.
class CorrectionStore
{
public:
    explicit CorrectionStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    void add(const domain::CorrectionFile&);
    /// Those made since that moment, the oldest first, without their content.
    [[nodiscard]] std::vector<domain::CorrectionFile> of_facility(std::string_view facility, base::Instant made_since);
    [[nodiscard]] std::optional<domain::CorrectionFile> by_id(std::string_view facility, std::string_view id,
                                                              base::Instant made_since);
    void forget_before(base::Instant made_at);

private:
    Transaction& transaction_;
};

} // namespace onshi::storage
