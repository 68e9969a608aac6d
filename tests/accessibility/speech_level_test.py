#!/usr/bin/python3
"""How loud the kiosk's speech can be made, measured in what espeak-ng gives to the sound card at each step of the
kiosk's volume (EN 301 549, 8.2.1).
"""
import re
import subprocess
import unittest
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = {"ru": "Ваш номер: цэ, 4. Перед Вами 5 человек. Пожалуйста, ожидайте вызова.",
             "en": "Your number: C, 4. 5 people are ahead of you. Please wait for the call."}
WAVE_HEADER = 44


def figure(file, name):
    return int(re.search(rf"\b{name} = (-?\d+);", (ROOT / "kiosk" / file).read_text()).group(1))


def volumes():
    """In espeak-ng's own figures, the quietest first."""
    usual, step = figure("speech.cpp", "usual_volume"), figure("speech.cpp", "volume_a_step")
    return [usual + step * volume for volume in range(figure("voice.hpp", "quietest"), figure("voice.hpp", "loudest") + 1)]


def level_db(language, volume):
    spoken = subprocess.run(["espeak-ng", "-v", language, "-s", "150", "-a", str(volume), "--stdout", "--",
                             SENTENCES[language]], check=True, capture_output=True, timeout=60).stdout
    samples = numpy.frombuffer(spoken[WAVE_HEADER:], dtype="<i2").astype(float)
    return 10 * numpy.log10(numpy.mean(samples[samples != 0] ** 2))


class SpeechLevel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.levels = {language: [level_db(language, volume) for volume in volumes()] for language in SENTENCES}

    def test_each_step_is_louder_than_the_one_before(self):
        for levels in self.levels.values():
            self.assertEqual(sorted(levels), levels)
            self.assertEqual(len(levels), len(set(levels)))

    def test_the_levels_reach_over_18_db(self):
        for language, levels in self.levels.items():
            self.assertGreaterEqual(levels[-1] - levels[0], 18, language)

    def test_one_step_is_12_db_above_the_quietest(self):
        for language, levels in self.levels.items():
            between = [level - levels[0] for level in levels[1:-1]]
            self.assertTrue(any(12 <= level < 15 for level in between), f"{language}: {between}")


if __name__ == "__main__":
    unittest.main()
