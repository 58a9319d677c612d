#include "e2e/databases.h"
#include "e2e/exchange.h"
#include "e2e/running_centre.h"

#include "base/environment.h"
#include "base/files.h"

#include <gmock/gmock.h>
#include <set>
#include <sstream>
#include <thread>

// A whole municipality with a wrong share, as 六戸町 had it (659 people of 2割 sent as 3割): what was answered from it
// is found again, said and told to those who heard it. Nobody real.
namespace onshi::test {

namespace {

using testing::HasSubstr;
using testing::Not;
using Ids = std::set<std::string>;

constexpr int elders = 659;
constexpr int others = 1'000;
constexpr const char* city = "139998";

/// People of the city born 1953-05-02, number 1 and on: 高齢受給者証 from 2023-06-01, without end, so that it is in
/// force whatever the clock says.
std::string elder_rows(int from, int to, int share)
{
    std::string rows = "person_code,insurer_number,symbol,number,relationship,name,birth_date,sex,gained_on,"
                       "elderly_certificates\n";
    for (int number = from; number <= to; ++number)
        rows += "SYN-" + std::to_string(10'000'000 + number) + ",139998,高齢," + std::to_string(number) +
                ",1,見本　太郎,1953-05-02,1,2015-04-01,:20230601::" + std::to_string(share) + "\n";
    return rows;
}

/// The ids of the answers that were given from the wrong fact.
struct Told
{
    Ids to_clinic, to_pharmacy;

    [[nodiscard]] Ids all() const
    {
        Ids both = to_clinic;
        both.insert(to_pharmacy.begin(), to_pharmacy.end());
        return both;
    }
};

std::string now() { return base::jst_iso(base::SystemClock().now()); }

/// The second cell of each line that begins with a facility's code.
Ids ids_in(const std::string& csv)
{
    Ids ids;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("13"))
            ids.insert(line.substr(11, 36));
    return ids;
}

class CorrectionsOverTheSocket : public testing::TestWithParam<Engine>
{
protected:
    CorrectionsOverTheSocket()
        : clinic_(centre_.enrol("1319999999"))
        , pharmacy_(centre_.enrol("1349999993"))
        , insurer_(centre_.enrol(city, "insurer")) // identity-3
    {
    }

    Finished feed(const std::string& rows)
    {
        const auto file = (centre_.folder() / ("feed-" + std::to_string(++feeds_) + ".csv")).string();
        base::write_new_file(file, rows);
        return run({ONSHI_PROGRAM, "feed", file, "--server", centre_.url(), "--identity",
                    (centre_.folder() / "identity-3").string()});
    }
    /// Sends what no insurer should send; it is quarantined, and the operator forces it in.
    void force_in(const std::string& rows)
    {
        const auto sent = feed(rows);
        EXPECT_EQ(sent.code, 3) << sent.output;
        const auto id = id_of(sent.output);
        EXPECT_THAT(centre_.onshi({"quarantine", "show", id}).output, HasSubstr("差し引き659人"));
        ASSERT_EQ(centre_.onshi({"quarantine", "accept", id, "--reason", "確かめた"}).code, 0);
        while (field(get("/feeds/" + id, insurer_).body, "state") == "applying")
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        EXPECT_EQ(field(get("/feeds/" + id, insurer_).body, "state"), "done");
    }
    static std::string id_of(const std::string& output)
    {
        const std::string before = "受付番号 ";
        return output.substr(output.find(before) + before.size(), 36);
    }
    static std::string field(const std::string& json, const std::string& name)
    {
        const auto begin = json.find("\"" + name + "\": \"") + name.size() + 5;
        return json.substr(begin, json.find('"', begin) - begin);
    }

    void import(const std::string& rows)
    {
        const auto finished = centre_.import(rows);
        ASSERT_EQ(finished.code, 0) << finished.output;
    }
    /// The id of the answer; it says `share`.
    std::string ask(net::Client& client, const char* facility, int number, const char* share)
    {
        const auto answer = client.exchange(post(message({.facility = facility,
                                                          .insurer = city,
                                                          .symbol = "高齢",
                                                          .number = std::to_string(number),
                                                          .branch = "",
                                                          .birth = "19530502"})));
        EXPECT_THAT(answer.body, HasSubstr(std::string("ContributionRatio>") + share)) << number;
        for (const auto& [name, value] : answer.headers)
            if (name == "onshi-answer-id")
                return value;
        return "none";
    }
    std::string listed(std::vector<std::string> options)
    {
        options.insert(options.begin(), "corrections");
        const auto finished = centre_.onshi(std::move(options));
        EXPECT_EQ(finished.code, 0) << finished.output;
        return finished.output;
    }
    net::Response get(const std::string& path, const terminal::Identity& who)
    {
        auto request = post("");
        request.method = "GET";
        request.path = path;
        return centre_.client(who).exchange(request);
    }

    /// 20 people whose facts are right at that moment.
    void ask_some(net::Client& client)
    {
        for (int number = 1; number <= 20; ++number)
            ask(client, "1319999999", number, "020");
    }
    Told ask_thousand_others_and_a_hundred_of_the_wrong();
    void expect_listed(const Told&, const std::string& since);
    void expect_fetched(const Told&);

