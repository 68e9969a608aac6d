#!/usr/bin/python3
"""In the machine: the board's voice through ALSA and a sound card's driver. What the card plays goes into a file of the machine
outside, which is searched for the clips as in tests/e2e/voice_test.py.
"""
import contextlib
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
from board import CARD, Board  # noqa: E402
from hall import Hall, wait_until  # noqa: E402
from recording import announcement, heard, incomplete, left_of, recorded_clips, together  # noqa: E402

LOUDSPEAKER = Path("/tmp/out/loudspeaker.wav")  # written by QEMU
HEADER_BYTES = 44
DRIVER = Path("/sys/bus/pci/drivers/snd_intel8x0")
PATIENCE = 90  # everything is some ten times slower in the machine than on a real one
CALMLY = 0.5  # how often to look whether it still speaks: looking must not starve the card
# A machine that is late tears a word apart: ALSA tells "underrun", and the card is silent for a moment. Torn in the middle a
# word, or a fourth of one, is 0.7 like itself; others are 0.2 and 0.4 like it. That nothing is torn is tests/e2e/voice_test.py's to say.
TORN = 0.55

NONE = "There is no loudspeaker; calls are shown without a sound."
GONE = "The loudspeaker is gone; calls are shown without a sound until there is one again."
BACK = "There is a loudspeaker; calls are heard."


@contextlib.contextmanager
def unplugged(slot):
    """The driver lets go of the card: to programs that is as if it were pulled out. Who writes waits for the last of them to
    close it, therefore another process does."""
    letting_go = subprocess.Popen(["sh", "-c", f"echo {slot} > {DRIVER}/unbind"])
    try:
        yield
    finally:
        letting_go.wait(PATIENCE)
        (DRIVER / "bind").write_text(slot)


def unmute():
    """A card that nobody has set is mute."""
    for control in ("Master", "PCM"):
        subprocess.run(["amixer", "-q", "-c", "0", "sset", control, "100%", "unmute"], check=True)


def played():
    """How many bytes the loudspeaker has had."""
    return LOUDSPEAKER.stat().st_size if LOUDSPEAKER.exists() else 0


class SoundTest(unittest.TestCase):
    def setUp(self):
        self.slot = next(path.name for path in DRIVER.iterdir() if path.name.startswith("0000:"))
        subprocess.run(["udevadm", "settle", "-t", "20"], check=True)
        unmute()
        self.hall = Hall("dispatcher")
        self.hall.__enter__()
        self.clips = recorded_clips(self.hall.folder / "clips")
        self.client = self.hall.client()
        for window in (2, 3):
            self.client.command("open_window", window=window)

    def tearDown(self):
        result = self._outcome.result
        if any(test is self for test, _ in result.failures + result.errors):
            self.hall.show_logs()
        self.hall.close()

    def start_board(self):
        board = Board(self.hall, "--size", "640x360", "--clips", self.hall.folder / "clips", sound=CARD)
        board.wait_following(PATIENCE)
        return board

    def call(self, window, language):
        self.client.command("take_ticket", service="refund", language=language)
        self.client.command("call_next", window=window)

    def sounds(self, since):
        recording = left_of(LOUDSPEAKER.read_bytes()[max(since, HEADER_BYTES):])
        sounds = heard(recording, self.clips, TORN)
        self.assertEqual([], incomplete(recording, self.clips, sounds, TORN))
        return sounds

    def test_1_every_call_is_spoken_whole_in_order_and_twice(self):
        since = played()
        board = self.start_board()
        self.call(2, "ru")
        self.call(3, "en")  # while the first is being read
        board.wait_silent(4, PATIENCE, CALMLY)
        self.assertEqual(0, self.hall.kill("display-1", 15))
        sounds = self.sounds(since)
        once = [*announcement("ru", "c", 1, 2), *announcement("en", "c", 2, 3), *announcement("ru", "c", 2, 3)]
        self.assertEqual([name for _, _, name in sounds], once + once)
        self.assertEqual(together(sounds), [])

    def test_2_a_card_that_goes_while_it_speaks_and_comes_back_is_used_again(self):
        board = self.start_board()
        self.call(2, "ru")
        wait_until(board.readings, PATIENCE, "the first call is being read")
        with unplugged(self.slot):
            wait_until(lambda: GONE in board.log(), PATIENCE, "the log says that the loudspeaker is gone")
            self.call(3, "ru")
            board.wait_shown("C002>3", PATIENCE)
        wait_until(lambda: BACK in board.log(), PATIENCE, "the log says that the loudspeaker is back")
        unmute()
        since, before = played(), len(board.readings())
        self.assertEqual(1, before, "what nobody could hear is not said later")
        self.client.command("recall", window=3)
        board.wait_silent(3, PATIENCE, CALMLY)
        self.assertEqual(0, self.hall.kill("display-1", 15))
        self.assertEqual([name for _, _, name in self.sounds(since)], 2 * announcement("ru", "c", 2, 3))

    def test_3_without_a_card_calls_are_shown_in_silence_and_the_log_says_so(self):
        with unplugged(self.slot):
            since = played()
            board = self.start_board()
            self.call(2, "ru")
            board.wait_shown("C001>2", PATIENCE)
            self.assertEqual(0, self.hall.kill("display-1", 15))
        self.assertEqual(1, board.log().count(NONE), board.log())
        self.assertEqual([], board.lines("chime", "spoken"))
        self.assertEqual(since, played())


if __name__ == "__main__":
    unittest.main()
