#!/usr/bin/python3
"""Simulated people in a running demo hall: visitors at the kiosk's window, operators at the console's pages.

    drive.py --hall hall.json --seconds 60 --seed 1

Prints one line of JSON; what was lost or doubled is told on standard error and is a failure, and so is a day on
which nothing happened. `./run --simulate` starts the hall and this.
"""
import argparse
import json
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from okno_client import Client  # noqa: E402
from operators import Operator  # noqa: E402
from tally import Tally  # noqa: E402
from visitors import Eyes, Visitors  # noqa: E402

LAST_VISIT_S = 30.0   # an operator who is serving somebody at closing time may take so long
SETTLE_S = 10.0       # the last sheet and the last picture may come so late
BOARD = "display-1"


def sheets(folder, since):
    """What lies in the tray since then: 2026-11-24_120102_A012.png; a second copy has _2 behind its number."""
    found = []
    for file in Path(folder).glob("*.png"):
        if file.name not in since:
            found.append({"number": file.stem.split("_")[2], "at_us": file.stat().st_mtime_ns // 1000})
    return found


def witness(hall, client, first, old_sheets, visitors, operators):
    """Everything the witnesses know now."""
    number = first["number"]
    entries = client.all_events()[number:]
    board = [entry for entry in Eyes(hall["traces"][BOARD]).look().seen if entry["trace"] == "presented"]
    return Tally(visits=visitors.visits, calls=[call for each in operators for call in each.calls],
                 journal=[entry["event"] for entry in entries if entry["event"]],
                 living=client.snapshot()["state"]["tickets"], paper=sheets(hall["paper"], old_sheets), board=board)


def settled(tally):
    return not tally.lost


def tell_findings(tally, failures):
    for sentence in failures:
        print(f"FAILED: {sentence}", file=sys.stderr)
    for sentence in tally.lost:
        print(f"LOST: {sentence}", file=sys.stderr)
    for sentence in tally.duplicated:
        print(f"DOUBLED: {sentence}", file=sys.stderr)


def live(hall, client, seconds, seed):
    """The day itself. Returns who took part and what went wrong with them."""
    plan = client.snapshot()["state"]["plan"]
    closing = threading.Event()
    failures = []
    operators = [Operator(hall, user, seed, closing) for user in hall["users"] if user["role"] == "operator"]
    for operator in operators:
        operator.start()
    visitors = Visitors(hall, plan, seed, closing)
    alarm = threading.Timer(seconds, closing.set)
    alarm.daemon = True
    alarm.start()
    try:
        visitors.run()
    except Exception as failure:  # a visitor who cannot go on is a finding, not the end of the count
        failures.append(f"a visitor gave up: {failure}")
        closing.set()
    for operator in operators:
        operator.join(LAST_VISIT_S)
        if operator.is_alive() or operator.failure:
            failures.append(f"operator {operator.name}: {operator.failure or 'does not come to an end'}")
    return visitors, operators, failures


def main():
    flags = argparse.ArgumentParser(description="Simulated people in a running demo hall")
    flags.add_argument("--hall", type=Path, required=True)
    flags.add_argument("--seconds", type=float, required=True)
    flags.add_argument("--seed", type=int, required=True)
    given = flags.parse_args()
    hall = json.loads(given.hall.read_text())
    with Client(hall["keys"], "administrator", hall["commands"], hall["staff"]) as client:
        first = client.snapshot()
        old_sheets = {file.name for file in Path(hall["paper"]).glob("*.png")}
        visitors, operators, failures = live(hall, client, given.seconds, given.seed)
        until = time.monotonic() + SETTLE_S
        while not settled(tally := witness(hall, client, first, old_sheets, visitors, operators)):
            if time.monotonic() >= until:
                break
            time.sleep(0.2)
    figures = tally.figures()
    failures += [f"nothing was {what}" for what in ("issued", "printed", "called", "served") if not figures[what]]
    tell_findings(tally, failures)
    print(json.dumps({**figures, "seed": given.seed, "seconds": given.seconds}), flush=True)
    sys.exit(1 if failures or tally.lost or tally.duplicated else 0)


if __name__ == "__main__":
    main()
