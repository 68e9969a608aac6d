#!/usr/bin/python3
"""How long a kiosk that was alone for eight hours needs until its thousand tickets are part of the queue: from its start, with
the dispatcher there, to an empty book. alone.py [ROUNDS]; ends with 1 over the budget.
"""
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from alone_test import AloneTest, book, tickets, wait_for_lease, wait_merged  # noqa: E402
from hall import Hall  # noqa: E402

BUDGET_S = 5.0
TICKETS, ALONE_S = 1000, 8 * 3600


def merge():
    with Hall("dispatcher", "kiosk-1") as hall:
        wait_for_lease(hall)
        hall.kill("kiosk-1")
        given = AloneTest().fill_book(hall, TICKETS, ALONE_S)
        begun = time.monotonic()
        hall.start("kiosk-1")
        wait_merged(hall)
        took = time.monotonic() - begun
        assert given == {number: event["taken"] for number, event in tickets(hall).items()}, "original times"
        assert book(hall)["refused"] == [], "no conflicts"
        return took


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    took = sorted(merge() for _ in range(rounds))
    print(f"| {TICKETS:,} tickets of 8 hours alone | median of {rounds} | slowest | budget |\n|---|---|---|---|")
    print(f"| start of the kiosk → all are in the queue | {took[len(took) // 2]:.2f} s | {took[-1]:.2f} s | {BUDGET_S:.0f} s |")
    return 0 if took[-1] <= BUDGET_S else 1


if __name__ == "__main__":
    sys.exit(main())
