#include "storage/card_store.h"

#include "storage/values.h"

namespace onshi::storage {

using domain::CardCertificate;
using domain::CardKey;

namespace {

/// Columns: issuer, serial, not_before, not_after, superseded_by.
CardCertificate read_certificate(const Row& row)
{
    return {.key = stored(CardKey::parse(row.text(0), row.text(1))),
            .not_before = date_of(row.text(2)),
            .not_after = date_of(row.text(3)),
            .superseded_by = std::string(row.text(4))};
}

/// Columns: auth_id, nonce, terminal, facility, mode, purpose, token, leaf_digest, leaf, expires_at, consumed_at.
CardChallengeRow read_challenge(const Row& row)
{
    CardChallengeRow challenge{.auth_id = std::string(row.text(0)),
                               .nonce = std::string(row.text(1)),
                               .terminal = std::string(row.text(2)),
                               .facility = std::string(row.text(3)),
                               .mode = static_cast<domain::CardMode>(row.integer(4)),
                               .purpose = static_cast<domain::CarePurpose>(row.integer(5)),
                               .token = static_cast<domain::CardToken>(row.integer(6)),
                               .leaf_digest = std::string(row.text(7)),
                               .leaf = std::string(row.text(8)),
                               .expires_at = instant_of(row.integer(9))};
    if (!row.is_null(10))
        challenge.consumed_at = instant_of(row.integer(10));
    return challenge;
}

} // namespace

std::optional<CardStore::Linked> CardStore::linked(const CardKey& key, base::Instant known_through)
{
    std::vector<std::int64_t> people;
    transaction_.query("SELECT person_id FROM card_key WHERE issuer = $1 AND serial = $2",
                       {std::string_view(key.issuer()), std::string_view(key.serial())},
                       [&](const Row& row) { people.push_back(row.integer(0)); });
    std::optional<Linked> found;
    for (const auto person : people)
        transaction_.query(
            "SELECT issuer, serial, not_before, not_after, superseded_by FROM card_certificate "
            "WHERE person_id = $1 AND issuer = $2 AND serial = $3 AND recorded_at <= $4 "
            "ORDER BY recorded_at DESC LIMIT 1",
            {person, std::string_view(key.issuer()), std::string_view(key.serial()), column_of(known_through)},
            [&](const Row& row) { found = Linked{person, read_certificate(row)}; });
    return found;
}

std::vector<CardCertificate> CardStore::of_person(std::int64_t person, base::Instant known_through)
{
    std::vector<CardCertificate> all;
    transaction_.query("SELECT issuer, serial, not_before, not_after, superseded_by FROM card_certificate "
                       "WHERE person_id = $1 AND recorded_at <= $2 ORDER BY issuer, serial, recorded_at",
                       {person, column_of(known_through)}, [&](const Row& row) {
                           auto certificate = read_certificate(row);
                           if (!all.empty() && all.back().key == certificate.key)
                               all.back() = std::move(certificate); // a later version of the same one
                           else
                               all.push_back(std::move(certificate));
                       });
    return all;
}

Put CardStore::put(std::int64_t person, const CardCertificate& certificate, base::Instant recorded_at)
{
    const auto before = linked(certificate.key, recorded_at);
    if (before && before->person == person && before->certificate == certificate)
        return Put::unchanged;
    const auto issuer = std::string_view(certificate.key.issuer());
    const auto serial = std::string_view(certificate.key.serial());
    const auto from = certificate.not_before.iso();
    const auto to = certificate.not_after.iso();
    const auto& successor = certificate.superseded_by;
    transaction_.execute("INSERT INTO card_certificate (person_id, issuer, serial, recorded_at, not_before, not_after, "
                         "superseded_by) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                         "ON CONFLICT (person_id, issuer, serial, recorded_at) DO UPDATE "
                         "SET not_before = excluded.not_before, not_after = excluded.not_after, "
                         "superseded_by = excluded.superseded_by",
                         {person, issuer, serial, column_of(recorded_at), std::string_view(from), std::string_view(to),
                          successor.empty() ? Value(Null{}) : Value(std::string_view(successor))});
    transaction_.execute("INSERT INTO card_key (issuer, serial, person_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                         {issuer, serial, person});
    return before ? Put::changed : Put::added;
}

bool CardStore::is_registered(std::int64_t person, base::Instant known_through)
{
    bool registered = false;
    transaction_.query("SELECT 1 FROM card_registration WHERE person_id = $1 AND recorded_at <= $2 LIMIT 1",
                       {person, column_of(known_through)}, [&](const Row&) { registered = true; });
    return registered;
}

Put CardStore::put_registration(std::int64_t person, const std::string& facility, base::Instant recorded_at)
{
    if (is_registered(person, recorded_at))
        return Put::unchanged;
    transaction_.execute("INSERT INTO card_registration (person_id, recorded_at, facility) VALUES ($1, $2, $3)",
                         {person, column_of(recorded_at), std::string_view(facility)});
    return Put::added;
}

void CardStore::add(const CardChallengeRow& challenge)
{
    transaction_.execute("INSERT INTO card_challenge (auth_id, nonce, terminal, facility, mode, purpose, token, "
                         "leaf_digest, leaf, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                         {std::string_view(challenge.auth_id), Blob{challenge.nonce},
                          std::string_view(challenge.terminal), std::string_view(challenge.facility),
                          static_cast<std::int64_t>(challenge.mode), static_cast<std::int64_t>(challenge.purpose),
                          static_cast<std::int64_t>(challenge.token), Blob{challenge.leaf_digest}, Blob{challenge.leaf},
                          column_of(challenge.expires_at)});
}

std::optional<CardChallengeRow> CardStore::consume(std::string_view auth_id, std::string_view terminal,
                                                   base::Instant now)
{
    std::optional<CardChallengeRow> taken;
    transaction_.query("UPDATE card_challenge SET consumed_at = $3 "
                       "WHERE auth_id = $1 AND terminal = $2 AND consumed_at IS NULL AND expires_at > $3 "
                       "RETURNING auth_id, nonce, terminal, facility, mode, purpose, token, leaf_digest, leaf, "
                       "expires_at, consumed_at",
                       {auth_id, terminal, column_of(now)}, [&](const Row& row) { taken = read_challenge(row); });
    return taken;
}

std::optional<CardChallengeRow> CardStore::challenge(std::string_view auth_id)
{
    std::optional<CardChallengeRow> found;
    transaction_.query("SELECT auth_id, nonce, terminal, facility, mode, purpose, token, leaf_digest, leaf, "
                       "expires_at, consumed_at FROM card_challenge WHERE auth_id = $1",
                       {auth_id}, [&](const Row& row) { found = read_challenge(row); });
    return found;
}

void CardStore::add(const CardSessionRow& session)
{
    const auto not_after = session.not_after.iso();
    transaction_.execute("INSERT INTO card_session (token_hash, terminal, facility, auth_id, issuer, serial, "
                         "not_after, mode, purpose, scope, ends_soon, expires_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                         {std::string_view(session.token_hash), std::string_view(session.terminal),
                          std::string_view(session.facility), std::string_view(session.auth_id),
                          std::string_view(session.key.issuer()), std::string_view(session.key.serial()),
                          std::string_view(not_after), static_cast<std::int64_t>(session.mode),
                          static_cast<std::int64_t>(session.purpose), static_cast<std::int64_t>(session.scope),
                          std::int64_t{session.ends_soon}, column_of(session.expires_at)});
}

