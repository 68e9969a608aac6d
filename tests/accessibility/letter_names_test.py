#!/usr/bin/python3
"""The names of the letters (words/letters.cpp) are pronounced as they are meant: what espeak-ng's voices make of them,
alone and before a number.
"""
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VOICES = {"russian": "ru", "english": "en", "belarusian": "be", "kazakh": "kk", "uzbek": "uz"}
FOREIGN = re.compile(r"\([a-z-]+\)|l'et@")  # another language's voice takes over, or it is spelled by its code
VOWEL = re.compile(r"[aeiouyAEIOUV@&0]")


def names_of(alphabet):
    source = (ROOT / "words" / "letters.cpp").read_text()
    return re.findall(r'"([^"]+)"', re.search(rf"constexpr Names {alphabet}\{{(.*?)\}};", source, re.S).group(1))


def phonemes(voice, text):
    done = subprocess.run(["espeak-ng", "-q", "-x", "-v", voice, "--", text], check=True, capture_output=True, text=True,
                          timeout=60)
    return " ".join(done.stdout.split())


class LetterNames(unittest.TestCase):
    def test_each_name_can_be_heard_and_told_from_the_others(self):
        for alphabet, voice in VOICES.items():
            names = names_of(alphabet)
            self.assertEqual(26, len(names))
            heard = [phonemes(voice, name) for name in names]
            for name, sound in zip(names, heard):
                self.assertIsNone(FOREIGN.search(sound), f"{voice}: {name} is said {sound}")
                self.assertRegex(sound, VOWEL, f"{voice}: {name}")
                self.assertIn("'", sound, f"{voice}: {name} has no stress: {sound}")
            self.assertEqual(26, len(set(heard)), f"{voice}: {list(zip(names, heard))}")

    def test_before_a_number_each_name_sounds_as_alone(self):
        for alphabet, voice in VOICES.items():
            for name in names_of(alphabet):
                alone = phonemes(voice, name).replace("_", "")
                self.assertTrue(phonemes(voice, f"{name}, 4.").replace("_", "").startswith(alone + " "), f"{voice}: {name}")


if __name__ == "__main__":
    unittest.main()
