#!/usr/bin/python3
"""The real bridge and the real dispatcher; window plates and relays on a mock USB bus (virtual_desk.c)."""
import signal
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "alarm"))
from hall import Hall  # noqa: E402
from mock_bus import MockBus  # noqa: E402
from receiver import Receiver  # noqa: E402

DEVICES = """
[[panic]]
name = "button"
zone = 7
vid = 0x16c0
pid = 0x27d9
report_bytes = 1
[[panic.button]]
byte = 0
bit = 0
[[plate]]
name = "plate by a serial port"
window = 3
vid = 0x2e8a
pid = 0x000a
serial = "acm"
kind = "cdc-acm"
baud = 115200
[[plate]]
name = "plate by a converter"
window = 3
vid = 0x1a86
pid = 0x7523
kind = "ch34x"
brightness = 9
[[plate]]
name = "plate by reports"
window = 3
vid = 0x16c0
pid = 0x27d8
kind = "hid"
[[relay]]
name = "serial relay"
vid = 0x1a86
pid = 0x7524
kind = "ch340-serial"
zones = [7]
[[relay]]
name = "hid relay"
vid = 0x16c0
pid = 0x05df
kind = "hid"
channel = 2
zones = [7]
"""
PLATES = {"acm": "plate by a serial port", "ch34x": "plate by a converter", "hid": "plate by reports"}
BRIGHTNESS = {"acm": 7, "ch34x": 9, "hid": 7}
CLOSED = {"serial-relay": "a00101a2", "hid-relay": "ff02000000000000"}
OPEN = {"serial-relay": "a00100a1", "hid-relay": "fd02000000000000"}


