#include "terminal/exchange/journal.h"

#include "base/fault.h"
#include "support/temporary_folder.h"

#include <csignal>
#include <gmock/gmock.h>
#include <memory>
#include <sys/resource.h>

namespace onshi::terminal {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Debt question(const std::string& id)
{
    return {.id = id,
            .request = "req/OQSsiquc01req_" + id + ".xml",
            .mark = "mark",
            .results = "res",
            .message = std::string("<XmlMsg>\0</XmlMsg>", 18),
            .taken = base::Instant(std::chrono::microseconds(1'775'000'000'000'001))};
}

Result result() { return {"res", "OQSsiquc01res_1.xml", "bytes"}; }

class JournalOnDisk : public testing::Test
{
protected:
    /// As the next start of the program would.
    std::vector<Debt> after_restart()
    {
        journal_.reset();
        journal_ = std::make_unique<Journal>(path());
        return journal_->debts();
    }
    void owe(const Debt& debt) { journal_->owe({&debt, 1}); }
    void ready(const std::string& id, bool goes_on = false)
    {
        const Journal::Ready one{id, result(), goes_on};
        journal_->ready({&one, 1});
    }
    void paid(const std::string& id, bool goes_on = false)
    {
        const Journal::Paid one{id, goes_on};
        journal_->paid({&one, 1});
    }
    [[nodiscard]] std::filesystem::path path() const { return folder_ / "journal"; }

    test::TemporaryFolder folder_;
    std::unique_ptr<Journal> journal_ = std::make_unique<Journal>(path());
};

TEST_F(JournalOnDisk, what_is_owed_comes_back_as_it_was)
{
    owe(question("1"));
    EXPECT_THAT(after_restart(), ElementsAre(question("1")));
    auto face = question("2");
    face.message.clear();
    face.result = result();
    owe(face);
    EXPECT_THAT(after_restart(), ElementsAre(question("1"), face));
    EXPECT_EQ(std::filesystem::status(path()).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(JournalOnDisk, a_debt_goes_from_taken_to_ready_to_paid)
{
    owe(question("1"));
    ready("1");
    auto waiting = question("1");
    waiting.result = result();
    waiting.laid = true;
    EXPECT_THAT(after_restart(), ElementsAre(waiting));
    paid("1");
    EXPECT_THAT(after_restart(), IsEmpty());
}

TEST_F(JournalOnDisk, a_question_whose_failure_was_told_may_stay_as_late)
{
    owe(question("1"));
    ready("1", true);
    EXPECT_TRUE(after_restart().front().goes_on);
    paid("1", true);
    const auto late = after_restart().front();
    EXPECT_TRUE(late.late);
    EXPECT_FALSE(late.result);
    ready("1");
    EXPECT_TRUE(after_restart().front().result);
    EXPECT_FALSE(after_restart().front().goes_on);
}

TEST_F(JournalOnDisk, a_later_question_takes_the_place_of_another_at_once)
{
    owe(question("1"));
    const std::string old = "1";
    const auto later = question("2");
    journal_->owe({&later, 1}, {&old, 1});
    EXPECT_THAT(after_restart(), ElementsAre(later));
}

TEST_F(JournalOnDisk, whatever_is_torn_off_its_end_leaves_the_whole_records_before)
{
    owe(question("1"));
    const auto first = std::filesystem::file_size(path());
    owe(question("2"));
    const auto whole = folder_.read("journal");
    for (auto size = first; size < whole.size(); ++size) {
        journal_.reset();
        folder_.write("journal", whole.substr(0, size));
        EXPECT_THAT(after_restart(), ElementsAre(question("1"))) << size;
        EXPECT_EQ(journal_->cut_off(), size - first);
        EXPECT_EQ(std::filesystem::file_size(path()), first);
    }
}

TEST_F(JournalOnDisk, a_changed_byte_is_seen_and_what_follows_is_kept_aside)
{
    owe(question("1"));
    const auto first = std::filesystem::file_size(path());
    owe(question("2"));
    journal_.reset();
    auto bytes = folder_.read("journal");
    bytes[first + 30] ^= 1;
    folder_.write("journal", bytes);
    EXPECT_THAT(after_restart(), ElementsAre(question("1")));
    EXPECT_EQ(folder_.read("journal.broken"), bytes.substr(first));
    owe(question("3")); // and it can be written on
    EXPECT_THAT(after_restart(), ElementsAre(question("1"), question("3")));
}

TEST_F(JournalOnDisk, two_programs_cannot_have_it_open)
{
    EXPECT_TRUE(JournalFile::is_open(path()));
    EXPECT_THROW(Journal(folder_ / "journal"), base::Fault);
    journal_.reset();
    EXPECT_FALSE(JournalFile::is_open(path()));
}

TEST_F(JournalOnDisk, the_past_does_not_stay)
{
    auto large = question("0");
    large.message = std::string(100'000, 'x');
    for (int i = 1; i <= 200; ++i) { // 20 MB
        large.id = std::to_string(i);
        owe(large);
        if (i != 7)
            paid(large.id);
    }
    EXPECT_LT(std::filesystem::file_size(path()), 5'000'000U);
    const auto debts = after_restart();
    ASSERT_EQ(debts.size(), 1U);
    EXPECT_EQ(debts.front().id, "7");
    EXPECT_EQ(debts.front().message, large.message);
}

/// A limit of the kernel that makes writing fail in the middle, as a full disk does.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
};

TEST_F(JournalOnDisk, a_full_disk_changes_nothing_and_later_it_goes_on)
{
    owe(question("1"));
    const auto size = std::filesystem::file_size(path());
    {
        const FileSizeLimit limit(size + 40); // some of the next record can still be written
        EXPECT_THROW(owe(question("2")), base::Fault);
        EXPECT_THROW(ready("1"), base::Fault);
    }
    EXPECT_EQ(std::filesystem::file_size(path()), size);
    owe(question("3"));
    EXPECT_THAT(after_restart(), ElementsAre(question("1"), question("3")));
}

} // namespace

} // namespace onshi::terminal
