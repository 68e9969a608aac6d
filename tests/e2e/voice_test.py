#!/usr/bin/python3
"""What the board says aloud: the real program plays into a file, and the recording is searched for the clips.

SDL's disk driver writes what a loudspeaker would get. Each clip is looked for by normalised cross-correlation; the
places where it is found, in order, are what was spoken.
"""
import sys
import unittest
import wave
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from board import Board  # noqa: E402
from hall import Hall  # noqa: E402

RATE = 44_100
FOUND = 0.85        # of 1: a clip that was cut off or mixed with another is less like itself
CLIP_S = 0.18
WORDS = ["ticket", "window", "letter-c", "letter-e", "number-1", "number-2", "number-3", "number-4"]


def write_wave(file, samples, rate=RATE):
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.astype("<i2").tobytes())


def read_wave(file):
    """Mono, at the loudspeaker's rate."""
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").astype(float)
        rate = sound.getframerate()
    return np.interp(np.arange(0, len(samples), rate / RATE), np.arange(len(samples)), samples)


def trimmed(samples):
    heard = np.nonzero(np.abs(samples) >= 250)[0]
    return samples[heard[0]:heard[-1] + 1]


def likeness(recording, clip):
    """For each place of the recording, from -1 to 1, how like the clip it sounds."""
    size = 1 << (len(recording) + len(clip)).bit_length()
    product = np.fft.irfft(np.fft.rfft(recording, size) * np.conj(np.fft.rfft(clip, size)), size)[:len(recording)]
    energy = np.concatenate([[0.0], np.cumsum(recording ** 2)])
    ends = np.minimum(np.arange(len(recording)) + len(clip), len(recording))
    local = energy[ends] - energy[:len(recording)]
    own = np.sum(clip ** 2)
    return product / np.sqrt(own * np.maximum(local, own * 1e-3))


def places_of(recording, clip):
    """Where the clip sounds, in seconds."""
    like = likeness(recording, clip)
    places = []
    while (best := int(np.argmax(like))) >= 0 and like[best] >= FOUND:
        places.append(best / RATE)
        like[max(0, best - len(clip)):best + len(clip)] = -1
    return sorted(places)


def heard(recording, clips):
    """[(begins, ends, name)] of everything that sounds, in order."""
    return sorted((place, place + len(clip) / RATE, name)
                  for name, clip in clips.items() for place in places_of(recording, clip))


class LoudBoard(Board):
    """A board whose loudspeaker is a file."""

    def __init__(self, hall, *flags):
        self.played = hall.folder / "played.raw"
        super().__init__(hall, *flags, sound=self.played)
        self.wait_following()

    def recording(self):
        """Ends the board and returns what it has played."""
        assert self.hall.kill("display-1", 15) == 0
        stereo = np.fromfile(self.played, dtype="<i2").astype(float)
        return stereo[:len(stereo) // 2 * 2:2]


def call(client, window, language, service="refund"):
    """A visitor takes a ticket and is called."""
    client.command("take_ticket", service=service, language=language)
    client.command("call_next", window=window)


class VoiceTest(unittest.TestCase):
    def recorded_clips(self, folder):
        """Noises, each unlike all others, in the place of words."""
        dice = np.random.default_rng(4)
        clips = {}
        for language in ("ru", "en"):
            for word in WORDS:
                noise = np.clip(dice.normal(0, 6000, int(CLIP_S * RATE)), -30_000, 30_000)
                write_wave(folder / language / f"{word}.wav", noise)
                clips[f"{language}/{word}"] = trimmed(read_wave(folder / language / f"{word}.wav"))
        return clips

    def assert_apart(self, sounds):
        for before, after in zip(sounds, sounds[1:]):
            self.assertLess(before[1], after[0] + 0.001, f"{before[2]} and {after[2]} sound together")

    def test_every_call_is_spoken_whole_in_order_and_twice(self):
        with Hall("dispatcher") as hall:
            clips = self.recorded_clips(hall.folder / "clips")
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

        def words(language, letter, number, window):
            return [f"{language}/{word}" for word in
                    ("ticket", f"letter-{letter}", f"number-{number}", "window", f"number-{window}")]
        once = words("ru", "c", 1, 2) + words("en", "c", 2, 3) + words("ru", "c", 2, 3) + words("ru", "e", 1, 4)
        sounds = heard(recording, clips)
        self.assertEqual([name for _, _, name in sounds], once + once)
        self.assert_apart(sounds)

    def test_who_has_come_is_not_read_again_and_the_board_blinks_with_the_words(self):
        with Hall("dispatcher") as hall:
            clips = self.recorded_clips(hall.folder / "clips")
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
            self.assert_apart(sounds)
            for first in (0, 5, 10, 15):  # one announcement of five words after the other
                begins, ends = sounds[first][0], sounds[first + 4][1]
                self.assertTrue(120 <= 5 * 60 / (ends - begins) <= 150, f"{5 * 60 / (ends - begins):.0f} words a minute")


if __name__ == "__main__":
    unittest.main()
