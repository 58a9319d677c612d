#include "vcard/authority_folder.h"

#include "base/files.h"
#include "onshi-vcard/commands.h"

#include <iostream>
#include <memory>

namespace onshi::programs {

namespace {

struct AuthorityOptions
{
    std::string folder, clock, serial, use = "authentication";

    [[nodiscard]] vcard::CardUse card_use() const
    {
        return use == "signing" ? vcard::CardUse::signing : vcard::CardUse::authentication;
    }
};

int create(const AuthorityOptions& options)
{
    vcard::AuthorityFolder::create(World(options.clock).environment, options.folder);
    std::cout << options.folder << ": development authority made\n";
    return 0;
}

int add_generation(const AuthorityOptions& options)
{
    vcard::AuthorityFolder folder(options.folder);
    folder.add_generation(World(options.clock).environment, options.card_use());
    std::cout << options.use << "-" << folder.generations(options.card_use()).size() << ".pem\n";
    return 0;
}

int list(const AuthorityOptions& options)
{
    for (const auto& card : vcard::AuthorityFolder(options.folder).cards())
        std::cout << card.serial << "  " << (card.use == vcard::CardUse::signing ? "signing" : "authentication") << "-"
                  << card.generation << "  " << card.label << "  "
                  << (card.revoked_at ? "revoked " + base::jst_iso(*card.revoked_at) : "good") << '\n';
    return 0;
}

int revoke(const AuthorityOptions& options)
{
    vcard::AuthorityFolder folder(options.folder);
    const bool done = folder.revoke(World(options.clock).environment, options.serial);
    std::cout << options.serial << (done ? ": revoked\n" : ": no certificate in force has this serial; see list\n");
    return done ? 0 : 1;
}

int crl(const AuthorityOptions& options)
{
    std::cout << vcard::AuthorityFolder(options.folder)
                     .revocation_lists(World(options.clock).environment, options.card_use());
    return 0;
}

void add(CLI::App& group, Command& chosen, const char* name, const char* words, int (*run)(const AuthorityOptions&),
         bool with_use = false, bool with_serial = false)
{
    auto o = std::make_shared<AuthorityOptions>();
    auto* c = group.add_subcommand(name, words);
    c->add_option("folder", o->folder, "the authority's folder")->required();
    if (with_serial)
        c->add_option("serial", o->serial, "of the certificate, hex")->required();
    if (with_use)
        c->add_option("--use", o->use, "authentication or signing")
            ->capture_default_str()
            ->check(CLI::IsMember({"authentication", "signing"}));
    c->add_option("--clock", o->clock, "the moment, 2026-04-01T09:00:00+09:00; now if missing");
    c->callback([o, run, &chosen] { chosen = [o, run] { return run(*o); }; });
}

} // namespace

void add_authority(CLI::App& app, Command& chosen)
{
    auto* group = app.add_subcommand("authority", "the development authority that issues virtual cards' certificates");
    group->require_subcommand(1);
    add(*group, chosen, "init", "make one, in a new folder", &create);
    add(*group, chosen, "generation", "another generation under the same name; it issues from now on", &add_generation,
        true);
    add(*group, chosen, "list", "the certificates issued", &list);
    add(*group, chosen, "revoke", "revoke a certificate", &revoke, false, true);
    add(*group, chosen, "crl", "print the revocation lists (PEM)", &crl, true);
}

} // namespace onshi::programs
