-- Which certificate (利用者証明用電子証明書) belongs to whom, as the authority of the cards tells it. Facts are never
-- overwritten: a re-issue is a further row of the new certificate, and a further version of the old one that names it.
-- The first recorded_at of a certificate is the moment at which it was linked.
CREATE TABLE card_certificate (
    person_id     INTEGER NOT NULL,
    issuer        TEXT NOT NULL,    -- key identifier of the issuer, hex
    serial        TEXT NOT NULL,    -- hex, without leading zeros
    recorded_at   INTEGER NOT NULL,
    not_before    TEXT NOT NULL,
    not_after     TEXT NOT NULL,
    superseded_by TEXT,             -- serial of the one issued in its place
    PRIMARY KEY (person_id, issuer, serial, recorded_at)
) WITHOUT ROWID;

-- From the certificate to the person; the rows above are compared.
CREATE TABLE card_key (
    issuer    TEXT NOT NULL,
    serial    TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    PRIMARY KEY (issuer, serial, person_id)
) WITHOUT ROWID;

-- 初回登録: the person's, so that a re-issued card follows.
CREATE TABLE card_registration (
    person_id   INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    facility    TEXT NOT NULL, -- where it was done
    PRIMARY KEY (person_id, recorded_at)
) WITHOUT ROWID;

-- What is waiting for a card's signature. Lives for two minutes and is dropped after a day; knows no person.
CREATE TABLE card_challenge (
    auth_id     TEXT NOT NULL PRIMARY KEY,
    nonce       BLOB NOT NULL,
    terminal    TEXT NOT NULL, -- serial of the terminal's certificate
    facility    TEXT NOT NULL,
    mode        INTEGER NOT NULL,
    purpose     INTEGER NOT NULL,
    token       INTEGER NOT NULL,
    leaf_digest BLOB NOT NULL, -- SHA-256 over the certificate
    leaf        BLOB NOT NULL, -- the certificate, DER
    expires_at  INTEGER NOT NULL,
    consumed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX card_challenge_by_end ON card_challenge (expires_at);

-- An authenticated card at one terminal, for ten minutes; dropped after a day. Names the certificate: whose it is, is
-- asked anew at each step.
CREATE TABLE card_session (
    token_hash  TEXT NOT NULL PRIMARY KEY, -- SHA-256, hex: the token itself is kept nowhere
    terminal    TEXT NOT NULL,
    facility    TEXT NOT NULL,
    auth_id     TEXT NOT NULL,
    issuer      TEXT NOT NULL,
    serial      TEXT NOT NULL,
    not_after   TEXT NOT NULL,
    mode        INTEGER NOT NULL,
    purpose     INTEGER NOT NULL,
    scope       INTEGER NOT NULL,
    ends_soon   INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    answer_key  TEXT                       -- of the reception it was used for
) WITHOUT ROWID;
CREATE INDEX card_session_by_end ON card_session (expires_at);
