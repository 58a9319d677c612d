-- Files that insurers send over the network. The parts are dropped when the feed has come to its end.
CREATE TABLE feed (
    id         TEXT NOT NULL PRIMARY KEY,
    insurer    TEXT NOT NULL,
    kind       INTEGER NOT NULL,
    state      INTEGER NOT NULL,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    parts      INTEGER NOT NULL,
    begun_at   INTEGER NOT NULL,
    lines      INTEGER NOT NULL,
    row_count  INTEGER NOT NULL,
    added      INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    unchanged  INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    remarks    INTEGER NOT NULL,
    absent     INTEGER NOT NULL,
    difference TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE feed_part (
    feed_id TEXT NOT NULL,
    part    INTEGER NOT NULL, -- from 0
    size    INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (feed_id, part)
);

CREATE TABLE feed_note (
    feed_id TEXT NOT NULL,
    note    INTEGER NOT NULL, -- from 0
    line    INTEGER NOT NULL,
    kind    INTEGER NOT NULL,
    field   TEXT NOT NULL,
    code    TEXT NOT NULL,
    text    TEXT NOT NULL,
    PRIMARY KEY (feed_id, note)
) WITHOUT ROWID;
