-- Rows that were not taken because they are implausible, until the operator has decided; files wait in the feed's state 8.
ALTER TABLE feed ADD COLUMN held INTEGER NOT NULL DEFAULT 0;

CREATE TABLE held_row (
    id      TEXT NOT NULL PRIMARY KEY,
    feed_id TEXT NOT NULL,
    line    INTEGER NOT NULL,
    insurer TEXT NOT NULL,
    spell   TEXT NOT NULL,
    state   INTEGER NOT NULL,
    held_at INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    content TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX held_row_waiting ON held_row (spell) WHERE state = 1;

-- Files of changes are compared first now, like full ones: one that was complete and not yet begun goes back to it.
UPDATE feed SET state = 2 WHERE kind = 1 AND state = 4 AND lines = 0;
