-- The schema of version 3; what the tables and columns mean stands in migrations/sqlite/0001 to 0003. Every integer is a
-- BIGINT and every text is ordered by its bytes, so that both engines say the same.
CREATE TABLE knowledge (
    id      BIGINT PRIMARY KEY CHECK (id = 1),
    through BIGINT NOT NULL
);
INSERT INTO knowledge (id, through) VALUES (1, 0);

CREATE TABLE insurer (
    number      TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (number, recorded_at)
);

CREATE TABLE facility (
    code           TEXT COLLATE "C" NOT NULL,
    recorded_at    BIGINT NOT NULL,
    name           TEXT COLLATE "C" NOT NULL,
    character_code BIGINT NOT NULL,
    PRIMARY KEY (code, recorded_at)
);

CREATE TABLE person (
    code      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL
);

CREATE TABLE coverage (
    person_id            BIGINT NOT NULL,
    sequence             BIGINT NOT NULL,
    recorded_at          BIGINT NOT NULL,
    insurer_number       TEXT COLLATE "C" NOT NULL,
    symbol               TEXT COLLATE "C" NOT NULL,
    number               TEXT COLLATE "C" NOT NULL,
    branch               TEXT COLLATE "C" NOT NULL,
    kind                 BIGINT NOT NULL,
    relationship         BIGINT NOT NULL,
    name                 TEXT COLLATE "C" NOT NULL,
    name_kana            TEXT COLLATE "C" NOT NULL,
    name_other           TEXT COLLATE "C" NOT NULL,
    name_other_kana      TEXT COLLATE "C" NOT NULL,
    insured_name         TEXT COLLATE "C" NOT NULL,
    birth_date           TEXT COLLATE "C" NOT NULL,
    sex                  BIGINT NOT NULL,
    sex_hidden           BIGINT NOT NULL,
    post_number          TEXT COLLATE "C" NOT NULL,
    address              TEXT COLLATE "C" NOT NULL,
    gained               TEXT COLLATE "C" NOT NULL,
    lost                 TEXT COLLATE "C",
    loss_reason          BIGINT,
    certificates         TEXT COLLATE "C" NOT NULL,
    elderly_certificates TEXT COLLATE "C" NOT NULL,
    limit_certificates   TEXT COLLATE "C" NOT NULL,
    specific_diseases    TEXT COLLATE "C" NOT NULL,
    undisclosed          BIGINT NOT NULL,
    self_withheld        BIGINT NOT NULL,
    PRIMARY KEY (person_id, sequence, recorded_at)
);

CREATE TABLE insured_key (
    key_hash  BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (key_hash, person_id)
);

CREATE TABLE reference_number (
    person_id   BIGINT NOT NULL,
    facility    TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    number      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person_id, facility, recorded_at)
);

CREATE TABLE rule_book (
    recorded_at BIGINT NOT NULL PRIMARY KEY,
    hash        TEXT COLLATE "C" NOT NULL,
    version     TEXT COLLATE "C" NOT NULL
);

CREATE TABLE certificate (
    fingerprint TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    serial      TEXT COLLATE "C" NOT NULL UNIQUE,
    class       TEXT COLLATE "C" NOT NULL,
    holder      TEXT COLLATE "C" NOT NULL,
    not_after   BIGINT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    revoked_at  BIGINT
);

CREATE TABLE enrolment_code (
    code_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    class      TEXT COLLATE "C" NOT NULL,
    holder     TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);

-- entry grows in the order of the commits, since writers take turns; a unit that is rolled back leaves a gap.
CREATE TABLE audit_entry (
    entry              BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    answer_id          TEXT COLLATE "C" NOT NULL,
    at                 BIGINT NOT NULL,
    event              BIGINT NOT NULL,
    caller_class       TEXT COLLATE "C" NOT NULL,
    caller_id          TEXT COLLATE "C" NOT NULL,
    holder             TEXT COLLATE "C" NOT NULL,
    outcome            BIGINT NOT NULL,
    details            TEXT COLLATE "C" NOT NULL,
    known_through      BIGINT NOT NULL,
    idempotency_key    TEXT COLLATE "C",
    person_id          BIGINT,
    salt               BYTEA NOT NULL,
    person_commitment  BYTEA NOT NULL,
    request_commitment BYTEA NOT NULL,
    rule_book          BYTEA NOT NULL,
    leaf_hash          BYTEA NOT NULL
);
CREATE UNIQUE INDEX audit_idempotency ON audit_entry (caller_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE usage_counter (
    day       TEXT COLLATE "C" NOT NULL,
    facility  TEXT COLLATE "C" NOT NULL,
    means     BIGINT NOT NULL,
    validity  BIGINT NOT NULL,
    server_id TEXT COLLATE "C" NOT NULL,
    count     BIGINT NOT NULL,
    PRIMARY KEY (day, facility, means, validity, server_id)
);

CREATE TABLE feed (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    insurer    TEXT COLLATE "C" NOT NULL,
    kind       BIGINT NOT NULL,
    state      BIGINT NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    sha256     TEXT COLLATE "C" NOT NULL,
    bytes      BIGINT NOT NULL,
    parts      BIGINT NOT NULL,
    begun_at   BIGINT NOT NULL,
    lines      BIGINT NOT NULL,
    row_count  BIGINT NOT NULL,
    added      BIGINT NOT NULL,
    changed    BIGINT NOT NULL,
    unchanged  BIGINT NOT NULL,
    refused    BIGINT NOT NULL,
    remarks    BIGINT NOT NULL,
    absent     BIGINT NOT NULL,
    difference TEXT COLLATE "C" NOT NULL
);

CREATE TABLE feed_part (
    feed_id TEXT COLLATE "C" NOT NULL,
    part    BIGINT NOT NULL,
    size    BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (feed_id, part)
);

CREATE TABLE feed_note (
    feed_id TEXT COLLATE "C" NOT NULL,
    note    BIGINT NOT NULL,
    line    BIGINT NOT NULL,
    kind    BIGINT NOT NULL,
    field   TEXT COLLATE "C" NOT NULL,
    code    TEXT COLLATE "C" NOT NULL,
    text    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (feed_id, note)
);
