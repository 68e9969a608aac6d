#!/usr/bin/python3
"""The kiosk and a board under Wayland: in cage, a compositor for one window, whose own screen is an X server with a touch panel
(glass.py). So real fingers reach the kiosk as wl_touch, and what cage shows can be read back.
"""
import os
import subprocess
import unittest

from glass import Glass
from hall import Hall, end_with_parent, wait_until
from screens_touch import Screen

CAGE_SIZE = 1024, 768  # of its window on an X server
READABLE = 0.004       # the share of text below which a target is as good as empty


def not_root():
    """cage will not run as root: then as nobody in particular, with our rights to our files."""
    return ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if os.geteuid() == 0 else []


class WaylandTest(unittest.TestCase):
    def setUp(self):
        self.hall = self.enterContext(Hall("dispatcher"))

    def start(self, name, driver="wayland"):
        """A program in cage; returns its screen. `driver`: SDL's; "x11" goes through cage's own Xwayland."""
        self.glass = Glass(self.hall, name)
        self.addCleanup(self.glass.close)
        screen = Screen(self.hall, name)
        runtime = self.hall.folder / "runtime"
        runtime.mkdir(mode=0o700)
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(runtime), "DISPLAY": screen.display,
                       "WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "SDL_VIDEODRIVER": driver,
                       "SDL_AUDIODRIVER": "dummy"}
        environment.pop("WAYLAND_DISPLAY", None)
        with open(self.hall.log("cage"), "ab") as log:
            self.hall.processes["cage"] = subprocess.Popen(
                [*not_root(), "cage", "--", *self.hall.command_line(name), "--fullscreen"], env=environment,
                stdout=log, stderr=log, preexec_fn=end_with_parent)
        return screen

    def start_kiosk(self, driver="wayland"):
        self.kiosk = self.start("kiosk-1", driver)
        self.kiosk.wait_screen("welcome", 30)

    def touch(self, action, finger=0):
        x, y = self.kiosk.target(action)
        self.kiosk.until_it_listens()
        self.glass.down(finger, x, y)
        self.glass.up(finger, x, y)

    def assert_shown(self):
        """Each target is there as pixels on cage's screen, and the window fills it."""
        def readable():
            pixels = self.kiosk.pixels()
            return pixels if all(pixels.share_of_text(t["x"], t["y"], t["w"], t["h"]) > READABLE
                                 for t in self.kiosk.last("screen")["targets"]) else None
        pixels = wait_until(readable, 10, f"what the kiosk says it shows, {self.kiosk.last('screen')}, is there to read")
        width, height = CAGE_SIZE
        for x, y in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
            self.assertNotEqual([(0, 0, 0)], list(pixels.colours(x, y, 1, 1)), f"the window does not reach {x}, {y}")

    def test_the_way_to_a_ticket_is_shown_and_touched(self):
        self.walk_to_a_ticket("wayland")

    def test_it_is_so_too_where_there_is_no_graphics_card_and_the_kiosk_goes_through_xwayland(self):
        self.walk_to_a_ticket("x11")

    def walk_to_a_ticket(self, driver):
        self.start_kiosk(driver)
        for action, screen in (("language:ru", "groups"), ("group:readings", "services"),
                               ("service:meter-reading", "details"), ("take:meter-reading", "category"),
                               ("category:", "ticket")):
            self.assert_shown()
            self.kiosk.picture(f"{driver}-in-cage-{self.kiosk.last('screen')['screen']}")
            self.touch(action)
            self.kiosk.wait_screen(screen)
        self.assert_shown()
        self.kiosk.picture(f"{driver}-in-cage-ticket")
        taken = [e["event"] for e in self.hall.client("observer").all_events() if e["event"]]
        self.assertEqual(1, sum(event["kind"] == "ticket_taken" for event in taken))

    def test_a_palm_touches_nothing_and_the_next_finger_counts(self):
        self.start_kiosk()
        self.assert_shown()
        self.kiosk.until_it_listens()
        x, y = self.kiosk.target("language:ru")
        for finger in range(5):
            self.glass.down(finger, x + 20 * finger, y)
        for finger in range(5):
            self.glass.up(finger, x + 20 * finger, y)
        self.touch("language:en")
        self.kiosk.wait_screen("groups")
        self.assertEqual(["language:en"], [line["action"] for line in self.kiosk.lines("touch")])

    def test_a_board_shows_a_call(self):
        board = self.start("display-1")
        wait_until(lambda: (board.last("presented") or {"sequence": 0})["sequence"] > 0, 30, "the board follows")

        def share_of_text():
            return board.pixels().share_of_text(0, 0, *CAGE_SIZE)

        wait_until(lambda: share_of_text() > READABLE, 10, "the board is there to read")
        empty = share_of_text()
        client = self.hall.client()
        client.command("take_ticket", service="refund", language="ru")
        client.command("open_window", window=2)
        client.command("call_next", window=2)
        wait_until(lambda: board.last("presented")["calls"] == ["C001>2"], 10, "the call")
        wait_until(lambda: share_of_text() > empty + 0.002, 10, "the call is there to read")
        board.picture("wayland-board")


if __name__ == "__main__":
    unittest.main()
