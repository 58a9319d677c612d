#include "base/base64.h"

#include <gtest/gtest.h>

namespace onshi::base {
namespace {

TEST(Base64, the_vectors_of_rfc_4648_go_both_ways)
{
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : vectors) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
    }
}

TEST(Base64, every_byte_comes_back)
{
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte)
        bytes.push_back(static_cast<char>(byte));
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
}

TEST(Base64, what_it_would_not_write_it_does_not_read)
{
    for (const char* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm-v", "Zg==Zg=="})
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(Base64, the_same_vectors_in_the_form_of_urls)
{
    for (const auto& [plain, encoded] : {std::pair{"", ""},
                                         {"f", "Zg"},
                                         {"fo", "Zm8"},
                                         {"foo", "Zm9v"},
                                         {"foob", "Zm9vYg"},
                                         {"fooba", "Zm9vYmE"},
                                         {"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(to_base64url(plain), encoded);
        EXPECT_EQ(from_base64url(encoded), plain);
    }
    EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
    for (const auto* bad : {"Zg==", "Zh", "Z", "Zm9v+", "Zm9v Zg", "Zm9vY"})
        EXPECT_EQ(from_base64url(bad), std::nullopt) << bad;
}

} // namespace
} // namespace onshi::base
