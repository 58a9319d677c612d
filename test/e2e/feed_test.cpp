#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/files.h"
#include "pki/digest.h"

#include <csignal>
#include <gmock/gmock.h>
#include <sstream>
#include <thread>

// The insurers' feed as an insurer sees it: `onshi feed` with the insurer's certificate, and the routes below it.
// Nobody real.
namespace onshi::test {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* header = "person_code,insurer_number,symbol,number,branch,certificate_kind,relationship,name,"
                               "birth_date,sex,sex_hidden,post_number,gained_on,lost_on,loss_reason,certificates,"
                               "elderly_certificates,limit_certificates,specific_diseases,undisclosed,address\n";

/// A good row of the society, 21 cells, that a test may spoil cell by cell.
struct CsvRow
{
    std::string person = "SYN-00000000", insurer = "06139992", symbol = "記号", number = "1", branch, kind,
                relationship = "1", name = "見本　花子", birth = "1985-04-07", sex = "2", sex_hidden, post,
                gained = "2020-04-01", lost, reason, certificates, elderly, limits, diseases, undisclosed, address;

    [[nodiscard]] std::string line() const
    {
        std::string out;
        for (const auto* cell : {&person, &insurer,      &symbol,  &number,     &branch,   &kind,        &relationship,
                                 &name,   &birth,        &sex,     &sex_hidden, &post,     &gained,      &lost,
                                 &reason, &certificates, &elderly, &limits,     &diseases, &undisclosed, &address})
            out += *cell + (cell == &address ? "\n" : ",");
        return out;
    }
};

std::string rows(int count, const std::string& address = "架空県見本市１")
{
    std::string out = header;
    for (int i = 1; i <= count; ++i)
        out +=
            CsvRow{.person = "SYN-" + std::to_string(10'000'000 + i), .number = std::to_string(i), .address = address}
                .line();
    return out;
}

class FeedOverTheSocket : public testing::Test
{
protected:
    FeedOverTheSocket()
        : insurer_(centre_.enrol("06139992", "insurer"))
        , clinic_(centre_.enrol("1319999999"))
    {
    }

    Finished feed(const std::string& content, std::vector<std::string> options = {},
                  const char* identity = "identity-1")
    {
        const auto file = centre_.folder() / ("feed-" + std::to_string(++files_) + ".csv");
        base::write_new_file(file, content);
        std::vector<std::string> command{ONSHI_PROGRAM,
                                         "feed",
                                         file.string(),
                                         "--server",
                                         centre_.url(),
                                         "--identity",
                                         (centre_.folder() / identity).string()};
        command.insert(command.end(), options.begin(), options.end());
        return run(command);
    }
    std::string notes_path() { return (centre_.folder() / ("notes-" + std::to_string(++files_))).string(); }
    std::string validity(const std::string& number)
    {
        auto client = centre_.client(clinic_);
        const auto answer =
            client.exchange(post(message({.symbol = "記号", .number = number, .branch = "", .birth = "19850407"})));
        return text_of(answer.body, "QualificationValidity");
    }
    net::Response send(const char* method, const std::string& path, const std::string& body,
                       const terminal::Identity& identity)
    {
        auto request = post(body);
        request.method = method;
        request.path = path;
        return centre_.client(identity).exchange(request);
    }
    std::string exported()
    {
        const auto finished = centre_.onshi({"export", "coverage", "--sha256"});
        EXPECT_EQ(finished.code, 0) << finished.output;
        return finished.output.substr(0, 64);
    }

