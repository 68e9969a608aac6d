#!/usr/bin/env python3
"""The same days counted three times, to the millisecond: three_ways_test.py PROGRAM [DAYS]

PROGRAM (told_days.cpp) makes days of a hall and tells what the statistics' tables answer, and whether SQL over the
visits agrees with the sums; journal_alone.py counts from the events, and journal_by_sql.py asks them by SQL for what is
not in the visits. DAYS: OKNO_STATISTICS_DAYS, else some dozens.

Nothing in a journal is ever changed. What a hall corrects is a later event, after which what was already counted must
still be right; the days must have each of these:
- a no-show is taken back: the visitor was missed and returned (the visit is no longer abandoned);
- a ticket that a kiosk gave by itself is merged when tickets issued after it have been counted: it belongs to the hour
  and the day of the touch, whose sums were already made;
- a plan is adopted again with other norms while visitors wait: whoever was called before keeps the norm of that call;
- a category is given to a ticket that has one or none: the visit stays under the one it was taken with;
- what a window serves is assigned anew: idleness goes by that from then on;
- a visit is rated after its end, and its score is the visit's day's.
"""
import json
import os
import subprocess
import sys
import time
from collections import Counter

from journal_alone import Journal, bucket_middle, local, measure, median_of_all, rank
from journal_by_sql import JournalBySql

PROGRAM = sys.argv[1]
DAYS = int(sys.argv[2] if len(sys.argv) > 2 else os.environ.get("OKNO_STATISTICS_DAYS", 40))
SEEDS_AT_ONCE = 10
KNOWS_WHO_LEFT = {"hall", "day", "hour", "weekday", "kind", "service", "category"}


def expected_line(took, by, quick):
    seen = bucket_middle if quick else (lambda t: t)
    line = {what: measure(took[what]) for what in took}
    for what in ("wait", "service"):
        longest = line[what][2]
        values = [t for t, _ in took[what]]
        line[what] += [min(seen(rank(values, percent)), longest) for percent in (50, 90)]
    gone = [seen(t) for what in ("left", "closed") for t, _ in took[what]]
    called = [seen(t) for t, _ in took["wait"]]
    line["median_wait_of_all"] = median_of_all(called, gone) if by in KNOWS_WHO_LEFT else None
    return line


def must_equal(there, here, what):
    if there != here:
        sys.exit(f"{what}: the tables say {json.dumps(there)}, the journal {json.dumps(here)}")


def check_history(table, journal, days, where):
    for by in table["exact"]:
        took = journal.lines(days, by)
        for way in ("exact", "quick"):
            told = table[way][by]
            must_equal(told["exact"], way == "exact", f"{where}, by {by}, {way}")
            must_equal(sorted(told["lines"]), sorted(took), f"{where}, by {by}, {way}, lines")
            for name, line in told["lines"].items():
                must_equal(line, expected_line(took[name], by, way == "quick"), f"{where}, by {by}, {way}, '{name}'")
        for name, line in table["exact"][by]["lines"].items():
            for what in ("wait", "service"):
                for exact, quick in zip(line[what][4:], table["quick"][by]["lines"][name][what][4:]):
                    if abs(exact - quick) > max(exact, 0) / 128:
                        sys.exit(f"{where}, by {by}, '{name}': {quick} is too far from {exact}")


def bars_of(journal, days):
    bars = []
    for took in journal.lines(days, "day").values():
        for wait, _ in took["wait"]:
            bar = max(wait, 0) // 60_000
            bars += [0] * (bar + 1 - len(bars))
            bars[bar] += 1
    return bars


def check_events(table, told, journal, by_sql, where):
    """What is not in the visits."""
    days = table["days"]
    for what, from_journal, from_sql in (
            ("idle", journal.idleness(days), by_sql.idleness(days)),
            ("staffing", journal.staffing(days, told["now"]), by_sql.staffing(days, told["now"])),
            ("forwarded", journal.forwarded(days), by_sql.forwarded(days)),
            ("ratings", journal.ratings(days), by_sql.ratings(days)),
            ("estimates", journal.estimates(days, told["promises"]), by_sql.estimates(days))):
        must_equal(table[what], from_journal, f"{where}, {what}")
        must_equal(from_sql, from_journal, f"{where}, {what}, by SQL over the events")


