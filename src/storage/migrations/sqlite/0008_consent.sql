-- Every basis for viewing is such a row, whatever the patient came for. A consent is known by person, facility, item,
-- purpose and its first moment; it is ended by a further version, never by a change.
CREATE TABLE consent (
    person_id   INTEGER NOT NULL,
    facility    TEXT NOT NULL,
    item        INTEGER NOT NULL,
    purpose     INTEGER NOT NULL, -- 1 outpatient, 2 home visit, 3 online, 4 emergency (OQSCD028)
    given_from  INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    given_by    INTEGER NOT NULL, -- how the card was opened: 1 PIN, 2 face, 3 visual
    given_until INTEGER,          -- the first moment without it; NULL: until it is withdrawn
    end_reason  INTEGER,          -- OQSCD031
    PRIMARY KEY (person_id, facility, item, purpose, given_from, recorded_at)
) WITHOUT ROWID;

-- Which consents a facility's patients are asked for; a facility without a row has the defaults.
CREATE TABLE consent_offer (
    facility    TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    checkup     INTEGER NOT NULL,
    medication  INTEGER NOT NULL,
    treatment   INTEGER NOT NULL,
    operation   INTEGER NOT NULL,
    PRIMARY KEY (facility, recorded_at)
) WITHOUT ROWID;
