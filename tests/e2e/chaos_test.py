#!/usr/bin/python3
"""Programs are killed (kill -9) at random moments under load; afterwards everything acknowledged is counted."""
import collections
import os
import random
import re
import signal
import subprocess
import time
import unittest

from hall import BINARIES, Hall, wait_until
from load import Finger, Operator, Visitors, Watcher, WebOperator

SEED = int(os.environ.get("OKNO_SEED", random.SystemRandom().randrange(10**9)))
KILLS = 50


def events_of(entries, kind):
    return [entry["event"] for entry in entries if entry["event"] and entry["event"]["kind"] == kind]


def tickets_of(device, journal):
    """{ticket: "A012"} of all that were taken there."""
    taken = [event for event in events_of(journal, "ticket_taken") if event["device"] == device]
    return {event["ticket"]: "{letter}{ordinal:03}".format(**event["number"]) for event in taken}


class Chaos(unittest.TestCase):
    def setUp(self):
        print(f"seed {SEED}", flush=True)
        self.random = random.Random(SEED)

    def leave(self, people):
        for person in people:
            person.leave()

    def check_journal(self, hall, people):
        """Every acknowledged event is in the journal as acknowledged, and nothing is there twice."""
        journal = hall.client("observer").all_events()
        self.assertEqual([entry["number"] for entry in journal], list(range(1, len(journal) + 1)), "no hole")
        staff = {entry["number"]: entry["event"] for entry in journal}

        def as_public(event):
            hidden = {"person": None} | {name: "" for name in ("reason", "outcome") if name in event}
            return {name: value for name, value in (event | hidden).items() if value is not None}

        for person in people:
            for entry in person.acknowledged:
                self.assertIn(entry["event"], (staff[entry["number"]], as_public(staff[entry["number"]])))

        taken = events_of(journal, "ticket_taken")
        acknowledged = [e["ticket"] for p in people for e in events_of(p.acknowledged, "ticket_taken")]
        self.assertEqual(len(acknowledged), len(set(acknowledged)), "no ticket is acknowledged to two visitors")
        self.assertEqual(sorted(t["ticket"] for t in taken), list(range(1, len(taken) + 1)))
        numbers = [(t["number"]["letter"], t["number"]["ordinal"]) for t in taken]
        self.assertEqual(len(numbers), len(set(numbers)), "no number is issued twice")
        self.check_calls(journal)
        return journal, acknowledged

    def check_calls(self, journal):
        """A ticket is called once for each time it waited or was parked, never to two windows."""
        at_window = {}
        for entry in journal:
            event = entry["event"]
            if event["kind"] == "ticket_called":
                self.assertNotIn(event["ticket"], at_window, "called while at a window")
                self.assertNotIn(event["window"], at_window.values(), "two visitors at one window")
                at_window[event["ticket"]] = event["window"]
            elif event["kind"] in ("service_finished", "ticket_missed", "ticket_parked", "ticket_transferred"):
                self.assertEqual(at_window.pop(event["ticket"]), event["window"])

    def verify_chain(self, hall):
        """The dispatcher ends cleanly and its journal is sound."""
        self.assertEqual(hall.kill("dispatcher", signal.SIGTERM), 0)
        verified = subprocess.run([BINARIES / "okno", "journal", "verify", hall.journal, "--keys", hall.keys.folder],
                                  capture_output=True, text=True, timeout=60)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def check_watcher(self, watcher, journal):
        """All it was ever told is in the journal, and its own fold equals the dispatcher's snapshot."""
        numbers = [number for number, _, _ in watcher.follower.heard]
        self.assertEqual(numbers, sorted(set(numbers)), "in order, none twice")
        if watcher.staff:
            for number, event, _ in watcher.follower.heard:
                self.assertEqual(event, journal[number - 1]["event"], "heard only what is kept for good")
        self.assertEqual(watcher.follower.hall.as_state(), watcher.snapshot["state"])


class DispatcherKilled(Chaos):
    def test_a_dispatcher_killed_fifty_times_under_load_loses_and_doubles_nothing(self):
        with Hall("dispatcher") as hall:
            people = [Visitors(hall, "kiosk-1", f"{SEED} {i}") for i in range(3)]
            people += [Operator(hall, "console", f"{SEED} {window}", window) for window in (3, 4, 6)]
            watchers = [Watcher(hall, "observer", staff=True), Watcher(hall, "display-1", staff=False)]
            for _ in range(KILLS):
                time.sleep(self.random.random() ** 2)  # the blow falls at any moment, from the first breath on
                self.assertTrue(hall.alive("dispatcher"))
                hall.kill("dispatcher")
                hall.start("dispatcher", ready=False)
            hall.wait_ready("dispatcher")
            self.leave(people)
            journal, acknowledged = self.check_journal(hall, people)
            taken = [event["ticket"] for event in events_of(journal, "ticket_taken")]
            self.assertEqual(sorted(acknowledged), taken, "each visitor asked until the answer came")
            self.leave(watchers)
            for watcher in watchers:
                self.check_watcher(watcher, journal)
            self.verify_chain(hall)
            told = [f"{len(taken)} tickets", f"{len(events_of(journal, 'service_finished'))} served",
                    f"{len(journal)} events", f"{watchers[0].follower.resyncs} snapshots"]
            print(f"{KILLS} kills:", ", ".join(told))
            self.assertGreater(len(taken), 3 * KILLS, "there was load")


