-- People who work with the system, and how they are recognised. What a thief of the database could use as it stands is not
-- in it: passwords are argon2id, secrets of authenticators are sealed with a key from outside, and codes, tickets and
-- sessions are SHA-256 of what their holder has.
CREATE TABLE staff_member (
    id         TEXT NOT NULL PRIMARY KEY, -- UUID version 7
    class      TEXT NOT NULL,             -- of the holder's certificates
    holder     TEXT NOT NULL,
    login      TEXT,                      -- NULL until the first administrator has chosen one
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    locked     INTEGER NOT NULL,
    password   TEXT NOT NULL,             -- empty until it is chosen
    totp       BLOB,                      -- sealed; NULL without an authenticator
    totp_step  INTEGER NOT NULL,          -- last one that was taken
    failures   INTEGER NOT NULL,          -- in a row
    wait_until INTEGER NOT NULL
);
CREATE UNIQUE INDEX staff_member_login ON staff_member (class, holder, login);

CREATE TABLE staff_passkey (
    credential BLOB NOT NULL PRIMARY KEY, -- its id
    member     TEXT NOT NULL,
    public_key BLOB NOT NULL,             -- SubjectPublicKeyInfo, DER
    counter    INTEGER NOT NULL
);
CREATE INDEX staff_passkey_member ON staff_passkey (member);

CREATE TABLE staff_code (
    code_hash  TEXT NOT NULL PRIMARY KEY,
    member     TEXT NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX staff_code_member ON staff_code (member);

-- Between password and second factor.
CREATE TABLE staff_ticket (
    token_hash  TEXT NOT NULL PRIMARY KEY,
    member      TEXT NOT NULL,
    certificate TEXT NOT NULL, -- serial of the one that it was given to
    expires_at  INTEGER NOT NULL,
    totp        BLOB,          -- sealed: shown and not yet confirmed
    challenge   TEXT NOT NULL  -- for a passkey, base64url; empty without one
);
CREATE INDEX staff_ticket_member ON staff_ticket (member);

CREATE TABLE staff_session (
    token_hash  TEXT NOT NULL PRIMARY KEY,
    member      TEXT NOT NULL,
    certificate TEXT NOT NULL,
    seen_at     INTEGER NOT NULL,
    ends_at     INTEGER NOT NULL, -- at the latest
    challenge   TEXT NOT NULL     -- for a passkey that is being registered
);
CREATE INDEX staff_session_member ON staff_session (member);
