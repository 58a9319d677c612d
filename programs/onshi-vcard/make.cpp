#include "base/files.h"
#include "onshi-vcard/commands.h"
#include "onshi-vcard/people.h"
#include "wire/csv.h"

#include <filesystem>
#include <iostream>
#include <memory>

namespace onshi::programs {

namespace {

namespace fs = std::filesystem;

struct MakeOptions
{
    std::string folder, people, authority, clock;
};

// What J-LIS would tell the centre: whose card each is. `onshi import cards` reads it.
void append_link(std::string& links, const vcard::MadeCard& made)
{
    wire::append_csv(links, {made.certificate.issuer_key_id, made.certificate.serial, made.persona.person_code,
                             base::jst_date(made.certificate.not_before).iso(),
                             base::jst_date(made.certificate.not_after).iso(), ""});
}

int make(const MakeOptions& options)
{
    const World world(options.clock);
    const auto today = base::jst_date(world.environment.clock.now());
    const auto wishes = options.people.empty() ? nobody_in_particular(today) : read_people(options.people, today);

    const fs::path folder(options.folder);
    fs::create_directories(folder);
    const fs::path authority_folder = options.authority.empty() ? folder / "authority" : fs::path(options.authority);
    if (!fs::exists(authority_folder))
        vcard::AuthorityFolder::create(world.environment, authority_folder);
    vcard::AuthorityFolder authority(authority_folder);
    vcard::Municipality::create(folder / "municipality");
    const vcard::Municipality municipality(folder / "municipality");

    std::string links;
    wire::append_csv(links,
                     {"issuer_key_id", "serial", "person_code", "not_before", "not_after", "predecessor_serial"});
    for (const auto& wish : wishes) {
        const auto made = vcard::make_card(world.environment, authority, municipality, wish);
        vcard::save_persona(folder / wish.label, made.persona);
        vcard::FileCounters::create(folder / wish.label / "counters", made.tries);
        append_link(links, made);
    }
    base::write_new_file(folder / "cards.csv", links);
    std::cout << wishes.size() << " cards: " << folder.string() << '\n';
    return 0;
}

} // namespace

void add_make(CLI::App& app, Command& chosen)
{
    auto o = std::make_shared<MakeOptions>();
    auto* c = app.add_subcommand("make", "make virtual cards, and cards.csv for `onshi import cards`");
    c->add_option("folder", o->folder, "where; a folder for each card")->required();
    c->add_option("--people", o->people, "CSV of `onshi-vcard people`; people in no register if missing");
    c->add_option("--authority", o->authority, "who issues the certificates; FOLDER/authority, made if missing");
    c->add_option("--clock", o->clock, "certificates' dates are counted from this moment; now if missing");
    c->callback([o, &chosen] { chosen = [o] { return make(*o); }; });
}

} // namespace onshi::programs
