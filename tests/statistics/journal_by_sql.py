"""What the tables cannot tell by SQL over their visits, asked of the journal's events by SQL.

Idleness, staffing, forwarded applications, ratings and kept estimates. Python puts the events into a database as they
are; every definition is in the statements.
"""
import sqlite3

FOREVER = 1 << 60

EVENTS = """
CREATE TABLE events (i INTEGER PRIMARY KEY, at, kind, ticket, win, person, service, to_service, to_window, only_at,
                     outcome, reference, taken, topic, score, letter, ordinal);
CREATE TABLE plans (i INTEGER PRIMARY KEY, register_days, answer_days);
CREATE TABLE offsets (plan, since, seconds);
CREATE TABLE plan_windows (plan, win);
CREATE TABLE duties (i, win, service);
CREATE TABLE forwarding (plan, outcome);
CREATE TABLE promises (ticket, from_min, to_min, heard);
"""

# From here on only SQL.
DERIVED = f"""
CREATE INDEX duties_of ON duties (i, win);
CREATE TABLE placed AS SELECT i, at, ticket, kind,
    COALESCE(LEAD(i) OVER (PARTITION BY ticket ORDER BY i), {FOREVER}) AS until,
    CASE WHEN kind IN ('ticket_taken', 'ticket_transferred', 'step_finished', 'ticket_returned')
      THEN 1 ELSE 0 END AS waits,
    COALESCE(to_service, service) AS service,
    COALESCE(to_window, only_at) AS only_at,
    CASE WHEN kind = 'ticket_called' THEN win END AS at_window
  FROM events WHERE kind IN ('ticket_taken', 'ticket_transferred', 'step_finished', 'ticket_returned', 'ticket_called',
    'ticket_parked', 'ticket_missed', 'service_finished', 'ticket_cancelled', 'ticket_expired', 'return_lapsed');
CREATE INDEX placed_ticket ON placed (ticket, i);
-- The service of a ticket that goes elsewhere without a word about it is the one before.
CREATE TABLE stands AS SELECT i, until, waits, only_at, at_window,
    (SELECT before.service FROM placed before WHERE before.ticket = placed.ticket AND before.i <= placed.i
       AND before.service IS NOT NULL ORDER BY before.i DESC LIMIT 1) AS service, ticket, at, kind
  FROM placed;
CREATE INDEX stands_at ON stands (at_window, i, until);
CREATE INDEX stands_for ON stands (waits, i, until);
CREATE INDEX stands_ticket ON stands (ticket, i);
CREATE TABLE posts AS SELECT i, win, at, kind, person,
    COALESCE(LEAD(i) OVER (PARTITION BY win ORDER BY i), {FOREVER}) AS until,
    LEAD(at) OVER (PARTITION BY win ORDER BY i) AS till,
    kind IN ('window_opened', 'window_resumed') AS open
  FROM events WHERE kind IN ('window_opened', 'window_paused', 'window_resumed', 'window_closed');
CREATE INDEX posts_of ON posts (win, i);
-- A keypad has no name: its presses are of whoever is at the window.
CREATE TABLE people AS SELECT i, COALESCE((SELECT known.person FROM posts known WHERE known.win = posts.win
    AND known.i <= posts.i AND known.person <> '' AND known.i > COALESCE((SELECT MAX(closed.i) FROM posts closed
      WHERE closed.win = posts.win AND closed.i <= posts.i AND closed.kind = 'window_closed'), -1)
    ORDER BY known.i DESC LIMIT 1), '') AS person FROM posts;
CREATE TABLE clocks AS SELECT events.i, events.at, plan,
    COALESCE((SELECT seconds FROM offsets WHERE offsets.plan = here.plan AND since <= events.at
                ORDER BY since DESC LIMIT 1),
             (SELECT seconds FROM offsets WHERE offsets.plan = here.plan ORDER BY since LIMIT 1), 0) AS seconds
  FROM (SELECT i, (SELECT MAX(plans.i) FROM plans WHERE plans.i <= events.i) AS plan FROM events) here
  JOIN events ON events.i = here.i;
CREATE TABLE days AS SELECT i, plan, date(at / 1000 + seconds, 'unixepoch') AS day FROM clocks;
CREATE INDEX days_of ON days (i);
-- Who may be called from where: the plan's, until somebody assigns others.
CREATE TABLE changes AS SELECT i, win, present, COALESCE(LEAD(i) OVER (PARTITION BY win ORDER BY i), {FOREVER}) AS until
  FROM (SELECT plans.i AS i, known.win AS win,
          EXISTS (SELECT 1 FROM plan_windows w WHERE w.plan = plans.i AND w.win = known.win) AS present
        FROM plans, (SELECT DISTINCT win FROM plan_windows) known
        UNION SELECT i, win, 1 FROM events WHERE kind = 'services_assigned');
CREATE TABLE turns AS SELECT i, at, ROW_NUMBER() OVER (ORDER BY i) AS turn, LEAD(at) OVER (ORDER BY i) AS next_at,
    SUM(kind = 'day_started') OVER (ORDER BY i) AS day_count FROM events;
CREATE TABLE idle AS SELECT turns.turn, turns.i, turns.at, turns.next_at, turns.day_count, posts.win, posts.i AS post
  FROM turns JOIN posts ON posts.open AND turns.i >= posts.i AND turns.i < posts.until
    JOIN changes ON changes.win = posts.win AND changes.present AND turns.i >= changes.i AND turns.i < changes.until
  WHERE NOT EXISTS (SELECT 1 FROM stands WHERE stands.at_window = posts.win AND stands.i <= turns.i
                      AND stands.until > turns.i)
    AND EXISTS (SELECT 1 FROM stands WHERE stands.waits = 1 AND stands.i <= turns.i AND stands.until > turns.i
      AND CASE WHEN stands.only_at IS NOT NULL THEN stands.only_at = posts.win ELSE EXISTS (SELECT 1 FROM duties
        WHERE duties.i = changes.i AND duties.win = posts.win AND duties.service = stands.service) END);
CREATE TABLE stretches AS SELECT win, MIN(i) AS i, MIN(post) AS post, MIN(at) AS at, MAX(turn) AS last
  FROM (SELECT *, turn - ROW_NUMBER() OVER (PARTITION BY win ORDER BY turn) AS run FROM idle)
  GROUP BY win, run, day_count;
"""

