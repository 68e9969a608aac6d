-- The journal of a hall. One connection writes; readers open the file with mode=ro.
CREATE TABLE event (
    number INTEGER PRIMARY KEY,  -- 1, 2, 3, … without a hole
    body   TEXT NOT NULL,        -- the event as JSON, see protocol/SPEC.md
    chain  BLOB NOT NULL         -- keyed BLAKE2b-128 over the previous chain, the number and the body
);

-- The answer each request got, so that a repeat gets the same. Request ids begin with the maker's clock, so
-- rows are added at the right edge of the tree.
CREATE TABLE reply (
    request  BLOB PRIMARY KEY,   -- 16 bytes
    digest   BLOB NOT NULL,      -- BLAKE2b-128 of device, kind and body: the same id must mean the same request
    first    INTEGER NOT NULL,   -- the events it caused: first … first + count - 1
    count    INTEGER NOT NULL,
    refusal  TEXT                -- {code, sentence}; null when it was accepted
) WITHOUT ROWID;

-- The state after event `number`, so that a start need not replay the years before.
CREATE TABLE snapshot (
    number INTEGER PRIMARY KEY,
    state  TEXT NOT NULL,        -- JSON, see protocol/SPEC.md
    chain  BLOB NOT NULL,        -- of event `number`
    seal   BLOB NOT NULL         -- keyed BLAKE2b-128 over number, chain and state
);

PRAGMA user_version = 1;
