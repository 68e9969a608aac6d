#!/usr/bin/python3
"""A visitor who sees nothing: the kiosk's real window gets keys by xdotool, and a program in the place of espeak-ng
writes down what it was told to say. The visitor decides by that alone.
"""
import subprocess
import sys
import tempfile
import time
import tomllib
import unittest
import wave
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import Hall, wait_until  # noqa: E402
from screens_touch import DEAF_S, Screen  # noqa: E402

# Says one sentence for ten minutes, so whatever is said next must have interrupted it.
FAKE = """#!/bin/sh
printf '%s\\t%s\\t%s\\t%s\\t%s\\n' "$$" "$2" "$4" "$6" "$8" >> "{said}"
exec sleep 600
"""
KEYS = {"previous": "Left", "next": "Right", "select": "Return", "ear": "F1", "headset out": "F3"}

PLAN = Path(__file__).resolve().parents[2] / "deploy" / "plans" / "example.toml"
KEY_S = 0.5  # to find the key and press it
TICKET_S, TICKET_KEYS = 60, 12  # the way to a ticket by ear, at most


def spoken_s(language, words_a_minute, text):
    """How long the real voice says it."""
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/said.wav"
        subprocess.run(["espeak-ng", "-v", language, "-s", words_a_minute, "-w", file, "--", text], check=True, timeout=60)
        with wave.open(file) as said:
            return said.getnframes() / said.getframerate()


def name_in_plan(table, wanted, language):
    [name] = [each["name"][language] for each in tomllib.loads(PLAN.read_text())[table] if each["id"] == wanted]
    return name


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Blind:
    def __init__(self, hall):
        self.hall = hall
        self.said = hall.folder / "said"
        self.screen = Screen(hall, "kiosk-1")
        self.keys = 0

    def lines(self):
        return [line.split("\t") for line in self.said.read_text().splitlines()] if self.said.exists() else []

    def last(self):
        return self.lines()[-1][4]

    def press(self, key):
        """Presses a key; returns what is said then."""
        before = len(self.lines())
        # What is said comes a moment before the trace of the screen that says it.
        if self.said.exists():
            wait_until(lambda: time.time() - self.said.stat().st_mtime > DEAF_S, 5, "the kiosk listens")
        self.screen.until_it_listens()
        self.screen.xdotool("key", KEYS[key])
        self.keys += 1
        wait_until(lambda: len(self.lines()) > before, 5, f"something is said after {key}")
        return self.last()

    def find(self, words):
        for _ in range(12):
            if words in self.last():
                return
            self.press("next")
        raise AssertionError(f"{words} was never said: {self.lines()}")

    def hear(self, words=None):
        """The seconds until `words` have been said, of what is being said now; all of it without them."""
        _, language, rate, _, text = self.lines()[-1]
        if words:
            text = text[:text.index(words) + len(words)]
        return spoken_s(language, rate, text)


