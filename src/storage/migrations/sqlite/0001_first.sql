-- How far the register's knowledge reaches: the recorded_at of the last change that was committed. Every answer names it,
-- so that the answer can be computed again from exactly the facts that were known then.
CREATE TABLE knowledge (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    through INTEGER NOT NULL
);
INSERT INTO knowledge (id, through) VALUES (1, 0);

-- Facts are never overwritten: a change is a further row with a later recorded_at.
CREATE TABLE insurer (
    number      TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    name        TEXT NOT NULL,
    PRIMARY KEY (number, recorded_at)
) WITHOUT ROWID;

CREATE TABLE facility (
    code           TEXT NOT NULL,
    recorded_at    INTEGER NOT NULL,
    name           TEXT NOT NULL,
    character_code INTEGER NOT NULL,
    PRIMARY KEY (code, recorded_at)
) WITHOUT ROWID;

-- person_id is given in the order of loading, so that one feed's people lie beside each other.
CREATE TABLE person (
    person_id INTEGER PRIMARY KEY,
    code      TEXT NOT NULL UNIQUE
);

-- One spell of cover is (person_id, sequence); its versions differ in recorded_at.
CREATE TABLE coverage (
    person_id          INTEGER NOT NULL,
    sequence           INTEGER NOT NULL,
    recorded_at        INTEGER NOT NULL,
    insurer_number     TEXT NOT NULL,
    symbol             TEXT NOT NULL,
    number             TEXT NOT NULL,
    branch             TEXT NOT NULL,
    relationship       INTEGER NOT NULL,
    name               TEXT NOT NULL,
    name_kana          TEXT NOT NULL,
    insured_name       TEXT NOT NULL,
    birth_date         TEXT NOT NULL,
    sex                INTEGER NOT NULL,
    post_number        TEXT NOT NULL,
    address            TEXT NOT NULL,
    gained             TEXT NOT NULL,
    lost               TEXT,
    loss_reason        TEXT NOT NULL,
    certificate_issued TEXT,
    certificate_from   TEXT,
    certificate_to     TEXT,
    share              INTEGER,
    PRIMARY KEY (person_id, sequence, recorded_at)
) WITHOUT ROWID;

-- From the number on a certificate to the people who hold or held it. key_hash = stable_hash(insurer, folded symbol and
-- number); the full key is compared in the coverage rows.
CREATE TABLE insured_key (
    key_hash  INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    PRIMARY KEY (key_hash, person_id)
) WITHOUT ROWID;

CREATE TABLE certificate (
    fingerprint TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the DER form, hex
    serial      TEXT NOT NULL UNIQUE,
    class       TEXT NOT NULL,
    holder      TEXT NOT NULL,
    not_after   INTEGER NOT NULL,
    enrolled_at INTEGER NOT NULL,
    revoked_at  INTEGER
) WITHOUT ROWID;

CREATE TABLE enrolment_code (
    code_hash  TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the code, hex: the code itself is kept nowhere
    class      TEXT NOT NULL,
    holder     TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) WITHOUT ROWID;

-- Append only. doc/formats/audit-leaf.md says how leaf_hash is made.
CREATE TABLE audit_entry (
    entry              INTEGER PRIMARY KEY,
    answer_id          TEXT NOT NULL,
    at                 INTEGER NOT NULL,
    event              INTEGER NOT NULL,
    caller_class       TEXT NOT NULL,
    caller_id          TEXT NOT NULL,
    holder             TEXT NOT NULL,
    outcome            INTEGER NOT NULL,
    details            TEXT NOT NULL,
    known_through      INTEGER NOT NULL,
    idempotency_key    TEXT,
    person_id          INTEGER,
    salt               BLOB NOT NULL,
    person_commitment  BLOB NOT NULL,
    request_commitment BLOB NOT NULL,
    rule_book          BLOB NOT NULL,
    leaf_hash          BLOB NOT NULL
);
CREATE UNIQUE INDEX audit_idempotency ON audit_entry (caller_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- Written in the commit of the audit entry, so the figures are exact; each server adds to rows of its own.
CREATE TABLE usage_counter (
    day       TEXT NOT NULL,
    facility  TEXT NOT NULL,
    means     INTEGER NOT NULL,
    validity  INTEGER NOT NULL,
    server_id TEXT NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (day, facility, means, validity, server_id)
) WITHOUT ROWID;