IDLE = """
SELECT {name}, COUNT(*), SUM(took), MAX(took), 0 FROM (
  SELECT stretches.win AS win, people.person AS person, turns.next_at - stretches.at AS took
  FROM stretches JOIN turns ON turns.turn = stretches.last JOIN days ON days.i = stretches.i
    JOIN people ON people.i = stretches.post
  WHERE days.day BETWEEN ? AND ? AND turns.next_at > stretches.at) GROUP BY 1 ORDER BY 1
"""

# By quarters of an hour, which no change of a clock divides.
STAFFING = """
WITH RECURSIVE spells AS (
    SELECT kind <> 'window_paused' AS works, posts.at AS from_ms,
      MIN(COALESCE(till, :now), posts.at + 48 * 3600000) AS till FROM posts JOIN days ON days.i = posts.i
    WHERE kind <> 'window_closed' AND days.day BETWEEN :first AND :last),
  quarters AS (
    SELECT works, from_ms, MIN(till, (from_ms / 900000 + 1) * 900000) AS next, till FROM spells WHERE from_ms < till
    UNION ALL SELECT works, next, MIN(till, next + 900000), till FROM quarters WHERE next < till),
  zone AS (SELECT since, seconds FROM offsets WHERE plan = (SELECT MAX(i) FROM plans)),
  told AS (SELECT works, next - from_ms AS took, from_ms / 1000 + COALESCE(
      (SELECT seconds FROM zone WHERE since <= from_ms ORDER BY since DESC LIMIT 1),
      (SELECT seconds FROM zone ORDER BY since LIMIT 1), 0) AS clock FROM quarters)
SELECT (CAST(strftime('%w', clock, 'unixepoch') AS INTEGER) + 6) % 7 + 1,
  CAST(strftime('%H', clock, 'unixepoch') AS INTEGER),
  SUM(CASE WHEN works THEN took ELSE 0 END), SUM(CASE WHEN works THEN 0 ELSE took END)
FROM told GROUP BY 1, 2 ORDER BY 1, 2
"""

FORWARDED = """
SELECT events.i + 1, events.ticket, issue.letter, issue.ordinal,
  (SELECT service FROM stands WHERE stands.ticket = events.ticket AND stands.i < events.i
     ORDER BY stands.i DESC LIMIT 1),
  events.outcome, events.win, COALESCE(events.reference, ''), events.at, days.day,
  date(days.day, '+' || register_days || ' days'), date(days.day, '+' || answer_days || ' days')
FROM events JOIN days ON days.i = events.i JOIN plans ON plans.i = days.plan
  JOIN forwarding ON forwarding.plan = days.plan AND forwarding.outcome = events.outcome
  JOIN events issue ON issue.ticket = events.ticket AND issue.kind = 'ticket_taken'
WHERE events.kind IN ('service_finished', 'step_finished') AND days.day BETWEEN ? AND ? ORDER BY events.i
"""

