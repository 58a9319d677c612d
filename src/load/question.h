#pragma once

#include "load/people.h"

#include <cstddef>
#include <string>
#include <string_view>

/// A check of one person as the bytes of a whole HTTP request.
namespace onshi::load {

/// What is posted where. The body is the same for both, so that the two differ by nothing but the operation.
enum class Target : std::uint8_t {
    check, ///< /exchange/OQSsiquc01req
    empty, ///< /development/empty: the server's pipeline without an operation
};
[[nodiscard]] const char* name_of(Target);

/// Writes requests one after another into the same memory. One thread at a time.
class Questions
{
public:
    /// `host`: the Host header; `on`: 資格確認日.
    Questions(Target target, std::string_view host, base::Date on);

    /// Until the next call. `facility`: 医療機関コード of whoever asks.
    [[nodiscard]] std::string_view write(std::string_view facility, const People::Asked& asked);

private:
    std::string on_, unknown_number_;
    std::size_t length_at_, head_size_;
    std::string out_; ///< the head stands in front for good; only its length is written anew
};

} // namespace onshi::load
