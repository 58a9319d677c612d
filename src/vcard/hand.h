#pragma once

#include "base/environment.h"
#include "vcard/vpcd_connection.h"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace onshi::vcard {

/// The hand that lays virtual cards on the reader and takes them away, by words. Any thread.
///   insert FOLDER     a persona's card (one that lies there is pulled first)
///   pull              takes it away, and waits half a second so that the reader sees it
///   delay MS          before every answer from now on
///   corrupt N         the next N answers have one bit turned
///   pull-after N      pulled in place of the answer after the next N ones
///   state             what lies there
class Hand
{
public:
    /// `port`: where vpcd listens on 127.0.0.1.
    Hand(const base::Environment& environment, std::uint16_t port);
    ~Hand();
    Hand(const Hand&) = delete;
    Hand& operator=(const Hand&) = delete;
    /// "ok", "ok ..." or "error: ..." saying what and the way out. Throws nothing.
    [[nodiscard]] std::string obey(std::string_view line);

private:
    struct Lying;
    void take_away();
    [[nodiscard]] std::string act(const std::string& word, const std::string& rest);

    const base::Environment& environment_;
    std::uint16_t port_;
    Mishaps mishaps_;
    std::mutex mutex_;
    std::unique_ptr<Lying> lying_;
};

} // namespace onshi::vcard
