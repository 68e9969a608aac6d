#!/usr/bin/python3
"""Backups of a hall that works meanwhile, and a hall that is made of one: the real programs."""
import json
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import BINARIES, Hall, wait_until  # noqa: E402

OKNO = BINARIES / "okno"


def okno(*arguments):
    return subprocess.run([OKNO, *arguments], capture_output=True, text=True, timeout=120)


class Load:
    """Visitors who take tickets for as long as the block lasts."""

    def __init__(self, hall, client):
        self.client = client
        self.taken = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        while not self.ended.is_set():
            self.client.command("take_ticket", service="payment", language="ru")
            self.taken += 1

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


class BackupTest(unittest.TestCase):
    def setUp(self):
        self.hall = Hall()
        self.backups = self.hall.folder / "backups"
        self.hall.dispatcher_flags = ["--backups", self.backups, "--backups-kept", "3"]
        self.hall.start("dispatcher")
        self.addCleanup(self.hall.close)
        self.client = self.hall.client()

    def told(self):
        return self.client.request("backups", {})

    def make(self):
        before = {each["name"] for each in self.told()["backups"]}
        self.client.request("make_backup", {"person": "elena"})

        def new():
            told = self.told()
            fresh = [each for each in told["backups"] if each["name"] not in before]
            return fresh and not told["busy"] and fresh[0]
        return wait_until(new, 60, "a backup is made", every=0.05)

    def test_a_backup_under_load_is_restored_into_a_hall_that_equals_the_old_one(self):
        for _ in range(300):
            self.client.command("take_ticket", service="contract", language="ru")
        with Load(self.hall, self.hall.client("kiosk-1", "public")) as load:
            wait_until(lambda: load.taken > 20, 20, "visitors come")
            made = self.make()
            at_end = load.taken
            wait_until(lambda: load.taken > at_end + 5, 20, "visitors still come")
        self.assertTrue(made["verified"])
        folder = self.backups / made["name"]
        self.assertEqual(stat.S_IMODE(folder.stat().st_mode), 0o700)
        for file in folder.rglob("*"):
            if file.is_file():
                self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600, file)
        old = self.client.all_events()
        self.assertGreater(len(old), made["events"])

        # Into a new place, and a dispatcher over it: the same events, the same devices come in.
        refused = okno("restore", "--from", folder, "--journal", self.hall.journal, "--keys", self.hall.keys.folder)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("in use", refused.stderr)
        self.hall.kill("dispatcher", signal.SIGTERM)
        new_keys = self.hall.folder / "new-keys"
        new_journal = self.hall.folder / "new" / "journal.db"
        restored = okno("restore", "--from", folder, "--journal", new_journal, "--keys", new_keys)
        self.assertEqual(restored.returncode, 0, restored.stderr)
        self.hall.keys.folder, self.hall.journal = new_keys, new_journal
        self.hall.start("dispatcher")
        new = self.hall.client()
        self.assertEqual(new.all_events(), old[:made["events"]])
        snapshot = new.snapshot()
        self.assertEqual(snapshot["number"], made["events"])
        waiting = sum(1 for entry in old[:made["events"]] if entry["event"]["kind"] == "ticket_taken")
        self.assertEqual(len(snapshot["state"]["tickets"]), waiting)

    def test_a_restore_over_the_old_hall_keeps_its_journal(self):
        made = self.make()
        self.client.command("take_ticket", service="contract", language="ru")
        self.hall.kill("dispatcher", signal.SIGTERM)
        result = okno("restore", "--from", self.backups / made["name"], "--journal", self.hall.journal,
                      "--keys", self.hall.keys.folder)
        self.assertEqual(result.returncode, 0, result.stderr)
        kept = list(self.hall.folder.glob("journal.db.before-restore-*"))
        self.assertTrue(kept, result.stdout)
        self.hall.start("dispatcher")
        self.assertEqual(len(self.hall.client().all_events()), made["events"])

    def test_old_backups_go_and_a_damaged_one_is_not_restored(self):
        names = []
        for _ in range(4):
            names.append(self.make()["name"])
            wait_until(lambda: not (self.backups / f"okno-{now()}").exists(), 3, "the next second")
        left = sorted(each["name"] for each in self.told()["backups"])
        self.assertEqual(left, sorted(names)[1:])
        damaged = self.backups / left[0]
        with sqlite3.connect(damaged / "journal.db") as database:
            database.execute("UPDATE event SET body = body || ' ' WHERE number = 2")
        self.hall.kill("dispatcher", signal.SIGTERM)
        result = okno("restore", "--from", damaged, "--journal", self.hall.folder / "new.db",
                      "--keys", self.hall.folder / "new-keys")
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("event 2", result.stderr)
        self.assertFalse((self.hall.folder / "new.db").exists())

    def test_okno_backup_copies_a_running_hall_and_tells_what_it_did(self):
        to = self.hall.folder / "by-hand"
        result = okno("backup", "--journal", self.hall.journal, "--keys", self.hall.keys.folder, "--plan", self.hall.plan,
                      "--to", to)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("every event in its place", result.stdout)
        (folder,) = [each for each in to.iterdir() if each.name.startswith("okno-")]
        note = json.loads((folder / "backup.json").read_text())
        self.assertTrue(note["verified"])
        self.assertEqual((folder / "plan/plan.toml").read_text(), self.hall.plan.read_text())
        missing = okno("backup", "--journal", self.hall.folder / "nowhere", "--keys", self.hall.keys.folder, "--to", to)
        self.assertNotEqual(missing.returncode, 0)

    def test_a_folder_that_takes_nothing_is_told_and_the_hall_goes_on(self):
        moved = self.backups.with_name("moved")
        self.make()
        self.backups.rename(moved)
        self.backups.write_text("in the way")
        self.client.request("make_backup", {"person": "elena"})
        told = wait_until(lambda: not self.told()["busy"] and self.told(), 20, "the try is over")
        self.assertIsNotNone(told["failure"])
        self.assertTrue(told["failure"]["reason"])
        self.client.command("take_ticket", service="contract", language="ru", timeout=2)
        self.hall.check_alive()
        lines = self.client.request("log", {})["lines"]
        self.assertTrue(any(line["level"] == "error" and "backup has failed" in line["text"] for line in lines))
        self.backups.unlink()
        moved.rename(self.backups)
        time.sleep(1.1)  # a backup has the name of its second
        self.assertTrue(self.make()["verified"])
        self.assertIsNone(self.told()["failure"])

    def test_a_full_disk_is_told_and_the_hall_goes_on(self):
        self.backups.mkdir(mode=0o700)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", self.backups], check=True)
        self.addCleanup(subprocess.run, ["umount", self.backups], check=True)
        filler = self.backups / "filler"
        with open(filler, "wb", buffering=0) as file:
            with self.assertRaises(OSError):
                while True:
                    file.write(b"x" * 4096)
        self.client.request("make_backup", {"person": "elena"})
        told = wait_until(lambda: not self.told()["busy"] and self.told(), 20, "the try is over")
        self.assertIn("0 MB free", told["failure"]["reason"])
        self.assertIn("please make room", told["failure"]["reason"])
        self.assertEqual(told["backups"], [])
        self.client.command("take_ticket", service="contract", language="ru", timeout=2)
        self.hall.check_alive()
        filler.unlink()
        self.assertTrue(self.make()["verified"])
        self.assertIsNone(self.told()["failure"])


def now():
    return time.strftime("%Y-%m-%dT%H-%M-%SZ", time.gmtime())


if __name__ == "__main__":
    unittest.main()
