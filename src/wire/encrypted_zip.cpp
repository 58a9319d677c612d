#include "wire/encrypted_zip.h"

#include "base/fault.h"

#include <memory>
#include <zip.h>

namespace onshi::wire {

namespace {

struct CloseArchive
{
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseEntry
{
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};
struct FreeSource
{
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Entry = std::unique_ptr<zip_file_t, CloseEntry>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

[[noreturn]] void fail(const char* step)
{
    throw base::Fault(base::FaultCode::crypto, std::string("ZIP: cannot ") + step);
}

/// All bytes of a source that was written.
std::string bytes_of(zip_source_t* source)
{
    zip_stat_t facts;
    if (zip_source_open(source) != 0)
        fail("open");
    if (zip_source_stat(source, &facts) != 0)
        fail("stat");
    std::string bytes(facts.size, '\0');
    const auto read = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (read != static_cast<zip_int64_t>(bytes.size()))
        fail("read");
    return bytes;
}

bool is_aes(std::uint16_t method)
{
    return method == ZIP_EM_AES_128 || method == ZIP_EM_AES_192 || method == ZIP_EM_AES_256;
}

} // namespace

std::string write_encrypted_zip(const ZipEntry& entry, const std::string& password)
{
    Source whole(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    if (!whole)
        fail("begin");
    Archive archive(zip_open_from_source(whole.get(), ZIP_TRUNCATE, nullptr));
    if (!archive)
        fail("begin");
    zip_source_keep(whole.get()); // the archive has one reference, `whole` another: what was written is read from it
    auto* content = zip_source_buffer(archive.get(), entry.bytes.data(), entry.bytes.size(), 0);
    const auto index = content ? zip_file_add(archive.get(), entry.name.c_str(), content, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(content);
        fail("add");
    }
    if (zip_file_set_encryption(archive.get(), static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password.c_str()) != 0)
        fail("encrypt");
    if (zip_close(archive.get()) != 0)
        fail("write");
    static_cast<void>(archive.release()); // zip_close has freed it
    return bytes_of(whole.get());
}

std::expected<ZipEntry, ZipTrouble> read_encrypted_zip(std::string_view zip, const std::string& password,
                                                       std::size_t limit)
{
    Source source(zip_source_buffer_create(zip.data(), zip.size(), 0, nullptr));
    if (!source)
        fail("begin");
    const Archive archive(zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr));
    if (!archive)
        return std::unexpected(ZipTrouble::malformed);
    static_cast<void>(source.release()); // the archive's now

    const auto entries = zip_get_num_entries(archive.get(), 0);
    if (entries == 0) // to the library a file without a byte is an empty archive
        return std::unexpected(ZipTrouble::malformed);
    zip_stat_t facts;
    constexpr auto wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (entries != 1 || zip_stat_index(archive.get(), 0, 0, &facts) != 0 || (facts.valid & wanted) != wanted ||
        !is_aes(facts.encryption_method))
        return std::unexpected(ZipTrouble::locked);
    if (facts.size > limit)
        return std::unexpected(ZipTrouble::too_large);
    const Entry entry(zip_fopen_index_encrypted(archive.get(), 0, 0, password.c_str()));
    if (!entry)
        return std::unexpected(ZipTrouble::locked);
    ZipEntry read{.name = facts.name, .bytes = std::string(facts.size, '\0')};
    char beyond = 0; // reading past the end makes the library check the entry's authentication code
    if (zip_fread(entry.get(), read.bytes.data(), read.bytes.size()) != static_cast<zip_int64_t>(read.bytes.size()) ||
        zip_fread(entry.get(), &beyond, 1) != 0)
        return std::unexpected(ZipTrouble::locked);
    return read;
}

} // namespace onshi::wire
