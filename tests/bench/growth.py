#!/usr/bin/python3
"""Days of a hall, pressed together: does a screen's memory grow? A finger walks through the kiosk's screens without a rest,
in all languages and modes, and takes tickets; at the windows visitors are called several times a second; a board shows
and says the calls (the loudspeaker plays twenty times as fast), another one shows its playlist.

    growth.py [ROUNDS]

Letters, words and pictures are kept once they have been needed, so a walk through ever new screens makes a screen larger for
long, and that is no leak. Therefore every round is the same walk, of as many touches as sixty visitors need: the first
rounds fill what is kept (a touch that comes too soon leads elsewhere, so it takes a few), and no later one may add to it. Ends
with 1 when from the fifth round to the last a screen has grown by more than a megabyte.
"""
import collections
import os
import random
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in ("e2e", "bench"):
    sys.path.insert(0, str(ROOT / "tests" / folder))
from board import Board  # noqa: E402
from hall import Hall  # noqa: E402
from screens_touch import Screen  # noqa: E402
from touch import Finger  # noqa: E402

SEED = int(os.environ.get("OKNO_SEED", random.SystemRandom().randrange(10**9)))
TOUCHES_A_ROUND = 400
REST_S = 62  # after so long without a touch the kiosk is as the next visitor should find it
FIRST_TO_COUNT = 5
GROWTH_AT_MOST_MB = 1.0
WINDOWS = [1, 2, 3, 4, 5, 6]
VISITS_A_SECOND = 5
SCREENS = ["kiosk-1", "display-1", "display-2"]


class Traffic(threading.Thread):
    """Visitors who come, are called and served: the whole way of each in a few milliseconds."""

    def __init__(self, hall):
        super().__init__(daemon=True)
        self.client, self.ends, self.visits = hall.client(), threading.Event(), 0
        for window in WINDOWS:
            self.client.command("open_window", window=window)

    def run(self):
        choice = random.Random(SEED)
        while not self.ends.wait(1 / VISITS_A_SECOND):
            window = choice.choice(WINDOWS)
            taken = self.client.command("take_ticket", service="meter-reading", language=choice.choice(["ru", "en"]))
            self.client.command("call_by_number", window=window, number=taken.first("ticket_taken")["number"])
            if choice.random() < 0.3:
                self.client.command("recall", window=window)
            self.client.command("start_service", window=window)
            self.client.command("finish_service", window=window)
            self.visits += 1


class Stroller:
    """A finger that touches whatever there is to touch; tickets, too."""

    def __init__(self, hall):
        self.screen = Screen(hall, "kiosk-1")
        self.finger = Finger(self.screen.display)
        self.choice = random.Random(SEED)
        self.touches = collections.Counter()

    def step(self):
        targets = self.screen.last("screen")["targets"]
        if not targets:
            time.sleep(0.02)
            return
        # Each kind of button as often as another: of some there are many on a screen.
        kinds = collections.defaultdict(list)
        for target in targets:
            kinds[target["action"].split(":")[0]].append(target["action"])
        action = self.choice.choice(kinds[self.choice.choice(sorted(kinds))])
        self.screen.until_it_listens()
        if all(each["action"] != action for each in self.screen.last("screen")["targets"]):
            return  # the screen has changed meanwhile
        self.finger.put(*self.screen.target(action))
        self.finger.lift()
        time.sleep(0.05)  # a person's pace, and some
        self.touches[action.split(":")[0]] += 1


def resident_mb(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def play_round(hall, stroller):
    """The same walk each time, then a rest; returns {name: the least MB of the rest}: what is being spoken comes and goes."""
    stroller.choice.seed(SEED)
    until = sum(stroller.touches.values()) + TOUCHES_A_ROUND
    while sum(stroller.touches.values()) < until:
        stroller.step()
    least = dict.fromkeys(SCREENS, float("inf"))
    rested = time.monotonic() + REST_S
    while time.monotonic() < rested:
        for name in SCREENS:
            least[name] = min(least[name], resident_mb(hall.processes[name]))
        time.sleep(1)
    stroller.screen.wait_screen("welcome")
    hall.check_alive()
    return least


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    if count <= FIRST_TO_COUNT:
        sys.exit(f"growth.py needs more than {FIRST_TO_COUNT} rounds")
    print(f"seed {SEED}", flush=True)
    os.environ["SDL_DISKAUDIODELAY"] = "1"  # milliseconds for a buffer of 23
    with Hall("dispatcher", "kiosk-1") as hall:
        hall.keys.add("display-2", "display")
        boards = [Board(hall, "--voice-cache", hall.folder / "voice", sound="/dev/null"),
                  Board(hall, "--playlist", ROOT / "deploy/demo/playlist", "--windows", "9", "--waiting", "services",
                        name="display-2")]
        for board in boards:
            board.wait_following()
        traffic, stroller = Traffic(hall), Stroller(hall)
        stroller.screen.wait_screen("welcome")
        traffic.start()
        rounds = [play_round(hall, stroller) for _ in range(count)]
        traffic.ends.set()
        traffic.join(20)
        tickets = len(stroller.screen.lines("ticket"))
        readings, slides = len(boards[0].lines("silent")), len(boards[1].slides())
        stroller.finger.close()
    print(f"{count} rounds: {traffic.visits} visits called and served, {sum(stroller.touches.values())} touches, {tickets} tickets "
          f"of the kiosk, {readings} readings, {slides} slides\n")
    assert min(traffic.visits, tickets, readings, slides) > 0, "there was no day"
    print("| resident, MB | after each round | grown since the fifth |\n|---|---|---|")
    worst = 0.0
    for name in SCREENS:
        grown = rounds[-1][name] - rounds[FIRST_TO_COUNT - 1][name]
        print(f"| {name} | {' '.join(f'{each[name]:.1f}' for each in rounds)} | {grown:+.1f} |")
        worst = max(worst, grown)
    sys.exit(worst > GROWTH_AT_MOST_MB)


if __name__ == "__main__":
    main()
