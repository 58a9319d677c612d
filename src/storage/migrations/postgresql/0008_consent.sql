-- Every basis for viewing is such a row, whatever the patient came for. A consent is known by person, facility, item,
-- purpose and its first moment; it is ended by a further version, never by a change.
CREATE TABLE consent (
    person_id   BIGINT NOT NULL,
    facility    TEXT COLLATE "C" NOT NULL,
    item        BIGINT NOT NULL,
    purpose     BIGINT NOT NULL, -- 1 outpatient, 2 home visit, 3 online, 4 emergency (OQSCD028)
    given_from  BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    given_by    BIGINT NOT NULL, -- how the card was opened: 1 PIN, 2 face, 3 visual
    given_until BIGINT,          -- the first moment without it; NULL: until it is withdrawn
    end_reason  BIGINT,          -- OQSCD031
    PRIMARY KEY (person_id, facility, item, purpose, given_from, recorded_at)
);

-- Which consents a facility's patients are asked for; a facility without a row has the defaults.
CREATE TABLE consent_offer (
    facility    TEXT COLLATE "C" NOT NULL,
    recorded_at BIGINT NOT NULL,
    checkup     BIGINT NOT NULL,
    medication  BIGINT NOT NULL,
    treatment   BIGINT NOT NULL,
    operation   BIGINT NOT NULL,
    PRIMARY KEY (facility, recorded_at)
);
