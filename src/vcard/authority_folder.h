#pragma once

#include "base/environment.h"
#include "vcard/authority.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// A development authority that lasts: its generations' keys and what became of every certificate, in a folder.
/// authentication-1.pem/.key, authentication-1-responder.pem/.key, authentication-2..., signing-1..., and cards.csv
/// (doc/formats/card-authority.md), to which lines are only added. All throw base::Fault(io) naming the file. One
/// process writes at a time; others may read meanwhile.
namespace onshi::vcard {

struct Generation
{
    CardUse use = CardUse::authentication;
    int number = 1; ///< 1 is the oldest
    pki::Identity authority;
    pki::Identity responder;
};

/// What cards.csv says of one certificate.
struct IssuedCard
{
    std::string serial; ///< hex
    std::string label;  ///< whose: a persona's name, synthetic
    CardUse use = CardUse::authentication;
    int generation = 1;
    std::optional<base::Instant> revoked_at;
};

class AuthorityFolder
{
public:
    /// Makes the folder: the first generation of both uses. It must not exist.
    static void create(const base::Environment&, const std::filesystem::path& folder);
    explicit AuthorityFolder(std::filesystem::path folder);

    [[nodiscard]] std::vector<Generation> generations(CardUse) const; ///< oldest first
    /// Another generation under the same name; later certificates are issued by it.
    void add_generation(const base::Environment&, CardUse);
    /// By the newest generation of profile.use, or by `generation` if it is not 0; written down under `label`.
    [[nodiscard]] pki::Identity issue(const base::Environment&, const std::string& label, const LeafProfile&,
                                      int generation = 0);
    [[nodiscard]] std::vector<IssuedCard> cards() const; ///< in the order of issue
    /// False if no certificate has that serial (hex) or it is revoked already.
    [[nodiscard]] bool revoke(const base::Environment&, const std::string& serial);

    /// Answers with the status as the folder has it now, by the responder of the generation that the request names.
    [[nodiscard]] std::string answer_ocsp(const base::Environment&, std::string_view request) const;
    /// A list of each generation of that use, one after another (PEM).
    [[nodiscard]] std::string revocation_lists(const base::Environment&, CardUse) const;

private:
    std::filesystem::path folder_;
};

} // namespace onshi::vcard
