"""The real okno-bridge on a mock USB bus, with a virtual keypad that is plugged in and pressed (virtual_keypad.c)."""
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from mock_bus import MockBus  # noqa: E402

NO_KEY = "00" * 8
UNPLUGGED = "The keypad does not answer any more"
# How a nervous finger moves, in seconds. Longer up than a contact bounces (30 ms), so that each tap is one.
DOWN, UP = 0.02, 0.04


def key(usage):
    return f"0000{usage:02x}0000000000"


class PluggedBridge(MockBus):
    """okno-bridge on a mock bus, and the keypad that is plugged into it."""

    def __init__(self, hall, description, *arguments):
        hall.devices_file().write_text(description)
        super().__init__(["virtual-keypad"], [*hall.command_line("bridge-1"), *arguments], hall.log("bridge-1"))
        self.pid = int(self.hear("pid").split()[1])

    def plug(self, model="keyboard"):
        self.order(f"plug {model}")
        self.hear("reading")

    def unplug(self):
        before = self.log().count(UNPLUGGED)
        self.order("unplug")
        self.log_says(UNPLUGGED, times=before + 1)

    def report(self, *reports):
        for report in reports:
            self.order(f"report {report}")
            self.hear("read")

    def tap(self, usage):
        """Returns when the key went down, as far as the bridge can have seen."""
        self.report(key(usage))
        pressed = time.monotonic()
        time.sleep(DOWN)
        self.report(NO_KEY)
        time.sleep(UP)
        return pressed

    def kill(self):
        """kill -9 for the bridge, and its bus with it."""
        os.kill(self.pid, signal.SIGKILL)
        self.process.stdin.close()
        self.process.wait(10)
