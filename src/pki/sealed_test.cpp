#include "pki/sealed.h"

#include "base/fault.h"
#include "support/test_environment.h"

#include <gmock/gmock.h>

namespace onshi::pki {

namespace {

const std::string key(32, 'k');

TEST(Sealed, opens_with_its_key_for_its_row_only)
{
    test::CountingRandom random;
    const auto box = sealed(random, key, "secret of a member", "row 1");
    EXPECT_THAT(box, testing::Not(testing::HasSubstr("member")));
    EXPECT_EQ(opened(key, box, "row 1"), "secret of a member");
    EXPECT_EQ(opened(key, box, "row 2"), std::nullopt);
    EXPECT_EQ(opened(std::string(32, 'K'), box, "row 1"), std::nullopt);
    EXPECT_NE(box, sealed(random, key, "secret of a member", "row 1"));
}

TEST(Sealed, a_changed_bit_anywhere_does_not_open)
{
    test::CountingRandom random;
    const auto box = sealed(random, key, "secret", "row 1");
    for (std::size_t i = 0; i < box.size(); ++i) {
        auto changed = box;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_EQ(opened(key, changed, "row 1"), std::nullopt) << i;
        EXPECT_EQ(opened(key, box.substr(0, i), "row 1"), std::nullopt) << i;
    }
}

TEST(Sealed, without_a_key_nothing_is_sealed)
{
    test::CountingRandom random;
    EXPECT_THROW(static_cast<void>(sealed(random, "", "secret", "row 1")), base::Fault);
}

} // namespace

} // namespace onshi::pki
