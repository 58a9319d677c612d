#include "vcard/virtual_card.h"

#include "vcard/card_files.h"
#include "vcard/command.h"
#include "vcard/cv_certificate.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace onshi::vcard {

namespace {

// Status words of ISO/IEC 7816-4, tables 5 and 6.
constexpr std::uint16_t good = 0x9000, not_verified = 0x6300, wrong_length = 0x6700, not_authorised = 0x6982,
                        conditions = 0x6985, wrong_data = 0x6A80, no_such_file = 0x6A82, wrong_parameters = 0x6A86,
                        no_reference = 0x6A88, wrong_offset = 0x6B00, no_such_instruction = 0x6D00,
                        no_such_class = 0x6E00;

constexpr std::uint16_t load_certificate = 0x4F4E; // P1 P2 of the project model
constexpr std::string_view terminal_label{"ONSHI-TERMINAL-AUTH/1\0", 22};
constexpr std::size_t longest_input = 245; // of an RSA key of 256 bytes under PKCS #1 v1.5

card::Bytes status(std::uint16_t word)
{
    return {static_cast<std::uint8_t>(word >> 8U), static_cast<std::uint8_t>(word)};
}

card::Bytes answer(card::Bytes data)
{
    data.push_back(0x90);
    data.push_back(0x00);
    return data;
}

int& tries_of(Tries& tries, SecretName secret)
{
    switch (secret) {
    case SecretName::authentication:
        return tries.authentication;
    case SecretName::signature:
        return tries.signature;
    case SecretName::text:
        return tries.text;
    case SecretName::face_number:
        return tries.face_number;
    }
    return tries.authentication;
}

} // namespace

struct VirtualCard::State
{
    const Persona& persona;
    Counters& counters;
    base::Random& random;
    std::vector<CardApplication> applications;

    CardApplication* application = nullptr;
    CardFile* file = nullptr;
    Command chained = {};

    // Security status.
    std::set<SecretName> verified = {};
    std::optional<RsaKey> terminal = {};
    card::Bytes challenge = {};
    bool terminal_authorised = false; ///< for one signature

    card::Bytes run(const Command& command);
    card::Bytes select(const Command& command);
    card::Bytes verify(const Command& command);
    card::Bytes read(const Command& command);
    card::Bytes compute(const Command& command);
    card::Bytes get_challenge(const Command& command);
    card::Bytes load_terminal(const Command& command);
    card::Bytes authenticate_terminal(const Command& command);

    void deselect()
    {
        application = nullptr;
        file = nullptr;
        chained = {};
        challenge.clear();
    }
    void forget()
    {
        verified.clear();
        terminal.reset();
        terminal_authorised = false;
    }
    [[nodiscard]] bool open(const CardFile& asked) const
    {
        return std::ranges::any_of(asked.opened_by, [this](auto secret) { return verified.contains(secret); });
    }
    CardFile* find(std::uint16_t id)
    {
        if (application == nullptr)
            return nullptr;
        const auto found = application->files.find(id);
        return found == application->files.end() ? nullptr : &found->second;
    }
    // 80: the file selected; 81 to 9E: by short identifier, which selects it.
    CardFile* referenced(std::uint8_t reference, CardFile::Kind kind)
    {
        if (reference != 0x80)
            file = find(reference & 0x1FU);
        return file != nullptr && file->kind == kind ? file : nullptr;
    }
};

VirtualCard::VirtualCard(const Persona& persona, Counters& counters, base::Random& random)
    : state_(std::make_unique<State>(persona, counters, random, applications_of(persona)))
{
}

VirtualCard::~VirtualCard() = default;

void VirtualCard::power_off()
{
    state_->deselect();
    state_->forget();
}

void VirtualCard::reset()
{
    state_->deselect();
    if (!state_->persona.profile.status_survives_reset)
        state_->forget();
}

card::Bytes VirtualCard::atr() const { return {0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14}; }

card::Bytes VirtualCard::process(card::ByteView bytes)
{
    auto command = parse_command(bytes);
    if (!command)
        return status(wrong_length);
    const auto before = std::exchange(state_->chained, {});
    if (!before.data.empty() && before.same_as(*command))
        command->data.insert(command->data.begin(), before.data.begin(), before.data.end());
    if (command->data.size() > longest_chain)
        return status(wrong_length);
    if (command->more_follows) {
        state_->chained = std::move(*command);
        return status(good);
    }
    return state_->run(*command);
}

card::Bytes VirtualCard::State::run(const Command& command)
{
    if (command.cla != 0x00 && command.cla != 0x80)
        return status(no_such_class);
    const auto instruction = static_cast<std::uint16_t>(command.cla << 8U | command.ins);
    switch (instruction) {
    case 0x00A4:
        return select(command);
    case 0x0020:
        return verify(command);
    case 0x00B0:
        return read(command);
    case 0x802A:
        return compute(command);
    case 0x0084:
        return get_challenge(command);
    case 0x80A2:
        return load_terminal(command);
    case 0x0082:
        return authenticate_terminal(command);
    default:
        return status(no_such_instruction);
    }
}