class Desk(unittest.TestCase):
    def setUp(self):
        self.hall = self.enterContext(Hall("dispatcher"))
        self.office = self.hall.client()
        self.receiver = self.enterContext(Receiver("udp"))
        (self.hall.folder / "receivers.toml").write_text(
            f'[[receiver]]\nname = "receiver"\nhost = "127.0.0.1"\nport = {self.receiver.port}\ntransport = "udp"\n'
            'account = "1234"\nprefix = "0"\ntoken = "sia-dcs"\n')
        self.hall.devices_file().write_text(DEVICES)
        self.start()

    def start(self):
        self.desk = self.enterContext(MockBus(
            ["virtual-desk"], [*self.hall.command_line("bridge-1"), "--receivers", self.hall.folder / "receivers.toml",
                               "--alarms", self.hall.folder / "alarms"], self.hall.log("bridge-1")))
        self.desk.hear("pid")
        self.desk.log_says("watches the keypads")

    def plug(self, name):
        self.desk.order(f"plug {name}")
        self.desk.hear(f"{name} reading")

    def shows(self, name, sign, words, blinks=0):
        self.desk.hear(f"{name} shows {sign} {BRIGHTNESS[name]} {blinks} {words}", timeout=20)

    def plate_is(self, name, state, times=1):
        self.desk.log_says(f"The window's plate: {state}. plate={PLATES[name]}", times=times, timeout=20)

    def call(self):
        self.office.command("open_window", window=3, person="anna")
        self.office.command("take_ticket", service="contract", language="ru")
        self.office.command("call_next", window=3, person="anna")
        number = next(each["number"] for each in self.office.snapshot()["state"]["tickets"])
        return f"{number['letter']}{number['ordinal']:03}"

    def test_a_plate_follows_its_window_through_a_day(self):
        for name in PLATES:
            with self.subTest(name=name):
                self.plug(name)
                self.shows(name, "X", "3|")
                number = self.call()
                self.shows(name, "C", f"3|{number}", blinks=1)
                self.shows(name, "C", f"3|{number}")  # it has blinked long enough
                self.office.command("start_service", window=3, person="anna")
                self.shows(name, "S", f"3|{number}")
                self.office.command("finish_service", window=3, person="anna")
                self.shows(name, "F", "3|-")
                self.office.command("pause_window", window=3, person="anna", reason="lunch")
                self.shows(name, "B", "3|")
                self.office.command("close_window", window=3, person="anna")
                self.shows(name, "X", "3|")
                self.plate_is(name, "it shows what it is told")
                self.desk.order(f"unplug {name}")
                self.desk.log_says(f"plate={PLATES[name]} window=3", times=2)

    def test_a_serial_line_is_set_up_and_taken_from_the_kernel_and_given_back(self):
        for name, speed in (("acm", 115200), ("ch34x", 9615)):
            self.desk.order(f"plug {name}")
            self.desk.hear(f"{name} set up {speed}")
            self.shows(name, "X", "3|")
        self.assertLess({"acm claimed", "acm claimed 1", "ch34x claimed"}, set(self.desk.all_told))
        self.assertEqual(self.desk.stop(), 0)
        self.assertLess({"acm given back", "acm given back 1", "ch34x given back"}, set(self.desk.all_told))

    def test_without_the_hall_a_plate_shows_no_old_number(self):
        self.plug("acm")
        number = self.call()
        self.shows("acm", "C", f"3|{number}")
        self.hall.kill("dispatcher")
        self.shows("acm", "A", "3|")
        self.hall.start("dispatcher")
        self.shows("acm", "C", f"3|{number}")  # it was called once and does not blink anew

    def test_a_plate_that_was_plugged_in_anew_shows_the_number_again(self):
        for name in PLATES:
            with self.subTest(name=name):
                self.plug(name)
        number = self.call()
        for name in PLATES:
            self.desk.order(f"unplug {name}")
            self.desk.log_says(f"The plate has gone: it was unplugged. plate={PLATES[name]}")
            self.plug(name)
            self.shows(name, "C", f"3|{number}")

    def test_plates_that_do_not_do_what_they_should_are_told_once_and_work_again_later(self):
        for name in PLATES:
            self.plug(name)
            self.plate_is(name, "it shows what it is told")
        for turn, (mood, state) in enumerate((("silent", "it does not answer"), ("nonsense", "it answers nonsense"),
                                              ("refuse", "it says that it cannot show this"))):
            with self.subTest(mood=mood):
                for name in PLATES:
                    self.desk.order(f"mood {name} {mood}")
                for name in PLATES:
                    self.plate_is(name, state)
                    self.desk.order(f"mood {name} well")
                for name in PLATES:
                    self.plate_is(name, "it shows what it is told", turn + 2)
                    self.assertEqual(self.desk.log().count(f"{state}. plate={PLATES[name]}"), 1)

    def test_a_plate_that_floods_us_stops_nobody_else(self):
        for name in PLATES:
            self.plug(name)
        self.desk.order("mood acm flood")
        self.plate_is("acm", "it answers nonsense")
        number = self.call()
        self.shows("hid", "C", f"3|{number}", blinks=1)
        self.desk.order("mood acm well")
        self.plate_is("acm", "it shows what it is told", 2)

    def test_plates_that_take_no_bytes_are_opened_anew_until_they_do(self):
        names = ("acm", "ch34x")
        for name in names:
            self.plug(name)
            self.plate_is(name, "it shows what it is told")
        for name in names:
            self.desk.order(f"mood {name} deaf")
        for name in names:
            self.plate_is(name, "it takes no bytes")
        for name in names:
            self.desk.hear(f"{name} given back", timeout=20)
            self.desk.hear(f"{name} claimed", timeout=20)
            self.desk.order(f"mood {name} well")
            self.plate_is(name, "it shows what it is told", 2)
            self.assertEqual(self.desk.log().count(f"it takes no bytes. plate={PLATES[name]}"), 1)

    def test_a_plate_that_stalls_is_let_go_of_and_taken_again(self):
        for name in ("acm", "ch34x"):
            with self.subTest(name=name):
                self.plug(name)
                self.plate_is(name, "it shows what it is told")
                self.desk.order(f"mood {name} stall")
                self.desk.log_says(f"The plate has gone: it refuses the transfer. plate={PLATES[name]}", timeout=20)
                self.desk.hear(f"{name} told to go on")
                self.desk.order(f"mood {name} well")
                self.plate_is(name, "it shows what it is told", 2)

    def test_a_plate_by_reports_that_stalls_or_takes_none_does_not_answer_until_it_does(self):
        self.plug("hid")
        self.plate_is("hid", "it shows what it is told")
        for times, mood in enumerate(("stall", "deaf"), 1):
            with self.subTest(mood=mood):
                self.desk.order(f"mood hid {mood}")
                self.plate_is("hid", "it does not answer", times)
                self.desk.order("mood hid well")
                self.plate_is("hid", "it shows what it is told", times + 1)

    def test_a_plate_may_be_unplugged_while_bytes_are_on_their_way(self):
        for name in PLATES:
            with self.subTest(name=name):
                self.plug(name)
                self.plate_is(name, "it shows what it is told")
                self.desk.order(f"mood {name} deaf")
                self.desk.hear(f"{name} holds")
                self.desk.order(f"unplug {name}")
                self.desk.log_says(f"The plate has gone: it was unplugged. plate={PLATES[name]}")
                self.desk.order(f"mood {name} well")
                self.plug(name)
                self.plate_is(name, "it shows what it is told", 2)

    def test_relays_close_with_an_alarm_of_their_zone_and_stay_so_through_plugs_and_restarts(self):
        self.plug("button")
        for name in CLOSED:
            self.plug(name)
            self.desk.hear(f"{name} relay {OPEN[name]}")
        self.desk.order("press button")
        for name in CLOSED:
            self.desk.hear(f"{name} relay {CLOSED[name]}")
            self.desk.order(f"unplug {name}")
            self.desk.log_says("THE RELAY CANNOT TELL ANY ALARM: it was unplugged")
            self.plug(name)
            self.desk.hear(f"{name} relay {CLOSED[name]}")
        self.assertEqual(self.desk.stop(), 0)
        self.start()
        for name in CLOSED:
            self.plug(name)
            self.desk.hear(f"{name} relay {CLOSED[name]}")

    def test_a_relay_that_takes_nothing_is_loudly_told_once_and_tried_on(self):
        for name, moods in (("serial-relay", ("deaf", "stall")), ("hid-relay", ("deaf", "stall"))):
            for mood in moods:
                with self.subTest(name=name, mood=mood):
                    self.plug(name)
                    self.desk.hear(f"{name} relay {OPEN[name]}")
                    before = self.desk.log().count("THE RELAY CANNOT TELL ANY ALARM")
                    self.desk.order(f"mood {name} {mood}")
                    self.desk.log_says("THE RELAY CANNOT TELL ANY ALARM", times=before + 1, timeout=20)
                    self.desk.order(f"mood {name} well")
                    self.desk.hear(f"{name} relay {OPEN[name]}", timeout=20)
                    self.desk.order(f"unplug {name}")
                    self.desk.log_says("THE RELAY CANNOT TELL ANY ALARM: it was unplugged")

    def test_what_is_not_plugged_in_is_told_at_the_start(self):
        for name in PLATES.values():
            self.desk.log_says(f"The plate is not plugged in. plate={name}")
        self.desk.log_says("THE RELAY CANNOT TELL ANY ALARM: it is not plugged in. relay=serial relay")


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    unittest.main(verbosity=2)
