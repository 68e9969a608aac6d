#!/usr/bin/python3
"""The simulation's count finds what is lost and what is doubled: each test takes a sound day and damages it."""
import copy
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from tally import Tally, spread  # noqa: E402

MS = 1000
TAKEN = {"kind": "ticket_taken", "at": 10, "ticket": 1, "number": {"letter": "A", "ordinal": 1}}
CALLED = {"kind": "ticket_called", "at": 20, "ticket": 1, "window": 3}
FINISHED = {"kind": "service_finished", "at": 30, "ticket": 1, "window": 3}
SOUND = {
    "visits": [{"touched_us": 5 * MS, "ticket": 1, "number": "A001"}],
    "calls": [{"pressed_us": 19 * MS, "ticket": 1, "window": 3}],
    "journal": [TAKEN, CALLED, FINISHED],
    "living": [],
    "paper": [{"number": "A001", "at_us": 65 * MS}],
    "board": [{"calls": [], "at_us": 1 * MS}, {"calls": ["A001>3"], "at_us": 49 * MS}],
}


def day(**changed):
    return Tally(**{**copy.deepcopy(SOUND), **changed})


class ASoundDay(unittest.TestCase):
    def test_nothing_is_lost_or_doubled(self):
        tally = day()
        self.assertEqual((tally.lost, tally.duplicated), ([], []))

    def test_the_figures_are_counted(self):
        figures = day().figures()
        self.assertEqual([figures[k] for k in ("issued", "printed", "called", "served", "waiting")], [1, 1, 1, 1, 0])
        self.assertEqual(figures["touch_to_printed_ms"], {"p50": 60.0, "p99": 60.0})
        self.assertEqual(figures["call_to_board_ms"], {"p50": 30.0, "p99": 30.0})

    def test_who_waits_is_counted_and_not_lost(self):
        tally = day(journal=[TAKEN], calls=[], living=[{"ticket": 1, "at": {"stage": "waiting"}}])
        self.assertEqual((tally.lost, tally.figures()["waiting"]), ([], 1))

    def test_a_visitor_who_is_sent_on_is_called_again(self):
        sent = {"kind": "ticket_transferred", "at": 25, "ticket": 1, "window": 3}
        again = {**CALLED, "at": 40, "window": 7}
        tally = day(journal=[TAKEN, CALLED, sent, again, {**FINISHED, "at": 60, "window": 7}],
                    board=SOUND["board"] + [{"calls": ["A001>7", "A001>3"], "at_us": 70 * MS}])
        self.assertEqual((tally.lost, tally.duplicated), ([], []))


class SomethingIsLost(unittest.TestCase):
    def lost(self, words, **changed):
        found = day(**changed).lost
        self.assertTrue(any(words in sentence for sentence in found), found)

    def test_a_touch_without_a_ticket(self):
        self.lost("saw no ticket", visits=[{"touched_us": 5, "ticket": None, "number": None}])

    def test_a_ticket_on_the_screen_that_the_journal_does_not_know(self):
        self.lost("not in the journal", visits=[{"touched_us": 5, "ticket": 2, "number": "A002"}])

    def test_a_ticket_without_paper(self):
        self.lost("not printed", paper=[])

    def test_paper_without_a_ticket(self):
        self.lost("was printed and is not in the journal", paper=[{"number": "A009", "at_us": 1}])

    def test_a_call_that_was_answered_and_not_written_down(self):
        self.lost("was answered", journal=[TAKEN], living=[{"ticket": 1, "at": {"stage": "waiting"}}])

    def test_a_call_that_the_board_did_not_show(self):
        self.lost("not on the board", board=SOUND["board"][:1])

    def test_a_picture_from_before_the_call_does_not_show_it(self):
        self.lost("not on the board", board=[{"calls": ["A001>3"], "at_us": 1}])

    def test_a_visit_that_disappears(self):
        self.lost("neither in the hall", journal=[TAKEN, CALLED])


class SomethingIsDoubled(unittest.TestCase):
    def doubled(self, words, **changed):
        found = day(**changed).duplicated
        self.assertTrue(any(words in sentence for sentence in found), found)

    def test_one_number_for_two_tickets(self):
        self.doubled("number issued A001", journal=[TAKEN, {**TAKEN, "ticket": 2}, CALLED, FINISHED])

    def test_two_tickets_for_one_touch(self):
        second = {**TAKEN, "ticket": 2, "number": {"letter": "A", "ordinal": 2}}
        self.doubled("nobody had asked", journal=[TAKEN, second, CALLED, FINISHED])

    def test_one_number_shown_to_two_visitors(self):
        self.doubled("shown to a visitor", visits=SOUND["visits"] * 2)

    def test_two_sheets_of_one_ticket(self):
        self.doubled("sheet printed", paper=SOUND["paper"] * 2)

    def test_one_ticket_at_two_windows(self):
        self.doubled("at another window", journal=[TAKEN, CALLED, {**CALLED, "window": 4}, FINISHED])

    def test_a_ticket_called_when_its_visit_has_ended(self):
        self.doubled("while gone", journal=[TAKEN, CALLED, FINISHED, CALLED])

    def test_a_visit_that_ends_twice(self):
        self.doubled("ended twice", journal=[TAKEN, CALLED, FINISHED, FINISHED])


class Percentiles(unittest.TestCase):
    def test_they_are_of_the_nearest_rank(self):
        self.assertEqual(spread([us * MS for us in range(1, 101)]), {"p50": 50.0, "p99": 99.0})
        self.assertEqual(spread([]), {"p50": None, "p99": None})


if __name__ == "__main__":
    unittest.main()