card::Bytes VirtualCard::State::select(const Command& command)
{
    switch (command.p1) {
    case 0x00: // answers while an application is current, and does nothing
        return status(application != nullptr ? good : wrong_parameters);
    case 0x02: {
        if (command.data.size() != 2)
            return status(wrong_length);
        auto* found = find(static_cast<std::uint16_t>(command.data[0] << 8U | command.data[1]));
        if (found == nullptr)
            return status(no_such_file);
        file = found;
        return status(good);
    }
    case 0x04: {
        const auto found = std::ranges::find(applications, command.data, &CardApplication::name);
        if (found == applications.end())
            return status(no_such_file);
        application = &*found;
        file = nullptr;
        return status(good);
    }
    default:
        return status(wrong_parameters);
    }
}

card::Bytes VirtualCard::State::verify(const Command& command)
{
    const auto* asked = referenced(command.p2, CardFile::Kind::secret);
    if (asked == nullptr)
        return status(no_reference);
    auto tries = counters.tries();
    auto& left = tries_of(tries, asked->secret);
    if (command.data.empty())
        return status(static_cast<std::uint16_t>(0x63C0 | left));
    if (left == 0)
        return status(persona.profile.blocked);
    const auto value = value_of(persona, asked->secret);
    if (!value ||
        !std::ranges::equal(command.data, *value, {}, {}, [](char c) { return static_cast<std::uint8_t>(c); })) {
        verified.erase(asked->secret);
        --left;
        counters.keep(tries);
        return status(static_cast<std::uint16_t>(0x63C0 | left));
    }
    Tries full;
    if (left != tries_of(full, asked->secret)) {
        left = tries_of(full, asked->secret);
        counters.keep(tries);
    }
    verified.insert(asked->secret);
    return status(good);
}

card::Bytes VirtualCard::State::read(const Command& command)
{
    const bool by_short_id = (command.p1 & 0x80U) != 0;
    const auto* asked = referenced(by_short_id ? command.p1 : std::uint8_t{0x80}, CardFile::Kind::data);
    if (asked == nullptr)
        return status(by_short_id ? no_such_file : conditions);
    if (!command.expected)
        return status(wrong_length);
    if (!asked->opened_by.empty() && !open(*asked))
        return status(not_authorised);
    const std::size_t offset = by_short_id ? command.p2 : command.p1 << 8U | command.p2;
    const auto& content = asked->content;
    if (offset >= content.size())
        return status(wrong_offset);
    const auto begin = content.begin() + static_cast<std::ptrdiff_t>(offset);
    return answer({begin, begin + static_cast<std::ptrdiff_t>(std::min(*command.expected, content.size() - offset))});
}

card::Bytes VirtualCard::State::compute(const Command& command)
{
    if (command.p1 != 0x00)
        return status(wrong_parameters);
    if (command.data.empty() || command.data.size() > longest_input)
        return status(wrong_length);
    if (command.p2 == 0x00) { // internal authentication, by the application's own key
        if (application == nullptr || application->own_key == nullptr)
            return status(no_reference);
        return answer(application->own_key->sign_raw(command.data));
    }
    const auto* asked = referenced(command.p2, CardFile::Kind::key);
    if (asked == nullptr || asked->key == nullptr)
        return status(no_reference);
    const bool by_terminal = asked->terminal_may && terminal_authorised;
    if (!by_terminal && !open(*asked))
        return status(not_authorised);
    terminal_authorised = terminal_authorised && !by_terminal;
    return answer(asked->key->sign_raw(command.data));
}

card::Bytes VirtualCard::State::get_challenge(const Command& command)
{
    if (!command.expected)
        return status(wrong_length);
    challenge.assign(*command.expected, 0);
    random.fill(challenge);
    return answer(challenge);
}

card::Bytes VirtualCard::State::load_terminal(const Command& command)
{
    if (command.p1 << 8U != (load_certificate & 0xFF00U) || command.p2 != (load_certificate & 0xFFU))
        return status(wrong_parameters);
    if (file == nullptr || file->kind != CardFile::Kind::terminal_key || file->key == nullptr)
        return status(conditions);
    terminal.reset();
    terminal_authorised = false;
    const auto certificate = verify_cv_certificate(command.data, *file->key);
    if (!certificate)
        return status(wrong_data);
    terminal.emplace(certificate->key.modulus, certificate->key.exponent);
    return status(good);
}

card::Bytes VirtualCard::State::authenticate_terminal(const Command& command)
{
    if (!terminal || challenge.empty())
        return status(conditions);
    card::Bytes message(terminal_label.begin(), terminal_label.end());
    message.insert(message.end(), challenge.begin(), challenge.end());
    challenge.clear(); // good for one attempt
    terminal_authorised = terminal->verify(message, command.data);
    return status(terminal_authorised ? good : not_verified);
}

} // namespace onshi::vcard
