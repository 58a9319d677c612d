-- What came of an insurer, and when: told beside a negative answer, and whether an insurer has fallen silent. A fact with
-- versions, like all that an answer uses.
CREATE TABLE insurer_intake (
    insurer_number    TEXT NOT NULL,
    recorded_at       INTEGER NOT NULL,
    received_at       INTEGER NOT NULL,
    row_count         INTEGER NOT NULL,
    delays            TEXT NOT NULL,    -- of this intake: "days:events days:events"
    delay_median_days INTEGER,          -- over the intakes of the last 90 days; NULL: too few events
    delay_p90_days    INTEGER,
    last_entry        INTEGER NOT NULL, -- of the record before it: whatever knew of this intake stands after it
    PRIMARY KEY (insurer_number, recorded_at)
) WITHOUT ROWID;

-- What a facility was told wrongly, as a file that it can fetch. Personal data of its own patients: dropped after 90 days.
CREATE TABLE correction_file (
    facility TEXT NOT NULL,
    id       TEXT NOT NULL,
    made_at  INTEGER NOT NULL,
    since    INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    reason   TEXT NOT NULL,
    answers  INTEGER NOT NULL,
    content  BLOB NOT NULL,
    PRIMARY KEY (facility, id)
);
