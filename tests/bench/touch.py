#!/usr/bin/python3
"""From the finger to the paper: a finger leaves the last tile on the kiosk's real window (Xvfb, xdotool), the kiosk asks
the real dispatcher, and the ticket goes over USB to a printer on a mock bus, which tells of its first byte.

    touch.py [TICKETS]

The floor is measured in the same run: how long xdotool takes to say that it has moved the finger.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in ("e2e", "printer", "bench"):
    sys.path.insert(0, str(ROOT / "tests" / folder))
from hall import end_with_parent, wait_until  # noqa: E402
from paper import row  # noqa: E402
from screens_touch import Screen  # noqa: E402
from usb_test import PORT, UsbPrinting  # noqa: E402


class Finger:
    """One xdotool that lives on: a process for each touch would be measured, too."""

    def __init__(self, display):
        self.process = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        bufsize=1, env={**os.environ, "DISPLAY": display},
                                        preexec_fn=end_with_parent)

    def put(self, x, y):
        self.obey(f"mousemove {x} {y} mousedown 1")

    def lift(self):
        self.obey("mouseup 1")

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()

    def obey(self, words):
        # The answer to the second line comes when the first has been done.
        self.process.stdin.write(f"{words}\ngetmouselocation\n")
        self.process.stdout.readline()


def touch(screen, finger, action):
    screen.until_it_listens()
    finger.put(*screen.target(action))
    finger.lift()


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    shown, first, last, floor = [], [], [], []
    with UsbPrinting() as printing:
        printing.plug()
        printing.condition("ready")
        printing.wait_print(printing.take(), "printed")
        printing.hear(f"{PORT} page")
        printing.kiosk.close()  # the real kiosk has the same key
        printing.hall.start("kiosk-1")
        kiosk = Screen(printing.hall, "kiosk-1")
        finger = Finger(kiosk.display)
        for _ in range(count):
            kiosk.wait_screen("welcome")
            touch(kiosk, finger, "language:ru")
            kiosk.wait_screen("groups")
            touch(kiosk, finger, "group:readings")
            kiosk.wait_screen("services")
            touch(kiosk, finger, "service:meter-sealing")
            kiosk.wait_screen("category")
            kiosk.until_it_listens()
            finger.put(*kiosk.target("category:"))  # none: the last touch before the ticket
            while not printing.told.empty():
                printing.told.get()
            begun, begun_wall = time.monotonic(), time.time()
            finger.lift()
            floor.append(time.monotonic() - begun)
            printing.hear(f"{PORT} operation")
            first.append(time.monotonic() - begun)
            printing.hear(f"{PORT} page")
            last.append(time.monotonic() - begun)
            shown.append(kiosk.wait_screen("ticket")["at_us"] / 1e6 - begun_wall)
            wait_until(lambda: any(each["action"] == "home" for each in kiosk.last("screen")["targets"]), 10, "a way on")
            touch(kiosk, finger, "home")
        finger.close()
    print(f"{count} tickets, one after the other; a kiosk's window of 1080x1920, TM-T88V, pictures\n")
    print("| finger up → | median | p99 | floor's p99 | p99 ÷ floor's | budget, p99 |\n|---|---|---|---|---|---|")
    row("the ticket is on the screen", shown, floor, "—")
    row("first byte at the printer", first, floor, "100 ms")
    row("the cut: all bytes are there", last, floor, "—")


if __name__ == "__main__":
    main()
