#!/usr/bin/python3
"""In the machine: the kiosk with no desktop and no X server, on the graphics card itself (KMSDRM), and a touch panel that
the kernel plays. What it shows is read back outside, from the card's output.
"""
import os
import re
import subprocess
import sys
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
from hall import Hall, end_with_parent, wait_until  # noqa: E402
from screens_touch import Pixels, Screen  # noqa: E402
from touch_panel import TouchPanel  # noqa: E402

OUT = Path("/tmp/out")  # seen by machine.py, which takes the pictures
PATIENCE = 60           # everything is some ten times slower in the machine than on a real one, and OpenGL more than that
REST_S = 10
WIDTH, HEIGHT = 1080, 1920
READABLE = 0.004        # the share of text below which a target is as good as empty


class CardTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.panel = TouchPanel(WIDTH, HEIGHT)
        subprocess.run(["udevadm", "settle", "-t", "20"], check=True)
        cls.hall = Hall("dispatcher")
        cls.hall.__enter__()
        cls.hall.screens["kiosk-1"] = "the card"
        cls.kiosk = Screen(cls.hall, "kiosk-1")
        cls.start()

    @classmethod
    def tearDownClass(cls):
        cls.hall.close()
        cls.panel.close()

    @classmethod
    def start(cls):
        before = cls.welcomes()
        environment = {**os.environ, "SDL_VIDEODRIVER": "kmsdrm", "SDL_AUDIODRIVER": "dummy", "HOME": "/tmp"}
        with open(cls.hall.log("kiosk-1"), "ab") as log:
            cls.hall.processes["kiosk-1"] = subprocess.Popen([*cls.hall.command_line("kiosk-1"), "--fullscreen"], stdout=log,
                                                             stderr=log, env=environment, preexec_fn=end_with_parent)
        wait_until(lambda: cls.lives() and cls.welcomes() > before, PATIENCE, "the kiosk's welcome")

    @classmethod
    def lives(cls):
        """What has crashed is not waited for."""
        code = cls.hall.processes["kiosk-1"].poll()
        if code is not None:
            raise AssertionError(f"the kiosk has ended with {code}:\n{cls.hall.log('kiosk-1').read_text()}")
        return True

    @classmethod
    def welcomes(cls):
        return sum(line["screen"] == "welcome" for line in cls.kiosk.lines("screen"))

    def tearDown(self):
        if self._outcome.result.failures or self._outcome.result.errors:
            print(f"--- kiosk-1\n{self.hall.log('kiosk-1').read_text()}", file=sys.stderr)

    def picture(self, name):
        """What the card puts out."""
        file = OUT / f"{name}.ppm"
        file.unlink(missing_ok=True)
        asking = OUT / f"{name}.asking"
        asking.touch()
        asking.rename(OUT / f"{name}.wanted")  # it is taken away as soon as it is there
        wait_until(file.exists, PATIENCE, f"a picture {name}")
        return Pixels(file.read_bytes())

    def assert_shown(self, screen):
        """Each target is there as pixels."""
        wait_until(lambda: self.lives() and self.kiosk.last("screen")["screen"] == screen, PATIENCE,
                   f"the kiosk shows {screen}")

        def readable():
            pixels = self.picture(screen)
            self.assertEqual((WIDTH, HEIGHT), (pixels.width, pixels.height))
            return all(pixels.share_of_text(t["x"], t["y"], t["w"], t["h"]) > READABLE
                       for t in self.kiosk.last("screen")["targets"])
        wait_until(readable, PATIENCE, f"what the kiosk says it shows, {self.kiosk.last('screen')}, is there to read")

    def touch(self, action, finger=0):
        x, y = self.kiosk.target(action)
        self.kiosk.until_it_listens()
        self.panel.down(finger, x, y)
        time.sleep(0.05)  # as long as a quick finger rests
        self.panel.up(finger)

    def tickets(self):
        return sum(bool(e["event"]) and e["event"]["kind"] == "ticket_taken"
                   for e in self.hall.client("observer").all_events())

    def test_1_the_way_to_a_ticket_is_shown_and_touched(self):
        self.assert_shown("welcome")
        for action, screen in (("language:ru", "groups"), ("group:readings", "services"),
                               ("service:meter-sealing", "category")):
            self.touch(action)
            self.assert_shown(screen)
        self.touch("category:")
        self.kiosk.wait_screen("ticket", PATIENCE)
        self.assertEqual(1, self.tickets())

    def test_2_killed_and_started_again_it_has_the_card_again_and_a_palm_does_nothing(self):
        self.hall.kill("kiosk-1")
        self.start()
        self.assert_shown("welcome")
        before = len(self.kiosk.lines("touch"))
        self.kiosk.until_it_listens()
        x, y = self.kiosk.target("language:ru")
        for finger in range(5):
            self.panel.down(finger, x + 30 * finger, y)
        for finger in range(5):
            self.panel.up(finger)
        self.touch("language:en")
        self.assert_shown("groups")
        self.assertEqual(["language:en"], [line["action"] for line in self.kiosk.lines("touch")[before:]])

    def test_3_at_rest_it_sleeps(self):
        """A loop that looks at the devices each few milliseconds would turn a hundred times a second."""
        before = self.sleeps()
        time.sleep(REST_S)
        turns = (self.sleeps() - before) / REST_S
        print(f"{turns:.1f} turns a second at rest, {self.status('VmRSS') // 1024} MB", file=sys.stderr)
        self.assertLess(turns, 30)

    def sleeps(self):
        return self.status("voluntary_ctxt_switches")

    def status(self, what):
        text = Path(f"/proc/{self.hall.processes['kiosk-1'].pid}/status").read_text()
        return int(re.search(rf"^{what}:\s+(\d+)", text, re.MULTILINE)[1])


if __name__ == "__main__":
    unittest.main()
