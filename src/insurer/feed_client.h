#pragma once

#include "domain/feed.h"
#include "domain/rejection.h"
#include "net/client.h"

#include <functional>
#include <istream>
#include <map>
#include <string>

/// The insurer's side of a feed: doc/formats/feeds.md from the other end.
namespace onshi::insurer {

/// What the centre says of a feed.
struct FeedView
{
    std::string id, state;
    std::int64_t read = 0, added = 0, changed = 0, unchanged = 0, refused = 0, remarks = 0, held = 0, absent = 0;
    std::map<std::string, std::int64_t> difference; ///< column: rows
};

/// One connection with the insurer's certificate. One thread at a time. Throws base::Fault(network) if no answer comes.
class FeedClient
{
public:
    explicit FeedClient(net::ClientSettings settings)
        : client_(std::move(settings))
    {
    }

    /// Announces the file, sends the parts that the centre lacks, and completes it: a sender that was cut off does it
    /// again and goes on. `on_part` hears of each part sent. Error: what the centre refused, in its words.
    [[nodiscard]] domain::Result<FeedView>
    send(std::istream& file, domain::FeedKind kind, const std::string& name,
         const std::function<void(std::int64_t part, std::int64_t parts)>& on_part);
    [[nodiscard]] domain::Result<FeedView> see(const std::string& id);
    /// Answers the difference of a full file.
    [[nodiscard]] domain::Result<FeedView> decide(const std::string& id, bool accept);
    /// CSV: refused rows, remarks, differences.
    [[nodiscard]] domain::Result<std::string> notes(const std::string& id);

private:
    domain::Result<std::string> exchange(const char* method, const std::string& path, const char* type,
                                         std::string body);
    domain::Result<FeedView> view(const char* method, const std::string& path, std::string body = {});

    net::Client client_;
};

} // namespace onshi::insurer
