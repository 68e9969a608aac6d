"""A program on a mock USB bus: a lab (tests/fakes/mock_usb.h) starts it, is told what to plug in, and tells what happens."""
import queue
import subprocess
import threading
import time

from hall import BINARIES, end_with_parent, wait_until


class MockBus:
    """`lab` is the lab's program and its own arguments, `program` the words that start what is tested."""

    def __init__(self, lab, program, log_file):
        self.log_file = log_file
        with open(log_file, "ab") as log:
            self.process = subprocess.Popen(
                ["umockdev-wrapper", BINARIES / lab[0], *lab[1:], *program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=log, text=True, bufsize=1, errors="backslashreplace", preexec_fn=end_with_parent)
        self.told = queue.Queue()
        self.all_told = []
        threading.Thread(target=self._listen, daemon=True).start()

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
        """The next line of the lab that begins so; those before it are passed over."""
        until = time.monotonic() + timeout
        while True:
            try:
                line = self.told.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                line = ""
            if not line:
                raise TimeoutError(f"the lab did not tell '{beginning}'; log:\n{self.log()}")
            self.all_told.append(line)
            if line.startswith(beginning):
                return line

    def order(self, line):
        self.process.stdin.write(line + "\n")

    def log(self):
        return self.log_file.read_text()

    def log_says(self, words, timeout=10, times=1):
        wait_until(lambda: self.log().count(words) >= times, timeout, f"the log says '{words}'")

    def stop(self):
        """SIGTERM, by the end of the lab's input; the program's exit code."""
        self.process.stdin.close()
        return int(self.hear("exit").split()[1])