std::optional<CardSessionRow> CardStore::session(std::string_view token_hash)
{
    std::optional<CardSessionRow> found;
    transaction_.query("SELECT token_hash, terminal, facility, auth_id, issuer, serial, not_after, mode, purpose, "
                       "scope, ends_soon, expires_at, answer_key FROM card_session WHERE token_hash = $1",
                       {token_hash}, [&](const Row& row) {
                           found = CardSessionRow{.token_hash = std::string(row.text(0)),
                                                  .terminal = std::string(row.text(1)),
                                                  .facility = std::string(row.text(2)),
                                                  .auth_id = std::string(row.text(3)),
                                                  .key = stored(CardKey::parse(row.text(4), row.text(5))),
                                                  .not_after = date_of(row.text(6)),
                                                  .mode = static_cast<domain::CardMode>(row.integer(7)),
                                                  .purpose = static_cast<domain::CarePurpose>(row.integer(8)),
                                                  .scope = static_cast<domain::CardScope>(row.integer(9)),
                                                  .ends_soon = row.integer(10) != 0,
                                                  .expires_at = instant_of(row.integer(11))};
                           if (!row.is_null(12))
                               found->answer_key = std::string(row.text(12));
                       });
    return found;
}

bool CardStore::use(std::string_view token_hash, std::string_view answer_key)
{
    return transaction_.execute("UPDATE card_session SET answer_key = $2 "
                                "WHERE token_hash = $1 AND (answer_key IS NULL OR answer_key = $2)",
                                {token_hash, answer_key}) == 1;
}

void CardStore::forget_before(base::Instant then)
{
    transaction_.execute("DELETE FROM card_challenge WHERE expires_at < $1", {column_of(then)});
    transaction_.execute("DELETE FROM card_session WHERE expires_at < $1", {column_of(then)});
}

} // namespace onshi::storage
