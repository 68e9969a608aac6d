#!/usr/bin/python3
"""`./run` as a person meets it: what is started, what is told, and that nothing is left running.

    demo_hall_test.py BUILD_FOLDER
"""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(sys.argv.pop(1)).resolve()
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
EVERY_PROGRAM = {"okno-dispatcher", "okno-printer", "okno-kiosk", "okno-display", "okno-console", "okno-bridge",
                 "Xvfb", "x11vnc"}


def wait_until(condition, timeout, what):
    until = time.monotonic() + timeout
    while not (result := condition()):
        if time.monotonic() >= until:
            raise AssertionError(f"{what}: not within {timeout} s")
        time.sleep(0.02)
    return result


def descendants(pid):
    """{pid: program} of everything a process has started, and what that has started."""
    parents, names = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text()
                words = (folder / "cmdline").read_text().split("\0")
            except OSError:
                continue
            parents[int(folder.name)] = int(stat.rsplit(")", 1)[1].split()[1])
            names[int(folder.name)] = Path(words[0]).name
    found, level = {}, [pid]
    while level:
        level = [child for child, parent in parents.items() if parent in level]
        found.update((child, names[child]) for child in level)
    return found


def gone(pids):
    """A process that is a zombie has ended."""
    for pid in pids:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z":
                return False
        except OSError:
            pass
    return True


def greeting_of_screen(port):
    """What a browser hears first when it opens the page of a screen: the name of the VNC protocol."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(b"GET /websockify HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                           b"Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: binary\r\n\r\n")
        heard = b""
        while b"RFB" not in heard and (more := connection.recv(4096)):
            heard += more
        return heard


class DemoHall(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="okno-demo-test-"))
        self.halls = []

    def tearDown(self):
        for hall in self.halls:
            if hall.poll() is None:
                hall.send_signal(signal.SIGTERM)
                hall.wait(30)
            hall.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *flags):
        hall = subprocess.Popen([sys.executable, ROOT / "deploy" / "demo_hall.py", "--build", BUILD, "--var",
                                 self.folder / "var", *flags], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True, env=ENVIRONMENT)
        self.halls.append(hall)
        return hall

    def told(self, hall, until="Ctrl-C stops everything"):
        """What it prints until this; the rest of the output, if it ends before, is the failure."""
        said = ""
        while until not in said:
            line = hall.stdout.readline()
            self.assertTrue(line, f"it ended and had said:\n{said}")
            said += line
        return said

    def test_it_runs_every_program_and_stops_all_of_them(self):
        hall = self.start()
        said = self.told(hall)
        programs = descendants(hall.pid)
        self.assertLessEqual(EVERY_PROGRAM, set(programs.values()))
        addresses = re.findall(r"http://localhost:\d+/\S*", said)
        self.assertEqual(len(addresses), 3, said)
        for address in addresses:
            with urllib.request.urlopen(address, timeout=5) as page:
                self.assertEqual(page.status, 200)
        for port in re.findall(r"localhost:(\d+)/vnc.html", said):
            self.assertIn(b"RFB", greeting_of_screen(int(port)))
        self.assertRegex(said, r"anna\s+\S+\s+operator, window 1")
        hall.send_signal(signal.SIGINT)
        self.assertEqual(hall.wait(30), 0)
        self.assertTrue(gone(programs))

    def test_it_leaves_nothing_even_when_it_is_killed(self):
        hall = self.start()
        self.told(hall)
        programs = descendants(hall.pid)
        hall.kill()
        hall.wait(5)
        wait_until(lambda: gone(programs), 5, "everything has ended")

    def test_a_program_that_dies_is_started_again(self):
        hall = self.start()
        self.told(hall)
        dispatcher = next(pid for pid, name in descendants(hall.pid).items() if name == "okno-dispatcher")
        os.kill(dispatcher, signal.SIGKILL)
        self.assertIn("signal SIGKILL", self.told(hall, until="dispatcher has ended"))
        wait_until(lambda: [pid for pid, name in descendants(hall.pid).items()
                            if name == "okno-dispatcher" and pid != dispatcher], 5, "it is back")

    def test_the_next_start_keeps_journal_keys_and_passwords_and_a_second_one_at_once_is_refused(self):
        hall = self.start()
        log_ins = self.told(hall).split("Log-ins")[1]
        second = self.start()
        self.assertIn("is running already", second.communicate(timeout=20)[0])
        self.assertNotEqual(second.returncode, 0)
        hall.send_signal(signal.SIGTERM)
        self.assertEqual(hall.wait(30), 0)
        again = self.start()
        self.assertEqual(self.told(again).split("Log-ins")[1], log_ins)

    def test_a_wrong_plan_is_told_by_its_own_name_and_the_old_one_stays_in_force(self):
        example = (ROOT / "deploy" / "plans" / "example.toml").read_text(encoding="utf-8")
        mine = self.folder / "mine.toml"
        mine.write_text(example.replace("[closing]", "[closin]"), encoding="utf-8")
        said = self.start("--plan", mine).communicate(timeout=20)[0]
        self.assertRegex(said, rf"{mine}:\d+:\d+")
        self.assertIn("the hall has no other yet", said)
        mine.write_text(example, encoding="utf-8")
        good = self.start("--plan", mine)
        self.told(good)
        good.send_signal(signal.SIGTERM)
        self.assertEqual(good.wait(30), 0)
        kept = (self.folder / "var" / "plan.toml").read_text(encoding="utf-8")
        mine.write_text(example.replace("[closing]", "[closin]"), encoding="utf-8")
        said = self.told(self.start("--plan", mine))
        self.assertRegex(said, rf"{mine}:\d+:\d+")
        self.assertIn("goes on with the plan it had before", said)
        self.assertEqual((self.folder / "var" / "plan.toml").read_text(encoding="utf-8"), kept)

    def test_a_taken_port_is_said_in_a_sentence(self):
        first = self.start()
        port = re.search(r"Console\s+http://localhost:(\d+)/", self.told(first))[1]
        other = subprocess.run([sys.executable, ROOT / "deploy" / "demo_hall.py", "--build", BUILD, "--var",
                                self.folder / "other", "--web-port", port], capture_output=True, text=True,
                               env=ENVIRONMENT, timeout=30, check=False)
        self.assertIn(f"Port {port} is in use", other.stderr)
        self.assertNotIn("Traceback", other.stderr)
        self.assertNotEqual(other.returncode, 0)


if __name__ == "__main__":
    unittest.main()
