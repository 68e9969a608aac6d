#!/usr/bin/python3
"""What the board says aloud: the real program plays into a file, and the recording is searched for the clips.

SDL's disk driver writes what a loudspeaker would get; tests/hardware/sound_test.py has a sound card.
"""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from board import Board  # noqa: E402
from hall import Hall  # noqa: E402
from recording import announcement, heard, left_of, read_wave, recorded_clips, together, trimmed  # noqa: E402


class LoudBoard(Board):
    """A board whose loudspeaker is a file."""

    def __init__(self, hall, *flags):
        self.played = hall.folder / "played.raw"
        super().__init__(hall, *flags, sound=self.played)
        self.wait_following()

    def recording(self):
        """Ends the board and returns what it has played."""
        assert self.hall.kill("display-1", 15) == 0
        return left_of(self.played.read_bytes())


def call(client, window, language, service="refund"):
    """A visitor takes a ticket and is called."""
    client.command("take_ticket", service=service, language=language)
    client.command("call_next", window=window)


class VoiceTest(unittest.TestCase):
    def test_every_call_is_spoken_whole_in_order_and_twice(self):
        with Hall("dispatcher") as hall:
            clips = recorded_clips(hall.folder / "clips")
            (hall.folder / "clips" / "en" / "number-4.wav").unlink()
            board = LoudBoard(hall, "--clips", hall.folder / "clips")
            client = hall.client()
            for window in (2, 3, 4):
                client.command("open_window", window=window)
            call(client, 2, "ru")
            call(client, 3, "en")  # while the first is being read
            call(client, 4, "en", "contract")  # a word of it nobody has recorded
            board.wait_silent(6)
            readings = board.readings()
            recording = board.recording()
        self.assertEqual(readings, [
            ("C001>2", "ru"), ("C002>3", "en", "ru"), ("E001>4", "ru"),
            ("C001>2", "ru", "again"), ("C002>3", "en", "ru", "again"), ("E001>4", "ru", "again")])
        once = [*announcement("ru", "c", 1, 2), *announcement("en", "c", 2, 3), *announcement("ru", "c", 2, 3),
                *announcement("ru", "e", 1, 4)]
        sounds = heard(recording, clips)
        self.assertEqual([name for _, _, name in sounds], once + once)
        self.assertEqual(together(sounds), [])

    def test_who_has_come_is_not_read_again_and_the_board_blinks_with_the_words(self):
        with Hall("dispatcher") as hall:
            clips = recorded_clips(hall.folder / "clips")
            board = LoudBoard(hall, "--clips", hall.folder / "clips")
            client = hall.client()
            for window in (2, 3):
                client.command("open_window", window=window)
            call(client, 2, "ru")
            call(client, 3, "ru")
            board.wait_silent(1)
            client.command("start_service", window=2)
            board.wait_silent(3)
            lines = board.lines()
            readings = board.readings()
            names = [name for _, _, name in heard(board.recording(), clips)]
        self.assertEqual(readings, [("C001>2", "ru"), ("C002>3", "ru"), ("C002>3", "ru", "again")])
        self.assertEqual(names.count("ru/ticket"), 3)
        for index, line in enumerate(lines):
            if line["trace"] == "spoken":
                shown = [before for before in lines[:index] if before["trace"] == "presented"][-1]
                self.assertIn(line["call"], shown["fresh"], "what is read is what blinks")

    def test_words_that_nobody_recorded_are_made_and_kept(self):
        with Hall("dispatcher") as hall:
            cache = hall.folder / "voice"
            board = LoudBoard(hall, "--voice-cache", cache)
            client = hall.client()
            client.command("open_window", window=2)
            call(client, 2, "en")
            board.wait_silent(2)
            self.assertEqual(board.readings(), [("C001>2", "en", "ru"), ("C001>2", "en", "ru", "again")])
            clips = {}
            for language in ("en", "ru"):
                for word in ("ticket", "letter-c", "number-1", "window", "number-2"):
                    made, = (cache / language).glob(f"{word}-????????.wav")
                    clips[f"{language}/{word}"] = trimmed(read_wave(made))
            sounds = heard(board.recording(), clips)
            once = list(clips)
            self.assertEqual([name for _, _, name in sounds], once + once)
            self.assertEqual(together(sounds), [])
            for first in (0, 5, 10, 15):  # one announcement of five words after the other
                begins, ends = sounds[first][0], sounds[first + 4][1]
                self.assertTrue(120 <= 5 * 60 / (ends - begins) <= 150, f"{5 * 60 / (ends - begins):.0f} words a minute")

    def test_kazakh_is_made_and_who_speaks_what_nobody_has_recorded_is_called_in_the_halls_language(self):
        with Hall("dispatcher") as hall:
            cache = hall.folder / "voice"
            board = LoudBoard(hall, "--voice-cache", cache)
            client = hall.client()
            plan = client.snapshot()["state"]["plan"]
            client.command("adopt_plan", plan=dict(plan, languages=[*plan["languages"], "kk", "tg"]))
            for window in (2, 3):
                client.command("open_window", window=window)
            call(client, 2, "kk")
            board.wait_silent(2)
            call(client, 3, "tg")
            board.wait_silent(4)
            readings = board.readings()
            for word in ("ticket", "letter-c", "number-1", "window", "number-2", "number-90"):
                made, = (cache / "kk").glob(f"{word}-????????.wav")
                self.assertGreater(len(trimmed(read_wave(made))), 0)
            self.assertFalse((cache / "tg").exists())
            log = board.log()
        self.assertEqual(readings, [("C001>2", "kk", "ru"), ("C001>2", "kk", "ru", "again"),
                                    ("C002>3", "ru"), ("C002>3", "ru", "again")])
        self.assertIn("A clip is missing: tg/ticket.wav. Calls that need it are not spoken in this language.", log)


if __name__ == "__main__":
    unittest.main()
