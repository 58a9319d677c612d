#include "vcard/persona.h"

#include "base/fault.h"
#include "base/files.h"
#include "base/text.h"

#include <array>
#include <map>
#include <sstream>
#include <utility>

namespace onshi::vcard {

namespace {

namespace fs = std::filesystem;

constexpr const char* settings_file = "persona.conf";
constexpr std::array<std::pair<card::TokenKind, const char*>, 3> tokens{{
    {card::TokenKind::card, "card"},
    {card::TokenKind::android, "android"},
    {card::TokenKind::ios, "ios"},
}};

[[noreturn]] void refuse(const fs::path& folder, const std::string& what)
{
    throw base::Fault(base::FaultCode::setup, (folder / settings_file).string() + ": " + what);
}

class Settings
{
public:
    explicit Settings(const fs::path& folder)
        : folder_(folder)
    {
        std::istringstream in(base::read_file(folder / settings_file));
        for (std::string line; std::getline(in, line);) {
            if (base::trimmed(line).empty() || line.starts_with('#'))
                continue;
            const auto equals = line.find('=');
            const std::string key(base::trimmed(line.substr(0, equals)));
            if (equals == std::string::npos || !values_.emplace(key, base::trimmed(line.substr(equals + 1))).second)
                refuse(folder_, "\"" + line + "\": write key = value, each key once");
        }
    }

    // Empty, or so many digits.
    std::string digits(const std::string& key, std::size_t count)
    {
        auto value = text(key);
        if (!value.empty() && (value.size() != count || value.find_first_not_of("0123456789") != std::string::npos))
            refuse(folder_, key + ": " + std::to_string(count) + " digits, or nothing");
        return value;
    }
    std::string text(const std::string& key)
    {
        auto taken = values_.extract(key);
        return taken.empty() ? std::string() : std::move(taken.mapped());
    }
    template<class T, std::size_t N>
    T choice(const std::string& key, const std::array<std::pair<T, const char*>, N>& choices)
    {
        const auto value = text(key);
        std::string words;
        for (const auto& [meaning, word] : choices) {
            if (value == word)
                return meaning;
            words += words.empty() ? word : std::string(", ") + word;
        }
        refuse(folder_, key + ": one of " + words);
    }
    void nothing_left() const
    {
        if (!values_.empty())
            refuse(folder_, values_.begin()->first + ": no such key");
    }

private:
    fs::path folder_;
    std::map<std::string, std::string> values_;
};

constexpr std::array<std::pair<std::uint16_t, const char*>, 2> blocked_words{{{0x6984, "6984"}, {0x6983, "6983"}}};
constexpr std::array<std::pair<bool, const char*>, 2> yes_or_no{{{true, "yes"}, {false, "no"}}};

template<class T, std::size_t N>
const char* word_of(T meaning, const std::array<std::pair<T, const char*>, N>& choices)
{
    for (const auto& [value, word] : choices)
        if (value == meaning)
            return word;
    return "";
}

// Every file of a persona's folder and the member that it is; a missing file is an empty member.
struct Part
{
    const char* file;
    std::string Persona::* text;
    card::Bytes Persona::* bytes;
    CardKey Persona::* key;
    std::string CardKey::* of_key;
    base::FileMode mode;
};

constexpr auto open_file = base::FileMode::everybody_reads;
constexpr auto own_file = base::FileMode::owner_only;
constexpr std::array<Part, 12> parts{{
    {"authentication.key", nullptr, nullptr, &Persona::authentication, &CardKey::key, own_file},
    {"authentication.der", nullptr, nullptr, &Persona::authentication, &CardKey::certificate, open_file},
    {"authentication-authority.der", nullptr, nullptr, &Persona::authentication, &CardKey::authority, open_file},
    {"signature.key", nullptr, nullptr, &Persona::signature, &CardKey::key, own_file},
    {"signature.der", nullptr, nullptr, &Persona::signature, &CardKey::certificate, open_file},
    {"signature-authority.der", nullptr, nullptr, &Persona::signature, &CardKey::authority, open_file},
    {"face.key", &Persona::face_key, nullptr, nullptr, nullptr, own_file},
    {"terminal-authority.pem", &Persona::terminal_authority, nullptr, nullptr, nullptr, open_file},
    {"text.tlv", nullptr, &Persona::text, nullptr, nullptr, open_file},
    {"text-signature.tlv", nullptr, &Persona::text_signature, nullptr, nullptr, open_file},
    {"face.tlv", nullptr, &Persona::face, nullptr, nullptr, open_file},
    {"issuer.cv", nullptr, &Persona::issuer, nullptr, nullptr, open_file},
}};

std::string content_of(const Persona& persona, const Part& part)
{
    if (part.text != nullptr)
        return persona.*part.text;
    if (part.key != nullptr)
        return persona.*part.key.*part.of_key;
    const auto& bytes = persona.*part.bytes;
    return {bytes.begin(), bytes.end()};
}

void take(Persona& persona, const Part& part, const std::string& content)
{
    if (part.text != nullptr)
        persona.*part.text = content;
    else if (part.key != nullptr)
        persona.*part.key.*part.of_key = content;
    else
        (persona.*part.bytes).assign(content.begin(), content.end());
}

} // namespace

Persona load_persona(const fs::path& folder)
{
    Settings settings(folder);
    Persona persona;
    persona.label = fs::absolute(folder).lexically_normal().filename();
    persona.person_code = settings.text("person_code");
    persona.token = settings.choice("token", tokens);
    persona.profile.blocked = settings.choice("blocked_status", blocked_words);
    persona.profile.status_survives_reset = settings.choice("status_survives_reset", yes_or_no);
    persona.pin = settings.digits("pin", 4);
    persona.text_pin = settings.digits("text_pin", 4);
    persona.face_number = settings.digits("face_number", 14);
    persona.signature_password = settings.text("signature_password");
    settings.nothing_left();
    for (const auto& part : parts)
        if (fs::exists(folder / part.file))
            take(persona, part, base::read_file(folder / part.file));
    return persona;
}

void save_persona(const fs::path& folder, const Persona& persona)
{
    if (!fs::create_directory(folder))
        throw base::Fault(base::FaultCode::io, folder.string() + ": is there already");
    std::ostringstream settings;
    settings << "# A synthetic My Number card: development only.\nperson_code = " << persona.person_code
             << "\ntoken = " << word_of(persona.token, tokens)
             << "\nblocked_status = " << word_of(persona.profile.blocked, blocked_words)
             << "\nstatus_survives_reset = " << word_of(persona.profile.status_survives_reset, yes_or_no)
             << "\npin = " << persona.pin << "\ntext_pin = " << persona.text_pin
             << "\nface_number = " << persona.face_number << "\nsignature_password = " << persona.signature_password
             << '\n';
    base::write_new_file(folder / settings_file, settings.str(), own_file);
    for (const auto& part : parts)
        if (const auto content = content_of(persona, part); !content.empty())
            base::write_new_file(folder / part.file, content, part.mode);
}

} // namespace onshi::vcard
