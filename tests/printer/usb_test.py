#!/usr/bin/python3
"""okno-printer, the real dispatcher, and a receipt printer on a mock USB bus (virtual_usb_printer.cpp)."""
import queue
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from hall import BINARIES, Hall, end_with_parent, wait_until  # noqa: E402

PORT, OTHER_PORT = "2", "4"


class UsbPrinting:
    """A hall whose printer program runs on a mock bus, a kiosk that takes tickets, and one that watches."""

    def __init__(self, address="usb"):
        self.address = address

    def __enter__(self):
        self.hall = Hall("dispatcher")
        self.hall.__enter__()
        self.paper = self.hall.folder / "usb-paper"
        self.paper.mkdir()
        words = [f"usb{self.address[3:]}" if str(word).startswith("file:") else word
                 for word in self.hall.command_line("printer-1")]
        self.log_file = self.hall.log("printer-1")
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                ["umockdev-wrapper", BINARIES / "virtual-usb-printer", self.paper, *words, "--profile", "epson-tm-t88v"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1,
                errors="backslashreplace", preexec_fn=end_with_parent)
        self.told = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.kiosk = self.hall.client("kiosk-1", feed="public")
        self.watcher = self.hall.client("observer").follow()
        self.log_says("Printing the tickets")
        return self

    def __exit__(self, *failure):
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
        self.hall.__exit__(*failure)

    def _listen(self):
        for line in self.process.stdout:
            self.told.put(line.strip())
        self.told.put("")  # it has ended: nothing more will be told

    def hear(self, words, timeout=10):
        """The next line of the lab that is or begins so; those before it are passed over."""
        until = time.monotonic() + timeout
        while True:
            try:
                line = self.told.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                line = ""
            if not line:
                raise TimeoutError(f"the lab did not tell '{words}'; log:\n{self.log_file.read_text()}")
            if line.startswith(words):
                return line

    def order(self, line):
        self.process.stdin.write(line + "\n")

    def plug(self, model="epson", port=PORT):
        self.order(f"plug {model} {port}")
        self.hear(f"{port} reading")

    def log_says(self, words, timeout=10, times=1):
        wait_until(lambda: self.log_file.read_text().count(words) >= times, timeout, f"the log says '{words}'")

    def take(self):
        return self.kiosk.command("take_ticket", service="meter-reading", language="ru").first("ticket_taken")

    def wait_print(self, ticket, outcome, timeout=20):
        try:
            self.watcher.wait(lambda f: ticket["ticket"] in f.tickets
                              and f.tickets[ticket["ticket"]]["print"] == outcome, timeout)
        except Exception as error:
            raise AssertionError(f"{error}; log:\n{self.log_file.read_text()}") from None

    def condition(self, wanted, timeout=10):
        self.watcher.wait(lambda f: f.hall.devices.get("printer-1", {}).get("condition") == wanted, timeout)

    def stop(self):
        self.process.stdin.close()
        return int(self.hear("exit").split()[1])


