#!/usr/bin/python3
"""In the machine: the real programs, and USB devices that the machine's own kernel plays (gadgets.py)."""
import queue
import subprocess
import sys
import threading
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
for folder in ("e2e", "alarm"):
    sys.path.insert(0, str(HERE.parent / folder))
import gadgets  # noqa: E402
from hall import BINARIES, Hall, end_with_parent, wait_until  # noqa: E402
from ports import free_port  # noqa: E402
from receiver import Receiver  # noqa: E402

# Everything is some ten times slower in the machine than on a real one.
PATIENCE = 40
ENTER, NO_KEY = bytes.fromhex("0000280000000000"), bytes(8)
DEVICES = """
[[keypad]]
name = "number pad"
window = 3
vid = 0x16c0
pid = 0x27db
serial = "pad-1"
keys = { 0x28 = "call_next", 0x57 = "recall" }
[[keypad.lamp]]
led = "num_lock"
on = ["waiting"]
[[keypad.lamp]]
led = "caps_lock"
on = ["called"]

[[plate]]
name = "plate"
window = 3
vid = 0x2e8a
pid = 0x000a
serial = "plate-3"
kind = "cdc-acm"
"""
WAITING, CALLED = b"\x01", b"\x02"  # Num Lock, Caps Lock



class GadgetPrinter:
    """The inside of the USB printer (gadget_printer.cpp)."""

    def __init__(self, paper):
        self.process = subprocess.Popen([BINARIES / "gadget-printer", paper], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1, preexec_fn=end_with_parent)
        self.told = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.told.put(line.strip())

    def order(self, line):
        self.process.stdin.write(line + "\n")

    def page(self):
        while True:
            line = self.told.get(timeout=PATIENCE)
            if line.startswith("page"):
                return line

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


class DevicesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.printer_gadget = gadgets.printer()
        cls.pad = gadgets.keyboard()
        cls.plate_gadget = gadgets.plate()
        for gadget in (cls.printer_gadget, cls.pad, cls.plate_gadget):
            gadget.plug()
        cls.plate = gadgets.PlateInsides("/dev/ttyGS0")
        drivers = (("usblp",), ("usbhid", "usbhid"), ("cdc_acm", "cdc_acm"))
        wait_until(lambda: cls.drivers() == drivers, PATIENCE, f"the kernel's own drivers {drivers} have all")
        cls.hall = Hall("dispatcher")
        cls.hall.__enter__()
        cls.paper = cls.hall.folder / "usb-paper"
        cls.paper.mkdir()
        cls.insides = GadgetPrinter(cls.paper)
        cls.hall.devices_file().write_text(DEVICES)
        cls.hall.printer_port = "usb:04b8:0e15"
        cls.programs = [cls.start("printer-1", "--profile", "epson-tm-t88v"), cls.start("bridge-1")]
        cls.kiosk = cls.hall.client("kiosk-1", feed="public")
        cls.office = cls.hall.client()
        cls.office.command("open_window", window=3, person="anna")
        cls.watcher = cls.hall.client("observer").follow()

    @staticmethod
    def drivers():
        return tuple(gadgets.drivers_of(*each) for each in ((0x04b8, 0x0e15), (0x16c0, 0x27db), (0x2e8a, 0x000a)))

    @classmethod
    def start(cls, name, *arguments):
        with open(cls.hall.log(name), "ab") as log:
            return subprocess.Popen([*cls.hall.command_line(name), *arguments], stderr=log, preexec_fn=end_with_parent)

    def start_bridge_without_devices(self, *arguments):
        nothing = self.hall.folder / "nothing.toml"
        nothing.write_text("")
        self.hall.keys.add("bridge-2", "bridge")
        command = self.hall.command_line("bridge-2")
        command[command.index("--devices") + 1] = nothing
        command[command.index("--page-calls") + 1] = f"tcp://127.0.0.1:{free_port()}"
        with open(self.hall.log("bridge-2"), "ab") as log:
            self.programs.append(subprocess.Popen([*command, *arguments], stderr=log, preexec_fn=end_with_parent))

    @classmethod
    def tearDownClass(cls):
        for program in cls.programs:
            program.terminate()
            program.wait(20)
        cls.insides.close()
        cls.hall.__exit__(None, None, None)

    def condition(self, wanted, timeout=PATIENCE):
        self.watcher.wait(lambda f: f.hall.devices.get("printer-1", {}).get("condition") == wanted, timeout)

    def part(self, name, wanted):
        self.watcher.wait(lambda f: f.hall.devices.get(name, {}).get("condition") == wanted, PATIENCE)

    def recalls_at_window_3(self):
        """Of whoever is called there; None while nobody is."""
        called = [each["at"] for each in self.watcher.tickets.values()
                  if each["at"]["stage"] == "called" and each["at"]["window"] == 3]
        return called[0]["recalls"] if called else None

    def take(self, service="meter-reading"):
        return self.kiosk.command("take_ticket", service=service, language="ru").first("ticket_taken")

    def wait_print(self, ticket, *outcomes):
        self.watcher.wait(lambda f: f.tickets.get(ticket["ticket"], {}).get("print") in outcomes, PATIENCE)
        return self.watcher.tickets[ticket["ticket"]]["print"]

    def tearDown(self):
        if self._outcome.result.failures or self._outcome.result.errors:
            for name in ("printer-1", "bridge-1", "dispatcher"):
                print(f"--- {name}\n{self.hall.log(name).read_text()}", file=sys.stderr)

    def log_says(self, name, words, times=1):
        wait_until(lambda: self.hall.log(name).read_text().count(words) >= times, PATIENCE, f"{name} logs '{words}'")

    def test_1_our_programs_take_every_interface_from_the_kernels_drivers(self):
        self.condition("ready")
        self.log_says("bridge-1", "The keypad is plugged in")
        self.log_says("bridge-1", "The window's plate: it shows what it is told. plate=plate")
        self.assertEqual(self.drivers(), (("usbfs",), ("usbfs", "usbfs"), ("usbfs", "usbfs")))

    def test_2_a_ticket_is_printed_and_counts_after_the_cut(self):
        self.condition("ready")
        ticket = self.take()
        self.wait_print(ticket, "printed")
        self.assertTrue(self.insides.page().startswith("page 512x"))
        self.assertEqual(len(list(self.paper.glob("*.png"))), 1)

    def test_3_what_is_wrong_with_it_is_known_while_it_idles(self):
        for fault, condition in (("paper_end", "no_paper"), ("paper_near_end", "paper_low"), ("cover_open", "cover_open"),
                                 ("cutter_error", "cutter_jammed"), ("overheated", "overheated")):
            self.condition("ready")
            self.insides.order(f"fault {fault} 1")
            self.condition(condition)
            self.insides.order(f"fault {fault} 0")
        self.condition("ready")

    def test_4_a_printer_that_takes_nothing_more_leaves_the_ticket_unknown_or_failed_and_comes_back(self):
        self.condition("ready")
        self.insides.order("deaf 1")
        self.assertIn(self.wait_print(self.take(), "failed", "unknown"), ("failed", "unknown"))
        self.condition("out_of_reach")
        self.insides.order("deaf 0")
        self.condition("ready")
        self.wait_print(self.take(), "printed")

    def test_5_unplugged_and_plugged_in_again_it_prints(self):
        self.condition("ready")
        self.insides.close()  # the gadget of this kernel does not survive an unplugging while it is open
        self.printer_gadget.unplug()
        self.condition("out_of_reach")
        self.wait_print(self.take(), "failed")
        self.printer_gadget.plug()
        type(self).insides = GadgetPrinter(self.paper)
        self.condition("ready")
        self.wait_print(self.take(), "printed")

    def test_6_a_key_calls_the_next_visitor_also_after_the_pad_was_plugged_in_anew(self):
        reports = gadgets.Reports("/dev/hidg0")
        self.log_says("bridge-1", "The keypad is plugged in")
        self.take("contract")
        reports.wait_output(WAITING, PATIENCE)
        reports.send(ENTER)
        reports.send(NO_KEY)
        self.watcher.wait(lambda _: self.recalls_at_window_3() == 0, PATIENCE)
        reports.wait_output(CALLED, PATIENCE)
        self.pad.unplug()
        self.log_says("bridge-1", "The keypad does not answer any more")
        self.pad.plug()
        self.log_says("bridge-1", "The keypad is plugged in", times=2)
        reports.send(bytes.fromhex("0000570000000000"))
        reports.send(NO_KEY)
        self.watcher.wait(lambda _: self.recalls_at_window_3() == 1, PATIENCE)
        reports.wait_output(CALLED, PATIENCE)

    def test_7_a_plate_shows_who_is_called_also_after_it_was_plugged_in_anew(self):
        if self.recalls_at_window_3() is None:
            self.take("contract")
            self.office.command("call_next", window=3, person="anna")
            self.watcher.wait(lambda _: self.recalls_at_window_3() is not None, PATIENCE)
        number = next(each["number"] for each in self.watcher.tickets.values() if each["at"]["stage"] == "called")
        shown = f"SC703|{number['letter']}{number['ordinal']:03}"
        self.plate.wait(shown, PATIENCE)
        self.plate_gadget.unplug()
        self.log_says("bridge-1", "The plate has gone")
        with self.plate.changed:
            self.plate.shown.clear()
        self.plate_gadget.plug()
        self.plate.wait(shown, PATIENCE)

    def test_8_a_full_disk_is_told_and_an_alarm_of_that_moment_is_kept(self):
        small = self.hall.folder / "small-disk"
        small.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "small", small], check=True)
        with Receiver() as receiver:
            (self.hall.folder / "receivers.toml").write_text(
                f'[[receiver]]\nname = "main"\nhost = "127.0.0.1"\nport = {receiver.port}\ntransport = "tcp"\n'
                'account = "1234"\nprefix = "0"\nreceiver = "1"\ntoken = "sia-dcs"\n')
            self.start_bridge_without_devices("--receivers", self.hall.folder / "receivers.toml", "--alarms", small / "alarms")
            self.part("bridge-2/alarms/disk", "ready")
            with open(small / "rubbish", "wb", buffering=0) as rubbish:
                with self.assertRaises(OSError):
                    while True:
                        rubbish.write(bytes(4096))
            self.part("bridge-2/alarms/disk", "faulty")
            self.log_says("bridge-2", "THE DISK IS FULL")
            self.hall.client("console").command("raise_panic", zone=7, person="anna")
            receiver.wait_for(lambda: any("PA007" in each.data for each in receiver.taken), PATIENCE, "the alarm")
            (small / "rubbish").unlink()
            self.part("bridge-2/alarms/disk", "ready")


if __name__ == "__main__":
    unittest.main()
