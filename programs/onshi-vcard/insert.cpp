#include "base/fault.h"
#include "onshi-vcard/commands.h"
#include "vcard/control_socket.h"
#include "vcard/hand.h"

#include <iostream>
#include <memory>

namespace onshi::programs {

namespace {

constexpr std::uint16_t usual_port = 0x8C7B; // vpcd's, as Debian's package has it

struct InsertOptions
{
    std::string persona, control;
    std::uint16_t port = usual_port;
};

bool good(const std::string& answer) { return answer.starts_with("ok"); }

// Lines of standard input are words to the hand, where nobody speaks through a socket.
void obey_standard_input(vcard::Hand& hand)
{
    for (std::string line; std::getline(std::cin, line) && line != "end";)
        std::cout << hand.obey(line) << std::endl;
}

int insert(const InsertOptions& options)
{
    const World world({});
    vcard::Hand hand(world.environment, options.port);
    if (!options.persona.empty()) {
        const auto answer = hand.obey("insert " + options.persona);
        if (!good(answer))
            throw base::Fault(base::FaultCode::setup, answer);
        std::cout << answer << std::endl;
    }
    if (options.control.empty())
        obey_standard_input(hand);
    else
        vcard::serve_control(options.control, [&](const std::string& line) { return hand.obey(line); });
    return 0;
}

struct TellOptions
{
    std::string control;
    std::vector<std::string> words;
};

int tell(const TellOptions& options)
{
    std::string line;
    for (const auto& word : options.words)
        line += (line.empty() ? "" : " ") + word;
    const auto answer = vcard::tell_control(options.control, line);
    std::cout << answer << '\n';
    return good(answer) ? 0 : 1;
}

} // namespace

void add_insert(CLI::App& app, Command& chosen)
{
    auto o = std::make_shared<InsertOptions>();
    auto* c = app.add_subcommand("insert", "lay a virtual card on the virtual reader (vpcd), and obey words about it: "
                                           "insert FOLDER, pull, delay MS, corrupt N, pull-after N, state, end");
    c->add_option("persona", o->persona, "folder of the card; none lies there at first if missing");
    c->add_option("--port", o->port, "of vpcd on 127.0.0.1")->capture_default_str();
    c->add_option("--control", o->control, "unix socket to be made, for `onshi-vcard tell`; standard input if missing");
    c->callback([o, &chosen] { chosen = [o] { return insert(*o); }; });
}

void add_tell(CLI::App& app, Command& chosen)
{
    auto o = std::make_shared<TellOptions>();
    auto* c = app.add_subcommand("tell", "say words to a running `onshi-vcard insert --control`");
    c->add_option("control", o->control, "its unix socket")->required();
    c->add_option("words", o->words, "insert FOLDER, pull, delay MS, corrupt N, pull-after N, state, end")->required();
    c->callback([o, &chosen] { chosen = [o] { return tell(*o); }; });
}

} // namespace onshi::programs