class UsbPrinterTest(unittest.TestCase):
    def test_a_ticket_becomes_paper_and_counts_when_the_printer_says_so(self):
        with UsbPrinting() as printing:
            printing.plug()
            printing.condition("ready")
            ticket = printing.take()
            printing.wait_print(ticket, "printed")
            self.assertTrue(printing.hear(f"{PORT} page").startswith(f"{PORT} page 512x"))
            self.assertEqual(len(list(printing.paper.glob("*.png"))), 1)
            self.assertEqual(printing.stop(), 0)

    def test_the_printer_is_taken_from_the_kernel_and_given_back(self):
        with UsbPrinting() as printing:
            printing.order(f"plug epson {PORT}")
            printing.hear(f"{PORT} claimed")
            printing.hear(f"{PORT} reading")
            printing.process.stdin.close()
            printing.hear(f"{PORT} given back")
            self.assertEqual(printing.hear("exit"), "exit 0")

    def test_faults_of_an_idle_printer_are_known_and_named(self):
        with UsbPrinting() as printing:
            printing.plug()
            printing.condition("ready")
            for fault, condition in (("paper_end", "no_paper"), ("near_end", "paper_low"), ("cover", "cover_open"),
                                     ("cutter", "cutter_jammed"), ("hot", "overheated")):
                with self.subTest(fault=fault):
                    printing.order(f"fault {fault} 1")
                    printing.condition(condition)
                    printing.order(f"fault {fault} 0")
                    printing.condition("ready")

    def test_without_paper_a_ticket_fails_and_does_not_come_out_later(self):
        with UsbPrinting() as printing:
            printing.plug()
            printing.order("fault paper_end 1")
            printing.condition("no_paper")
            failed = printing.take()
            printing.wait_print(failed, "failed")
            printing.order("fault paper_end 0")
            printing.condition("ready")
            printing.wait_print(printing.take(), "printed")
            self.assertEqual(len(list(printing.paper.glob("*.png"))), 1)

    def test_unplugged_in_the_middle_the_ticket_is_unknown_and_plugged_in_again_it_prints(self):
        with UsbPrinting() as printing:
            printing.plug()
            printing.condition("ready")
            printing.order("vanish 5000")
            ticket = printing.take()
            printing.hear(f"{PORT} vanished")
            printing.order(f"unplug {PORT}")
            printing.wait_print(ticket, "unknown")
            printing.condition("out_of_reach")
            printing.plug()
            printing.condition("ready")
            printing.wait_print(printing.take(), "printed")
            self.assertEqual(len(list(printing.paper.glob("*.png"))), 1)

    def test_a_printer_that_takes_nothing_does_not_hold_the_hall_up(self):
        with UsbPrinting() as printing:
            printing.plug()
            printing.condition("ready")
            printing.order("mood nak")
            printing.wait_print(printing.take(), "failed")
            printing.condition("out_of_reach")
            printing.order("mood well")
            printing.condition("ready", 20)
            printing.wait_print(printing.take(), "printed")

    def test_stalls_nonsense_and_silence_are_survived(self):
        with UsbPrinting() as printing:
            for mood in ("stall", "babble", "mute"):
                with self.subTest(mood=mood):
                    printing.plug()
                    printing.condition("ready")
                    printing.order(f"mood {mood}")
                    ticket = printing.take()
                    printing.watcher.wait(lambda f: f.tickets.get(ticket["ticket"], {}).get("print")
                                          in ("failed", "unknown"), 30)
                    printing.order("mood well")
                    printing.condition("ready", 20)
                    printing.wait_print(printing.take(), "printed")
                    printing.order(f"unplug {PORT}")
                    printing.condition("out_of_reach")

    def test_a_printer_of_a_makers_own_class_is_known_by_its_numbers(self):
        with UsbPrinting("usb:04b8:0202") as printing:
            printing.plug("epson-vendor")
            printing.wait_print(printing.take(), "printed")

    def test_two_of_a_kind_are_told_apart_by_serial_number_or_port(self):
        for address in ("usb:04b8:0202:J5XF000002", f"usb@1-{OTHER_PORT}"):
            with self.subTest(address=address), UsbPrinting(address) as printing:
                printing.order(f"plug epson {PORT}")
                printing.plug("epson-2", OTHER_PORT)
                printing.wait_print(printing.take(), "printed")
                printing.hear(f"{OTHER_PORT} page")

    def test_two_that_fit_are_not_guessed_between(self):
        with UsbPrinting() as printing:
            printing.order(f"plug epson {PORT} seized")  # else the first would be in use before the second is there
            printing.order(f"plug epson-2 {OTHER_PORT}")
            printing.log_says(f"two printers fit; name one by its serial number or its port, as in usb@1-{OTHER_PORT}")
            printing.order(f"unplug {PORT}")
            printing.condition("ready")
            printing.wait_print(printing.take(), "printed")

    def test_a_printer_that_another_program_has_is_named_and_used_as_soon_as_it_is_free(self):
        with UsbPrinting() as printing:
            printing.log_says("it is not plugged in")
            printing.order(f"plug epson {PORT} seized")
            printing.log_says("its interface cannot be claimed")
            printing.order(f"seize {PORT} 0")
            printing.condition("ready")
            printing.wait_print(printing.take(), "printed")

    def test_one_that_cannot_answer_is_refused_by_name(self):
        with UsbPrinting() as printing:
            printing.order(f"plug one-way {PORT}")
            printing.log_says("it cannot answer")
            printing.wait_print(printing.take(), "failed")


if __name__ == "__main__":
    unittest.main()
