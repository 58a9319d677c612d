#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/fault.h"
#include "base/text.h"
#include "domain/rejection.h"
#include "storage/audit_store.h"

#include <gmock/gmock.h>

namespace onshi::test {

namespace {

using domain::ErrorCode;

/// The usual question, but with a number that no id, time or size in the log can have by chance.
std::string sent(Asked asked)
{
    if (asked.number == Asked{}.number)
        asked.number = "１２３４Ｘ";
    return message(asked);
}

/// Bad requests, each by name, with one server; after all of them what the server wrote is searched for what was sent.
class RefusedOverTheSocket : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        centre_ = new RunningCentre(
            {"SYN-hanako,06139992,架空,１２３４Ｘ,01,1,見本　花子,ミホン　ハナコ,見本　花子,1985-04-07,2,"
             "999-0000,架空県見本市例示町１－２－３,2020-04-01,,,,"});
        clinic_ = new terminal::Identity(centre_->enrol("1319999999"));
    }
    static void TearDownTestSuite()
    {
        delete clinic_;
        delete centre_;
    }

    void expect(const net::Response& response, ErrorCode code)
    {
        const auto& entry = domain::entry_of(code);
        EXPECT_EQ(response.status, entry.http);
        EXPECT_EQ(text_of(response.body, "ErrorCode"), entry.wire) << response.body;
        EXPECT_EQ(text_of(response.body, "SegmentOfResult"), "9");
        EXPECT_NE(text_of(response.body, "ErrorMessage"), "");
        expect_nothing_personal();
    }
    /// Log, metrics and standard error hold no name, number or birth date that was sent.
    static void expect_nothing_personal()
    {
        const auto written = centre_->log() + centre_->get_management("/metrics");
        for (const char* personal : {"見本", "花子", "ミホン", "１２３４Ｘ", "1234X", "架空", "19850407", "1985-04-07",
                                     "06139992", "06139993", "P000123"})
            EXPECT_THAT(written, testing::Not(testing::HasSubstr(personal))) << personal;
    }
    net::Response send(const std::string& body) { return centre_->client(*clinic_).exchange(post(body)); }

    static RunningCentre* centre_;
    static terminal::Identity* clinic_;
};
RunningCentre* RefusedOverTheSocket::centre_ = nullptr;
terminal::Identity* RefusedOverTheSocket::clinic_ = nullptr;

TEST_F(RefusedOverTheSocket, a_wrong_check_digit)
{
    const auto response = send(sent({.insurer = "06139993"}));
    expect(response, ErrorCode::check_digit);
    EXPECT_THAT(text_of(response.body, "ErrorMessage"), testing::HasSubstr("保険者番号"));
}

TEST_F(RefusedOverTheSocket, a_missing_number)
{
    const auto response = send(sent({.number = ""}));
    expect(response, ErrorCode::element_missing);
    EXPECT_THAT(text_of(response.body, "ErrorMessage"), testing::HasSubstr("番号"));
}

TEST_F(RefusedOverTheSocket, a_number_that_is_too_long)
{
    expect(send(sent({.number = std::string(21, '1')})), ErrorCode::length);
}

TEST_F(RefusedOverTheSocket, an_empty_body) { expect(send(""), ErrorCode::body_empty); }

TEST_F(RefusedOverTheSocket, a_body_of_five_megabytes)
{
    expect(send(sent({.symbol = std::string(5'000'000, 'x')})), ErrorCode::body_too_large);
}

TEST_F(RefusedOverTheSocket, a_document_type_with_an_entity_bomb)
{
    auto bomb = sent({.symbol = "&b;"});
    bomb.insert(bomb.find("<XmlMsg>"),
                R"(<!DOCTYPE XmlMsg [<!ENTITY a "架空架空架空"><!ENTITY b "&a;&a;&a;&a;&a;">]>)");
    expect(send(bomb), ErrorCode::xml_dtd);
}

TEST_F(RefusedOverTheSocket, shift_jis_bytes_that_are_declared_utf_8)
{
    expect(send(base::to_shift_jis(sent({})).bytes), ErrorCode::encoding_mismatch);
}

TEST_F(RefusedOverTheSocket, an_encoding_that_nobody_speaks)
{
    auto body = sent({});
    body.replace(body.find("UTF-8"), 5, "EUC-JP");
    expect(send(body), ErrorCode::encoding_unsupported);
}

TEST_F(RefusedOverTheSocket, truncated_xml)
{
    const auto body = sent({});
    expect(send(body.substr(0, body.size() / 2)), ErrorCode::xml_malformed);
}

TEST_F(RefusedOverTheSocket, a_wrong_root)
{
    expect(send("<Envelope><MessageHeader/></Envelope>"), ErrorCode::xml_root);
}

TEST_F(RefusedOverTheSocket, another_facilitys_code_and_it_is_on_the_record)
{
    expect(send(sent({.facility = "1349999993"})), ErrorCode::other_facility);
    const auto database = storage::open_database("sqlite:" + (centre_->folder() / "onshi.db").string());
    const auto snapshot = database->begin(storage::Mode::read);
    std::vector<domain::AuditEntry> refused;
    storage::AuditStore(*snapshot).each([&](const domain::AuditEntry& entry) {
        if (entry.event == domain::AuditEvent::other_facility_refused)
            refused.push_back(entry);
    });
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].caller.holder, "1319999999");
    EXPECT_EQ(refused[0].details, "named=1349999993");
}

TEST_F(RefusedOverTheSocket, no_client_certificate)
{
    expect(centre_->client_without_certificate().exchange(post(sent({}))), ErrorCode::certificate_missing);
}

TEST_F(RefusedOverTheSocket, a_revoked_certificate_at_the_next_request_even_on_an_open_connection)
{
    const auto identity = centre_->enrol("1349999993");
    auto client = centre_->client(identity);
    ASSERT_EQ(client.exchange(post(sent({.facility = "1349999993"}))).status, 200);
    const auto list = centre_->onshi({"pki", "list"}).output;
    const auto line = list.rfind('\n', list.rfind("1349999993"));
    const auto serial = list.substr(line + 1, list.find(' ', line + 1) - line - 1);
    ASSERT_EQ(centre_->onshi({"pki", "revoke", serial}).code, 0);
    const auto response = client.exchange(post(sent({.facility = "1349999993"})));
    expect(response, ErrorCode::certificate_revoked);
}

TEST_F(RefusedOverTheSocket, a_certificate_of_a_foreign_authority_does_not_even_connect)
{
    RunningCentre other({});
    const auto foreign = other.enrol("1319999999");
    EXPECT_THROW(static_cast<void>(centre_->client(foreign).exchange(post(sent({})))), base::Fault);
    expect_nothing_personal();
}

} // namespace

} // namespace onshi::test
