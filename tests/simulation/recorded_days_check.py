#!/usr/bin/python3
"""The real days through `okno replay-days --json`: our targets, and that nobody changed what is compared.

    recorded_days_check.py OKNO FILE

The reference rules' figures stand here to the hundredth: a change of a definition would move them.
"""
import json
import subprocess
import sys
import unittest

OKNO, FILE = sys.argv[1], sys.argv[2]

# set: tickets, then the mean error of half_and_half, last_wait, position_by_rate, history (minutes)
REFERENCES = {
    "R": (30791, 7.83, 8.74, 10.54, 11.69),
    "K10": (24306, 7.98, 8.99, 10.17, 12.32),
    "ALL": (36195, 8.44, 9.60, 11.31, 13.30),
}
RULES = ("half_and_half", "last_wait", "position_by_rate", "history")
ERROR_AT_MOST = 7.0
COVERAGE = (77, 83)
MICROSECONDS_AT_MOST = 50


class RecordedDays(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        out = subprocess.run([OKNO, "replay-days", FILE, "--json"], capture_output=True, text=True, check=True)
        cls.result = json.loads(out.stdout)

    def test_every_ticket_of_the_file_is_replayed(self):
        self.assertEqual([self.result[word] for word in ("offices", "days", "tickets")], [10, 155, 39781])

    def test_the_references_are_what_they_were(self):
        for name, (tickets, *errors) in REFERENCES.items():
            found = self.result["sets"][name]
            self.assertEqual(found["tickets"], tickets, name)
            for rule, error in zip(RULES, errors):
                self.assertAlmostEqual(found["rules"][rule]["mean_error_minutes"], error, delta=0.05,
                                       msg=f"{name} {rule}")

    def test_ours_is_within_the_target_on_every_set(self):
        for name in REFERENCES:
            ours = self.result["sets"][name]["rules"]["ours"]
            self.assertLessEqual(ours["mean_error_minutes"], ERROR_AT_MOST, name)
            self.assertTrue(COVERAGE[0] <= ours["coverage_percent"] <= COVERAGE[1], (name, ours))

    def test_ours_is_nearer_than_each_reference_in_every_office(self):
        for name in REFERENCES:
            everything = {"all": self.result["sets"][name]["rules"], **self.result["sets"][name]["offices"]}
            self.assertEqual(len(everything), 11)
            for office, rules in everything.items():
                for rule in RULES:
                    self.assertLess(rules["ours"]["mean_error_minutes"], rules[rule]["mean_error_minutes"],
                                    f"{name} {office} {rule}")

    def test_an_estimate_costs_next_to_nothing(self):
        # Two orders of magnitude above what is measured: no timing, only that nothing grows with the days.
        self.assertLess(self.result["microseconds_per_ticket"], MICROSECONDS_AT_MOST)

    def test_another_order_keeps_the_mean(self):
        orders = self.result["orders"]
        for order in orders.values():
            self.assertAlmostEqual(order["mean_minutes"], orders["recorded"]["mean_minutes"], places=6)

    def test_the_policy_norm_keeps_its_promise_within_each_queue(self):
        recorded, norm, bound = (self.result["orders"][name] for name in ("recorded", "own_norm", "own_bound"))
        self.assertLess(norm["over_20_percent"], recorded["over_20_percent"])
        self.assertLessEqual(norm["over_45_percent"], recorded["over_45_percent"])
        self.assertGreaterEqual(norm["over_20_percent"], bound["over_20_percent"])

    def test_a_file_that_is_none_is_refused_in_a_sentence(self):
        out = subprocess.run([OKNO, "replay-days", __file__], capture_output=True, text=True, check=False)
        self.assertEqual(out.returncode, 1)
        self.assertIn("line 1: there are 1 fields; 6 are expected", out.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
