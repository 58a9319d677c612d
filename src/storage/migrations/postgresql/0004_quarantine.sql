-- Rows that were not taken because they are implausible, until the operator has decided; files wait in the feed's state 8.
ALTER TABLE feed ADD COLUMN held BIGINT NOT NULL DEFAULT 0;

CREATE TABLE held_row (
    id      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    feed_id TEXT COLLATE "C" NOT NULL,
    line    BIGINT NOT NULL,
    insurer TEXT COLLATE "C" NOT NULL,
    spell   TEXT COLLATE "C" NOT NULL,
    state   BIGINT NOT NULL,
    held_at BIGINT NOT NULL,
    reasons TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX held_row_waiting ON held_row (spell) WHERE state = 1;

-- Files of changes are compared first now, like full ones: one that was complete and not yet begun goes back to it.
UPDATE feed SET state = 2 WHERE kind = 1 AND state = 4 AND lines = 0;
