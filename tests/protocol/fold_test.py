#!/usr/bin/python3
"""The rules fold events in C++; tests/e2e/okno_fold.py was written from SPEC.md alone. Both must come to the same state,
whatever happens in a hall: on the staff feed, on the public one, over many days.

    fold_test.py RANDOM_DAYS      the program of random_days.cpp
"""
import collections
import json
import os
import random
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from okno_fold import Fold  # noqa: E402

SEED = int(os.environ.get("OKNO_SEED", random.SystemRandom().randrange(10**9)))
DAYS = int(os.environ.get("OKNO_DAYS", 12))
PROGRAM = sys.argv[1]
KINDS = 43
EMPTY = {
    "plan": None, "day": "1970-01-01", "settled": 0, "latest": 0, "last_ticket": 0, "last_ordinal": {},
    "tickets": [], "windows": [], "calls": [], "devices": [], "strained": False,
    "experience": {"occupied": {}, "turnaround": {}, "pace": {}, "issued": {}, "arrivals": {}, "waits": {},
                   "presence": {}},
}


def differences(ours, theirs, place="state"):
    """[[place, ours, theirs], …] of the smallest parts that differ, at most ten."""
    if type(ours) is type(theirs) and isinstance(ours, dict) and ours.keys() == theirs.keys():
        parts = [(f"{place}.{key}", ours[key], theirs[key]) for key in ours]
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        parts = [(f"{place}[{i}]", *pair) for i, pair in enumerate(zip(ours, theirs))]
    else:
        return [] if ours == theirs else [[place, ours, theirs]]
    return sum((differences(ours, theirs, where) for where, ours, theirs in parts), [])[:10]


class SameState(unittest.TestCase):
    maxDiff = None

    def fold(self, *how):
        """Folds what the program tells, compares each state, and returns how often each kind of event came."""
        folds = {"event": Fold(EMPTY), "public": Fold(EMPTY)}
        kinds, number = collections.Counter(), 0
        with subprocess.Popen([PROGRAM, *map(str, how)], stdout=subprocess.PIPE, text=True) as program:
            for line in program.stdout:
                told = json.loads(line)
                if "event" in told:
                    number += 1
                    kinds[told["event"]["kind"]] += 1
                    for feed, fold in folds.items():
                        if told[feed]:
                            fold.apply(told[feed])
                    continue
                for feed, state in (("event", "state"), ("public", "public_state")):
                    differs = differences(folds[feed].as_state(), told[state])
                    self.assertEqual(differs, [], f"{state} after event {number} of {how}: [place, Python's, C++'s]")
        self.assertEqual(program.returncode, 0)
        return kinds

    def test_days_in_which_anybody_presses_anything(self):
        print(f"OKNO_SEED={SEED} OKNO_DAYS={DAYS}", flush=True)
        kinds = self.fold(SEED, DAYS)
        self.assertEqual(len(kinds), KINDS, f"every kind of event came: {sorted(kinds)}")

    def test_so_many_visitors_that_what_is_learnt_is_halved(self):
        kinds = self.fold(SEED, "crowd")
        self.assertEqual(kinds["ticket_taken"], 4500)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
