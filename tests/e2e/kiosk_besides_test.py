#!/usr/bin/python3
"""What the kiosk does besides giving tickets, with fingers on its real window: details of a service and their QR code,
services found by number, calls of staff, ratings, and what takes the place of paper.

QR codes are read from the picture of the screen by a program that knows nothing of the kiosk. Set OKNO_PICTURES to a
folder to keep the pictures.
"""
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import Hall, wait_until  # noqa: E402
from screens_touch import Screen  # noqa: E402

WARNING = (0xff, 0xe3, 0xa8)  # ui/theme.cpp, on a light ground
HEADER = 150  # pixels


class Besides(unittest.TestCase):
    def setUp(self):
        self.hall = Hall("dispatcher", "kiosk-1")
        self.addCleanup(self.hall.close)
        self.hall.__enter__()
        self.client = self.hall.client()
        self.kiosk = Screen(self.hall, "kiosk-1")
        self.kiosk.wait_screen("welcome")

    def go(self, *way):
        for action, screen in way:
            self.kiosk.touch(action)
            self.kiosk.wait_screen(screen)

    def press(self, *keys):
        self.kiosk.until_it_listens()
        self.kiosk.xdotool("key", *keys)

    def warned(self):
        """The theme's colour of warnings fills a part of the screen."""
        pixels = self.kiosk.pixels()
        return pixels.colours(0, 0, pixels.width, pixels.height)[WARNING] > 10_000

    def message(self):
        """The screen below its header: without the clock."""
        pixels = self.kiosk.pixels()
        return pixels.bytes[3 * pixels.width * HEADER:]

    def settled_message(self):
        def settled():
            before = self.message()
            time.sleep(0.5)
            return before if self.message() == before else None
        return wait_until(settled, 10, "the screen rests")

    def codes_on_screen(self):
        picture = self.hall.folder / "screen.png"
        subprocess.run(["import", "-window", "root", str(picture)], check=True, timeout=60,
                       env={"DISPLAY": self.kiosk.display, "PATH": "/usr/bin:/bin"})
        done = subprocess.run(["zbarimg", "--nodbus", "--quiet", "--raw", str(picture)], capture_output=True, text=True,
                              timeout=60)
        return done.stdout.strip()

    def events(self, kind):
        return [e["event"] for e in self.client.all_events() if e["event"] and e["event"]["kind"] == kind]

    def serve(self, service="refund"):
        """A visit from the ticket to its end; returns its number."""
        number = self.client.command("take_ticket", service=service, language="ru").first("ticket_taken")["number"]
        for kind, body in (("call_by_number", {"number": number}), ("start_service", {}), ("finish_service", {})):
            self.client.command(kind, window=2, person="anna", **body)
        return number

    def test_details_tell_where_a_service_can_be_had_without_a_visit_and_give_one_ticket(self):
        self.go(("language:ru", "groups"), ("group:readings", "services"), ("service:meter-reading", "details"))
        self.kiosk.picture("kiosk-details")
        self.assertEqual("https://lk.example.com/readings", self.codes_on_screen())
        self.assertEqual([], self.events("ticket_taken"))
        self.kiosk.touch("take:meter-reading", times=2)
        self.kiosk.wait_screen("category")
        self.go(("category:", "ticket"))
        self.assertEqual(["meter-reading"], [event["service"] for event in self.events("ticket_taken")])

    def test_a_pad_of_digits_finds_a_service(self):
        self.press("KP_2", "KP_9", "BackSpace", "KP_4")
        self.kiosk.wait_screen("service_number")
        self.kiosk.picture("kiosk-number")
        self.press("KP_Enter")
        self.kiosk.wait_screen("category")
        self.press("Return", "Return")
        self.kiosk.wait_screen("ticket")
        self.assertEqual(["refund"], [event["service"] for event in self.events("ticket_taken")])

    def test_the_staff_are_called_and_the_visitor_sees_that_they_come(self):
        self.go(("language:ru", "groups"), ("staff", "staff"))
        wait_until(lambda: self.events("staff_called"), 5, "the call is in the journal")
        self.assertEqual("kiosk-1", self.events("staff_called")[0]["device"])
        called = self.settled_message()
        self.kiosk.picture("kiosk-staff")
        self.client.command("answer_staff_call", kiosk="kiosk-1", person="anna")
        wait_until(lambda: self.message() != called, 5, "the kiosk says that somebody comes")
        self.kiosk.picture("kiosk-staff-coming")
        self.go(("back", "groups"), ("staff", "staff"))
        wait_until(lambda: len(self.events("staff_called")) == 2, 5, "who is answered can be called again")

    def test_a_visit_is_rated_once_and_nobody_is_named(self):
        self.client.command("open_window", window=2, person="anna")
        number = self.serve()
        self.go(("rate", "visit_number"))
        for digit in str(number["ordinal"]):
            self.kiosk.touch(f"digit:{digit}")
        self.go(("enter", "rating"))
        self.kiosk.picture("kiosk-rating")
        self.go(("score:5", "topic"))
        self.kiosk.picture("kiosk-topics")
        self.go(("topic:manners", "rated"))
        [rated] = wait_until(lambda: self.events("visit_rated"), 5, "the rating is in the journal")
        self.assertEqual((5, "manners", "kiosk-1"), (rated["score"], rated["topic"], rated["device"]))
        self.assertNotIn("person", rated)
        self.kiosk.picture("kiosk-thanks")
        self.kiosk.wait_screen("welcome", 15)
        self.kiosk.touch("rate")
        self.kiosk.wait_screen("visit_number")
        for digit in str(number["ordinal"]):
            self.kiosk.touch(f"digit:{digit}")
        self.assertFalse(self.warned())
        self.kiosk.touch("enter")
        wait_until(self.warned, 5, "the kiosk says that there is no such visit")
        self.assertEqual("visit_number", self.kiosk.last("screen")["screen"])

    def test_a_ticket_without_paper_is_read_by_a_telephone_and_written_down(self):
        """No printer runs: after some seconds without a word of it the number is all the visitor has."""
        self.go(("language:ru", "groups"), ("group:accounts", "services"), ("service:refund", "category"),
                ("category:", "ticket"))
        wait_until(lambda: any(t["action"] == "write" for t in self.kiosk.last("screen")["targets"]), 20,
                   "the kiosk knows that nothing was printed")
        self.kiosk.picture("kiosk-paperless")
        self.assertTrue(self.codes_on_screen().startswith("C001 · Центр обслуживания клиентов · "), self.codes_on_screen())
        self.go(("write", "write_down"))
        self.kiosk.picture("kiosk-write-down")
        self.go(("back", "ticket"), ("home", "welcome"))


if __name__ == "__main__":
    unittest.main()
