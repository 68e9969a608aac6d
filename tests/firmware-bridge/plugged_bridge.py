"""The real okno-bridge on a mock USB bus, with a virtual keypad that is plugged in and pressed (virtual_keypad.c)."""
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from hall import BINARIES, end_with_parent, wait_until  # noqa: E402

NO_KEY = "00" * 8
UNPLUGGED = "The keypad does not answer any more"
# How a nervous finger moves, in seconds. Longer up than a contact bounces (30 ms), so that each tap is one.
DOWN, UP = 0.02, 0.04


def key(usage):
    return f"0000{usage:02x}0000000000"


class PluggedBridge:
    """okno-bridge on a mock bus, and the keypad that is plugged into it."""

    def __init__(self, hall, description, *arguments):
        devices = hall.folder / "devices.toml"
        devices.write_text(description)
        self.log_file = hall.log("bridge-1")
        command = ["umockdev-wrapper", BINARIES / "virtual-keypad", BINARIES / "okno-bridge", "--name", "bridge-1",
                   "--keys", hall.keys.folder, "--commands", hall.commands, "--feed", hall.public,
                   "--devices", devices, *arguments]
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                                            text=True, bufsize=1, preexec_fn=end_with_parent)
        self.told = queue.Queue()
        self.all_told = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.pid = int(self.hear("pid").split()[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()

    def _listen(self):
        for line in self.process.stdout:
            self.told.put(line.strip())
        self.told.put("")  # it has ended: nothing more will be told

    def hear(self, beginning, timeout=10):
        """The next line of the virtual keypad that begins so; those before it are passed over."""
        until = time.monotonic() + timeout
        while True:
            try:
                line = self.told.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                line = ""
            if not line:
                raise TimeoutError(f"the virtual keypad did not tell '{beginning}'; log:\n{self.log()}")
            self.all_told.append(line)
            if line.startswith(beginning):
                return line

    def order(self, line):
        self.process.stdin.write(line + "\n")

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

    def log(self):
        return self.log_file.read_text()

    def log_says(self, words, timeout=10, times=1):
        wait_until(lambda: self.log().count(words) >= times, timeout, f"the bridge logs '{words}'")

    def stop(self):
        """SIGTERM, by the end of the virtual keypad's input; the bridge's exit code."""
        self.process.stdin.close()
        return int(self.hear("exit").split()[1])

    def kill(self):
        """kill -9 for the bridge, and its bus with it."""
        os.kill(self.pid, signal.SIGKILL)
        self.process.stdin.close()
        self.process.wait(10)
