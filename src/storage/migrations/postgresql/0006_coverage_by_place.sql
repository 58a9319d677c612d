-- As on SQLite: place says where a person's rows lie. Here it saves the key its three columns.
ALTER TABLE coverage RENAME TO old_coverage;
CREATE TABLE coverage (
    place                BIGINT PRIMARY KEY, -- person_id * 65536 + n, the n-th row recorded of the person
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
    self_withheld        BIGINT NOT NULL
);
INSERT INTO coverage
SELECT person_id * 65536 + row_number() OVER (PARTITION BY person_id ORDER BY recorded_at, sequence),
       person_id, sequence, recorded_at, insurer_number, symbol, number, branch, kind, relationship, name, name_kana,
       name_other, name_other_kana, insured_name, birth_date, sex, sex_hidden, post_number, address, gained, lost,
       loss_reason, certificates, elderly_certificates, limit_certificates, specific_diseases, undisclosed,
       self_withheld
FROM old_coverage;
DROP TABLE old_coverage;
