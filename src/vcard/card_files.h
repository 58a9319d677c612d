#pragma once

#include "vcard/persona.h"
#include "vcard/rsa_key.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// What lies in a virtual card: applications, files, and what each wants before it opens.
namespace onshi::vcard {

/// The secrets of a card. Tries are counted for each.
enum class SecretName { authentication, signature, text, face_number };

/// A file's content, or what stands in its place.
struct CardFile
{
    enum class Kind { data, secret, key, terminal_key };
    Kind kind = Kind::data;
    card::Bytes content = {};            ///< of data
    std::vector<SecretName> opened_by{}; ///< any of these; empty: free (data), or never (key)
    bool terminal_may = false;           ///< of a key: an authorised terminal may use it too
    SecretName secret{};                 ///< of secret
    std::shared_ptr<const RsaKey> key{}; ///< of key (private), terminal_key (public); null: never written
};

struct CardApplication
{
    card::Bytes name; ///< AID
    std::map<std::uint16_t, CardFile> files;
    std::shared_ptr<const RsaKey> own_key{}; ///< of internal authentication
};

[[nodiscard]] std::vector<CardApplication> applications_of(const Persona& persona);

/// The value that opens a secret; none: it was switched off.
[[nodiscard]] std::optional<std::string> value_of(const Persona& persona, SecretName secret);

} // namespace onshi::vcard
