-- Which certificate (利用者証明用電子証明書) belongs to whom, as the authority of the cards tells it. Facts are never
-- overwritten: a re-issue is a further row of the new certificate, and a further version of the old one that names it.
-- The first recorded_at of a certificate is the moment at which it was linked.
CREATE TABLE card_certificate (
    person_id     BIGINT NOT NULL,
    issuer        TEXT COLLATE "C" NOT NULL,    -- key identifier of the issuer, hex
    serial        TEXT COLLATE "C" NOT NULL,    -- hex, without leading zeros
    recorded_at   BIGINT NOT NULL,
    not_before    TEXT COLLATE "C" NOT NULL,
    not_after     TEXT COLLATE "C" NOT NULL,
    superseded_by TEXT COLLATE "C",             -- serial of the one issued in its place
    PRIMARY KEY (person_id, issuer, serial, recorded_at)
);

-- From the certificate to the person; the rows above are compared.
CREATE TABLE card_key (
    issuer    TEXT COLLATE "C" NOT NULL,
    serial    TEXT COLLATE "C" NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (issuer, serial, person_id)
);

-- 初回登録: the person's, so that a re-issued card follows.
CREATE TABLE card_registration (
    person_id   BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    facility    TEXT COLLATE "C" NOT NULL, -- where it was done
    PRIMARY KEY (person_id, recorded_at)
);

-- What is waiting for a card's signature. Lives for two minutes and is dropped after a day; knows no person.
CREATE TABLE card_challenge (
    auth_id     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    nonce       BYTEA NOT NULL,
    terminal    TEXT COLLATE "C" NOT NULL, -- serial of the terminal's certificate
    facility    TEXT COLLATE "C" NOT NULL,
    mode        BIGINT NOT NULL,
    purpose     BIGINT NOT NULL,
    token       BIGINT NOT NULL,
    leaf_digest BYTEA NOT NULL, -- SHA-256 over the certificate
    leaf        BYTEA NOT NULL, -- the certificate, DER
    expires_at  BIGINT NOT NULL,
    consumed_at BIGINT
);
CREATE INDEX card_challenge_by_end ON card_challenge (expires_at);

-- An authenticated card at one terminal, for ten minutes; dropped after a day. Names the certificate: whose it is, is
-- asked anew at each step.
CREATE TABLE card_session (
    token_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- SHA-256, hex: the token itself is kept nowhere
    terminal    TEXT COLLATE "C" NOT NULL,
    facility    TEXT COLLATE "C" NOT NULL,
    auth_id     TEXT COLLATE "C" NOT NULL,
    issuer      TEXT COLLATE "C" NOT NULL,
    serial      TEXT COLLATE "C" NOT NULL,
    not_after   TEXT COLLATE "C" NOT NULL,
    mode        BIGINT NOT NULL,
    purpose     BIGINT NOT NULL,
    scope       BIGINT NOT NULL,
    ends_soon   BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    answer_key  TEXT COLLATE "C"                       -- of the reception it was used for
);
CREATE INDEX card_session_by_end ON card_session (expires_at);