    RunningCentre centre_{
        {}, "[limits]\nrequests_per_second = 100000.0\nburst = 100000.0\n" + database_section(GetParam())};
    terminal::Identity clinic_, pharmacy_, insurer_;
    int feeds_ = 0;
};

Told CorrectionsOverTheSocket::ask_thousand_others_and_a_hundred_of_the_wrong()
{
    auto clinic = centre_.client(clinic_);
    auto pharmacy = centre_.client(pharmacy_);
    Told wrong;
    for (int check = 0; check < others; ++check) {
        ask(check % 3 == 0 ? pharmacy : clinic, check % 3 == 0 ? "1349999993" : "1319999999", elders + 1 + check,
            "020");
        const int number = 1 + check / 10 * 6; // 100 of the 659
        if (check % 10 == 0 && check < 600)
            wrong.to_clinic.insert(ask(clinic, "1319999999", number, "030"));
        else if (check % 10 == 0)
            wrong.to_pharmacy.insert(ask(pharmacy, "1349999993", number, "030"));
    }
    return wrong;
}

void CorrectionsOverTheSocket::expect_listed(const Told& wrong, const std::string& since)
{
    const auto csv = listed({"--since", since, "--insurer", city, "--format", "csv"});
    EXPECT_EQ(ids_in(csv), wrong.all());
    EXPECT_THAT(csv, HasSubstr(",負担割合 3割→2割,1,139998,高齢,1,,01,30,,,,1,139998,高齢,1,,01,20,,,,"));
    EXPECT_THAT(csv, HasSubstr("訂正のあった人 659、"));
    EXPECT_THAT(csv, Not(HasSubstr("太郎")));
    EXPECT_EQ(ids_in(listed({"--since", since, "--format", "csv", "--facility", "1349999993"})), wrong.to_pharmacy)
        << "also without the insurer, of one facility";
}

void CorrectionsOverTheSocket::expect_fetched(const Told& wrong)
{
    const auto list = get("/corrections", clinic_);
    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(field(list.body, "reason"), "高齢受給者証の負担割合の誤り");
    EXPECT_THAT(list.body, HasSubstr("\"answers\": 60"));
    const auto path = "/corrections/" + field(list.body, "id");
    const auto file = get(path, clinic_);
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(ids_in(file.body), wrong.to_clinic);
    const auto other_path = "/corrections/" + field(get("/corrections", pharmacy_).body, "id");
    EXPECT_EQ(ids_in(get(other_path, pharmacy_).body), wrong.to_pharmacy);
    EXPECT_EQ(get(path, pharmacy_).status, 404) << "another facility's";
    EXPECT_EQ(get("/corrections", insurer_).status, 403);
}

TEST_P(CorrectionsOverTheSocket,
       a_hundred_wrong_answers_among_a_thousand_are_listed_and_fetched_by_those_who_heard_them)
{
    import(elder_rows(1, elders + others, 20));
    auto clinic = centre_.client(clinic_);
    ask_some(clinic);
    force_in(elder_rows(1, elders, 30)); // the error
    const auto wrong = ask_thousand_others_and_a_hundred_of_the_wrong();
    ASSERT_EQ(wrong.to_clinic.size(), 60U);
    ASSERT_EQ(wrong.to_pharmacy.size(), 40U);
    const auto since = now();
    force_in(elder_rows(1, elders, 20)); // the correction moves as many
    ask_some(clinic);

    expect_listed(wrong, since);
    listed({"--since", since, "--insurer", city, "--publish", "--reason", "高齢受給者証の負担割合の誤り"});
    expect_fetched(wrong);
}

TEST_P(CorrectionsOverTheSocket, what_a_feed_corrected_is_found_by_its_number)
{
    import(elder_rows(1, 3, 30));
    auto clinic = centre_.client(clinic_);
    const auto wrong = ask(clinic, "1319999999", 2, "030");
    const auto sent = feed(elder_rows(1, 3, 20));
    ASSERT_EQ(sent.code, 0) << sent.output;
    const auto csv = listed({"--feed", id_of(sent.output), "--format", "csv"});
    EXPECT_EQ(ids_in(csv), Ids{wrong});
    EXPECT_EQ(centre_.onshi({"corrections", "--feed", "01a20620-bb19-70cb-8026-a9f33dc1ae45"}).code, 1);
}

TEST_P(CorrectionsOverTheSocket, a_silent_insurer_raises_an_alarm)
{
    import(elder_rows(1, 1, 20));
    EXPECT_THAT(centre_.get_management("/metrics"), HasSubstr("onshi_insurers_silent 0\n"));
    EXPECT_THAT(centre_.get_management("/metrics"), HasSubstr("onshi_insurers_never_heard 2\n"));
    EXPECT_THAT(centre_.onshi({"insurers"}).output, HasSubstr("  139998  20"));
    EXPECT_THAT(centre_.onshi({"insurers", "--silent"}).output, Not(HasSubstr("139998")));
    const auto later = base::jst_iso(base::SystemClock().now() + std::chrono::days(11));
    EXPECT_THAT(centre_.onshi({"insurers", "--silent", "--clock", later}).output, HasSubstr("  139998  20"));
    centre_.restart_at(later);
    EXPECT_THAT(centre_.get_management("/metrics"), HasSubstr("onshi_insurers_silent 1\n"));
}

INSTANTIATE_TEST_SUITE_P(Engines, CorrectionsOverTheSocket, testing::Values(Engine::sqlite, Engine::postgresql),
                         engine_name);

} // namespace

} // namespace onshi::test
