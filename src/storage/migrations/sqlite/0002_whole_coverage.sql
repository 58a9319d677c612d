-- Everything that an insurer certifies, as dated lists in the notation of domain/dated_certificates.h. Of the old single
-- certificate the list's one item is made; its share goes where the scheme has it (後期高齢者医療, or 高齢受給者証).
ALTER TABLE coverage RENAME TO old_coverage;
CREATE TABLE coverage (
    person_id            INTEGER NOT NULL,
    sequence             INTEGER NOT NULL,
    recorded_at          INTEGER NOT NULL,
    insurer_number       TEXT NOT NULL,
    symbol               TEXT NOT NULL,
    number               TEXT NOT NULL,
    branch               TEXT NOT NULL,
    kind                 INTEGER NOT NULL,
    relationship         INTEGER NOT NULL,
    name                 TEXT NOT NULL,
    name_kana            TEXT NOT NULL,
    name_other           TEXT NOT NULL,
    name_other_kana      TEXT NOT NULL,
    insured_name         TEXT NOT NULL,
    birth_date           TEXT NOT NULL,
    sex                  INTEGER NOT NULL,
    sex_hidden           INTEGER NOT NULL,
    post_number          TEXT NOT NULL,
    address              TEXT NOT NULL,
    gained               TEXT NOT NULL,
    lost                 TEXT,
    loss_reason          INTEGER,
    certificates         TEXT NOT NULL,
    elderly_certificates TEXT NOT NULL,
    limit_certificates   TEXT NOT NULL,
    specific_diseases    TEXT NOT NULL,
    undisclosed          INTEGER NOT NULL,
    self_withheld        INTEGER NOT NULL,
    PRIMARY KEY (person_id, sequence, recorded_at)
) WITHOUT ROWID;
INSERT INTO coverage
SELECT person_id, sequence, recorded_at, insurer_number, symbol, number, branch,
       CASE WHEN insurer_number LIKE '07______' THEN 7 ELSE 1 END, relationship, name, name_kana, '', '', insured_name,
       birth_date, sex, 0, post_number, address, gained, lost,
       CASE loss_reason WHEN '' THEN NULL ELSE CAST(loss_reason AS INTEGER) END,
       CASE WHEN certificate_issued IS NULL AND certificate_from IS NULL AND certificate_to IS NULL
                 AND NOT (insurer_number LIKE '39______' AND share IS NOT NULL) THEN ''
            ELSE replace(coalesce(certificate_issued, ''), '-', '') || ':' ||
                 replace(coalesce(certificate_from, ''), '-', '') || ':' ||
                 replace(coalesce(certificate_to, ''), '-', '') || ':' ||
                 CASE WHEN insurer_number LIKE '39______' THEN coalesce(share, '') ELSE '' END END,
       CASE WHEN share IS NULL OR insurer_number LIKE '39______' THEN ''
            ELSE ':' || replace(coalesce(certificate_from, gained), '-', '') || ':' ||
                 replace(coalesce(certificate_to, ''), '-', '') || ':' || share END,
       '', '', 0, 0
FROM old_coverage;
DROP TABLE old_coverage;

-- The code is the only way to a person's number, so it is the key itself: one tree less to fill while loading.
ALTER TABLE person RENAME TO old_person;
CREATE TABLE person (
    code      TEXT NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO person SELECT code, person_id FROM old_person;
DROP TABLE old_person;

-- 照会番号: by which number a facility knows a person. Also a fact with versions.
CREATE TABLE reference_number (
    person_id   INTEGER NOT NULL,
    facility    TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    number      TEXT NOT NULL,
    PRIMARY KEY (person_id, facility, recorded_at)
) WITHOUT ROWID;

-- Which rule tables this database was answered with, from when on: --known-at asks whether they are still the same.
CREATE TABLE rule_book (
    recorded_at INTEGER NOT NULL PRIMARY KEY,
    hash        TEXT NOT NULL, -- SHA-256, hex
    version     TEXT NOT NULL  -- of the program that brought them
);

-- The hash of a key now begins with 24 bits of its insurer's: one insurer's keys lie together, so that its feed touches few
-- pages, and its people can be listed. The old hashes cannot be turned into new ones in SQL; the program does it next.
DROP TABLE insured_key;
CREATE TABLE insured_key (
    key_hash  INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    PRIMARY KEY (key_hash, person_id)
) WITHOUT ROWID;
