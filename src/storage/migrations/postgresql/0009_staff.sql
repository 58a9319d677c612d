-- People who work with the system, and how they are recognised. What a thief of the database could use as it stands is not
-- in it: passwords are argon2id, secrets of authenticators are sealed with a key from outside, and codes, tickets and
-- sessions are SHA-256 of what their holder has.
CREATE TABLE staff_member (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- UUID version 7
    class      TEXT COLLATE "C" NOT NULL,             -- of the holder's certificates
    holder     TEXT COLLATE "C" NOT NULL,
    login      TEXT COLLATE "C",                      -- NULL until the first administrator has chosen one
    name       TEXT COLLATE "C" NOT NULL,
    role       TEXT COLLATE "C" NOT NULL,
    locked     BIGINT NOT NULL,
    password   TEXT COLLATE "C" NOT NULL,             -- empty until it is chosen
    totp       BYTEA,                      -- sealed; NULL without an authenticator
    totp_step  BIGINT NOT NULL,          -- last one that was taken
    failures   BIGINT NOT NULL,          -- in a row
    wait_until BIGINT NOT NULL
);
CREATE UNIQUE INDEX staff_member_login ON staff_member (class, holder, login);

CREATE TABLE staff_passkey (
    credential BYTEA NOT NULL PRIMARY KEY, -- its id
    member     TEXT COLLATE "C" NOT NULL,
    public_key BYTEA NOT NULL,             -- SubjectPublicKeyInfo, DER
    counter    BIGINT NOT NULL
);
CREATE INDEX staff_passkey_member ON staff_passkey (member);

CREATE TABLE staff_code (
    code_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    member     TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX staff_code_member ON staff_code (member);

-- Between password and second factor.
CREATE TABLE staff_ticket (
    token_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    member      TEXT COLLATE "C" NOT NULL,
    certificate TEXT COLLATE "C" NOT NULL, -- serial of the one that it was given to
    expires_at  BIGINT NOT NULL,
    totp        BYTEA,          -- sealed: shown and not yet confirmed
    challenge   TEXT COLLATE "C" NOT NULL  -- for a passkey, base64url; empty without one
);
CREATE INDEX staff_ticket_member ON staff_ticket (member);

CREATE TABLE staff_session (
    token_hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    member      TEXT COLLATE "C" NOT NULL,
    certificate TEXT COLLATE "C" NOT NULL,
    seen_at     BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL, -- at the latest
    challenge   TEXT COLLATE "C" NOT NULL     -- for a passkey that is being registered
);
CREATE INDEX staff_session_member ON staff_session (member);