    RunningCentre centre_{{}, "[limits]\nrequests_per_second = 10000.0\nburst = 10000.0\n"};
    terminal::Identity insurer_, clinic_;
    int files_ = 0;
};

TEST_F(FeedOverTheSocket, good_rows_are_taken_and_the_same_file_again_changes_nothing)
{
    const auto first = feed(rows(2500));
    EXPECT_EQ(first.code, 0) << first.output;
    EXPECT_THAT(first.output, HasSubstr("状態 done"));
    EXPECT_THAT(first.output, HasSubstr("行 2500、追加 2500、変更 0、変更なし 0、受け付けなかった行 0"));
    EXPECT_EQ(validity("2500"), "1");
    const auto before = exported();
    const auto again = feed(rows(2500));
    EXPECT_THAT(again.output, HasSubstr("追加 0、変更 0、変更なし 2500"));
    EXPECT_EQ(exported(), before);
}

/// What is wrong with a row, and how it is told: column and code.
struct BadRow
{
    std::string line, field, code;
};

std::vector<BadRow> bad_rows()
{
    const auto row = [] { return CsvRow{.number = "bad"}; };
    std::vector<BadRow> all;
    const auto bad = [&](const CsvRow& spoilt, const char* field, const char* code) {
        all.push_back({spoilt.line(), field, code});
    };
    const auto with = [&](auto change) {
        auto spoilt = row();
        change(spoilt);
        return spoilt;
    };
    // one value
    bad(with([](CsvRow& r) { r.person = "短い"; }), "person_code", "OPN10006E");
    bad(with([](CsvRow& r) { r.person = ""; }), "person_code", "OPN10002E");
    bad(with([](CsvRow& r) { r.insurer = "06139993"; }), "insurer_number", "OPN10004E");
    bad(with([](CsvRow& r) { r.insurer = "0613999"; }), "insurer_number", "OPN10003E");
    bad(with([](CsvRow& r) { r.symbol = "記号記号記号記号記号記号記号記号記号記号記"; }), "symbol", "OPN10003E");
    bad(with([](CsvRow& r) { r.number = ""; }), "number", "OPN10002E");
    bad(with([](CsvRow& r) { r.branch = "1"; }), "branch", "OPN10006E");
    bad(with([](CsvRow& r) { r.kind = "08"; }), "certificate_kind", "OPN10007E");
    bad(with([](CsvRow& r) { r.relationship = "3"; }), "relationship", "OPN10007E");
    bad(with([](CsvRow& r) { r.name = ""; }), "name", "OPN10002E");
    bad(with([](CsvRow& r) { r.name = "見本\x07花子"; }), "name", "OPN10006E");
    bad(with([](CsvRow& r) { r.birth = "1985-02-30"; }), "birth_date", "OPN10005E");
    bad(with([](CsvRow& r) { r.sex = "女"; }), "sex", "OPN10007E");
    bad(with([](CsvRow& r) { r.post = "99-90000"; }), "post_number", "OPN10006E");
    bad(with([](CsvRow& r) { r.lost = "2026-04-01", r.reason = "04"; }), "loss_reason", "OPN10007E");
    bad(with([](CsvRow& r) { r.certificates = "20250801:20250801"; }), "certificates", "OPN10006E");
    bad(with([](CsvRow& r) { r.limits = "1:A07::20250801::"; }), "limit_certificates", "OPN10007E");
    bad(with([](CsvRow& r) { r.diseases = "1::20250801::15000"; }), "specific_diseases", "OPN10007E");
    bad(with([](CsvRow& r) { r.undisclosed = "yes"; }), "undisclosed", "OPN10007E");
    // values together, and the law
    bad(with([](CsvRow& r) { r.certificates = ":20250801::;:20251001::"; }), "certificates", "OPN10201E");
    bad(with([](CsvRow& r) { r.gained = "1985-04-06"; }), "gained_on", "OPN10201E");
    bad(with([](CsvRow& r) { r.lost = "2020-03-31"; }), "lost_on", "OPN10201E");
    bad(with([](CsvRow& r) { r.reason = "03"; }), "loss_reason", "OPN10201E");
    bad(with([](CsvRow& r) { r.birth = "2999-01-01", r.gained = "2999-01-01"; }), "birth_date", "OPN10201E");
    bad(with([](CsvRow& r) { r.kind = "07"; }), "certificate_kind", "OPN10201E");
    bad(with([](CsvRow& r) { r.sex = "3", r.sex_hidden = "1"; }), "sex_hidden", "OPN10201E");
    bad(with([](CsvRow& r) { r.certificates = ":20250801::30"; }), "certificates", "OPN10201E");
    bad(with([](CsvRow& r) { r.birth = "1940-04-01"; }), "gained_on", "OPN10201E"); // 75 on 2015-04-01
    bad(with([](CsvRow& r) { r.birth = "1953-05-02", r.elderly = ":20230531::20"; }), "elderly_certificates",
        "OPN10201E");
    bad(with([](CsvRow& r) { r.birth = "1953-05-02", r.elderly = ":20230601::10"; }), "elderly_certificates",
        "OPN10201E");
    bad(with([](CsvRow& r) { r.limits = "1:B04::20250801::"; }), "limit_certificates", "OPN10201E");
    bad(with([](CsvRow& r) { r.limits = "1:A03::20250801::20251201"; }), "limit_certificates", "OPN10201E");
    bad(with([](CsvRow& r) { r.diseases = "2::20250801::20000"; }), "specific_diseases", "OPN10201E");
    // who sends it, and the line itself
    bad(with([](CsvRow& r) { r.insurer = "139998"; }), "insurer_number", "OPN20013E");
    all.push_back({"SYN-00000000,06139992,記号\n", "", "OPN10201E"});
    all.push_back({"SYN-00000000,\"06139992\"x,\n", "", "OPN10006E"});
    all.push_back({"SYN-00000000,06139992,\xFF\xFF" + std::string(18, ',') + "\n", "", "OPN10104E"});
    return all;
}

TEST_F(FeedOverTheSocket, one_bad_row_of_every_kind_is_told_by_line_and_field_and_the_good_ones_are_in)
{
    std::string content = std::string("\xEF\xBB\xBF") + header; // UTF-8 for sure, though one row is not
    const auto bad = bad_rows();
    ASSERT_GE(bad.size(), 25U);
    int good = 0;
    for (const auto& row : bad) // a good row on every even line, a bad one on every odd line
        content +=
            CsvRow{.person = "SYN-" + std::to_string(20'000'000 + ++good), .number = std::to_string(good)}.line() +
            row.line;
    const auto notes = notes_path();
    const auto finished = feed(content, {"--notes", notes});
    EXPECT_EQ(finished.code, 1) << finished.output;
    EXPECT_THAT(finished.output, HasSubstr("追加 " + std::to_string(bad.size()) +
                                           "、変更 0、変更なし 0、受け付けなかった行 " + std::to_string(bad.size())));
    const auto told = base::read_file(notes);
    for (std::size_t i = 0; i < bad.size(); ++i) {
        const auto start = "\n" + std::to_string(2 * i + 3) + ",refused," + bad[i].field + "," + bad[i].code + ",";
        const auto at = told.find(start);
        ASSERT_NE(at, std::string::npos) << start << bad[i].line << told;
        const auto reason = told.substr(at + start.size(), told.find('\n', at + 1) - at - start.size());
        EXPECT_THAT(reason, HasSubstr("ください")) << "the way out"; // the problem before it
    }
    for (const int number : {1, good / 2, good})
        EXPECT_EQ(validity(std::to_string(number)), "1");
    EXPECT_EQ(validity("bad"), "4");
}

TEST_F(FeedOverTheSocket, a_full_file_shows_its_difference_and_is_taken_when_accepted)
{
    ASSERT_EQ(feed(rows(10)).code, 0);
    const auto before = exported();
    auto full = rows(9, "架空県見本市２"); // number 10 is absent, 1 to 9 have moved
    full += CsvRow{.person = "SYN-30000001", .number = "11"}.line();
    const auto notes = notes_path();
    const auto shown = feed(full, {"--full", "--notes", notes});
    EXPECT_EQ(shown.code, 3) << shown.output;
    EXPECT_THAT(shown.output, HasSubstr("状態 waiting"));
    EXPECT_THAT(shown.output, HasSubstr("追加 1、変更 9、変更なし 0"));
    EXPECT_THAT(shown.output, HasSubstr("ファイルにない資格 1"));
    EXPECT_THAT(shown.output, HasSubstr("変わる列 address：9 行"));
    EXPECT_THAT(base::read_file(notes), HasSubstr("\n2,change,address,,住所「架空県見本市１」→「架空県見本市２」\n"));
    EXPECT_THAT(base::read_file(notes), HasSubstr(",absent,,,"));
    EXPECT_EQ(exported(), before) << "nothing is taken before the insurer says so";
    const auto taken = feed(full, {"--full", "--accept"});
    EXPECT_EQ(taken.code, 0) << taken.output;
    EXPECT_THAT(taken.output, HasSubstr("状態 done"));
    EXPECT_NE(exported(), before);
    EXPECT_EQ(validity("10"), "1") << "an absent row is told and never ended by guess";
    EXPECT_EQ(validity("11"), "1");
}

TEST_F(FeedOverTheSocket, a_refused_full_file_changes_nothing)
{
    ASSERT_EQ(feed(rows(5)).code, 0);
    const auto before = exported();
    const auto refused = feed(rows(5, "架空県例示町１"), {"--full", "--refuse"});
    EXPECT_EQ(refused.code, 2) << refused.output;
    EXPECT_THAT(refused.output, HasSubstr("状態 refused"));
    EXPECT_EQ(exported(), before);
}

TEST_F(FeedOverTheSocket, only_insurers_send_and_nobody_sees_anothers_feed)
{
    const auto other = centre_.enrol("139998", "insurer");
    const auto announced = R"({"kind":"changes","name":"a.csv","bytes":3,"sha256":")" + std::string(64, '0') + "\"}";
    EXPECT_EQ(send("POST", "/feeds", announced, clinic_).status, 403);
    const auto begun = send("POST", "/feeds", announced, insurer_);
    EXPECT_EQ(begun.status, 201) << begun.body;
    const auto id = begun.body.substr(begun.body.find("\"id\": \"") + 7, 36);
    EXPECT_EQ(send("GET", "/feeds/" + id, "", insurer_).status, 200);
    EXPECT_EQ(send("GET", "/feeds/" + id, "", other).status, 404);
    EXPECT_EQ(send("PUT", "/feeds/" + id + "/parts/0", "abc", other).status, 404);
    EXPECT_EQ(send("POST", "/feeds/" + id + "/complete", "", insurer_).status, 409) << "a part is missing";
    EXPECT_EQ(send("PUT", "/feeds/" + id + "/parts/0", "abcd", insurer_).status, 400) << "longer than announced";
    EXPECT_EQ(send("PUT", "/feeds/" + id + "/parts/1", "abc", insurer_).status, 400) << "there is one part";
    EXPECT_EQ(send("PUT", "/feeds/" + id + "/parts/0", "abc", insurer_).status, 204);
    EXPECT_EQ(send("POST", "/feeds", announced, insurer_).status, 200) << "announced again: the same feed";
    EXPECT_EQ(send("POST", "/feeds/" + id + "/complete", "", insurer_).status, 202);
    for (int wait = 0; wait < 500; ++wait) {
        const auto state = send("GET", "/feeds/" + id, "", insurer_).body;
        if (state.contains("\"failed\"")) {
            EXPECT_THAT(send("GET", "/feeds/" + id + "/notes", "", insurer_).body, HasSubstr(",refused,sha256,"));
            return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    FAIL() << "content that is not what was announced is not believed";
}

TEST_F(FeedOverTheSocket, a_bad_announcement_is_refused_by_field)
{
    const auto field = [&](const std::string& body) {
        const auto refused = send("POST", "/feeds", body, insurer_).body;
        const auto begin = refused.find("\"field\": \"") + 10;
        return refused.substr(begin, refused.find('"', begin) - begin);
    };
    const std::string hash(64, '0');
    EXPECT_EQ(field(R"({"kind":"all","name":"a","bytes":1,"sha256":")" + hash + "\"}"), "kind");
    EXPECT_EQ(field(R"({"kind":"full","name":"","bytes":1,"sha256":")" + hash + "\"}"), "name");
    EXPECT_EQ(field(R"({"kind":"full","name":"a","bytes":0,"sha256":")" + hash + "\"}"), "bytes");
    EXPECT_EQ(field(R"({"kind":"full","name":"a","bytes":1,"sha256":"00"})"), "sha256");
}

