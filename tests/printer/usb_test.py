#!/usr/bin/python3
"""okno-printer, the real dispatcher, and a receipt printer on a mock USB bus (virtual_usb_printer.cpp)."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from hall import Hall  # noqa: E402
from mock_bus import MockBus  # noqa: E402

PORT, OTHER_PORT = "2", "4"


class UsbPrinting(MockBus):
    """A hall whose printer program runs on a mock bus, a kiosk that takes tickets, and one that watches."""

    def __init__(self, address="usb", profile="epson-tm-t88v"):
        self.hall = Hall("dispatcher")
        self.hall.__enter__()
        self.hall.printer_port = address
        self.paper = self.hall.folder / "usb-paper"
        self.paper.mkdir()
        program = [*self.hall.command_line("printer-1"), "--profile", profile]
        super().__init__(["virtual-usb-printer", self.paper], program, self.hall.log("printer-1"))
        self.kiosk = self.hall.client("kiosk-1", feed="public")
        self.watcher = self.hall.client("observer").follow()
        self.log_says("Printing the tickets")

    def __exit__(self, *failure):
        super().__exit__(*failure)
        self.hall.__exit__(*failure)

    def plug(self, model="epson", port=PORT):
        self.order(f"plug {model} {port}")
        self.hear(f"{port} reading")

    def take(self):
        return self.kiosk.command("take_ticket", service="meter-reading", language="ru").first("ticket_taken")

    def wait_print(self, ticket, outcome, timeout=20):
        try:
            self.watcher.wait(lambda f: ticket["ticket"] in f.tickets
                              and f.tickets[ticket["ticket"]]["print"] == outcome, timeout)
        except Exception as error:
            raise AssertionError(f"{error}; log:\n{self.log()}") from None

    def condition(self, wanted, timeout=10):
        self.watcher.wait(lambda f: f.hall.devices.get("printer-1", {}).get("condition") == wanted, timeout)


class UsbPrinterTest(unittest.TestCase):
    def test_a_ticket_becomes_paper_and_counts_when_the_printer_says_so(self):
        with UsbPrinting() as printing:
            printing.plug()
            printing.condition("ready")
            printing.log_says("Found EPSON TM-T88V (ESC/POS)")
            self.assertNotIn("Its own profile", printing.log())
            ticket = printing.take()
            printing.wait_print(ticket, "printed")
            self.assertTrue(printing.hear(f"{PORT} page").startswith(f"{PORT} page 512x"))
            self.assertEqual(len(list(printing.paper.glob("*.png"))), 1)
            self.assertEqual(printing.stop(), 0)

    def test_a_printer_that_speaks_another_language_than_its_profile_is_named_in_the_log(self):
        with UsbPrinting() as printing:
            printing.plug("star")
            printing.log_says("It says that it speaks another language than the profile")
            printing.log_says("Its own profile is star-tsp100.")

    def test_a_star_prints_and_its_faults_are_known(self):
        with UsbPrinting(profile="star-tsp100") as printing:
            printing.plug("star")
            printing.condition("ready")
            for _ in range(3):
                printing.wait_print(printing.take(), "printed")
            self.assertTrue(printing.hear(f"{PORT} page").startswith(f"{PORT} page 576x"))
            printing.order("fault paper_end 1")
            printing.condition("no_paper")
            printing.wait_print(printing.take(), "failed")
            printing.order("fault paper_end 0")
            printing.condition("ready")
            printing.wait_print(printing.take(), "printed")
            self.assertEqual(len(list(printing.paper.glob("*.png"))), 4)

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
            for fault, condition in (("paper_end", "no_paper"), ("paper_near_end", "paper_low"), ("cover_open", "cover_open"),
                                     ("cutter_error", "cutter_jammed"), ("overheated", "overheated")):
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

    def test_unplugged_in_the_middle_the_ticket_is_unknown_and_plugged_in_again_its_copy_is_printed(self):
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
            printing.wait_print(ticket, "printed")
            printing.wait_print(printing.take(), "printed")
            self.assertEqual(len(list(printing.paper.glob("*.png"))), 2)
            self.assertEqual(len(printing.watcher.tickets), 2)

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
            printing.log_says("it is Star TSP143 (STAR) and cannot answer")
            printing.wait_print(printing.take(), "failed")


if __name__ == "__main__":
    unittest.main()
