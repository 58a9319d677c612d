-- A table without a row id keeps whole rows in its inner pages too, so that its tree was six pages deep for a million people.
-- With a number as its key it is three, and the number still keeps a person's rows together.
ALTER TABLE coverage RENAME TO old_coverage;
CREATE TABLE coverage (
    place                INTEGER PRIMARY KEY, -- person_id * 65536 + n, the n-th row recorded of the person
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
    self_withheld        INTEGER NOT NULL
);
INSERT INTO coverage
SELECT person_id * 65536 + row_number() OVER (PARTITION BY person_id ORDER BY recorded_at, sequence),
       person_id, sequence, recorded_at, insurer_number, symbol, number, branch, kind, relationship, name, name_kana,
       name_other, name_other_kana, insured_name, birth_date, sex, sex_hidden, post_number, address, gained, lost,
       loss_reason, certificates, elderly_certificates, limit_certificates, specific_diseases, undisclosed,
       self_withheld
FROM old_coverage;
DROP TABLE old_coverage;