ISSUES = """
CREATE TABLE issues AS SELECT ticket, events.i, COALESCE(taken, events.at) AS at,
    (SELECT date(COALESCE(taken, events.at) / 1000 + COALESCE(
      (SELECT seconds FROM offsets WHERE offsets.plan = clocks.plan AND since <= COALESCE(taken, events.at)
         ORDER BY since DESC LIMIT 1),
      (SELECT seconds FROM offsets WHERE offsets.plan = clocks.plan ORDER BY since LIMIT 1), 0), 'unixepoch')) AS day
  FROM events JOIN clocks ON clocks.i = events.i WHERE kind = 'ticket_taken';
"""

RATINGS = """
SELECT (SELECT service FROM stands WHERE stands.ticket = events.ticket AND service IS NOT NULL
          ORDER BY stands.i DESC LIMIT 1)
    AS service, topic, score, COUNT(*) FROM events JOIN issues ON issues.ticket = events.ticket
WHERE kind = 'visit_rated' AND day BETWEEN ? AND ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""

ESTIMATES = """
SELECT service, COUNT(*), SUM(took BETWEEN 60000 * from_min AND 60000 * to_min), SUM(took < 60000 * from_min),
  SUM(took > 60000 * to_min), SUM(heard)
FROM (SELECT from_min, to_min, heard, called.service AS service, called.at - issues.at AS took
      FROM promises JOIN issues ON issues.ticket = promises.ticket JOIN stands called ON called.i =
        (SELECT MIN(i) FROM stands WHERE stands.ticket = promises.ticket AND kind = 'ticket_called')
      WHERE day BETWEEN ? AND ?)
GROUP BY 1 ORDER BY 1
"""


def facts_of(event):
    to = event.get("to", {}) if event["kind"] == "ticket_transferred" else {}
    step = event.get("next", {})
    number = event.get("number", {}) if event["kind"] == "ticket_taken" else {}
    service = event.get("service") if event["kind"] == "ticket_taken" else step.get("service")
    return (event["at"], event["kind"], event.get("ticket"), event.get("window"), event.get("person", ""), service,
            to.get("service"), to.get("window"), event.get("only_at", step.get("back_to")), event.get("outcome"),
            event.get("reference"), event.get("taken"), event.get("topic"), event.get("score"), number.get("letter"),
            number.get("ordinal"))


def write_plan(database, i, plan):
    due = plan.get("forwarding", {})
    database.execute("INSERT INTO plans VALUES (?, ?, ?)", (i, due.get("register_days", 1), due.get("answer_days", 30)))
    database.executemany("INSERT INTO offsets VALUES (?, ?, ?)",
                         [(i, offset["from"], offset["offset_s"]) for offset in plan["zone"]["offsets"]])
    database.executemany("INSERT INTO forwarding VALUES (?, ?)",
                         [(i, outcome["id"]) for outcome in plan.get("outcomes", []) if outcome.get("forwarded")])
    for window in plan["windows"]:
        database.execute("INSERT INTO plan_windows VALUES (?, ?)", (i, window["id"]))
        write_duties(database, i, window["id"], window)


def write_duties(database, i, window, duties):
    database.executemany("INSERT INTO duties VALUES (?, ?, ?)",
                         [(i, window, service) for service in duties.get("services", []) + duties.get("helps", [])])


class JournalBySql:
    def __init__(self, entries, promises):
        self.database = sqlite3.connect(":memory:")
        self.database.executescript(EVENTS)
        for i, event in enumerate(entries):
            if not event:
                continue
            self.database.execute(f"INSERT INTO events VALUES (?{', ?' * 16})", (i, *facts_of(event)))
            if event["kind"] == "plan_adopted":
                write_plan(self.database, i, event["plan"])
            elif event["kind"] == "services_assigned":
                write_duties(self.database, i, event["window"], event)
        self.database.executemany("INSERT INTO promises VALUES (?, ?, ?, ?)", promises)
        self.database.executescript(DERIVED + ISSUES)

    def rows(self, question, values):
        return [list(row) for row in self.database.execute(question, values)]

    def idleness(self, days):
        return {what: {str(name): measure for name, *measure in self.rows(IDLE.format(name=name), days)}
                for what, name in (("windows", "win"), ("people", "person"))}

    def staffing(self, days, now):
        return self.rows(STAFFING, {"first": days[0], "last": days[1], "now": now})

    def forwarded(self, days):
        return self.rows(FORWARDED, days)

    def ratings(self, days):
        return self.rows(RATINGS, days)

    def estimates(self, days):
        return self.rows(ESTIMATES, days)
