#!/usr/bin/python3
"""How long a ticket takes to its paper over USB: from the kiosk's command to the first byte at the printer and to the last
one, the cut. Everything is real (dispatcher, printer program, libusb) but the bus, which is a mock one without a speed of its
own, and the printer.

    paper.py [TICKETS]

The floor is measured in the same run: the same command, durable and acknowledged; before that nothing may be printed.
"""
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in ("e2e", "printer"):
    sys.path.insert(0, str(ROOT / "tests" / folder))
from usb_test import PORT, UsbPrinting  # noqa: E402

BETWEEN = 0.1  # between two visitors; a hall's rush hour has a minute


def row(name, took, floor, budget):
    p99, floor_p99 = (sorted(each)[len(each) * 99 // 100] for each in (took, floor))
    print(f"| {name} | {1000 * statistics.median(took):.1f} ms | {1000 * p99:.1f} ms | {1000 * floor_p99:.1f} ms | "
          f"{p99 / floor_p99:.1f} | {budget} |")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    first, last, floor = [], [], []
    with UsbPrinting() as printing:
        printing.plug()
        printing.condition("ready")
        printing.wait_print(printing.take(), "printed")
        printing.hear(f"{PORT} page")
        for _ in range(count):
            begun = time.monotonic()
            ticket = printing.take()
            floor.append(time.monotonic() - begun)
            printing.hear(f"{PORT} operation")
            first.append(time.monotonic() - begun)
            printing.hear(f"{PORT} page")
            last.append(time.monotonic() - begun)
            printing.wait_print(ticket, "printed")
            while not printing.told.empty():
                printing.told.get()
            time.sleep(BETWEEN)
        paper = max(file.stat().st_size for file in printing.paper.glob("*.png"))
    print(f"{count} tickets, one after the other; TM-T88V, pictures (a PNG of {paper / 1000:.0f} KB)\n")
    print("| command → | median | p99 | floor's p99 | p99 ÷ floor's | budget, p99 |\n|---|---|---|---|---|---|")
    row("first byte at the printer", first, floor, "100 ms")
    row("the cut: all bytes are there", last, floor, "300 ms")


if __name__ == "__main__":
    main()
