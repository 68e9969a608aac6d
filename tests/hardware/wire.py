#!/usr/bin/python3
"""In the machine: how long a ticket's bytes take from the first to the last through the kernel's USB stack at full speed (12 Mbit/s),
sent by okno-printer.

    wire.py [TICKETS]

The floor, in the same run: the kernel's own driver (usblp) writes a picture of 19 KB to the same printer. The kernel's dummy_hcd
hands packets over sooner than a cable can: what the cable needs (USB 2.0, table 5-9: at most 19 packets of 64 bytes in a
millisecond) is worked out beside it and comes on top. The machine is an emulated one, some ten times slower than a real one.
"""
import statistics
import sys

import gadgets
from devices_test import PATIENCE, GadgetPrinter  # and with it the way to the parts of ../e2e
from hall import Hall, wait_until

BYTES_A_FRAME = 19 * 64  # USB 2.0, table 5-9: bulk at full speed
ROW = 64  # bytes of a line of 512 dots


def job_of(size):
    """ESC/POS: a picture of about so many bytes, and the cut."""
    rows = size // ROW
    return b"\x1b@\x1dv0\0" + ROW.to_bytes(2, "little") + rows.to_bytes(2, "little") + bytes(ROW * rows) + b"\x1dV\0"


def told_of(insides):
    _, _, size, took = insides.page().split()
    return int(size), int(took) / 1000


def row(name, took, size):
    took.sort()
    print(f"| {name} | {size} | {statistics.median(took):.0f} ms | {took[len(took) * 99 // 100 - 1]:.0f} ms | {took[-1]:.0f} ms | "
          f"{size / BYTES_A_FRAME:.0f} ms |")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    gadget = gadgets.printer()
    gadget.plug()
    wait_until(lambda: gadgets.drivers_of(0x04b8, 0x0e15) == ("usblp",), PATIENCE, "the kernel's driver has the printer")
    speed = (gadgets.device_of(0x04b8, 0x0e15) / "speed").read_text().strip()
    with Hall("dispatcher") as hall:
        paper = hall.folder / "usb-paper"
        paper.mkdir()
        insides = GadgetPrinter(paper)
        hall.printer_port = "usb:04b8:0e15"
        hall.printer_flags = ["--profile", "epson-tm-t88v"]
        kiosk = hall.client("kiosk-1", feed="public")
        watcher = hall.client("observer").follow()

        def take():
            return kiosk.command("take_ticket", service="meter-reading", language="ru").first("ticket_taken")["ticket"]

        floor = []
        for _ in range(count):
            with open("/dev/usb/lp0", "wb", buffering=0) as device:
                device.write(job_of(19_000))
            floor_size, took = told_of(insides)
            floor.append(took)
        hall.start("printer-1")
        watcher.wait(lambda f: f.hall.devices.get("printer-1", {}).get("condition") == "ready", PATIENCE)
        ours = []
        for _ in range(1 + count):
            ticket = take()
            size, took = told_of(insides)
            ours.append(took)
            watcher.wait(lambda f, ticket=ticket: f.tickets.get(ticket, {}).get("print") == "printed", PATIENCE)
        print(f"the first ticket, everything cold: {ours.pop(0):.0f} ms")
        insides.close()
    print(f"{count} tickets, pictures, a bus of {speed} Mbit/s\n")
    print("| first byte → last byte | bytes | median | p99 | slowest | a cable comes on top |\n|---|---|---|---|---|---|")
    row("okno-printer (libusb)", ours, size)
    row("floor: usblp", floor, floor_size)


if __name__ == "__main__":
    main()
