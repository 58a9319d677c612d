#include "base/files.h"
#include "e2e/exchange.h"
#include "reader/reader.h"
#include "reader/reception_desk.h"
#include "support/process.h"

#include <gmock/gmock.h>
#include <iostream>
#include <map>
#include <netinet/in.h>
#include <regex>
#include <sstream>
#include <sys/socket.h>
#include <unistd.h>

/// What must hold around a reception: where its programs listen, what they write down, and what a night changes.
namespace onshi::test {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* no_item = R"("consents":{"specific_disease":false,"checkup":false,"medication":false})";

/// From the card to the answer for the receipt computer.
std::string received_by_pin(ReceptionDesk& desk, const std::string& label, bool registers)
{
    desk.lay(label);
    static_cast<void>(desk.wait_for("mode"));
    EXPECT_EQ(desk.touch("mode", R"("mode":"pin")"), 204);
    static_cast<void>(desk.wait_for("pin"));
    EXPECT_EQ(desk.touch("pin", R"("pin":"1234","insist":false)"), 204);
    if (registers) {
        static_cast<void>(desk.wait_for("registration"));
        EXPECT_EQ(desk.touch("registration", R"("agree":true)"), 204);
    }
    static_cast<void>(desk.wait_for("consent"));
    EXPECT_EQ(desk.touch("consent", no_item), 204);
    static_cast<void>(desk.wait_for("done"));
    desk.take();
    return desk.face_file().value_or("");
}

// --- the night before a new insurer

std::string row(const std::string& insurer, const std::string& number, const std::string& gained,
                const std::string& lost)
{
    return "SYN-mover," + insurer + "," + number + ",1,架空　太郎,カクウ　タロウ,架空　太郎,19800402,1,999-0000," +
           "架空県見本市例示町１," + gained + "," + lost + (lost.empty() ? ",,,\n" : ",03,,\n");
}

// Domain rules 1.6 and 3.1: the day of loss is the first day without cover, and a number whose holder has another
// cover answers 3.
TEST(ReceptionOverNight, the_same_card_answers_with_the_new_insurer_and_the_old_number_answers_3)
{
    ReceptionDesk desk({{"mover", "normal", "１００１"}});
    const auto last_day = base::jst_date(base::SystemClock().now()).plus_days(1), first_day = last_day.plus_days(1);
    const auto at = [&](const std::string& clock) { // of everybody who looks at the time of a card
        desk.centre().restart_at(clock);
        desk.start_responder(clock);
    };
    const auto asked = [&](const base::Date& on, const std::string& number) {
        const auto identity = desk.centre().enrol("1319999999");
        return text_of(desk.centre()
                           .client(identity)
                           .exchange(post(message({.on = on.compact(), .number = number, .birth = "19800402"})))
                           .body,
                       "QualificationValidity");
    };
    at(last_day.iso() + "T23:58:00+09:00");
    const auto evening = received_by_pin(desk, "mover", true);
    EXPECT_EQ(text_of(evening, "QualificationConfirmationDate"), last_day.compact());
    EXPECT_THAT(text_of(evening, "InsurerNumber"), HasSubstr("06139992"));
    EXPECT_EQ(asked(last_day, "１００１"), "1");

    const auto told = desk.centre().import(std::string(RunningCentre::coverage_header()) + "\n" +
                                           row("06139992", "架空,１００１,01", "2020-04-01", first_day.iso()) +
                                           row("139998", ",２００１,", first_day.iso(), ""));
    ASSERT_EQ(told.code, 0) << told.output;
    at(first_day.iso() + "T00:01:00+09:00");
    const auto morning = received_by_pin(desk, "mover", false);
    EXPECT_EQ(text_of(morning, "QualificationConfirmationDate"), first_day.compact());
    EXPECT_EQ(text_of(morning, "QualificationValidity"), "1");
    EXPECT_THAT(text_of(morning, "InsurerNumber"), HasSubstr("139998"));
    EXPECT_EQ(text_of(morning, "InsuredIdentificationNumber"), "２００１");
    EXPECT_EQ(asked(first_day, "１００１"), "3");
    EXPECT_EQ(asked(last_day, "１００１"), "1") << "it covered the day before";
}

// --- card.md 4.5, PIN in logs

/// A PIN as text, as hex digits, or as a log of APDUs writes it. Digits within a longer number or word, and numbers of
/// JSON (times in microseconds, ports), are none.
bool tells_pin(const std::string& bytes)
{
    static const std::regex word("[^0-9A-Za-z:.]8264[^0-9A-Za-z]");
    return bytes.contains("38323634") || bytes.contains("38 32 36 34") || std::regex_search(bytes, word);
}

std::map<std::string, std::string> files_in(const fs::path& folder)
{
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[entry.path().filename().string()] = base::read_file(entry.path());
    return files;
}

// Everything that terminal and centre keep, at the level at which they say most. Twins: pcscd's log, where the PIN must
// stand, and a line in which it would.
TEST(ReceptionSecrets, a_pin_is_written_nowhere_but_in_pcscds_log)
{
    ReceptionDesk desk({{"normal", "normal", "１００１", true, "8264"}}, "debug");
    desk.lay("normal");
    static_cast<void>(desk.wait_for("mode"));
    ASSERT_EQ(desk.touch("mode", R"("mode":"pin")"), 204);
    static_cast<void>(desk.wait_for("pin"));
    ASSERT_EQ(desk.touch("pin", R"("pin":"8265","insist":false)"), 204);
    desk.wait_until([](const wire::Json& shown) { return shown.integer_of("tries_left") == 2; });
    ASSERT_EQ(desk.touch("pin", R"("pin":"8264","insist":false)"), 204);
    static_cast<void>(desk.wait_for("registration"));
    ASSERT_EQ(desk.touch("registration", R"("agree":true)"), 204);
    static_cast<void>(desk.wait_for("consent"));
    ASSERT_EQ(desk.touch("consent", no_item), 204);
    static_cast<void>(desk.wait_for("done"));
    EXPECT_TRUE(tells_pin(base::read_file(reader_variable("ONSHI_CARD_LOG"))));
    EXPECT_TRUE(tells_pin(R"({"event":"request","body":"{\"pin\":\"8264\"}"})"));

    auto kept = files_in(desk.terminal().folder());
    EXPECT_TRUE(kept.contains("journal") && kept.contains("journal.status") && kept.contains("checks.journal"));
    EXPECT_THAT(kept.at("log"), HasSubstr("\"event\":\"reception\""));
    for (const auto& [name, bytes] : kept)
        EXPECT_FALSE(tells_pin(bytes)) << name << " of the terminal";
    kept = files_in(desk.centre().folder());
    EXPECT_TRUE(kept.contains("onshi.db") && kept.contains("onshi.db-wal") && kept.contains("log"));
    for (const auto& [name, bytes] : kept)
        EXPECT_FALSE(tells_pin(bytes)) << name << " of the centre";
    // In the database's own file the columns of a row have nothing between them.
    const auto rows =
        run({"python3", "-c", "import sqlite3, sys\nfor row in sqlite3.connect(sys.argv[1]).iterdump(): print(row)",
             (desk.centre().folder() / "onshi.db").string()});
    ASSERT_EQ(rows.code, 0) << rows.output;
    EXPECT_THAT(rows.output, HasSubstr("mode=pin"));
    EXPECT_FALSE(tells_pin(rows.output));
}

// --- where they listen

Finished listeners()
{
    return run({ONSHI_SCRIPTS "/listeners", "ONSHI_CARD_RUN=" + reader_variable("ONSHI_CARD_RUN")});
}

/// A socket of this test to which anybody in the network could speak.
class OpenSocket
{
public:
    OpenSocket(int family, int type)
        : descriptor_(::socket(family, type, 0))
    {
        ::sockaddr_storage any{}; // all addresses, and a port that the system chooses
        any.ss_family = static_cast<sa_family_t>(family);
        bound_ = ::bind(descriptor_, reinterpret_cast<const sockaddr*>(&any),
                        family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6)) == 0;
        if (type == SOCK_STREAM)
            bound_ = bound_ && ::listen(descriptor_, 1) == 0;
    }
    ~OpenSocket() { ::close(descriptor_); }
    OpenSocket(const OpenSocket&) = delete;
    OpenSocket& operator=(const OpenSocket&) = delete;

    [[nodiscard]] bool bound() const { return bound_; }

private:
    int descriptor_;
    bool bound_ = false;
};

// Issue 5: everything of a reception listens on this machine's loopback only. Twins: sockets of this test.
TEST(ReceptionListeners, nothing_listens_beyond_the_loopback)
{
    const ReceptionDesk desk({{"normal", "normal", "１００１"}});
    const auto found = listeners();
    std::istringstream lines(found.output);
    for (std::string line; std::getline(lines, line);)
        std::cout << "shown: listens " << line.substr(0, line.find(" --")) << '\n';
    EXPECT_EQ(found.code, 0) << found.output;
    for (const auto* program : {"/onshi serve", "/onshi-terminal run", "/onshi-vcard ocsp"})
        EXPECT_THAT(found.output, HasSubstr(program));

    for (const auto& [family, type] : {std::pair(AF_INET, SOCK_STREAM), std::pair(AF_INET, SOCK_DGRAM),
                                       std::pair(AF_INET6, SOCK_STREAM), std::pair(AF_INET6, SOCK_DGRAM)}) {
        const OpenSocket open(family, type);
        if (family == AF_INET6 && !fs::exists("/proc/net/if_inet6"))
            continue; // this machine has no IPv6 to listen on
        ASSERT_TRUE(open.bound());
        EXPECT_EQ(listeners().code, 1) << family << " " << type;
    }
    EXPECT_EQ(listeners().code, 0) << "they are closed";
}

} // namespace

} // namespace onshi::test
