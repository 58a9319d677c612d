#pragma once

#include "domain/card.h"
#include "storage/register_store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onshi::storage {

/// What was asked of a card and is waiting for its signature.
struct CardChallengeRow
{
    std::string auth_id;  ///< 32 hex digits
    std::string nonce;    ///< 32 bytes
    std::string terminal; ///< serial of the certificate of the terminal that began
    std::string facility;
    domain::CardMode mode{};
    domain::CarePurpose purpose{};
    domain::CardToken token{};
    std::string leaf_digest, leaf; ///< SHA-256 and DER of the card's certificate
    base::Instant expires_at{};
    std::optional<base::Instant> consumed_at = {};
};

/// An authenticated card at one terminal.
struct CardSessionRow
{
    std::string token_hash; ///< hex
    std::string terminal, facility, auth_id;
    domain::CardKey key;
    base::Date not_after;
    domain::CardMode mode{};
    domain::CarePurpose purpose{};
    domain::CardScope scope{};
    bool ends_soon = false; ///< the certificate, within three months
    base::Instant expires_at{};
    std::optional<std::string> answer_key = {}; ///< of the reception that it was used for
};

/// Cards: whose they are, who registered them for use, and what is under way at the readers.
class CardStore
{
public:
    explicit CardStore(Transaction& transaction)
        : transaction_(transaction)
    {
    }

    struct Linked
    {
        std::int64_t person = 0;
        domain::CardCertificate certificate;
    };
    /// Whose certificate it is, as known then; none if it is linked to nobody.
    [[nodiscard]] std::optional<Linked> linked(const domain::CardKey&, base::Instant known_through);
    /// All of a person, as known then, in the order of issuer and serial.
    [[nodiscard]] std::vector<domain::CardCertificate> of_person(std::int64_t person, base::Instant known_through);
    Put put(std::int64_t person, const domain::CardCertificate&, base::Instant recorded_at);

    [[nodiscard]] bool is_registered(std::int64_t person, base::Instant known_through);
    /// Nothing if the person is registered already.
    Put put_registration(std::int64_t person, const std::string& facility, base::Instant recorded_at);

    void add(const CardChallengeRow&);
    /// The challenge, if this terminal began it and it is neither used nor expired; from now on it is used. One
    /// statement: of two who try at once, on whatever servers, one gets it.
    [[nodiscard]] std::optional<CardChallengeRow> consume(std::string_view auth_id, std::string_view terminal,
                                                          base::Instant now);
    [[nodiscard]] std::optional<CardChallengeRow> challenge(std::string_view auth_id);

    void add(const CardSessionRow&);
    [[nodiscard]] std::optional<CardSessionRow> session(std::string_view token_hash);
    /// True if the session was not used yet, or for this key before; from now on it is.
    [[nodiscard]] bool use(std::string_view token_hash, std::string_view answer_key);

    /// Drops challenges and sessions that ended before then.
    void forget_before(base::Instant);

private:
    Transaction& transaction_;
};

} // namespace onshi::storage
