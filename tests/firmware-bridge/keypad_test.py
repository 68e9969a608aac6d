#!/usr/bin/python3
"""The real bridge and the real dispatcher; a virtual keypad on a mock USB bus (virtual_keypad.c) is pressed."""
import signal
import sys
import unittest
from pathlib import Path

from plugged_bridge import PluggedBridge, key

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from hall import Hall, wait_until  # noqa: E402

DEVICES = """
[[keypad]]
name = "number pad"
window = 3
vid = 0x16c0
pid = 0x27db
keys = { 0x28 = "call_next", 0x57 = "recall", 0x55 = "start_service", 0x56 = "resume_window", 0x54 = { action = "transfer_ticket", to = "payment" } }
[[keypad.lamp]]
led = "num_lock"
on = ["waiting"]
[[keypad.lamp]]
led = "caps_lock"
on = ["called"]
[[keypad.lamp]]
led = "scroll_lock"
on = ["refused"]
[[keypad.lamp]]
led = "kana"
on = ["away"]

[[keypad]]
name = "own pad"
window = 3
vid = 0x16c0
pid = 0x27d9
serial = "okno-pad-0003"
report_bytes = 1
lamp_bytes = 2
lamp_report_id = 7
[[keypad.lamp]]
byte = 1
bit = 4
on = ["waiting"]
[[keypad.button]]
byte = 0
bit = 0
action = "call_next"
[[keypad.button]]
byte = 0
bit = 1
action = "recall"

[[keypad]]
name = "pad of a window that was taken away"
window = 99
vid = 0x16c0
pid = 0x0001
keys = { 0x28 = "call_next" }
"""
ENTER, PLUS, TIMES, SLASH, MINUS = 0x28, 0x57, 0x55, 0x54, 0x56
WAITING, CALLED, REFUSED, AWAY = 1, 2, 4, 16  # Num Lock, Caps Lock, Scroll Lock, Kana