class KioskKeys(unittest.TestCase):
    def hall(self, speaker=None, flags=()):
        hall = Hall("dispatcher")
        self.addCleanup(hall.close)
        hall.start("dispatcher")
        fake = hall.folder / "fake-espeak-ng"
        fake.write_text(FAKE.format(said=hall.folder / "said"))
        fake.chmod(0o755)
        hall.kiosk_flags = ["--speaker", speaker or fake, *flags]
        hall.start("kiosk-1")
        visitor = Blind(hall)
        visitor.screen.wait_screen("welcome")
        visitor.screen.xdotool("mousemove", 5, 5)  # without a window manager keys go where the pointer is
        return hall, visitor

    def test_a_ticket_is_taken_by_ear_with_four_keys_and_twelve_presses_at_most(self):
        hall, visitor = self.hall()
        self.assertIn("Речевое меню включено.", visitor.press("ear"))
        self.assertIn("Русский. Взять талон.", visitor.last())
        self.assertIn("По какому вопросу Вы пришли?", visitor.press("select"))
        visitor.find("Начисления и платежи")
        visitor.press("select")
        visitor.find("Возврат переплаты")
        self.assertIn("право на приём вне общей очереди", visitor.press("select"))
        self.assertIn("Нет.", visitor.last())
        visitor.press("select")
        wait_until(lambda: "Ваш номер: цэ, 1." in visitor.last(), 5, "the number is said")
        self.assertLessEqual(visitor.keys, 12)
        taken = [entry["event"] for entry in hall.client().all_events()
                 if entry["event"] and entry["event"]["kind"] == "ticket_taken"]
        self.assertEqual([{"letter": "C", "ordinal": 1}], [event["number"] for event in taken])
        self.assertEqual("kiosk-1", taken[0]["device"])

    # Whoever comes for the first time hears every page and every wrong choice to its end, and interrupts only when what
    # they want has been named.
    def test_the_way_to_a_ticket_by_ear_takes_a_minute_at_most(self):
        for language, own_name, category, number in (("ru", "Русский.", "Нет.", "Ваш номер: цэ, 1."),
                                                     ("en", "English.", "No.", "Your number: C, 1.")):
            with self.subTest(language):
                _, visitor = self.hall()
                visitor.press("ear")
                seconds = 0
                for wanted in (own_name, name_in_plan("group", "accounts", language) + ".",
                               name_in_plan("service", "refund", language) + ".", category):
                    while wanted not in visitor.last():
                        seconds += visitor.hear()
                        visitor.press("next")
                        self.assertLessEqual(visitor.keys, TICKET_KEYS, visitor.lines())
                    seconds += visitor.hear(wanted)
                    visitor.press("select")
                seconds += KEY_S * visitor.keys
                wait_until(lambda: number in visitor.last(), 5, "the number is said")
                with_number = seconds + visitor.hear(number)
                print(f"{language}: {seconds:.1f} s and {visitor.keys} keys to a ticket by ear, "
                      f"{with_number:.1f} s until its number has been heard")
                self.assertLessEqual(seconds, TICKET_S)
                self.assertLessEqual(visitor.keys, TICKET_KEYS)

    def test_any_key_interrupts_and_a_pulled_headset_silences(self):
        hall, visitor = self.hall()
        visitor.press("ear")
        first = visitor.lines()[-1][0]
        self.assertTrue(alive(first))
        visitor.press("next")
        wait_until(lambda: not alive(first), 5, "the first sentence is interrupted")
        second = visitor.lines()[-1]
        self.assertEqual(["en", "150", "100"], second[1:4])
        self.assertIn("English. Take a ticket.", second[4])
        visitor.screen.xdotool("key", KEYS["headset out"])
        wait_until(lambda: not alive(second[0]), 5, "silence")
        self.assertEqual(2, len(visitor.lines()))

    def test_a_key_struck_twice_by_a_hand_that_shakes_counts_once_where_the_administrator_says_so(self):
        hall, visitor = self.hall(flags=["--double-strike", "500"])
        visitor.press("ear")
        visitor.screen.until_it_listens()
        visitor.screen.xdotool("key", "--delay", 40, KEYS["next"], KEYS["next"], KEYS["ear"])
        # The ear key is another one and counts at once; what it says begins with the question.
        wait_until(lambda: "выберите язык" in visitor.last() and len(visitor.lines()) > 1, 5, "the question again")
        self.assertEqual(["English. Take a ticket. Choice 2 of 5."], [line[4] for line in visitor.lines()[1:-1]])

    def test_a_kiosk_takes_its_size_from_the_plan_and_says_so_in_its_log_when_nobody_tells_it(self):
        hall, visitor = self.hall()
        warnings = lambda: hall.log("kiosk-1").read_text().count("27 inches, which is only a guess")
        lowest = lambda: min(target["h"] for target in visitor.screen.last("screen")["targets"])
        self.assertEqual(0, warnings())
        office = hall.client()
        plan = office.snapshot()["state"]["plan"]
        as_planned = lowest()
        # 10 inches: the same 20 mm are more pixels.
        plan["kiosks"][0] = {**plan["kiosks"][0], "diagonal_mm": 254, "bottom_mm": 900}
        office.command("adopt_plan", plan=plan)
        wait_until(lambda: lowest() > as_planned, 10, "larger controls on a smaller picture")
        plan["kiosks"] = []
        office.command("adopt_plan", plan=plan)
        wait_until(lambda: warnings() == 1, 10, "the log says that the size is not known")

    def test_a_kiosk_that_is_told_its_size_by_a_flag_believes_the_flag(self):
        hall, _ = self.hall(flags=["--diagonal", "43", "--bottom", "1400"])
        log = hall.log("kiosk-1").read_text()
        self.assertNotIn("which is only a guess", log)
        self.assertIn("but not within the reach from a wheelchair", log)

    def test_without_the_program_that_speaks_the_keys_work_all_the_same(self):
        hall, visitor = self.hall("/nowhere/espeak-ng")
        visitor.screen.until_it_listens()
        visitor.screen.xdotool("key", "F1")
        wait_until(lambda: "the kiosk stays silent" in hall.log("kiosk-1").read_text(), 5, "the log says why")
        visitor.screen.until_it_listens()
        visitor.screen.xdotool("key", "Return")
        visitor.screen.wait_screen("groups")
        visitor.screen.picture("kiosk-focus")


if __name__ == "__main__":
    unittest.main()