def check(told, seen):
    journal = Journal(told["entries"])
    by_sql = JournalBySql(told["entries"], told["promises"])
    for table in told["tables"]:
        days = table["days"]
        where = f"seed {told['seed']} ({told['kind']}), {days[0]} to {days[1]}"
        check_history(table, journal, days, where)
        must_equal(table["load"], journal.load(days), f"{where}, load")
        must_equal(table["calendar"], journal.calendar(days), f"{where}, calendar")
        must_equal(table["bars"], bars_of(journal, days), f"{where}, bars")
        must_equal(table["summary"], journal.summary(days), f"{where}, summary")
        check_events(table, told, journal, by_sql, where)
        must_equal(table["recount"], [], f"{where}, sums by SQL over the visits")
    # The area under the queue's length is the sum of all waits, ended or not.
    area, until = journal.area_under_the_queue()
    lines = told["tables"][0]["exact"]["day"]["lines"].values() if told["tables"] else []
    sums = sum(line[what][1] for line in lines for what in ("wait", "left", "closed"))
    must_equal(sums + journal.still_waiting(until), area, f"seed {told['seed']}, area under the queue's length")
    take_note(told["entries"], seen)
    note_corrections(told["entries"], seen)
    for table in told["tables"][:1]:
        seen["idle windows"] += len(table["idle"]["windows"])
        seen["forwarded applications"] += len(table["forwarded"])
        seen["kept estimates"] += sum(row[2] for row in table["estimates"])
        seen["served within the norm"] += sum(line["served_wait"][0] - line["served_wait"][3]
                                              for line in table["exact"]["hall"]["lines"].values())
        seen["abandoned in vain"] += sum(line["abandoned_wait"][3] for line in table["exact"]["hall"]["lines"].values())
    plan = journal.plans.plans[-1]
    seen["called on a later day"] += sum(leg["called"] is not None and local(plan, leg["called"])[0] > visit["day"]
                                         for visit in journal.visits for leg in visit["legs"])
    return len({visit["day"] for visit in journal.visits})


def take_note(entries, seen):
    zones = [event["plan"]["zone"]["offsets"] for event in entries if event and event["kind"] == "plan_adopted"]
    last = max(event["at"] for event in entries if event)
    first = min(event["at"] for event in entries if event)
    seen["clocks moved"] += any(first < offset["from"] < last for offsets in zones for offset in offsets)
    for event in entries:
        if not event:
            continue
        seen[event["kind"]] += 1
        if event["kind"] == "ticket_taken" and "taken" in event:
            seen["taken before it was merged"] += event["taken"] < event["at"]


def note_corrections(entries, seen):
    missed, waiting, issued, plan = set(), set(), 0, None
    for event in entries:
        if not event:
            continue
        what, ticket = event["kind"], event.get("ticket")
        if what == "ticket_taken":
            seen["merged after later ones were counted"] += event.get("taken", event["at"]) < issued
            issued = max(issued, event.get("taken", event["at"]))
        seen["no-show taken back"] += what == "ticket_returned" and ticket in missed
        if what == "ticket_missed":
            missed.add(ticket)
        if what in ("ticket_taken", "ticket_returned", "ticket_transferred", "step_finished"):
            waiting.add(ticket)
        elif what in ("ticket_called", "ticket_cancelled", "ticket_expired"):
            waiting.discard(ticket)
        if what == "plan_adopted":
            norms = [kind["norm"] for kind in event["plan"]["window_kinds"]]
            seen["other norms while visitors wait"] += plan not in (None, norms) and bool(waiting)
            plan = norms


def main():
    began, days, seed, seen = time.monotonic(), 0, 1, Counter()
    while days < DAYS:
        done = subprocess.run([PROGRAM, str(seed), str(seed + SEEDS_AT_ONCE - 1)], stdout=subprocess.PIPE, check=True)
        for line in done.stdout.splitlines():
            days += check(json.loads(line), seen)
        seed += SEEDS_AT_ONCE
    # The days have what they are meant to try.
    for rare in ("clocks moved", "taken before it was merged", "ticket_transferred", "ticket_cancelled",
                 "ticket_parked", "step_finished", "ticket_returned", "ticket_expired", "ticket_missed", "visit_rated",
                 "called on a later day", "idle windows", "forwarded applications", "kept estimates",
                 "served within the norm", "abandoned in vain",
                 # corrections
                 "no-show taken back", "merged after later ones were counted", "other norms while visitors wait",
                 "ticket_prioritised", "services_assigned"):
        if not seen[rare]:
            sys.exit(f"{days} days had nothing of this: {rare}")
    print(f"{days} days, {seed - 1} seeds, {seen['ticket_taken']} tickets: all three agree "
          f"({time.monotonic() - began:.0f} s)")


main()
