#!/usr/bin/python3
"""Real fingers on the kiosk's real window: XI2 touches, several at once, through an X server with a touch panel (glass.py).

One press is one ticket; what nobody meant (a slip, a palm, a sleeve, water) takes none, and the kiosk works afterwards.
The last screen before a ticket is where each trick is played: there a mistake would cost one.
"""
import os
import random
import time
import unittest

from glass import HEIGHT, WIDTH, Glass, visible_pixels_of_cursor
from hall import Hall, wait_until
from screens_touch import Screen

SEED = int(os.environ.get("OKNO_SEED", random.SystemRandom().randrange(10**9)))
HELD_AT_MOST_S = 5  # ui/touch.hpp
NOTHING_FOR_S = 0.3  # after a trick, in which it would have had its effect
ANYBODY = "category:"


def pass_time(seconds):
    """What a finger does is a matter of time: it rests, it moves slowly."""
    since = time.monotonic()
    wait_until(lambda: time.monotonic() - since >= seconds, seconds + 5, "time passes")


class FingersTest(unittest.TestCase):
    def setUp(self):
        self.hall = Hall("dispatcher")
        self.hall.__enter__()
        self.glass = Glass(self.hall)
        self.hall.start("kiosk-1")
        self.kiosk = Screen(self.hall, "kiosk-1")
        self.observer = self.hall.client("observer")
        self.kiosk.wait_screen("welcome")

    def tearDown(self):
        result = self._outcome.result
        failed = any(test is self for test, _ in result.failures + result.errors)
        try:
            if not failed:
                self.assertEqual(0, self.hall.kill("kiosk-1", 15), "the kiosk ends cleanly")
        finally:
            self.glass.close()
            self.hall.close(keep=failed)

    def touch(self, action, finger=0):
        x, y = self.kiosk.target(action)
        self.kiosk.until_it_listens()
        self.glass.down(finger, x, y)
        self.glass.up(finger, x, y)

    def go(self, *way):
        for action, screen in way:
            self.touch(action)
            self.kiosk.wait_screen(screen)

    def reach_last_question(self):
        self.go(("language:ru", "groups"), ("group:readings", "services"), ("service:meter-sealing", "category"))
        self.kiosk.until_it_listens()

    def tickets(self):
        return sum(bool(e["event"]) and e["event"]["kind"] == "ticket_taken" for e in self.observer.all_events())

    def assert_nothing_was_touched(self, before):
        pass_time(NOTHING_FOR_S)
        self.assertEqual(before, len(self.kiosk.lines("touch")))
        self.assertEqual("category", self.kiosk.last("screen")["screen"])
        self.assertEqual(0, self.tickets())

    def assert_it_works(self, finger=0):
        """One finger, one ticket, and back to the start."""
        before = self.tickets()
        self.touch(ANYBODY, finger)
        self.kiosk.wait_screen("ticket")
        self.assertEqual(before + 1, self.tickets())
        wait_until(lambda: any(each["action"] == "home" for each in self.kiosk.last("screen")["targets"]), 10, "a way on")
        self.touch("home", finger)
        self.kiosk.wait_screen("welcome")
        pass_time(NOTHING_FOR_S)
        self.assertEqual(before + 1, self.tickets())

    def plays_for_nothing(self, trick):
        self.reach_last_question()
        before = len(self.kiosk.lines("touch"))
        trick()
        self.assert_nothing_was_touched(before)
        self.assert_it_works()

    def plays_for_one(self, trick):
        self.reach_last_question()
        trick()
        self.kiosk.wait_screen("ticket")
        pass_time(NOTHING_FOR_S)
        self.assertEqual(1, self.tickets())

    def stroke(self, start, end, steps=20):
        (x, y), (to_x, to_y) = start, end
        self.glass.down(0, x, y)
        for step in range(1, steps + 1):
            self.glass.move(0, x + (to_x - x) * step / steps, y + (to_y - y) * step / steps)
        self.glass.up(0, to_x, to_y)

    def box(self, action):
        return next(each for each in self.kiosk.last("screen")["targets"] if each["action"] == action)

    # One ticket

    def test_two_fingers_on_one_tile_at_once_take_one_ticket(self):
        def trick():
            x, y = self.kiosk.target(ANYBODY)
            self.glass.down(0, x - 40, y)
            self.glass.down(1, x + 40, y)
            self.glass.up(0, x - 40, y)
            self.glass.up(1, x + 40, y)
        self.plays_for_one(trick)

    def test_two_fingers_on_two_tiles_at_once_take_one_ticket_that_of_the_first(self):
        def trick():
            first, second = (self.box(action) for action in (ANYBODY, "category:veterans"))
            self.glass.down(0, first["x"] + 30, first["y"] + 30)
            self.glass.down(1, second["x"] + 30, second["y"] + 30)
            self.glass.up(1, second["x"] + 30, second["y"] + 30)
            self.glass.up(0, first["x"] + 30, first["y"] + 30)
            self.first = first["action"]
        self.plays_for_one(trick)
        self.assertEqual(self.first, self.kiosk.last("touch")["action"])

    def test_a_trembling_finger_that_touches_five_times_takes_one_ticket(self):
        def trick():
            x, y = self.kiosk.target(ANYBODY)
            for _ in range(5):
                self.glass.down(0, x, y)
                self.glass.move(0, x + 9, y - 7)
                self.glass.up(0, x + 9, y - 7)
        self.plays_for_one(trick)

    def test_a_slow_finger_takes_one_ticket(self):
        def trick():
            x, y = self.kiosk.target(ANYBODY)
            self.glass.down(0, x, y)
            pass_time(2)
            self.glass.up(0, x, y)
        self.plays_for_one(trick)

    # None

    def test_a_long_press_takes_nothing(self):
        def trick():
            x, y = self.kiosk.target(ANYBODY)
            self.glass.down(0, x, y)
            pass_time(HELD_AT_MOST_S + 0.3)
            self.glass.up(0, x, y)
        self.plays_for_nothing(trick)

    def test_a_finger_that_slides_off_the_tile_takes_nothing(self):
        def trick():
            tile = self.box(ANYBODY)
            middle = tile["x"] + tile["w"] / 2, tile["y"] + tile["h"] / 2
            self.stroke(middle, (middle[0], tile["y"] + tile["h"] + 8))
            self.stroke(middle, (tile["x"] - 8, middle[1]))
        self.plays_for_nothing(trick)

    def test_strokes_from_the_edges_over_the_tiles_take_nothing(self):
        def trick():
            for target in self.kiosk.last("screen")["targets"]:
                x, y = target["x"] + target["w"] / 2, target["y"] + target["h"] / 2
                for edge in ((0, y), (WIDTH - 1, y), (x, 0), (x, HEIGHT - 1)):
                    self.stroke(edge, (x, y))
                    self.stroke((x, y), edge)
        self.plays_for_nothing(trick)

    def test_a_palm_takes_nothing(self):
        def trick():
            x, y = self.kiosk.target(ANYBODY)
            places = [(x - 180, y), (x - 90, y - 60), (x, y - 70), (x + 90, y - 50), (x, y + 60)]
            for finger, place in enumerate(places):
                self.glass.down(finger, *place)
            for finger, place in enumerate(places):
                self.glass.up(finger, *place)
        self.plays_for_nothing(trick)

    def test_water_running_over_the_glass_takes_nothing(self):
        print(f"seed {SEED}", flush=True)
        choice = random.Random(SEED)

        def place():
            """Half of the drops are on something that could be touched."""
            tile = choice.choice(self.tiles)
            if choice.random() < 0.5:
                return tile["x"] + choice.randrange(tile["w"]), tile["y"] + choice.randrange(tile["h"])
            return choice.randrange(WIDTH), choice.randrange(HEIGHT)

        def trick():
            self.tiles = self.kiosk.last("screen")["targets"]
            drops = {finger: place() for finger in range(10)}
            for finger, at in drops.items():
                self.glass.down(finger, *at)
            for _ in range(1500):
                finger = choice.randrange(10)
                if finger in drops and len(drops) > 3 and choice.random() < 0.5:
                    self.glass.up(finger, *drops.pop(finger))
                elif finger in drops:
                    x, y = drops[finger]
                    drops[finger] = x, min(HEIGHT - 1, y + choice.randrange(12))
                    self.glass.move(finger, *drops[finger])
                else:
                    drops[finger] = place()
                    self.glass.down(finger, *drops[finger])
            for finger, at in drops.items():
                self.glass.up(finger, *at)
        self.plays_for_nothing(trick)

    # No desktop

    def test_a_full_screen_has_no_cursor_and_leaves_nothing_behind_when_it_crashes(self):
        self.assertGreater(visible_pixels_of_cursor(self.kiosk.display), 0, "a window on somebody's desktop has one")
        self.hall.kill("kiosk-1")
        self.hall.kiosk_flags = ["--fullscreen"]
        self.hall.start("kiosk-1")
        self.kiosk.wait_screen("welcome")
        self.reach_last_question()
        self.assertEqual(0, visible_pixels_of_cursor(self.kiosk.display))
        self.hall.kill("kiosk-1")
        black = {(0, 0, 0): WIDTH * HEIGHT}
        wait_until(lambda: self.kiosk.pixels().colours(0, 0, WIDTH, HEIGHT) == black, 5, "the screen is black")
        self.hall.start("kiosk-1")
        self.kiosk.wait_screen("welcome")

    # Touches that never end

    def test_a_sleeve_that_never_leaves_the_glass_beside_the_tiles_hinders_nobody(self):
        self.glass.down(7, 3, 3)
        self.reach_last_question()
        self.assert_it_works()

    def test_a_touch_of_a_tile_that_never_ends_takes_nothing_and_frees_the_screen(self):
        self.reach_last_question()
        before = len(self.kiosk.lines("touch"))
        self.glass.down(7, *self.kiosk.target(ANYBODY))
        pass_time(HELD_AT_MOST_S + 0.3)
        self.assert_nothing_was_touched(before)
        self.assert_it_works(finger=1)

    def test_nine_drops_that_never_leave_the_glass_lock_it_for_five_seconds_at_most(self):
        self.reach_last_question()
        before = len(self.kiosk.lines("touch"))
        x, y = self.kiosk.target(ANYBODY)
        for drop in range(9):
            self.glass.down(drop, x + 10 * drop, y)
        self.glass.down(9, x, y)
        self.glass.up(9, x, y)
        self.assert_nothing_was_touched(before)
        pass_time(HELD_AT_MOST_S)
        self.assert_it_works(finger=9)


if __name__ == "__main__":
    unittest.main()