class Keypad(unittest.TestCase):
    def setUp(self):
        self.hall = self.enterContext(Hall("dispatcher"))
        self.office = self.hall.client()
        self.office.command("open_window", window=3, person="anna")
        self.bridge = self.enterContext(PluggedBridge(self.hall, DEVICES))
        self.bridge.log_says("watches the keypads")

    def take_ticket(self):
        return self.office.command("take_ticket", service="contract", language="ru").first("ticket_taken")

    def events(self, kind):
        """From the journal itself."""
        entries = self.office.all_events()
        return [entry["event"] for entry in entries if entry["event"] and entry["event"]["kind"] == kind]

    def wait_for(self, kind, times=1):
        """The events of a kind, once there are so many."""
        try:
            wait_until(lambda: len(self.events(kind)) >= times, 10, f"{times} x {kind}")
        except TimeoutError as error:
            raise TimeoutError(f"{error}; log:\n{self.bridge.log()}") from None
        return self.events(kind)

    def call_first(self):
        """A visitor is called to window 3 by its key."""
        ticket = self.take_ticket()
        self.bridge.tap(ENTER)
        self.wait_for("ticket_called")
        return ticket

    def test_a_key_pressed_at_window_3_calls_the_visitor_who_waits(self):
        ticket = self.take_ticket()
        self.assertEqual(ticket["number"]["ordinal"], 1)
        self.bridge.plug()
        self.bridge.tap(ENTER)
        called = self.wait_for("ticket_called")
        self.assertEqual([(each["ticket"], each["window"], each["device"]) for each in called],
                         [(ticket["ticket"], 3, "bridge-1")])
        at_windows = [each["at"].get("window") for each in self.office.snapshot()["state"]["tickets"]]
        self.assertEqual(at_windows, [3])
        self.bridge.tap(TIMES)  # sent after all that the first key may have caused
        self.wait_for("service_started")
        self.assertEqual(len(self.events("ticket_called")), 1)
        self.assertNotIn("refused", self.bridge.log())

    def test_a_key_pressed_twice_within_100_ms_counts_once(self):
        self.bridge.plug()
        self.call_first()
        for attempt in range(1, 4):  # a second recall would be allowed: the plan has three
            apart = -self.bridge.tap(PLUS) + self.bridge.tap(PLUS)
            self.wait_for("ticket_recalled", attempt)
            if apart < 0.1:
                break
        else:
            self.fail("this machine is too slow to press a key twice within 100 ms")
        self.bridge.tap(TIMES)
        self.wait_for("service_started")
        self.assertEqual(len(self.events("ticket_recalled")), attempt)
        self.assertEqual(self.bridge.log().count("recall pressed at window 3"), attempt)

    def test_a_keypad_that_is_unplugged_and_plugged_in_again_works_again(self):
        self.bridge.plug()
        self.call_first()
        for usage, kind in ((PLUS, "ticket_recalled"), (TIMES, "service_started")):
            self.bridge.unplug()
            self.bridge.plug()
            self.bridge.tap(usage)
            self.assertEqual(len(self.wait_for(kind)), 1)
        self.assertEqual(self.bridge.log().count("The keypad is plugged in"), 3)

    def test_a_keypad_unplugged_while_its_key_is_down_is_as_good_as_new(self):
        self.bridge.plug()
        self.take_ticket()
        self.bridge.report(key(ENTER))
        self.bridge.unplug()
        self.wait_for("ticket_called")
        self.bridge.plug()
        self.bridge.tap(PLUS)
        self.wait_for("ticket_recalled")

    def test_the_keypad_is_taken_from_the_kernel_and_given_back(self):
        self.bridge.plug()
        self.assertEqual(self.bridge.all_told[-4:], ["claimed", "request 0b 0000", "request 0a 0000", "reading"],
                         "a keyboard is told to speak the boot protocol, and only when something changes")
        self.assertEqual(self.bridge.stop(), 0)
        self.assertIn("given back", self.bridge.all_told)

    def test_a_pad_of_buttons_is_known_by_its_serial_number(self):
        self.bridge.plug("pad")
        self.take_ticket()
        self.bridge.report("01", "00")
        self.wait_for("ticket_called")
        self.bridge.report("02", "00")
        self.wait_for("ticket_recalled")
        self.assertNotIn("request 0b", " ".join(self.bridge.all_told), "only keyboards have a boot protocol")

    def lit(self, leds):
        """The keyboard shows these lamps now, and nothing else."""
        self.bridge.hear(f"lit {leds:02x}")

    def test_the_lamps_tell_who_waits_who_is_called_and_what_was_refused(self):
        self.bridge.plug()
        self.lit(0)
        self.take_ticket()
        self.lit(WAITING)
        self.bridge.tap(ENTER)
        self.lit(CALLED)
        self.bridge.unplug()
        self.bridge.plug()
        self.lit(CALLED)
        self.bridge.tap(MINUS)  # there is no break to end
        self.lit(CALLED | REFUSED)
        self.lit(CALLED)
        self.hall.kill("dispatcher")
        self.lit(AWAY)
        self.hall.start("dispatcher")
        self.lit(CALLED)

    def test_a_pad_with_an_endpoint_for_it_is_lit_through_that(self):
        self.bridge.plug("lit-pad")
        self.take_ticket()
        self.bridge.hear("lit by endpoint 0710")

    def test_a_pad_whose_lamps_stall_or_never_take_anything_goes_on_as_a_pad(self):
        for turn, (mood, why) in enumerate((("stall", "it refuses the transfer"),
                                            ("deaf", "it did not take the bytes in time")), 1):
            self.bridge.order(f"lamps {mood}")
            for model in ("lit-pad", "keyboard"):
                with self.subTest(mood=mood, model=model):
                    self.bridge.plug(model)
                    name = "own pad" if model == "lit-pad" else "number pad"
                    told = f"its keys go on working: {why}. keypad={name}"
                    self.bridge.log_says(told)
                    self.bridge.report("01", "00") if model == "lit-pad" else self.bridge.tap(ENTER)
                    self.bridge.log_says("code=nobody_waiting", times=2 * turn - (model == "lit-pad"))
                    self.assertEqual(self.bridge.log().count(told), 1)
                    self.bridge.unplug()
        self.bridge.order("lamps work")
        self.bridge.plug()
        self.lit(0)

    def test_no_interface_of_a_keyboard_with_more_keys_is_left_to_the_kernel(self):
        self.bridge.plug("composite")
        self.assertLess({"claimed", "claimed 1"}, set(self.bridge.all_told))
        self.take_ticket()
        self.bridge.tap(ENTER)
        self.wait_for("ticket_called")
        self.assertEqual(self.bridge.stop(), 0)
        self.assertLess({"given back", "given back 1"}, set(self.bridge.all_told))
        self.assertNotIn("may be typed into another program", self.bridge.log())

    def test_a_keyboard_whose_other_interface_cannot_be_had_works_and_the_log_says_that_it_may_type(self):
        self.bridge.plug("shared")
        self.bridge.log_says("may be typed into another program, too: interface 1")
        self.take_ticket()
        self.bridge.tap(ENTER)
        self.wait_for("ticket_called")

    def test_a_key_sends_the_visitor_on_to_the_cashier(self):
        self.bridge.plug()
        self.office.command("open_window", window=7, person="olga")
        ticket = self.call_first()
        self.bridge.tap(TIMES)
        self.wait_for("service_started")
        self.bridge.tap(SLASH)
        sent, = self.wait_for("ticket_transferred")
        self.assertEqual((sent["ticket"], sent["window"], sent["to"]), (ticket["ticket"], 3, {"service": "payment"}))

    def test_reports_that_are_none_press_nothing(self):
        self.bridge.plug()
        self.take_ticket()
        self.bridge.report("28", "0000282828", "0000010101010101", key(0x04), key(ENTER)[:-2])
        self.bridge.log_says("the report is too short")
        self.bridge.tap(TIMES)
        self.bridge.log_says("code=nobody_at_window")
        self.assertEqual(self.events("ticket_called"), [])
        self.bridge.tap(ENTER)
        self.wait_for("ticket_called")
        self.assertEqual(self.bridge.log().count("sends what its description does not tell"), 1, "told once")

    def test_a_press_while_the_dispatcher_is_away_for_long_is_forgotten(self):
        self.bridge.plug()
        self.take_ticket()
        self.hall.kill("dispatcher")
        self.bridge.tap(ENTER)
        self.bridge.log_says("the press is forgotten")
        self.hall.start("dispatcher")
        self.bridge.tap(TIMES)
        self.bridge.log_says("code=nobody_at_window")
        self.assertEqual(self.events("ticket_called"), [])

    def test_a_press_while_the_dispatcher_restarts_calls_once(self):
        self.bridge.plug()
        self.take_ticket()
        self.hall.kill("dispatcher")
        self.bridge.tap(ENTER)
        self.hall.start("dispatcher")
        self.wait_for("ticket_called")
        self.bridge.tap(TIMES)
        self.wait_for("service_started")
        self.assertEqual(len(self.events("ticket_called")), 1)

    def test_a_bridge_without_a_keypad_ends_when_it_is_told(self):
        self.assertEqual(self.bridge.stop(), 0)

    def test_what_will_not_work_is_told_before_anybody_presses_a_key(self):
        self.bridge.log_says("The keypad is not plugged in. keypad=pad of a window that was taken away window=99")
        self.bridge.log_says("The hall's plan has no such window")


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    unittest.main(verbosity=2)
