#include "terminal/exchange/intake.h"

#include "base/text.h"
#include "support/temporary_folder.h"
#include "wire/encrypted_zip.h"

#include <gmock/gmock.h>

namespace onshi::terminal {

namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::StartsWith;

const std::string request = "OQSsiquc01req_1.xml";
const std::string whole = "<XmlMsg><MessageHeader></MessageHeader><MessageBody/></XmlMsg>";

class IntakeOfAFolder : public testing::Test
{
protected:
    static ExchangeSettings small()
    {
        ExchangeSettings settings;
        settings.largest_request = 1'000;
        settings.password = "合言葉";
        return settings;
    }
    std::vector<Found> look_after(std::chrono::milliseconds wait, std::size_t room = 10)
    {
        now_ += wait;
        return intake_.look(now_, room);
    }
    /// The line of the .err; empty if the file is not refused now.
    std::string refusal_after(std::chrono::milliseconds wait)
    {
        const auto found = look_after(wait);
        return found.empty() || found.front().message ? std::string() : found.front().message.error();
    }

    test::TemporaryFolder folder_;
    const ExchangeSettings settings_ = small();
    Intake intake_{{folder_.path(), "res"}, settings_};
    base::Instant now_{std::chrono::hours(500'000)};
};

TEST_F(IntakeOfAFolder, a_request_is_found_when_it_stood_still_and_reads)
{
    folder_.write(request, whole);
    EXPECT_THAT(look_after(0ms), IsEmpty());
    EXPECT_TRUE(intake_.unsettled());
    EXPECT_THAT(look_after(99ms), IsEmpty());
    const auto found = look_after(1ms); // settle is 100 ms
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().message.value(), whole);
    EXPECT_EQ(found.front().request, folder_ / request);
}

TEST_F(IntakeOfAFolder, a_half_written_one_is_waited_for_and_its_patience_begins_anew_when_it_grows)
{
    folder_.write(request, whole.substr(0, 20));
    EXPECT_THAT(look_after(0ms), IsEmpty());
    EXPECT_THAT(look_after(4'900ms), IsEmpty());
    folder_.write(request, whole.substr(0, 40));
    EXPECT_THAT(look_after(200ms), IsEmpty());
    EXPECT_EQ(refusal_after(4'999ms), "");
    EXPECT_THAT(refusal_after(1ms), StartsWith("OPN10101E ")); // unreadable is 5,000 ms
}

TEST_F(IntakeOfAFolder, what_cannot_be_read_says_why)
{
    folder_.write(request, "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><XmlMsg>\x81</XmlMsg>");
    EXPECT_EQ(refusal_after(0ms), "");
    EXPECT_THAT(refusal_after(5'000ms), StartsWith("OPN10104E "));
}

TEST_F(IntakeOfAFolder, a_file_that_is_too_large_is_not_read)
{
    folder_.write(request, std::string(1'001, ' '));
    EXPECT_EQ(refusal_after(0ms), "");
    EXPECT_THAT(refusal_after(5'000ms), StartsWith("OPN40024W "));
}

TEST_F(IntakeOfAFolder, an_unknown_message_is_refused_at_once)
{
    folder_.write("YZKsiquc01req_1.xml", whole);
    EXPECT_EQ(refusal_after(0ms), "");
    EXPECT_THAT(refusal_after(100ms), StartsWith("OPN40022W "));
}

TEST_F(IntakeOfAFolder, an_encrypted_one_is_opened_by_the_password_and_no_other)
{
    const auto zip = wire::write_encrypted_zip({request, whole}, "合言葉");
    folder_.write("OQSsiquc01req_1.zip", zip.substr(0, zip.size() - 10)); // still being written
    EXPECT_EQ(refusal_after(0ms), "");
    EXPECT_EQ(refusal_after(200ms), "");
    folder_.write("OQSsiquc01req_1.zip", zip);
    EXPECT_THAT(look_after(100ms), IsEmpty());
    const auto found = look_after(100ms);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().message.value(), whole);
    folder_.write("OQSsiquc01req_1.zip", wire::write_encrypted_zip({request, whole}, "another"));
    EXPECT_EQ(refusal_after(600ms), "");
    EXPECT_THAT(refusal_after(100ms), StartsWith("OPN40023W ")); // a whole file: no patience helps
}

TEST_F(IntakeOfAFolder, no_more_are_found_than_there_is_room_and_in_the_order_of_their_names)
{
    for (int n = 9; n >= 1; --n)
        folder_.write("OQSsiquc01req_" + std::to_string(n) + ".xml", whole);
    EXPECT_THAT(look_after(0ms), IsEmpty());
    const auto found = look_after(100ms, 2);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].request.filename(), "OQSsiquc01req_1.xml");
    EXPECT_EQ(found[1].request.filename(), "OQSsiquc01req_2.xml");
    EXPECT_EQ(intake_.waiting(), 7U);
    EXPECT_THAT(look_after(100ms, 0), IsEmpty());
}

TEST_F(IntakeOfAFolder, a_missing_folder_is_told)
{
    std::filesystem::remove(folder_.path());
    EXPECT_THAT(look_after(0ms), IsEmpty());
    EXPECT_TRUE(intake_.missing());
    std::filesystem::create_directory(folder_.path());
    EXPECT_THAT(look_after(0ms), IsEmpty());
    EXPECT_FALSE(intake_.missing());
}

TEST_F(IntakeOfAFolder, one_that_is_to_be_left_is_left_until_it_is_another)
{
    folder_.write(request, whole);
    EXPECT_THAT(look_after(0ms), IsEmpty());
    const auto found = look_after(100ms);
    ASSERT_EQ(found.size(), 1U);
    intake_.leave(found.front());
    EXPECT_THAT(look_after(600ms), IsEmpty());
    EXPECT_THAT(look_after(600ms), IsEmpty());
    folder_.write(request, whole + "\n");
    EXPECT_THAT(look_after(600ms), IsEmpty());
    EXPECT_EQ(look_after(100ms).size(), 1U);
}

TEST_F(IntakeOfAFolder, a_request_is_removed_only_as_it_was_taken)
{
    const auto path = folder_ / request;
    folder_.write(request, whole);
    const auto mark = mark_of(path, 1'000);
    folder_.write(request, whole + "\n");
    EXPECT_EQ(remove_request(path, mark, 1'000), Removed::changed);
    EXPECT_TRUE(std::filesystem::exists(path));
    folder_.write(request, whole);
    EXPECT_EQ(remove_request(path, mark, 1'000), Removed::yes);
    EXPECT_EQ(remove_request(path, mark, 1'000), Removed::gone);
}

} // namespace

} // namespace onshi::terminal
