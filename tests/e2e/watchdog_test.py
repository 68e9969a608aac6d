#!/usr/bin/python3
"""A screen that hangs or crashes is back with what it has to show within five seconds: the units of deploy/units in a real
systemd, the real programs on X servers, a process that stands still.
"""
import os
import signal
import time
import unittest

from hall import Hall, wait_until
from screens_touch import Screen
from service_manager import ServiceManager, ensure_manager

BACK_WITHIN_S = 5
DROP_IN = """
[Unit]
Conflicts=
After=
[Service]
ExecStart=
ExecStart={command}
Environment=DISPLAY={display} SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy
User=
SupplementaryGroups=
StandardInput=null
StandardOutput=append:{log}
StandardError=append:{log}
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
"""


class WatchdogTest(unittest.TestCase):
    def setUp(self):
        self.hall = self.enterContext(Hall("dispatcher"))
        self.manager = self.enterContext(ServiceManager())

    def start(self, name, unit):
        """Returns when it is shown; systemd itself waits for its READY=1."""
        command = " ".join(map(str, [*self.hall.command_line(name), "--fullscreen"]))
        drop_in = DROP_IN.format(command=command, display=self.hall.screen_of(name), log=self.hall.log(name))
        self.manager.add(unit, drop_in)
        self.manager.order("start", unit)
        return Screen(self.hall, name)

    def back_after(self, unit, with_signal, shown):
        """Seconds from the signal to what is shown again, by another process."""
        before = self.manager.process_of(unit)
        self.pass_time(1.5)  # its beats must not be in step with the signal
        begun = time.time()
        os.kill(before, with_signal)
        took = wait_until(lambda: shown(begun), 30, f"{unit} is back") - begun
        self.assertNotEqual(before, self.manager.process_of(unit))
        print(f"{unit}, {with_signal.name}: back in {took:.1f} s", flush=True)
        return took

    @staticmethod
    def pass_time(seconds):
        since = time.monotonic()
        wait_until(lambda: time.monotonic() - since >= seconds, seconds + 5, "time passes")

    def assert_readable(self, screen, height):
        pixels = screen.pixels()
        self.assertGreater(pixels.share_of_text(0, 0, pixels.width, height), 0.004, "the window is as good as empty")

    def test_a_kiosk_that_hangs_or_crashes_is_back_within_five_seconds(self):
        unit = "okno-kiosk.service"
        kiosk = self.start("kiosk-1", unit)
        kiosk.wait_screen("welcome")

        def welcome(since):
            last = kiosk.last("screen")
            return last["at_us"] / 1e6 if last["screen"] == "welcome" and last["at_us"] / 1e6 > since else None

        for with_signal in (signal.SIGSTOP, signal.SIGKILL, signal.SIGSEGV, signal.SIGSTOP):
            self.assertLessEqual(self.back_after(unit, with_signal, welcome), BACK_WITHIN_S)
            self.assert_readable(kiosk, 1920)
        kiosk.touch("language:ru")
        kiosk.wait_screen("groups")

    def test_a_board_that_hangs_is_back_within_five_seconds_with_its_calls(self):
        unit = "okno-display.service"
        client = self.hall.client()
        client.command("take_ticket", service="refund", language="ru")
        client.command("open_window", window=2)
        client.command("call_next", window=2)
        board = self.start("display-1", unit)

        def call(since):
            last = board.last("presented")
            return last["at_us"] / 1e6 if last["calls"] == ["C001>2"] and last["at_us"] / 1e6 > since else None

        wait_until(lambda: call(0), 10, "the call is shown")
        self.assertLessEqual(self.back_after(unit, signal.SIGSTOP, call), BACK_WITHIN_S)
        self.assert_readable(board, 1080)

    def test_a_kiosk_at_rest_is_left_alone(self):
        unit = "okno-kiosk.service"
        self.start("kiosk-1", unit).wait_screen("welcome")
        before = self.manager.process_of(unit)
        self.pass_time(8)  # more than two of the manager's patiences
        self.assertEqual(before, self.manager.process_of(unit))


if __name__ == "__main__":
    ensure_manager()
    unittest.main()
