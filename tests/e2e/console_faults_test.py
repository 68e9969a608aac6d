#!/usr/bin/python3
"""The console's statistics on a file that is locked, on a disk that is full, damaged: it is told on the manager's page,
operators go on calling meanwhile, and what was missed is counted afterwards."""
import json
import sqlite3
import subprocess
import sys
import threading
import time
import unittest
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import BINARIES, Hall, wait_until  # noqa: E402
from okno_client import take  # noqa: E402

PATIENCE = 30


class Manager:
    """A browser of a manager: one log-in, the overview as it streams in, commands."""

    def __init__(self, hall):
        done = subprocess.run([BINARIES / "okno-console", "add-user", "--data", hall.folder / "console", "--name", "maria",
                               "--role", "manager"], check=True, capture_output=True, text=True)
        self.hall = hall
        self.password = done.stdout.split()[1]
        self.page = None

    def connection(self):
        host, port = self.hall.web.split(":")
        return HTTPConnection(host, int(port), timeout=20)

    def post(self, path, body, csrf):
        connection = self.connection()
        headers = {"Content-Type": "application/json", "X-Okno-Csrf": csrf}
        if csrf != "login":
            headers["Cookie"] = self.cookie
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        return answer.status, answer, json.loads(answer.read())

    def log_in(self):
        status, answer, body = self.post("/api/login", {"name": "maria", "password": self.password}, "login")
        assert status == 200, body
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        if body["must_change"]:
            _, _, body = self.post("/api/password", {"old": self.password, "new": "a tram full of quiet otters"}, body["csrf"])
            assert "csrf" in body, body
            self.password = "a tram full of quiet otters"
            return self.log_in()
        self.csrf = body["csrf"]
        threading.Thread(target=self.follow, daemon=True).start()
        return self

    def follow(self):
        try:
            connection = self.connection()
            connection.request("GET", "/api/events?page=overview", headers={"Cookie": self.cookie})
            for line in connection.getresponse():
                if line.startswith(b"data: "):
                    self.page = json.loads(line[len("data: "):]).get("page", self.page)
        except OSError:
            pass  # the console ends before its reader

    def command(self, kind, **body):
        """How long it took, in seconds; it must have been carried out."""
        began = time.monotonic()
        made = int(time.time() * 1000).to_bytes(6, "big").hex() + f"{time.monotonic_ns():020x}"[-20:]
        status, _, answer = self.post("/api/command", {"id": made, "kind": kind, "body": body}, self.csrf)
        assert status == 200, answer
        return time.monotonic() - began

    def sees(self, what, condition):
        wait_until(lambda: self.page and self.page["known"] and condition(self.page), PATIENCE, what)

    def sees_issued(self, count):
        self.sees(f"{count} issued tickets, nothing wrong",
                  lambda page: page["today"]["issued"] == count and page["statistics_trouble"] is None)


class ConsoleFaultsTest(unittest.TestCase):
    def begin(self, hall):
        manager = Manager(hall)
        hall.start("console")
        manager.log_in()
        take(hall.client(), "contract")
        manager.sees_issued(1)
        return manager

    def works_meanwhile(self, hall, manager, windows):
        """Windows open through the console although its statistics cannot be written."""
        client = hall.client()
        for window in windows:
            took = manager.command("open_window", window=window, reason="a long queue")
            self.assertLess(took, 3, "a command waited for the statistics")
            take(client, "contract")

    def test_a_locked_file_is_told_and_made_up_for(self):
        with Hall("dispatcher") as hall:
            manager = self.begin(hall)
            other = sqlite3.connect(hall.statistics, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            self.works_meanwhile(hall, manager, (1, 2, 3))
            manager.sees("that the file is locked", lambda page: "another program" in (page["statistics_trouble"] or {}).get("en", ""))
            self.works_meanwhile(hall, manager, (4, 5))
            self.assertEqual(manager.page["today"]["issued"], 1)
            other.execute("ROLLBACK")
            manager.sees_issued(6)

    def test_a_full_disk_is_told_and_made_up_for(self):
        with Hall("dispatcher") as hall:
            disk = hall.folder / "disk"
            disk.mkdir()
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
            try:
                hall.statistics = disk / "statistics.db"
                manager = self.begin(hall)
                # The second count has a file of its own there, and makes room when it is closed.
                manager.sees("that the second count is over", lambda page: page["differing"] == 0)
                filler = disk / "filler"
                with open(filler, "wb", buffering=0) as file:
                    with self.assertRaises(OSError):
                        while True:
                            file.write(b"x" * 4096)
                self.works_meanwhile(hall, manager, (1, 2, 3))
                manager.sees("that the disk is full", lambda page: "disk is full" in (page["statistics_trouble"] or {}).get("en", ""))
                self.works_meanwhile(hall, manager, (4,))
                filler.unlink()
                manager.sees_issued(5)
            finally:
                if "console" in hall.processes:
                    hall.kill("console")
                subprocess.run(["umount", disk], check=True)

    def test_a_damaged_file_is_made_anew_from_the_journal(self):
        with Hall("dispatcher") as hall:
            manager = self.begin(hall)
            hall.kill("console")
            hall.statistics.write_bytes(b"x" * 100_000)
            for beside in ("-wal", "-shm"):
                Path(f"{hall.statistics}{beside}").unlink(missing_ok=True)
            take(hall.client(), "contract")
            hall.start("console")
            manager.log_in()
            manager.sees_issued(2)
            self.assertEqual(Path(f"{hall.statistics}.damaged").stat().st_size, 100_000)

    def test_a_file_damaged_while_the_console_runs_is_made_anew(self):
        with Hall("dispatcher") as hall:
            manager = self.begin(hall)
            damage(hall.statistics)
            take(hall.client(), "contract")
            manager.sees_issued(2)
            self.assertTrue(Path(f"{hall.statistics}.damaged").exists())


def damage(database):
    """The newest pages move from the log beside it into the file; then all of it but the header becomes rubbish."""
    with sqlite3.connect(database) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = database.stat().st_size
    with open(database, "r+b") as file:
        file.seek(4096)
        file.write(b"x" * (size - 4096))


if __name__ == "__main__":
    unittest.main(verbosity=2)
