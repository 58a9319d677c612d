#include "terminal/exchange/placement.h"

#include "base/fault.h"
#include "support/temporary_folder.h"

#include <array>
#include <cstring>
#include <gmock/gmock.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace onshi::terminal {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const std::string name = "OQSsiquc01res_1.xml";
const std::string whole =
    "<?xml version=\"1.0\"?><XmlMsg><MessageHeader></MessageHeader><MessageBody></MessageBody></XmlMsg>\n";

/// What a receipt computer that watches the folder is told of one name, in order.
class Watcher
{
public:
    explicit Watcher(const std::filesystem::path& folder)
        : inotify_(::inotify_init1(IN_NONBLOCK))
    {
        ::inotify_add_watch(inotify_, folder.c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO);
    }
    ~Watcher() { ::close(inotify_); }
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    [[nodiscard]] std::vector<std::string> told(const std::string& wanted) const
    {
        std::array<char, 8192> bytes{};
        const auto size = ::read(inotify_, bytes.data(), bytes.size());
        std::vector<std::string> events;
        for (ssize_t at = 0; at < size;) {
            inotify_event event{};
            std::memcpy(&event, bytes.data() + at, sizeof event);
            if (wanted == bytes.data() + at + sizeof event)
                events.emplace_back((event.mask & IN_CREATE) != 0U   ? "created"
                                    : (event.mask & IN_MODIFY) != 0U ? "changed"
                                                                     : "moved here");
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
        return events;
    }

private:
    int inotify_;
};

class Placement : public testing::Test
{
protected:
    [[nodiscard]] Result result() const { return {folder_.path(), name, whole}; }
    [[nodiscard]] std::filesystem::path place() const { return folder_ / name; }

    test::TemporaryFolder folder_;
};

TEST_F(Placement, renamed_it_is_whole_from_the_first_moment)
{
    const Watcher watcher(folder_.path());
    lay_beside(result(), "id");
    EXPECT_FALSE(std::filesystem::exists(place()));
    EXPECT_THAT(folder_.names(), ElementsAre(".onshi-id.part"));
    put_in_folder(result(), "id", Delivery::rename);
    EXPECT_THAT(watcher.told(name), ElementsAre("moved here"));
    EXPECT_THAT(folder_.names(), ElementsAre(name));
    EXPECT_EQ(folder_.read(name), whole);
}

TEST_F(Placement, in_place_it_is_created_and_then_changes)
{
    const Watcher watcher(folder_.path());
    lay_beside(result(), "id");
    put_in_folder(result(), "id", Delivery::in_place);
    const auto told = watcher.told(name);
    ASSERT_FALSE(told.empty());
    EXPECT_EQ(told.front(), "created");
    EXPECT_THAT(told, Contains("changed"));
    EXPECT_THAT(told, Not(Contains("moved here")));
    EXPECT_THAT(folder_.names(), ElementsAre(name));
    EXPECT_EQ(folder_.read(name), whole);
}

// What each end of the program in between leaves behind, and what the next start makes of it.
TEST_F(Placement, an_end_before_the_name_was_given_delivers_later)
{
    lay_beside(result(), "id");
    EXPECT_FALSE(was_put_in_folder(result(), "id"));
    folder_.write(name, whole.substr(0, 40)); // in place, begun
    EXPECT_FALSE(was_put_in_folder(result(), "id"));
}

TEST_F(Placement, an_end_before_the_last_bytes_adds_them)
{
    folder_.write(name, whole.substr(0, whole.size() - 32));
    EXPECT_TRUE(was_put_in_folder(result(), "id"));
    EXPECT_EQ(folder_.read(name), whole);
}

TEST_F(Placement, what_was_delivered_and_fetched_does_not_come_again)
{
    lay_beside(result(), "id");
    put_in_folder(result(), "id", Delivery::rename);
    std::filesystem::remove(place());
    EXPECT_TRUE(was_put_in_folder(result(), "id"));
    EXPECT_THAT(folder_.names(), IsEmpty());
}

TEST_F(Placement, a_folder_that_is_missing_says_nothing_about_its_files)
{
    const Result elsewhere{folder_ / "missing", name, whole};
    EXPECT_THROW(static_cast<void>(was_put_in_folder(elsewhere, "id")), base::Fault);
    EXPECT_THROW(lay_beside(elsewhere, "id"), base::Fault);
}

TEST_F(Placement, the_withheld_end_is_what_makes_a_message_whole)
{
    // 32 bytes are withheld until the hidden file is gone; "</XmlMsg>\n" has ten.
    EXPECT_EQ(whole.substr(0, whole.size() - 32).find("</XmlMsg>"), std::string::npos);
    lay_beside(result(), "id");
    forget_beside(folder_.path(), "id");
    forget_beside(folder_.path(), "id"); // twice is no fault
    EXPECT_THAT(folder_.names(), IsEmpty());
}

} // namespace

} // namespace onshi::terminal
