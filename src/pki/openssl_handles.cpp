#include "pki/openssl_handles.h"

#include "base/fault.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <array>
#include <limits>

namespace onshi::pki {

namespace {

constexpr auto max_length = static_cast<std::size_t>(std::numeric_limits<int>::max());

// Without a callback of its own OpenSSL would ask on the terminal.
int no_password(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*context*/) { return -1; }

template<class Handle, class Read>
Handle read_first(std::string_view pem, Read read)
{
    if (pem.empty() || pem.size() > max_length)
        return nullptr;
    const Bio bio = reader(pem);
    Handle object(read(bio.get(), nullptr, no_password, nullptr));
    ERR_clear_error();
    return object;
}

template<class Handle, class Read>
std::vector<Handle> read_all(std::string_view pem, Read read)
{
    std::vector<Handle> all;
    if (pem.empty() || pem.size() > max_length)
        return all;
    const Bio bio = reader(pem);
    while (auto* object = read(bio.get(), nullptr, no_password, nullptr))
        all.emplace_back(object);
    // At the end of the text OpenSSL says that nothing begins any more; any other word is of one that is broken.
    if (ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
        all.clear();
    ERR_clear_error();
    return all;
}

std::string utf8_of(const X509_NAME_ENTRY* entry)
{
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(entry));
    if (size < 0)
        fail("ASN1_STRING_to_UTF8");
    std::string text(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
    OPENSSL_free(utf8);
    return text;
}

} // namespace

void fail(const char* call)
{
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_peek_last_error(), reason.data(), reason.size());
    ERR_clear_error();
    throw base::Fault(base::FaultCode::crypto, std::string(call) + ": " + reason.data());
}

Bio reader(std::string_view text)
{
    return Bio(require(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), "BIO_new_mem_buf"));
}

Bio writer() { return Bio(require(BIO_new(BIO_s_mem()), "BIO_new")); }

std::string text_of(const Bio& written)
{
    char* text = nullptr;
    const long size = BIO_get_mem_data(written.get(), &text);
    return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
}

X509Certificate first_certificate(std::string_view pem) { return read_first<X509Certificate>(pem, PEM_read_bio_X509); }

std::vector<X509Certificate> all_certificates(std::string_view pem)
{
    return read_all<X509Certificate>(pem, PEM_read_bio_X509);
}

std::vector<RevocationList> all_revocation_lists(std::string_view pem)
{
    return read_all<RevocationList>(pem, PEM_read_bio_X509_CRL);
}

X509Request first_request(std::string_view pem) { return read_first<X509Request>(pem, PEM_read_bio_X509_REQ); }

X509Certificate certificate_from_der(std::string_view der)
{
    if (der.size() > max_length)
        return nullptr;
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    X509Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    return certificate;
}

Key private_key(std::string_view pem) { return read_first<Key>(pem, PEM_read_bio_PrivateKey); }

std::string entry_of(const X509_NAME* name, int nid)
{
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    return at < 0 ? std::string() : utf8_of(X509_NAME_get_entry(name, at));
}

bool has_entry(const X509_NAME* name, int nid, std::string_view utf8)
{
    for (int at = X509_NAME_get_index_by_NID(name, nid, -1); at >= 0; at = X509_NAME_get_index_by_NID(name, nid, at))
        if (utf8_of(X509_NAME_get_entry(name, at)) == utf8)
            return true;
    return false;
}

void add_entry(X509_NAME* name, int nid, std::string_view utf8)
{
    require(X509_NAME_add_entry_by_NID(name, nid, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(utf8.data()),
                                       static_cast<int>(utf8.size()), -1, 0),
            "X509_NAME_add_entry_by_NID");
}

} // namespace onshi::pki
