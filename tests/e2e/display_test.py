#!/usr/bin/python3
"""Boards of some windows, the plate of one, and boards that nobody could read: the real program."""
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from board import Board  # noqa: E402
from hall import BINARIES, Hall, wait_until  # noqa: E402


class DisplayTest(unittest.TestCase):
    def test_a_plate_follows_its_window_and_says_when_it_cannot(self):
        with Hall("dispatcher") as hall:
            plate = Board(hall, "--window", "2")

            def wait_for(words, number):
                return wait_until(lambda: (shown := plate.lines("plate")) and words in shown[-1]["says"][0] and
                                  shown[-1]["number"] == number, 20, f"{words} {number}")
            client = hall.client()
            wait_for("Окно закрыто.", "")
            client.command("open_window", window=3)
            wait_for("Ближайшее открытое окно:\u00a03", "")
            client.command("open_window", window=2)
            wait_for("Следующий, пожалуйста.", "")
            client.command("take_ticket", service="refund", language="ru")
            client.command("call_next", window=2)
            wait_for("Пожалуйста, подойдите к окну", "C001")
            client.command("start_service", window=2)
            wait_for("Идёт приём", "C001")
            hall.pause("dispatcher")
            wait_for("Связь потеряна.", "")
            hall.go_on("dispatcher")
            wait_for("Идёт приём", "C001")

    def test_a_board_of_some_windows_shows_their_calls_alone(self):
        with Hall("dispatcher") as hall:
            board = Board(hall, "--windows", "3,4")
            client = hall.client()
            for window in (2, 3):
                client.command("take_ticket", service="refund", language="ru")
                client.command("open_window", window=window)
                client.command("call_next", window=window)
            wait_until(lambda: any("C002>3" in line["calls"] for line in board.lines("presented")), 20, "the call to 3")
            self.assertFalse([line for line in board.lines("presented") if "C001>2" in line["calls"]])

    def test_a_board_that_cannot_be_read_does_not_start(self):
        def start(*flags):
            return subprocess.run([BINARIES / "okno-display", "--keys", "nowhere", *flags], capture_output=True,
                                  text=True, timeout=20, check=False)
        refused = start("--diagonal", "43", "--farthest-seat", "8", "--rows", "8")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("cannot be read from 8.0 m: its numbers must be at least 98 mm high", refused.stderr)
        self.assertNotIn("cannot be read from", start("--diagonal", "43", "--farthest-seat", "1").stderr)
        self.assertNotEqual(start("--diagonal", "43").returncode, 0)
        self.assertNotEqual(start("--window", "2", "--windows", "2,3").returncode, 0)


if __name__ == "__main__":
    unittest.main()
