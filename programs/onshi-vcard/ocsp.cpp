#include "vcard/authority_folder.h"

#include "base/files.h"
#include "net/server.h"
#include "onshi-vcard/commands.h"
#include "settings/stop_signal.h"

#include <filesystem>
#include <iostream>
#include <memory>

namespace onshi::programs {

namespace {

struct OcspOptions
{
    std::string folder, clock, ready_file;
    std::uint16_t port = 0;
};

// RFC 6960, appendix A: OCSP over HTTP; and the lists, for those who find no answer here.
net::Response answer(const base::Environment& environment, const vcard::AuthorityFolder& folder,
                     const net::Request& request)
try {
    if (request.method == "POST" && request.path == "/")
        return {200, "application/ocsp-response", folder.answer_ocsp(environment, request.body), {}};
    if (request.method == "GET" && request.path == "/crl")
        return {
            200, "application/x-pem-file", folder.revocation_lists(environment, vcard::CardUse::authentication), {}};
    return {404, "text/plain", "POST / (application/ocsp-request) or GET /crl\n", {}};
} catch (const std::exception& problem) {
    std::cerr << "onshi-vcard: " << problem.what() << '\n';
    return {500, "text/plain", "", {}};
}

int ocsp(const OcspOptions& options)
{
    StopSignal stop_signal; // before any thread starts
    const World world(options.clock);
    const vcard::AuthorityFolder folder(options.folder);
    net::ServerSettings settings;
    settings.listeners.push_back({.port = options.port});
    net::Server server(settings, [&](const net::Request& request, net::Reply reply) {
        reply(answer(world.environment, folder, request));
    });
    const auto url = "http://127.0.0.1:" + std::to_string(server.ports().front()) + "/";
    std::cout << url << std::endl;
    if (!options.ready_file.empty()) {
        const auto beside = options.ready_file + ".new";
        base::write_new_file(beside, url + "\n");
        std::filesystem::rename(beside, options.ready_file);
    }
    stop_signal.then([&] { server.stop(std::chrono::seconds(1)); });
    server.run();
    return 0;
}

} // namespace

void add_ocsp(CLI::App& app, Command& chosen)
{
    auto o = std::make_shared<OcspOptions>();
    auto* c =
        app.add_subcommand("ocsp", "answer whether certificates are revoked, on 127.0.0.1 until SIGTERM or SIGINT: "
                                   "OCSP at /, lists at /crl");
    c->add_option("folder", o->folder, "the authority's folder")->required();
    c->add_option("--port", o->port, "0: the system chooses")->capture_default_str();
    c->add_option("--ready-file", o->ready_file, "write the address to this file once it is open");
    c->add_option("--clock", o->clock, "the clock starts at this moment, as that of the centre");
    c->callback([o, &chosen] { chosen = [o] { return ocsp(*o); }; });
}

} // namespace onshi::programs
