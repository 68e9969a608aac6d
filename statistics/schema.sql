-- The statistics of a hall: a disposable projection of its journal. The same statements serve SQLite and
-- PostgreSQL. Instants are milliseconds since 1970 in UTC, durations milliseconds, days the hall's local date
-- of issue as 'YYYY-MM-DD'. A change here raises `schema_version` in store.cpp; the tables are then made anew.

-- One row: how far the journal is in these tables.
CREATE TABLE IF NOT EXISTS progress (
    id INTEGER PRIMARY KEY,
    schema_version BIGINT NOT NULL,
    last_number BIGINT NOT NULL
);

-- What of the plan in force the projector needs after a restart.
CREATE TABLE IF NOT EXISTS plan_zone (place BIGINT PRIMARY KEY, from_ms BIGINT NOT NULL, offset_s BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS plan_services (service TEXT PRIMARY KEY, kind TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS plan_windows (window_id BIGINT PRIMARY KEY, kind TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS plan_kinds (kind TEXT PRIMARY KEY, wait_ms BIGINT NOT NULL, service_ms BIGINT NOT NULL);
-- Of the services that do not go by the norm of their kind.
CREATE TABLE IF NOT EXISTS plan_norms (service TEXT PRIMARY KEY, wait_ms BIGINT NOT NULL, service_ms BIGINT NOT NULL);
-- The outcomes by which an application goes on to others, who register and answer it within so many days.
CREATE TABLE IF NOT EXISTS plan_forwarding (
    outcome TEXT PRIMARY KEY,
    register_days BIGINT NOT NULL,
    answer_days BIGINT NOT NULL
);
-- Durations of the plan by name, such as 'abandoned_after'.
CREATE TABLE IF NOT EXISTS plan_times (name TEXT PRIMARY KEY, took_ms BIGINT NOT NULL);
-- What a window serves or helps with.
CREATE TABLE IF NOT EXISTS plan_calls (
    window_id BIGINT NOT NULL,
    service TEXT NOT NULL,
    PRIMARY KEY (window_id, service)
);

-- The norms of each plan that was ever adopted.
CREATE TABLE IF NOT EXISTS norms (
    number BIGINT NOT NULL,         -- of the journal's event
    day TEXT NOT NULL,              -- of the adoption
    kind TEXT NOT NULL,
    wait_ms BIGINT NOT NULL,
    service_ms BIGINT NOT NULL,
    PRIMARY KEY (number, kind)
);

CREATE TABLE IF NOT EXISTS visits (
    ticket BIGINT PRIMARY KEY,
    letter TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    language TEXT NOT NULL,
    device TEXT NOT NULL,
    day TEXT NOT NULL,
    hour BIGINT NOT NULL,           -- local, of the issue
    issued_ms BIGINT NOT NULL,
    waited_ms BIGINT NOT NULL,      -- the waits of the legs that were called
    outcome TEXT NOT NULL,          -- of the last finish
    category TEXT NOT NULL,         -- empty: none
    ended TEXT,                     -- served, cancelled, missed, expired; NULL: still in the hall
    ended_ms BIGINT,
    abandoned_after_ms BIGINT NOT NULL,  -- X of the share within the norm, as the plan had it at the issue
    first_number BIGINT NOT NULL,   -- of the journal, the issue; with the last one a ticket's events are found there
    last_number BIGINT NOT NULL     -- the end; of an open visit the last that changed this row
);
CREATE INDEX IF NOT EXISTS visits_by_day ON visits (day);
CREATE INDEX IF NOT EXISTS visits_open ON visits (ticket) WHERE ended IS NULL;

CREATE TABLE IF NOT EXISTS legs (
    ticket BIGINT NOT NULL,
    leg BIGINT NOT NULL,            -- from 1
    began TEXT NOT NULL,            -- issue, transfer, park, step, comeback
    service TEXT NOT NULL,
    kind TEXT NOT NULL,             -- of the queue waited in
    began_ms BIGINT NOT NULL,
    called_ms BIGINT,               -- the first call
    window_id BIGINT NOT NULL,      -- that called; 0 before
    called_by TEXT NOT NULL,        -- a person; empty: no name is known
    person TEXT NOT NULL,           -- who started the service, else who called
    recalls BIGINT NOT NULL,
    started_ms BIGINT,              -- the specialist's action
    ended TEXT,                     -- finished, transferred, parked, missed, cancelled, expired
    ended_ms BIGINT,
    reason TEXT,                    -- why this visitor was called: longest_wait, priority, ...
    outcome TEXT NOT NULL,          -- of a finish
    only_at BIGINT NOT NULL,        -- waited for this window alone; 0: for any that serves
    wait_norm_ms BIGINT,            -- in force when the wait ended
    service_norm_ms BIGINT,         -- in force when the service ended
    PRIMARY KEY (ticket, leg)
);

-- Who was at a window, working or paused.
CREATE TABLE IF NOT EXISTS spells (
    number BIGINT PRIMARY KEY,      -- of the journal's event that began it
    day TEXT NOT NULL,
    window_id BIGINT NOT NULL,
    post TEXT NOT NULL,             -- open, paused
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    from_ms BIGINT NOT NULL,
    till_ms BIGINT
);
CREATE INDEX IF NOT EXISTS spells_by_day ON spells (day);
CREATE INDEX IF NOT EXISTS spells_lasting ON spells (number) WHERE till_ms IS NULL;

-- The windows that are open and free now though somebody waits whom they could call, and who is there.
CREATE TABLE IF NOT EXISTS windows_idling (
    window_id BIGINT PRIMARY KEY,
    day TEXT NOT NULL,              -- on which it began
    since_ms BIGINT NOT NULL,
    person TEXT NOT NULL
);

-- Averages without reading visits: kept up with every call and every finish, by day and once more by month
-- and by year, so that a year is one row of each name.
CREATE TABLE IF NOT EXISTS sums (
    span TEXT NOT NULL,             -- day, month, year
    scope TEXT NOT NULL,            -- hall, kind, window, person, service, outcome, category, hour
    day TEXT NOT NULL,              -- of a month or a year: its first
    name TEXT NOT NULL,             -- within the scope
    quantity TEXT NOT NULL,         -- wait, service, parked, visit_wait, idle, left, closed, missed, served_wait, abandoned_wait
    n BIGINT NOT NULL,
    sum_ms BIGINT NOT NULL,
    longest_ms BIGINT NOT NULL,
    over_norm BIGINT NOT NULL,
    PRIMARY KEY (span, scope, day, name, quantity)
);

-- Of the same rows, but parked, idle and the two of whole visits, how many took how long: medians without reading visits. See
-- buckets.hpp.
CREATE TABLE IF NOT EXISTS distributions (
    span TEXT NOT NULL,
    scope TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity TEXT NOT NULL,
    buckets TEXT NOT NULL,          -- 'gap:count gap:count ...'
    PRIMARY KEY (span, scope, day, name, quantity)
);

CREATE TABLE IF NOT EXISTS hours (
    day TEXT NOT NULL,
    hour BIGINT NOT NULL,           -- 0 to 23
    issued BIGINT NOT NULL,
    served BIGINT NOT NULL,
    cancelled BIGINT NOT NULL,
    missed BIGINT NOT NULL,
    expired BIGINT NOT NULL,
    PRIMARY KEY (day, hour)
);

-- How long visitors were told at the issue that they would wait: what the share of estimates that held is counted
-- from. The journal does not hold it, so a projection made anew has none but those worked out once more.
CREATE TABLE IF NOT EXISTS promises (
    ticket BIGINT PRIMARY KEY,
    from_min BIGINT NOT NULL,
    to_min BIGINT NOT NULL,
    heard BIGINT NOT NULL           -- 1: as the hall told it at that moment; 0: worked out later from the journal
);

-- How visitors rated their visits, never who served them.
CREATE TABLE IF NOT EXISTS ratings (
    day TEXT NOT NULL,              -- of the visit's issue
    service TEXT NOT NULL,          -- of its last leg
    topic TEXT NOT NULL,            -- empty: none
    score BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (day, service, topic, score)
);

-- Applications that went on to others (standard, paragraph 123). Each deadline is the end of its local day.
CREATE TABLE IF NOT EXISTS forwarded (
    number BIGINT PRIMARY KEY,      -- of the journal's event
    ticket BIGINT NOT NULL,
    letter TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    service TEXT NOT NULL,
    outcome TEXT NOT NULL,
    window_id BIGINT NOT NULL,
    reference TEXT NOT NULL,        -- in the document system; empty: none was recorded
    accepted_ms BIGINT NOT NULL,
    day TEXT NOT NULL,              -- the local date of that
    register_by TEXT NOT NULL,
    answer_by TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS forwarded_by_day ON forwarded (day);
CREATE INDEX IF NOT EXISTS forwarded_by_answer ON forwarded (answer_by);
