-- What came of an insurer, and when: told beside a negative answer, and whether an insurer has fallen silent. A fact with
-- versions, like all that an answer uses.
CREATE TABLE insurer_intake (
    insurer_number    TEXT COLLATE "C" NOT NULL,
    recorded_at       BIGINT NOT NULL,
    received_at       BIGINT NOT NULL,
    row_count         BIGINT NOT NULL,
    delays            TEXT COLLATE "C" NOT NULL,    -- of this intake: "days:events days:events"
    delay_median_days BIGINT,          -- over the intakes of the last 90 days; NULL: too few events
    delay_p90_days    BIGINT,
    last_entry        BIGINT NOT NULL, -- of the record before it: whatever knew of this intake stands after it
    PRIMARY KEY (insurer_number, recorded_at)
);

-- What a facility was told wrongly, as a file that it can fetch. Personal data of its own patients: dropped after 90 days.
CREATE TABLE correction_file (
    facility TEXT COLLATE "C" NOT NULL,
    id       TEXT COLLATE "C" NOT NULL,
    made_at  BIGINT NOT NULL,
    since    BIGINT NOT NULL,
    until    BIGINT NOT NULL,
    reason   TEXT COLLATE "C" NOT NULL,
    answers  BIGINT NOT NULL,
    content  BYTEA NOT NULL,
    PRIMARY KEY (facility, id)
);
