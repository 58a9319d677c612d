#include "base/files.h"
#include "reader/reader.h"
#include "support/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Stock OpenSC, which knows nothing of us, takes the virtual card for a My Number card. It knows the JPKI application
/// only.
using namespace onshi;
using test::run;
using testing::HasSubstr;
using vcard::CardKind;

namespace {

constexpr const char* module = "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so";

class OpenScOnTheReader : public testing::Test
{
protected:
    static void SetUpTestSuite() { reader_ = std::make_unique<test::Reader>(); }
    static void TearDownTestSuite() { reader_.reset(); }
    static test::Finished verify_pin(const char* pin)
    {
        return run({"pkcs15-tool", "--reader", "0", "--verify-pin", "--auth-id", "01", "--pin", pin});
    }
    static inline std::unique_ptr<test::Reader> reader_{};
};

TEST_F(OpenScOnTheReader, recognises_it)
{
    reader_->insert(CardKind::normal);
    const auto name = run({"opensc-tool", "--reader", "0", "--name"});
    EXPECT_EQ(name.code, 0);
    EXPECT_EQ(name.output, "jpki\n");
}

TEST_F(OpenScOnTheReader, lists_four_certificates_and_reads_ours)
{
    const auto& persona = reader_->insert(CardKind::normal);
    const auto list = run({"pkcs15-tool", "--reader", "0", "--list-certificates"});
    EXPECT_EQ(list.code, 0);
    for (const auto* certificate : {"[User Authentication Certificate]", "[Digital Signature Certificate]",
                                    "[User Authentication Certificate CA]", "[Digital Signature Certificate CA]"})
        EXPECT_THAT(list.output, HasSubstr(certificate));
    const auto pem = reader_->folder() / "read.pem", der = reader_->folder() / "read.der";
    EXPECT_EQ(run({"pkcs15-tool", "--reader", "0", "--read-certificate", "01", "-o", pem}).code, 0);
    EXPECT_EQ(run({"openssl", "x509", "-in", pem, "-outform", "DER", "-out", der}).code, 0);
    EXPECT_EQ(base::read_file(der), persona.authentication.certificate);
}

TEST_F(OpenScOnTheReader, verifies_the_pin)
{
    reader_->insert(CardKind::normal);
    EXPECT_EQ(verify_pin("1234").code, 0);
    const auto wrong = verify_pin("0000");
    EXPECT_NE(wrong.code, 0);
    EXPECT_THAT(wrong.output, HasSubstr("PIN code or key incorrect"));
    EXPECT_THAT(run({"pkcs15-tool", "--reader", "0", "--list-pins"}).output, HasSubstr("Tries left     : 2"));
}

TEST_F(OpenScOnTheReader, passes_its_own_test_as_pkcs11_token)
{
    reader_->insert(CardKind::normal);
    const auto test =
        run({"pkcs11-tool", "--module", module, "--slot-index", "0", "--login", "--pin", "1234", "--test"});
    EXPECT_EQ(test.code, 0);
    EXPECT_THAT(test.output, HasSubstr("SHA256-RSA-PKCS: OK"));
    EXPECT_THAT(test.output, HasSubstr("No errors"));
}

// Signed through OpenSC, verified by openssl with the certificate of the card.
TEST_F(OpenScOnTheReader, signs_what_openssl_verifies)
{
    const auto& persona = reader_->insert(CardKind::normal);
    const auto text = reader_->folder() / "text", signature = reader_->folder() / "signature",
               key = reader_->folder() / "key.pem", der = reader_->folder() / "certificate.der";
    base::write_new_file(text, "a nonce of the centre");
    base::write_new_file(der, persona.authentication.certificate);
    const auto sign =
        run({"pkcs11-tool", "--module", module, "--slot-index", "0", "--login", "--pin", "1234", "--sign",
             "--mechanism", "SHA256-RSA-PKCS", "--id", "01", "--input-file", text, "--output-file", signature});
    EXPECT_EQ(sign.code, 0) << sign.output;
    EXPECT_EQ(run({"openssl", "x509", "-inform", "DER", "-in", der, "-pubkey", "-noout", "-out", key}).code, 0);
    const auto verified = run({"openssl", "dgst", "-sha256", "-verify", key, "-signature", signature, text});
    EXPECT_EQ(verified.output, "Verified OK\n");
}

} // namespace
