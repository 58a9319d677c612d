#pragma once

#include "domain/plausibility_settings.h"
#include "pki/password.h"
#include "usecase/staff_settings.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// The settings of a centre. onshi.example.toml is the manual: every key with its default and a sentence.
namespace onshi::programs {

struct Config
{
    bool development = false;
    struct
    {
        std::string url = "sqlite:onshi.db";
    } database;
    struct
    {
        std::filesystem::path directory = "pki";
    } pki;
    struct
    {
        std::string address = "127.0.0.1";
        std::uint16_t port = 8443;
        bool allow_tls_1_2 = false;
    } listen;
    struct
    {
        std::string address = "127.0.0.1";
        std::uint16_t port = 9464;
    } management;
    struct
    {
        std::vector<std::string> trusted_addresses; ///< in the form of net::canonical_ip
    } proxy;
    struct
    {
        std::size_t body_bytes = 65'536;
        double requests_per_second = 50;
        double burst = 200;
        std::chrono::milliseconds read_timeout_ms{10'000};
        std::chrono::milliseconds idle_timeout_ms{300'000};
        std::chrono::milliseconds longest_wait_ms{5'000};
        std::size_t connections = 10'000;
        std::size_t readers = 8;
    } limits;
    struct
    {
        std::chrono::days silent_after_days{10};
    } feeds;
    struct
    {
        std::string level = "info";
        std::string file; ///< empty: standard error
    } log;
    struct
    {
        std::string id = "server-1";
    } server;
    struct
    {
        std::vector<std::filesystem::path> authorities, signing_authorities; ///< PEM files
        std::vector<std::string> policies;                                   ///< OIDs
        std::string ocsp_url, crl_url;                                       ///< http://; empty: none
        std::chrono::minutes revocation_cache_minutes{5};
    } card;
    domain::PlausibilitySettings plausibility;
    struct
    {
        usecase::StaffSettings rules;
        pki::PasswordCost password;
    } staff;
};

/// Which settings a command works with.
struct ConfigChoice
{
    std::string file;
    std::string database = {}; ///< a URL instead of the file's database.url; empty: as the file says
};

/// Relative paths in the file are taken from the file's own folder. Throws base::Fault(setup) with "FILE:LINE: key:
/// what is wrong" for a syntax error, an unknown key, a wrong type, or a value outside its range.
[[nodiscard]] Config load_config(const ConfigChoice& choice);

} // namespace onshi::programs
