#include "load/terminals.h"

#include <gtest/gtest.h>

#include <array>

namespace onshi::load {
namespace {

const std::array identities{terminal::Identity{"certificate 1", "key 1", "root", "1319999999"},
                            terminal::Identity{"certificate 2", "key 2", "root", "1349999993"}};
const net::Address server{.host = "centre.example", .port = 8443};

TEST(Terminals, each_identity_has_a_connection_of_its_own)
{
    const auto all = terminals(identities, server, 0);
    ASSERT_EQ(all.settings.size(), 2U);
    EXPECT_EQ(all.settings[1].host, "centre.example");
    EXPECT_EQ(all.settings[1].port, 8443);
    EXPECT_EQ(all.settings[1].server_authority, "root");
    EXPECT_EQ(all.settings[1].certificate, "certificate 2");
    EXPECT_EQ(all.settings[1].key, "key 2");
    EXPECT_EQ(all.facilities, (std::vector<std::string>{"1319999999", "1349999993"}));
}

TEST(Terminals, more_connections_use_the_identities_in_turn_and_fewer_only_the_first)
{
    EXPECT_EQ(terminals(identities, server, 3).facilities,
              (std::vector<std::string>{"1319999999", "1349999993", "1319999999"}));
    EXPECT_EQ(terminals(identities, server, 3).settings[2].key, "key 1");
    EXPECT_EQ(terminals(identities, server, 1).facilities, (std::vector<std::string>{"1319999999"}));
}

} // namespace
} // namespace onshi::load