TEST_F(FeedOverTheSocket, killed_three_times_while_applying_it_ends_as_if_nothing_had_happened)
{
    const auto content = rows(30'000);
    ASSERT_EQ(feed(content).code, 0);
    const auto undisturbed = exported();

    RunningCentre other({}, "[limits]\nrequests_per_second = 10000.0\nburst = 10000.0\n");
    static_cast<void>(other.enrol("06139992", "insurer"));
    base::write_new_file(other.folder() / "feed.csv", content);
    const auto sender = [&] {
        return std::vector<std::string>{
            ONSHI_PROGRAM, "feed",       (other.folder() / "feed.csv").string(),  "--server",
            other.url(),   "--identity", (other.folder() / "identity-1").string()};
    };
    for (int kill = 0; kill < 3; ++kill) {
        Process sending(sender(), (other.folder() / ("sender-" + std::to_string(kill))).string());
        std::this_thread::sleep_for(std::chrono::milliseconds(400 + 300 * kill));
        other.kill_and_restart();
        sending.signal(SIGKILL);
        sending.wait();
    }
    const auto finished = run(sender());
    EXPECT_EQ(finished.code, 0) << finished.output;
    const auto exported_after = other.onshi({"export", "coverage", "--sha256"});
    EXPECT_EQ(exported_after.output.substr(0, 64), undisturbed);
}

} // namespace

} // namespace onshi::test
