#include "onshi-terminal/config.h"

#include "base/fault.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>

namespace onshi::programs {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class TerminalConfigFile : public testing::Test
{
protected:
    ~TerminalConfigFile() override { std::filesystem::remove_all(folder_); }

    TerminalConfig load(const std::string& text)
    {
        std::ofstream(folder_ / "t.toml") << text;
        return load_terminal_config((folder_ / "t.toml").string());
    }
    std::string error_of(const std::string& text)
    {
        try {
            static_cast<void>(load(text));
        } catch (const base::Fault& fault) {
            return fault.what();
        }
        return "no error";
    }

    std::filesystem::path folder_ = [] {
        std::string name = (std::filesystem::temp_directory_path() / "onshi-terminal-config-XXXXXX").string();
        return std::filesystem::path(::mkdtemp(name.data()));
    }();
};

TEST_F(TerminalConfigFile, the_example_is_the_defaults)
{
    const auto example = load_terminal_config(std::string(ONSHI_SOURCE_DIR) + "/onshi-terminal.example.toml");
    const terminal::ExchangeSettings defaults;
    const auto& read = example.exchange;
    ASSERT_EQ(read.folders.size(), 1U);
    EXPECT_EQ(read.folders[0].requests, std::filesystem::path(ONSHI_SOURCE_DIR) / "req");
    EXPECT_EQ(read.folders[0].results, std::filesystem::path(ONSHI_SOURCE_DIR) / "res");
    EXPECT_EQ(read.face, std::filesystem::path(ONSHI_SOURCE_DIR) / "face");
    EXPECT_EQ(example.centre.address, TerminalConfig().centre.address);
    EXPECT_EQ(read.delivery, defaults.delivery);
    EXPECT_EQ(read.poll, defaults.poll);
    EXPECT_EQ(read.settle, defaults.settle);
    EXPECT_EQ(read.unreadable, defaults.unreadable);
    EXPECT_EQ(read.largest_request, defaults.largest_request);
    EXPECT_EQ(read.in_hand, defaults.in_hand);
    EXPECT_EQ(read.connections, defaults.connections);
    EXPECT_EQ(read.centre_timeout, defaults.centre_timeout);
    EXPECT_EQ(read.answer_within, defaults.answer_within);
    EXPECT_EQ(read.late, defaults.late);
    EXPECT_EQ(read.late_folder, defaults.late_folder);
    EXPECT_EQ(read.response_stay, defaults.response_stay);
    EXPECT_EQ(read.least_free, defaults.least_free);
    EXPECT_EQ(read.password, defaults.password);
    EXPECT_EQ(read.encrypted, defaults.encrypted);
}

TEST_F(TerminalConfigFile, several_pairs_of_folders_are_read)
{
    const auto config = load("[[folders]]\nrequests = \"a\"\nresults = \"/b\"\n[[folders]]\nrequests = \"c\"\n");
    ASSERT_EQ(config.exchange.folders.size(), 2U);
    EXPECT_EQ(config.exchange.folders[0].requests, folder_ / "a");
    EXPECT_EQ(config.exchange.folders[0].results, "/b");
    EXPECT_EQ(config.exchange.folders[1].requests, folder_ / "c");
    EXPECT_EQ(config.exchange.face, "");
}

TEST_F(TerminalConfigFile, a_wrong_setting_is_named_with_its_line_and_the_way_out)
{
    EXPECT_THAT(error_of("[exchange]\ndelivery = \"move\"\n"),
                HasSubstr("t.toml:2: exchange.delivery: must be one of: rename, in_place"));
    EXPECT_THAT(error_of("[exchange]\nwhen_late = \"x\"\n"), HasSubstr("give_up, keep, deliver"));
    EXPECT_THAT(error_of("[exchange]\nin_hands = 3\n"), HasSubstr("exchange.in_hands: is not a setting"));
    EXPECT_THAT(error_of("[centre]\naddress = \"http://x\"\n"), HasSubstr("write it like https://host:8443"));
    EXPECT_THAT(error_of("[[folders]]\nrequest = \"a\"\n"), HasSubstr("folders.request: is not a setting"));
    EXPECT_THAT(error_of("[encryption]\nmessages = [\"OQSsiquc01\"]\n"), HasSubstr("needs password_file"));
    EXPECT_THAT(error_of("[card]\ncamera = \"c\"\n"), HasSubstr("t.toml:2: card.camera: needs face_authority"));
    EXPECT_THAT(error_of("[encryption]\npassword_file = \"missing\"\n"), HasSubstr("missing"));
}

TEST_F(TerminalConfigFile, the_password_is_the_first_line_of_its_file)
{
    std::ofstream(folder_ / "password") << "合言葉\r\nnote\n";
    const auto config = load("[encryption]\npassword_file = \"password\"\nmessages = [\"OQSsiquc01\"]\n");
    EXPECT_EQ(config.exchange.password, "合言葉");
    EXPECT_THAT(config.exchange.encrypted, ElementsAre("OQSsiquc01"));
}

} // namespace

} // namespace onshi::programs
