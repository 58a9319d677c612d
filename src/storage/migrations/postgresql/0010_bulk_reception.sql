-- Bulk requests that a facility sent, with what came of them, for it to fetch by the number it was given. Personal data of its
-- own patients: dropped after 30 days.
CREATE TABLE bulk_reception (
    facility         TEXT COLLATE "C" NOT NULL,
    reception_number TEXT COLLATE "C" NOT NULL,    -- moment of reception (YYYYMMDDHHmmss) and six digits
    received_at      BIGINT NOT NULL,
    message          BYTEA NOT NULL,    -- as received
    outcomes         TEXT COLLATE "C" NOT NULL,    -- of each person in it, in order, with a space between: code of the refusal, or 0
    PRIMARY KEY (facility, reception_number)
);
