#include "vcard/authority_folder.h"

#include "base/fault.h"
#include "base/files.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace onshi::vcard {

namespace {

constexpr auto uses = {CardUse::authentication, CardUse::signing};

const char* word_of(CardUse use)
{
    switch (use) {
    case CardUse::authentication:
        return "authentication";
    case CardUse::signing:
        return "signing";
    }
    return "";
}

std::filesystem::path file_of(const std::filesystem::path& folder, CardUse use, int number, const char* ending)
{
    return folder / (std::string(word_of(use)) + "-" + std::to_string(number) + ending);
}

void write_identity(const std::filesystem::path& folder, CardUse use, int number, const char* role,
                    const pki::Identity& identity)
{
    const auto name = std::string(role);
    base::write_new_file(file_of(folder, use, number, (name + ".key").c_str()), identity.key,
                         base::FileMode::owner_only);
    base::write_new_file(file_of(folder, use, number, (name + ".pem").c_str()), identity.certificate);
}

pki::Identity read_identity(const std::filesystem::path& folder, CardUse use, int number, const char* role)
{
    const auto name = std::string(role);
    return {.certificate = base::read_file(file_of(folder, use, number, (name + ".pem").c_str())),
            .key = base::read_file(file_of(folder, use, number, (name + ".key").c_str()))};
}

std::filesystem::path register_of(const std::filesystem::path& folder) { return folder / "cards.csv"; }

void append(const std::filesystem::path& folder, const std::string& line)
{
    std::ofstream out(register_of(folder), std::ios::app);
    if (!(out << line << '\n' << std::flush))
        throw base::Fault(base::FaultCode::io, register_of(folder).string() + ": cannot be written");
}

std::vector<std::string> columns_of(const std::string& line)
{
    std::vector<std::string> columns;
    std::istringstream in(line);
    for (std::string column; std::getline(in, column, ',');)
        columns.push_back(column);
    return columns;
}

/// issued,SERIAL,USE,GENERATION,LABEL and revoked,SERIAL,MOMENT.
void take_line(std::vector<IssuedCard>& cards, const std::vector<std::string>& columns)
{
    if (columns.size() == 5 && columns[0] == "issued") {
        const auto use = columns[2] == word_of(CardUse::signing) ? CardUse::signing : CardUse::authentication;
        cards.push_back({columns[1], columns[4], use, std::stoi(columns[3]), std::nullopt});
        return;
    }
    const auto card = std::ranges::find(cards, columns.size() == 3 ? columns[1] : "", &IssuedCard::serial);
    if (card != cards.end() && columns[0] == "revoked")
        card->revoked_at = base::parse_instant(columns[2]);
}

std::vector<RevokedCard> revoked_of(const std::vector<IssuedCard>& cards, const Generation& generation)
{
    std::vector<RevokedCard> revoked;
    for (const auto& card : cards)
        if (card.use == generation.use && card.generation == generation.number && card.revoked_at)
            revoked.push_back({card.serial, *card.revoked_at});
    return revoked;
}

} // namespace

void AuthorityFolder::create(const base::Environment& environment, const std::filesystem::path& folder)
{
    if (!std::filesystem::create_directories(folder))
        throw base::Fault(base::FaultCode::io, folder.string() + ": is there already");
    base::write_new_file(register_of(folder), "");
    AuthorityFolder made(folder);
    for (const auto use : uses)
        made.add_generation(environment, use);
}

AuthorityFolder::AuthorityFolder(std::filesystem::path folder)
    : folder_(std::move(folder))
{
    if (!std::filesystem::exists(register_of(folder_)))
        throw base::Fault(base::FaultCode::io, folder_.string() + ": is no folder of a development authority");
}

std::vector<Generation> AuthorityFolder::generations(CardUse use) const
{
    std::vector<Generation> all;
    for (int number = 1; std::filesystem::exists(file_of(folder_, use, number, "-responder.pem")); ++number)
        all.push_back(
            {use, number, read_identity(folder_, use, number, ""), read_identity(folder_, use, number, "-responder")});
    return all;
}

void AuthorityFolder::add_generation(const base::Environment& environment, CardUse use)
{
    constexpr std::chrono::days ten_years{3652}; // as long as the authority: nothing here renews it
    // Cards are made that are at their end, or past it: the authority was there before any of them.
    constexpr std::chrono::years before_any_card{6}, valid{16};
    const int number = static_cast<int>(generations(use).size()) + 1;
    const auto authority = make_authority(
        environment, {.use = use, .not_before = environment.clock.now() - before_any_card, .valid = valid});
    write_identity(folder_, use, number, "", authority);
    write_identity(folder_, use, number, "-responder", make_responder(environment, authority, {.valid = ten_years}));
}

pki::Identity AuthorityFolder::issue(const base::Environment& environment, const std::string& label,
                                     const LeafProfile& profile, int generation)
{
    if (label.empty() || label.find_first_of(",\r\n") != std::string::npos)
        throw base::Fault(base::FaultCode::setup, "a card's label must not be empty or hold a comma: " + label);
    const auto all = generations(profile.use);
    const int number = generation == 0 ? static_cast<int>(all.size()) : generation;
    if (number < 1 || number > static_cast<int>(all.size()))
        throw base::Fault(base::FaultCode::setup, "the authority has no generation " + std::to_string(number));
    auto card = issue_card(environment, all[static_cast<std::size_t>(number - 1)].authority, profile);
    append(folder_, "issued," + pki::read_certificate(card.certificate).value().serial + "," + word_of(profile.use) +
                        "," + std::to_string(number) + "," + label);
    return card;
}

std::vector<IssuedCard> AuthorityFolder::cards() const
{
    std::vector<IssuedCard> cards;
    std::istringstream in(base::read_file(register_of(folder_)));
    for (std::string line; std::getline(in, line);)
        take_line(cards, columns_of(line));
    return cards;
}

bool AuthorityFolder::revoke(const base::Environment& environment, const std::string& serial)
{
    const auto all = cards();
    const auto card = std::ranges::find(all, serial, &IssuedCard::serial);
    if (card == all.end() || card->revoked_at)
        return false;
    append(folder_, "revoked," + serial + "," + base::jst_iso(environment.clock.now()));
    return true;
}

std::string AuthorityFolder::answer_ocsp(const base::Environment& environment, std::string_view request) const
{
    const auto all = cards();
    auto generation = Generation{};
    for (const auto use : uses)
        for (auto& one : generations(use))
            if (generation.authority.certificate.empty() || is_asked(one.authority, request))
                generation = std::move(one);
    const auto status_of = [&](const std::string& serial) -> CardStanding {
        const auto card = std::ranges::find(all, serial, &IssuedCard::serial);
        if (card == all.end() || card->use != generation.use || card->generation != generation.number)
            return CardStatus::unknown;
        return card->revoked_at ? CardStanding(CardStatus::revoked, *card->revoked_at) : CardStatus::good;
    };
    return vcard::answer_ocsp(environment, generation.authority, generation.responder, request, status_of);
}

std::string AuthorityFolder::revocation_lists(const base::Environment& environment, CardUse use) const
{
    const auto all = cards();
    std::string lists;
    for (const auto& generation : generations(use))
        lists += make_crl(environment, generation.authority, revoked_of(all, generation));
    return lists;
}

} // namespace onshi::vcard
