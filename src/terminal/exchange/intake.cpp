#include "terminal/exchange/intake.h"

#include "base/fault.h"
#include "base/files.h"
#include "pki/digest.h"
#include "wire/encrypted_zip.h"
#include "wire/message_head.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <system_error>

namespace onshi::terminal {

namespace {

namespace fs = std::filesystem;
using domain::NoticeCode;

/// Files are looked at this many times further than there is room, so that they have settled when there is.
constexpr std::size_t looked_ahead = 4;

/// The bytes of a request; or why it is none, and whether it might still become one.
struct Unreadable
{
    std::string line;
    bool for_good = false;
};
using Read = std::expected<std::string, Unreadable>;

Read decrypted(const std::string& bytes, const ExchangeSettings& settings)
{
    if (settings.password.empty())
        return std::unexpected(Unreadable{error_line(NoticeCode::file_locked), true});
    auto entry = wire::read_encrypted_zip(bytes, settings.password, settings.largest_request);
    if (entry)
        return std::move(entry->bytes);
    switch (entry.error()) {
    case wire::ZipTrouble::malformed: // its directory is written last
        return std::unexpected(Unreadable{error_line(NoticeCode::file_locked), false});
    case wire::ZipTrouble::locked:
        return std::unexpected(Unreadable{error_line(NoticeCode::file_locked), true});
    case wire::ZipTrouble::too_large:
        break;
    }
    return std::unexpected(Unreadable{error_line(NoticeCode::file_too_large), true});
}

Read message_of(const std::string& bytes, const RequestName& name, const ExchangeSettings& settings)
{
    auto message = name.encrypted ? decrypted(bytes, settings) : Read(bytes);
    if (!message)
        return message;
    if (const auto head = wire::read_message_head(*message); !head)
        return std::unexpected(Unreadable{error_line(head.error()), name.encrypted});
    return message;
}

std::string mark_of_bytes(std::string_view bytes) { return pki::hex(pki::bytes_of(pki::sha256({bytes}))); }

std::string mark_of_size(std::uintmax_t size) { return "size " + std::to_string(size); }

} // namespace

/// A long list is good for a while: listing it again for each few files that are taken would be most of the work.
void Intake::list(base::Instant now)
{
    if (present_.size() > looked_ahead * settings_.in_hand && now - listed_ < settings_.poll)
        return;
    listed_ = now;
    present_.clear();
    std::error_code failed;
    fs::directory_iterator entries(folders_.requests, failed);
    for (; !failed && entries != fs::directory_iterator(); entries.increment(failed))
        if (auto name = entries->path().filename().string(); parse_request_name(name).kind != RequestName::Kind::other)
            present_.push_back(std::move(name));
    missing_ = static_cast<bool>(failed);
    std::ranges::sort(present_); // their usual suffix is a date and a counter
    std::erase_if(seen_, [&](const auto& entry) { return !std::ranges::binary_search(present_, entry.first); });
}

/// None if it is gone or has changed lately.
const Intake::Seen* Intake::settled(const std::string& name, base::Instant now)
{
    std::error_code failed;
    const auto path = folders_.requests / name;
    const auto size = fs::file_size(path, failed);
    const auto changed = failed ? fs::file_time_type() : fs::last_write_time(path, failed);
    if (failed)
        return nullptr;
    auto& seen = seen_.try_emplace(name, Seen{size, changed, now, {}}).first->second;
    if (seen.size != size || seen.changed != changed) {
        seen = Seen{size, changed, now, seen.left};
        return nullptr;
    }
    return now - seen.since >= settings_.settle ? &seen : nullptr;
}

/// The error: true if nothing is expected of a further look.
std::expected<Found, bool> Intake::found(const std::string& name, const Seen& seen, base::Instant now) const
{
    const auto path = folders_.requests / name;
    const bool patience_over = now - seen.since >= settings_.unreadable;
    Found found{.request = path, .mark = {}, .name = parse_request_name(name), .message = {}};
    const auto refused = [&](std::string line) {
        found.message = std::unexpected(std::move(line));
        return found;
    };
    if (seen.size > settings_.largest_request) {
        found.mark = mark_of_size(seen.size);
        if (found.mark == seen.left || !patience_over)
            return std::unexpected(found.mark == seen.left);
        return refused(error_line(NoticeCode::file_too_large));
    }
    std::string bytes;
    try {
        bytes = base::read_file(path);
    } catch (const base::Fault&) { // gone, or its writer has it to himself
        return std::unexpected(false);
    }
    found.mark = mark_of_bytes(bytes);
    if (bytes.size() != seen.size || found.mark == seen.left)
        return std::unexpected(found.mark == seen.left);
    if (found.name.kind == RequestName::Kind::unnamed)
        return refused(error_line(NoticeCode::file_unnamed));
    if (found.name.kind == RequestName::Kind::unknown)
        return refused(error_line(NoticeCode::message_unknown));
    auto message = message_of(bytes, found.name, settings_);
    if (message) {
        found.message = *std::move(message);
        return found;
    }
    if (!message.error().for_good && !patience_over)
        return std::unexpected(false);
    return refused(std::move(message.error().line));
}

std::vector<Found> Intake::look(base::Instant now, std::size_t room)
{
    list(now);
    std::vector<Found> all;
    std::set<std::string> results; // two files may not share one result
    unsettled_ = false;
    for (const auto& name : present_ | std::views::take(looked_ahead * settings_.in_hand)) {
        const auto* const seen = settled(name, now);
        if (!seen || all.size() >= room) {
            unsettled_ |= !seen;
            continue;
        }
        auto one = found(name, *seen, now);
        if (one && results.insert(one->name.result).second)
            all.push_back(*std::move(one));
        else
            unsettled_ |= one.has_value() || !one.error();
    }
    std::erase_if(present_, [&](const auto& name) {
        return std::ranges::any_of(all, [&](const Found& one) { return one.request.filename() == name; });
    });
    return all;
}

void Intake::leave(const Found& found) { seen_[found.request.filename()].left = found.mark; }

std::string mark_of(const fs::path& path, std::size_t largest)
{
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    if (failed)
        return {};
    if (size > largest)
        return mark_of_size(size);
    try {
        return mark_of_bytes(base::read_file(path));
    } catch (const base::Fault&) {
        return {};
    }
}

Removed remove_request(const fs::path& path, const std::string& mark, std::size_t largest)
{
    const auto present = mark_of(path, largest);
    if (present.empty())
        return Removed::gone;
    if (present != mark)
        return Removed::changed;
    std::error_code failed;
    const bool removed = fs::remove(path, failed);
    if (failed)
        return Removed::refused;
    return removed ? Removed::yes : Removed::gone;
}

std::string error_line(NoticeCode code)
{
    const auto& notice = domain::notice_of(code);
    return std::string(notice.wire) + " " + notice.desk + "\r\n";
}

std::string error_line(const domain::Rejection& rejection)
{
    return std::string(domain::entry_of(rejection.code).wire) + " " + rejection.reason + "\r\n";
}

} // namespace onshi::terminal
