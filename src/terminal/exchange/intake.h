#pragma once

#include "base/date.h"
#include "domain/notice.h"
#include "domain/rejection.h"
#include "terminal/exchange/file_name.h"
#include "terminal/exchange/settings.h"

#include <expected>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace onshi::terminal {

/// A whole request, or a file that will never be one.
struct Found
{
    std::filesystem::path request;
    std::string mark; ///< of its content
    RequestName name;
    std::expected<std::string, std::string> message; ///< decrypted; or why not: one line for the .err
};

/// Looks at one folder of requests and says what can be taken. A request that is still being written is left until its
/// size stood still and it reads. One thread.
class Intake
{
public:
    Intake(FolderPair folders, const ExchangeSettings& settings)
        : folders_(std::move(folders))
        , settings_(settings)
    {
    }

    /// At most `room` of them, by name. Gives nothing while the folder is missing.
    [[nodiscard]] std::vector<Found> look(base::Instant now, std::size_t room);
    /// The file could not be removed after it was taken: it is left alone until it is another one.
    void leave(const Found&);

    [[nodiscard]] const FolderPair& folders() const { return folders_; }
    [[nodiscard]] bool missing() const { return missing_; }
    [[nodiscard]] std::size_t waiting() const { return present_.size(); } ///< requests there
    [[nodiscard]] bool unsettled() const { return unsettled_; }           ///< a further look soon will find more

private:
    struct Seen
    {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
        base::Instant since{}; ///< it stands still since then
        std::string left;      ///< mark of the content that is left alone
    };
    void list(base::Instant now);
    [[nodiscard]] const Seen* settled(const std::string& name, base::Instant now);
    [[nodiscard]] std::expected<Found, bool> found(const std::string& name, const Seen&, base::Instant now) const;

    const FolderPair folders_;
    const ExchangeSettings& settings_;
    std::vector<std::string> present_; ///< names, in their order
    base::Instant listed_{};
    std::map<std::string, Seen> seen_;
    bool missing_ = false, unsettled_ = false;
};

/// Tells contents of a file from each other; empty if there is no such file.
[[nodiscard]] std::string mark_of(const std::filesystem::path&, std::size_t largest);

enum class Removed {
    yes,
    gone,    ///< somebody else removed it
    changed, ///< it has another content: it stays
    refused, ///< the system does not let us
};
/// Removes a request that was taken.
[[nodiscard]] Removed remove_request(const std::filesystem::path&, const std::string& mark, std::size_t largest);

/// One line for an .err: code and sentence.
[[nodiscard]] std::string error_line(domain::NoticeCode);
[[nodiscard]] std::string error_line(const domain::Rejection&);

} // namespace onshi::terminal
