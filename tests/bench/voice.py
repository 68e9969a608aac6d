"""How soon a board's voice begins. Its loudspeaker is a pipe into which SDL's disk driver writes at the pace of a real one;
what is read from it bears the time at which it would have begun to sound."""
import os
import random
import select
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from board import Board  # noqa: E402
from hall import BINARIES, end_with_parent, wait_until  # noqa: E402
from recording import RATE, left_of, recorded_clips  # noqa: E402

CHIME_S = 1.7    # display/chime.cpp
BREATH_S = 0.6   # after a reading the next one waits half a second on purpose
FRAME_BYTES = 4  # stereo, 16 bit


class Loudspeaker(threading.Thread):
    def __init__(self, file):
        super().__init__(daemon=True)
        os.mkfifo(file)
        self.file, self.pieces = file, []  # [(time, bytes)]
        self.pipe = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
        self.start()

    def run(self):
        while True:
            select.select([self.pipe], [], [])
            piece = os.read(self.pipe, 65536)
            now = time.monotonic()
            if piece:
                self.pieces.append((now, piece))
            else:
                time.sleep(0.01)  # nobody has it open

    def first_sound(self, after):
        """When something first sounded in what came after that moment; None: nothing yet."""
        return next((moment for moment, piece in list(self.pieces) if moment > after and np.any(left_of(piece))), None)

    def pause_after_chime(self, begun):
        """Seconds of silence between the chime that was heard first at `begun` and its words; None: no words yet."""
        samples = left_of(b"".join(piece for moment, piece in list(self.pieces) if moment >= begun))
        sounds = np.nonzero(samples)[0]
        words = sounds[sounds >= sounds[0] + int(CHIME_S * RATE)] if len(sounds) else []
        return (words[0] - sounds[0]) / RATE - CHIME_S if len(words) else None


def floor(folder, count):
    """Seconds from a byte to a program that does nothing but play to its first sample."""
    speaker = Loudspeaker(folder / "floor.pipe")
    environment = {**os.environ, "SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(speaker.file)}
    took = []
    with subprocess.Popen([BINARIES / "bench-first-sound"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          preexec_fn=end_with_parent) as player:
        assert player.stdout.readline() == b"ready\n"
        for _ in range(count):
            time.sleep(CHIME_S + 0.2 + random.random() / 20)
            begun = time.monotonic()
            player.stdin.write(b".")
            player.stdin.flush()
            took.append(wait_until(lambda: speaker.first_sound(begun), 5, "it sounds") - begun)
        player.stdin.close()
    return took


def calls(hall, count):
    """From a call's acknowledgement to the first sample of its chime; from there to its first word."""
    recorded_clips(hall.folder / "clips", ["ru"])
    for number in range(5, 21):
        (hall.folder / "clips" / "ru" / f"number-{number}.wav").symlink_to("number-1.wav")
    speaker = Loudspeaker(hall.folder / "voice.pipe")
    hall.keys.add("display-2", "display")
    board = Board(hall, "--clips", hall.folder / "clips", sound=speaker.file, screen=hall.screen_of("display-2"), name="display-2")
    board.wait_following()
    office = hall.client()
    office.command("open_window", window=2, person="vera")
    begins, words = [], []
    for reading in range(1, count + 1):
        office.command("take_ticket", service="refund", language="ru")
        time.sleep(BREATH_S + random.random() / 20)
        office.command("call_next", window=2, person="vera")
        acknowledged = time.monotonic()
        sounds = wait_until(lambda: speaker.first_sound(acknowledged), 5, "the chime")
        office.command("start_service", window=2, person="vera")  # so that it is read once
        office.command("finish_service", window=2, outcome="", person="vera")
        board.wait_silent(reading)
        begins.append(sounds - acknowledged)
        words.append(sounds - acknowledged + CHIME_S + speaker.pause_after_chime(sounds))
    assert len(board.readings()) == count, board.readings()
    hall.kill("display-2")
    return begins, words