class EveryProgramKilled(Chaos):
    PROGRAMS = ("dispatcher", "printer-1", "kiosk-1", "display-1", "console", "bridge-1")

    def test_programs_killed_fifty_times_each_lose_and_double_nothing(self):
        hall = Hall(*self.PROGRAMS)
        password = hall.add_user("anna", "operator", 3)
        with hall:
            people = [Visitors(hall, "kiosk-1", f"{SEED} kiosk", services=["paid-services"], pause=0.25),
                      Visitors(hall, "administrator", f"{SEED} others", pause=0.1),
                      Operator(hall, "bridge-1", f"{SEED} 6", 6), WebOperator(hall, "anna", password, f"{SEED} 3", 3)]
            finger = Finger(hall, "kiosk-1")
            watchers = [Watcher(hall, "observer", staff=True), Watcher(hall, "display-1", staff=False)]
            victims = [name for name in self.PROGRAMS for _ in range(KILLS)]
            self.random.shuffle(victims)
            for name in victims:
                time.sleep(self.random.uniform(0.05, 0.9))
                hall.check_alive()
                hall.kill(name)
                hall.start(name, ready=False)
            hall.wait_ready("dispatcher")
            self.leave([*people, finger])
            journal, acknowledged = self.check_journal(hall, people)
            self.check_kiosk(finger, journal, acknowledged)
            printed = self.check_paper(hall)
            self.check_board(hall)
            self.leave(watchers)
            for watcher in watchers:
                self.check_watcher(watcher, hall.client("observer").all_events())
            hall.check_alive()
            for name in reversed(self.PROGRAMS[1:]):
                self.assertEqual(hall.kill(name, signal.SIGTERM), 0, f"{name} ends cleanly")
            self.verify_chain(hall)
            print(f"{len(victims)} kills: {len(acknowledged)} tickets acknowledged, {len(set(finger.shown))} at the "
                  f"kiosk, paper {printed}, {len(events_of(journal, 'service_finished'))} served, "
                  f"{people[3].log_ins} log-ins")

    def check_kiosk(self, finger, journal, others):
        """What the kiosk has shown was issued to it, and no touch that it heard became two tickets."""
        issued = {ticket: number for ticket, number in tickets_of("kiosk-1", journal).items() if ticket not in others}
        for ticket, number in finger.shown:
            self.assertEqual(issued[ticket], number)
        self.assertTrue(finger.shown, "the finger took tickets")
        self.assertLessEqual(len(issued), finger.touches)

    def check_paper(self, hall):
        """Each ticket of the kiosk is settled and printed at most once; one that counts as printed, once."""
        client = hall.client("observer")

        def settled():
            tickets = client.snapshot()["state"]["tickets"]
            return not any(t["device"] == "kiosk-1" and t["print"] in ("reserved", "printing") for t in tickets)

        wait_until(settled, 60, "every ticket is printed, or it is told why not")
        journal = client.all_events()
        prints = {event["ticket"]: event["print"] for event in events_of(journal, "print_reported")}
        sheets = collections.Counter(re.search(r"[A-Z]\d{3}", sheet.name)[0] for sheet in hall.paper.glob("*.png"))
        outcomes = collections.Counter()
        for ticket, number in tickets_of("kiosk-1", journal).items():
            outcome = prints.get(ticket, "served before it was printed")
            outcomes[outcome] += 1
            self.assertLessEqual(sheets[number], 1, f"{number} was printed twice")
            if outcome in ("printed", "failed"):
                self.assertEqual(sheets[number], outcome == "printed", number)
        self.assertLessEqual(set(sheets), set(tickets_of("kiosk-1", journal).values()), "paper without a ticket")
        return dict(outcomes)

    def check_board(self, hall):
        """The board, whatever happened to it, shows the next call."""
        office = hall.client()
        office.command("take_ticket", service="company-letters", language="ru")
        office.command("open_window", window=5)
        call = office.command("call_next", window=5).first("ticket_called")
        number = next(t["number"] for t in office.snapshot()["state"]["tickets"] if t["ticket"] == call["ticket"])
        shown = '"{letter}{ordinal:03}>5"'.format(**number)
        wait_until(lambda: shown in hall.trace("display-1").read_text(), 5, f"the board shows {shown}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
