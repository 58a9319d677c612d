#include "onshi/config.h"

#include "base/fault.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace onshi::programs {

namespace {

class ConfigFile : public testing::Test
{
protected:
    ~ConfigFile() override { std::filesystem::remove_all(folder_); }

    Config load(const std::string& text)
    {
        std::ofstream(folder_ / "onshi.toml") << text;
        return load_config({(folder_ / "onshi.toml").string()});
    }
    std::string error_of(const std::string& text)
    {
        try {
            static_cast<void>(load(text));
        } catch (const base::Fault& fault) {
            EXPECT_EQ(fault.code(), base::FaultCode::setup);
            return fault.what();
        }
        return "no error";
    }

    std::filesystem::path folder_ = [] {
        std::string name = (std::filesystem::temp_directory_path() / "onshi-config-XXXXXX").string();
        return std::filesystem::path(::mkdtemp(name.data()));
    }();
};

TEST_F(ConfigFile, thresholds_of_plausibility_are_read_and_checked)
{
    const auto config = load("[plausibility]\nleast_people = 30\nrenewal_points = 12.5\n");
    EXPECT_EQ(config.plausibility.least_people, 30);
    EXPECT_EQ(config.plausibility.renewal_points, 12.5);
    EXPECT_EQ(config.plausibility.shift_points, 3.0);
    EXPECT_THAT(error_of("[plausibility]\nleast_people = 0\n"), testing::HasSubstr("plausibility.least_people"));
    EXPECT_THAT(error_of("[plausibility]\nshift = 1\n"), testing::HasSubstr("is not a setting"));
}

TEST_F(ConfigFile, whose_cards_are_believed_is_read_and_checked)
{
    const auto config = load("[card]\nauthorities = [\"ca/a.pem\", \"/etc/b.pem\"]\npolicies = [\"1.2.3\"]\n"
                             "ocsp_url = \"http://127.0.0.1:2560/\"\nrevocation_cache_minutes = 0\n");
    EXPECT_THAT(config.card.authorities, testing::ElementsAre(folder_ / "ca/a.pem", "/etc/b.pem"));
    EXPECT_THAT(config.card.policies, testing::ElementsAre("1.2.3"));
    EXPECT_EQ(config.card.ocsp_url, "http://127.0.0.1:2560/");
    EXPECT_EQ(config.card.revocation_cache_minutes.count(), 0);
    EXPECT_THAT(error_of("[card]\nauthorities = \"a.pem\"\n"), testing::HasSubstr("card.authorities: must be a list"));
    EXPECT_THAT(error_of("[card]\npolicies = [1]\n"), testing::HasSubstr("card.policies: must be texts"));
    EXPECT_THAT(error_of("[card]\ncrl_url = \"ftp://a\"\n"), testing::HasSubstr("card.crl_url: must be http://"));
    EXPECT_THAT(error_of("[card]\nrevocation_cache_minutes = -1\n"),
                testing::HasSubstr("card.revocation_cache_minutes"));
    EXPECT_THAT(error_of("[card]\nauthority = []\n"), testing::HasSubstr("is not a setting"));
}

TEST_F(ConfigFile, the_example_is_the_defaults)
{
    const auto example = load_config({std::string(ONSHI_SOURCE_DIR) + "/onshi.example.toml"});
    const Config defaults;
    EXPECT_EQ(example.development, defaults.development);
    EXPECT_EQ(example.listen.port, defaults.listen.port);
    EXPECT_EQ(example.management.port, defaults.management.port);
    EXPECT_EQ(example.listen.allow_tls_1_2, defaults.listen.allow_tls_1_2);
    EXPECT_EQ(example.proxy.trusted_addresses, defaults.proxy.trusted_addresses);
    EXPECT_EQ(example.card.authorities, defaults.card.authorities);
    EXPECT_EQ(example.card.signing_authorities, defaults.card.signing_authorities);
    EXPECT_EQ(example.card.policies, defaults.card.policies);
    EXPECT_EQ(example.card.ocsp_url, defaults.card.ocsp_url);
    EXPECT_EQ(example.card.crl_url, defaults.card.crl_url);
    EXPECT_EQ(example.card.revocation_cache_minutes, defaults.card.revocation_cache_minutes);
    EXPECT_EQ(example.limits.body_bytes, defaults.limits.body_bytes);
    EXPECT_EQ(example.limits.requests_per_second, defaults.limits.requests_per_second);
    EXPECT_EQ(example.limits.burst, defaults.limits.burst);
    EXPECT_EQ(example.limits.read_timeout_ms, defaults.limits.read_timeout_ms);
    EXPECT_EQ(example.limits.idle_timeout_ms, defaults.limits.idle_timeout_ms);
    EXPECT_EQ(example.limits.longest_wait_ms, defaults.limits.longest_wait_ms);
    EXPECT_EQ(example.limits.connections, defaults.limits.connections);
    EXPECT_EQ(example.limits.readers, defaults.limits.readers);
    EXPECT_EQ(example.log.level, defaults.log.level);
    EXPECT_EQ(example.server.id, defaults.server.id);
    EXPECT_EQ(example.staff.rules.idle, defaults.staff.rules.idle);
    EXPECT_EQ(example.staff.rules.session, defaults.staff.rules.session);
    EXPECT_EQ(example.staff.rules.failures, defaults.staff.rules.failures);
    EXPECT_EQ(example.staff.rules.first_wait, defaults.staff.rules.first_wait);
    EXPECT_EQ(example.staff.rules.longest_wait, defaults.staff.rules.longest_wait);
    EXPECT_EQ(example.staff.rules.passkeys.id, defaults.staff.rules.passkeys.id);
    EXPECT_EQ(example.staff.rules.passkeys.origins, defaults.staff.rules.passkeys.origins);
    EXPECT_EQ(example.staff.password, defaults.staff.password);
}

TEST_F(ConfigFile, staff_settings_are_read_and_checked)
{
    const auto config = load("[staff]\nidle_minutes = 5\npassword_memory_kib = 19456\npasskey_origins = "
                             "[\"https://desk.example\"]\n");
    EXPECT_EQ(config.staff.rules.idle, std::chrono::minutes(5));
    EXPECT_EQ(config.staff.rules.session, std::chrono::hours(12));
    EXPECT_EQ(config.staff.password.memory_kib, 19'456U);
    EXPECT_THAT(config.staff.rules.passkeys.origins, testing::ElementsAre("https://desk.example"));
    EXPECT_THAT(error_of("[staff]\npassword_memory_kib = 64\n"), testing::HasSubstr("staff.password_memory_kib"));
    EXPECT_THAT(error_of("[staff]\nsession_hours = 48\n"), testing::HasSubstr("from 1 to 24"));
    EXPECT_THAT(error_of("[staff]\npasskey_origins = []\n"), testing::HasSubstr("must be a list"));
    EXPECT_THAT(error_of("[staff]\nlockout = 3\n"), testing::HasSubstr("is not a setting"));
}

TEST_F(ConfigFile, relative_paths_start_at_the_file)
{
    const auto config = load("[database]\nurl = \"sqlite:town.db\"\n[pki]\ndirectory = \"keys\"\n");
    EXPECT_EQ(config.database.url, "sqlite:" + (folder_ / "town.db").string());
    EXPECT_EQ(config.pki.directory, folder_ / "keys");
}

TEST_F(ConfigFile, an_unknown_key_is_named_with_its_line)
{
    EXPECT_EQ(error_of("development = true\n[listen]\nport = 1\nprot = 2\n"),
              (folder_ / "onshi.toml").string() + ":4: listen.prot: is not a setting; see onshi.example.toml");
}

TEST_F(ConfigFile, a_wrong_type_is_named_with_its_line)
{
    EXPECT_THAT(error_of("[listen]\nport = \"443\"\n"), testing::HasSubstr(":2: listen.port: must be a whole number"));
    EXPECT_THAT(error_of("development = 1\n"), testing::HasSubstr(":1: development: must be true or false"));
    EXPECT_THAT(error_of("[log]\n\nlevel = \"loud\"\n"), testing::HasSubstr(":3: log.level: must be debug"));
}

TEST_F(ConfigFile, a_value_outside_its_range_is_refused)
{
    EXPECT_THAT(error_of("[listen]\nport = 65536\n"), testing::HasSubstr("from 0 to 65535"));
    EXPECT_THAT(error_of("[limits]\nburst = 0.5\n"),
                testing::HasSubstr("limits.burst: must be a number of at least 1"));
}

TEST_F(ConfigFile, the_management_address_stays_on_the_machine)
{
    EXPECT_EQ(error_of("[management]\naddress = \"127.0.0.2\"\n"), "no error");
    EXPECT_THAT(error_of("[management]\naddress = \"0.0.0.0\"\n"), testing::HasSubstr(":2: management.address: "));
}

TEST_F(ConfigFile, proxies_are_ip_addresses_and_each_has_one_form)
{
    const auto config = load("[proxy]\ntrusted_addresses = [\"10.0.0.5\", \"2001:DB8:0::1\", \"::ffff:10.0.0.6\"]\n");
    EXPECT_THAT(config.proxy.trusted_addresses, testing::ElementsAre("10.0.0.5", "2001:db8::1", "10.0.0.6"));
    for (const auto* wrong : {"[\"proxy.example\"]", "[\"10.0.0.0/8\"]", "[\"10.0.0.5:443\"]", "[\"\"]", "[10]"})
        EXPECT_THAT(error_of(std::string("[proxy]\ntrusted_addresses = ") + wrong + "\n"),
                    testing::HasSubstr(":2: proxy.trusted_addresses: must be IP addresses"))
            << wrong;
    EXPECT_THAT(error_of("[proxy]\ntrusted_addresses = \"10.0.0.5\"\n"),
                testing::HasSubstr(":2: proxy.trusted_addresses: must be a list"));
}

TEST_F(ConfigFile, a_syntax_error_names_its_line) { EXPECT_THAT(error_of("[listen\n"), testing::HasSubstr(":1: ")); }

TEST_F(ConfigFile, a_database_of_the_command_line_is_taken_as_it_stands)
{
    EXPECT_EQ(load("[database]\nurl = \"sqlite:here.db\"\n").database.url, "sqlite:" + (folder_ / "here.db").string());
    EXPECT_EQ(load("[database]\nurl = \"postgresql:///onshi\"\n").database.url, "postgresql:///onshi");
    for (const char* url : {"sqlite:there.db", "postgresql://a,b/onshi?user=x"})
        EXPECT_EQ(load_config({(folder_ / "onshi.toml").string(), url}).database.url, url);
}

TEST_F(ConfigFile, a_missing_file_is_an_error)
{
    EXPECT_THROW(static_cast<void>(load_config({(folder_ / "nowhere.toml").string()})), base::Fault);
}

} // namespace

} // namespace onshi::programs
