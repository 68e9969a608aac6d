#!/usr/bin/python3
"""The kiosk and the board: how fast they answer, and what they cost. Real programs, each on an X server of its own (Xvfb: no
graphics card), the real dispatcher, a finger of xdotool.

    screens.py [CALLS]

The floor of the first row, in the same run: the same call, durable and acknowledged.
"""
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in ("e2e", "bench"):
    sys.path.insert(0, str(ROOT / "tests" / folder))
from budgets import tell_misses  # noqa: E402
from hall import BINARIES, Hall, wait_until  # noqa: E402
from screens_touch import Screen  # noqa: E402
from touch import Finger  # noqa: E402
import voice  # noqa: E402

REST_S = 20
CALLS_HEARD = 20
STARTS = 5
AT_REST = 0.005  # nothing is drawn; what is left are the beats of the link, two a second
TICKS = os.sysconf("SC_CLK_TCK")


def p99(values):
    return sorted(values)[len(values) * 99 // 100]


def row(name, values, budget):
    print(f"| {name} | {1000 * statistics.median(values):.1f} ms | {1000 * p99(values):.1f} ms | {budget} |")


def calls(hall, board, count):
    """From the operator's command to the frame with the call on the board; and to the acknowledgement."""
    office = hall.client()
    kiosk = hall.client("kiosk-2", feed="public")
    office.command("open_window", window=3, person="anna")
    shown, acknowledged = [], []
    for _ in range(count):
        taken = kiosk.command("take_ticket", service="meter-reading", language="ru").first("ticket_taken")
        number = f"{taken['number']['letter']}{taken['number']['ordinal']:03}"
        begun, begun_wall = time.monotonic(), time.time()
        office.command("call_next", window=3, person="anna")
        acknowledged.append(time.monotonic() - begun)

        def there(call=f"{number}>3"):
            return next((line for line in board.lines("presented") if call in line["fresh"]), None)

        shown.append(wait_until(there, 10, f"{number} is on the board")["at_us"] / 1e6 - begun_wall)
        office.command("start_service", window=3, person="anna")
        office.command("finish_service", window=3, outcome="", person="anna")
        time.sleep(0.05)
    return shown, acknowledged


def touches(kiosk, count):
    """From the finger's coming down to the look of a pressed tile; how long xdotool takes to say that it has come down; from
    the finger's lifting to the next screen."""
    finger = Finger(kiosk.display)
    pressed, put, shown = [], [], []
    for _ in range(count):
        for action, screen in (("language:ru", "groups"), ("group:readings", "services"), ("home", "welcome")):
            kiosk.until_it_listens()
            before = len(kiosk.lines("pressed"))
            begun = time.time()
            finger.put(*kiosk.target(action))
            put.append(time.time() - begun)
            told = wait_until(lambda: kiosk.lines("pressed")[before:], 5, f"{action} looks pressed")
            assert [line["action"] for line in told] == [action], told
            pressed.append(told[0]["at_us"] / 1e6 - begun)
            begun = time.time()
            finger.lift()
            shown.append(kiosk.wait_screen(screen)["at_us"] / 1e6 - begun)
    finger.close()
    return pressed, put, shown


def frames(hall, display):
    """What a board of 1920x1080 can show in a second while something moves: [(what, frames a second)], by frames.cpp."""
    pictures = [hall.folder / f"{colours}.png" for colours in ("red-blue", "green-yellow")]
    for picture in pictures:
        subprocess.run(["convert", "-size", "1920x1080", f"plasma:{picture.stem}", picture], check=True)
    told = subprocess.run([BINARIES / "bench-frames", *pictures], check=True, capture_output=True, text=True,
                          env={**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}).stdout
    return [(line.split(": ")[0], float(line.split(": ")[1])) for line in told.splitlines()]


def cold_starts(hall, name):
    """From the start of the process to its first screen."""
    took = []
    for _ in range(STARTS):
        hall.kill(name)
        hall.trace(name).unlink(missing_ok=True)
        begun = time.time()
        hall.start(name)
        took.append(Screen(hall, name).lines()[0]["at_us"] / 1e6 - begun)
    return took


def processor_time(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(process):
    line = next(line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with Hall("dispatcher", "kiosk-1", "display-1") as hall:
        hall.keys.add("kiosk-2", "kiosk")
        kiosk, board = Screen(hall, "kiosk-1"), Screen(hall, "display-1")
        kiosk.wait_screen("welcome")
        shown, acknowledged = calls(hall, board, count)
        pressed, put, touched = touches(kiosk, count // 3)
        processes = [hall.processes[name] for name in ("kiosk-1", "display-1")]
        time.sleep(10)  # the last call does not blink any more
        before = [processor_time(process) for process in processes]
        time.sleep(REST_S)
        rest = [(processor_time(process) - earlier) / REST_S for process, earlier in zip(processes, before)]
        memory = [resident_mb(process) for process in processes]
        moving = frames(hall, board.display)
        begins, words = voice.calls(hall, CALLS_HEARD)
        plays = voice.floor(hall.folder, CALLS_HEARD)
        starts = [cold_starts(hall, name) for name in ("kiosk-1", "display-1")]
    print(f"{count} calls, {CALLS_HEARD} heard, {len(touched)} touches; kiosk 1080x1920, board 1920x1080\n")
    print("| from → to | median | p99 | budget |\n|---|---|---|---|")
    row("call next → frame on the board", shown, "50 ms, p99")
    row("floor: call next → acknowledged", acknowledged, "")
    row("call next acknowledged → first sample of the voice (its chime)", begins, "300 ms")
    row("floor: a byte to a program that only plays → its first sample", plays, "")
    row("call next acknowledged → first word, after the chime", words, "")
    row("finger down → the tile looks pressed", pressed, "a frame: 16.7 ms")
    row("floor: finger down, says xdotool", put, "")
    row("finger up → the next screen", touched, "100 ms")
    row("start of okno-kiosk → first screen", starts[0], "500 ms")
    row("start of okno-display → first screen", starts[1], "500 ms")
    print("\n| | okno-kiosk | okno-display | budget |\n|---|---|---|---|")
    print(f"| resident | {memory[0]:.0f} MB | {memory[1]:.0f} MB | 70 MB |")
    print(f"| processor at rest, {REST_S} s | {100 * rest[0]:.2f} % | {100 * rest[1]:.2f} % | 0 % |")
    print("\n| a board of 1920x1080 while | frames/s | budget |\n|---|---|---|")
    for what, rate in moving:
        print(f"| {what} | {rate:.0f} | 60 |")
    return tell_misses({
        "call → frame": (p99(shown), 0.050), "voice begins": (max(begins), 0.300), "finger up → screen": (p99(touched), 0.100),
        # Nothing on the machine answers a finger sooner than its floor.
        "finger down → pressed": (p99(pressed), max(0.0167, p99(put))),
        "start of okno-kiosk": (max(starts[0]), 0.500), "start of okno-display": (max(starts[1]), 0.500),
        "resident MB, okno-kiosk": (memory[0], 70), "resident MB, okno-display": (memory[1], 70),
        "processor at rest, okno-kiosk": (rest[0], AT_REST), "processor at rest, okno-display": (rest[1], AT_REST),
        **{f"60 frames/s, {what}": (60 / rate, 1) for what, rate in moving}})


if __name__ == "__main__":
    sys.exit(main())
