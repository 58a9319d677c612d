#include "wire/encrypted_zip.h"

#include <gmock/gmock.h>

using namespace onshi;
using wire::ZipTrouble;

namespace {

const wire::ZipEntry entry{"OQSsiquc01res_1.xml", "<XmlMsg>見本　花子</XmlMsg>"};
constexpr std::size_t limit = 1'000;

} // namespace

TEST(EncryptedZip, opens_with_its_password_only)
{
    const auto zip = wire::write_encrypted_zip(entry, "合言葉");
    EXPECT_EQ(zip.substr(0, 4), "PK\x03\x04");
    EXPECT_EQ(zip.find("XmlMsg"), std::string::npos);
    const auto read = wire::read_encrypted_zip(zip, "合言葉", limit);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->name, entry.name);
    EXPECT_EQ(read->bytes, entry.bytes);
    EXPECT_EQ(wire::read_encrypted_zip(zip, "another", limit).error(), ZipTrouble::locked);
}

TEST(EncryptedZip, what_is_cut_off_or_changed_is_seen)
{
    const auto zip = wire::write_encrypted_zip(entry, "合言葉");
    for (const std::size_t size : {std::size_t{0}, std::size_t{10}, zip.size() / 2, zip.size() - 1})
        EXPECT_EQ(wire::read_encrypted_zip(zip.substr(0, size), "合言葉", limit).error(), ZipTrouble::malformed)
            << size;
    auto changed = zip;
    changed[30 + entry.name.size() + 11 + 18 + 3] ^= 1; // local header, name, AES field, salt and check, then content
    EXPECT_FALSE(wire::read_encrypted_zip(changed, "合言葉", limit));
}

TEST(EncryptedZip, an_entry_over_the_limit_is_not_unpacked)
{
    const auto zip = wire::write_encrypted_zip({"a.xml", std::string(limit + 1, 'x')}, "p");
    EXPECT_EQ(wire::read_encrypted_zip(zip, "p", limit).error(), ZipTrouble::too_large);
}

TEST(EncryptedZip, an_entry_without_encryption_is_refused)
{
    // By hand: one stored entry "a" with the byte 'x' (CRC-32 8cdc1683), as APPNOTE.TXT 4.3 lays it out.
    const std::string crc = "\x83\x16\xdc\x8c", size = std::string("\x01\0\0\0", 4), zeros(12, '\0');
    const auto facts = zeros.substr(0, 4) + crc + size + size; // time, date
    const auto local = "PK\x03\x04" + std::string("\x0a\0\0\0\0\0", 6) + facts + std::string("\x01\0\0\0", 4) + "ax";
    const auto central = "PK\x01\x02" + std::string("\x0a\0\x0a\0\0\0\0\0", 8) + facts + std::string("\x01\0", 2) +
                         zeros + std::string(4, '\0') + "a";
    const auto number = [](std::size_t n) { return std::string(1, static_cast<char>(n)) + std::string(3, '\0'); };
    const auto end = "PK\x05\x06" + std::string("\0\0\0\0\x01\0\x01\0", 8) + number(central.size()) +
                     number(local.size()) + std::string(2, '\0');
    EXPECT_EQ(wire::read_encrypted_zip(local + central + end, "p", limit).error(), ZipTrouble::locked);
}
