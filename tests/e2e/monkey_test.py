#!/usr/bin/python3
"""A monkey at the kiosk: fingers, strokes, long presses, palms, a mouse's buttons and keys anywhere on its real window, while
the dispatcher is killed, the printer has troubles, the cables of the touch panel and of the monitor are pulled and the kiosk itself
is stopped and goes on. The fingers are real XI2 touches (glass.py). Half a minute; `./test --monkey`: half an hour (OKNO_MONKEY_S).
"""
import contextlib
import json
import os
import random
import signal
import time
import unittest

from glass import HEIGHT, WIDTH, Glass
from hall import Hall, wait_until
from screens_touch import Screen

SECONDS = float(os.environ.get("OKNO_MONKEY_S", 30))
SEED = int(os.environ.get("OKNO_SEED", random.SystemRandom().randrange(10**9)))
BACK_WITHIN_S = 5  # from the first touch to the ticket, when the monkey has gone and everything is there again
PULLED_S = 0.2     # a cable
KEYS = ["Escape", "Tab", "Return", "space", "F4", "alt+F4", "ctrl+c", "ctrl+alt+Delete", "Up", "Down", "Left", "Right", "1", "9"]
FAULTS = ["paper_end", "cover_open", "paper_near_end"]


class Monkey:
    def __init__(self, hall, glass, kiosk, choice):
        self.hall, self.glass, self.kiosk, self.choice = hall, glass, kiosk, choice
        self.dead = False  # the dispatcher

    def somewhere(self):
        """Half of the time on something that can be touched."""
        targets = (self.kiosk.last("screen") or {}).get("targets", [])
        if targets and self.choice.random() < 0.5:
            target = self.choice.choice(targets)
            return target["x"] + self.choice.randrange(target["w"]), target["y"] + self.choice.randrange(target["h"])
        return self.choice.randrange(WIDTH), self.choice.randrange(HEIGHT)

    def touch(self):
        place = self.somewhere()
        for _ in range(self.choice.choice([1, 1, 1, 2, 5])):
            self.glass.down(0, *place)
            self.glass.up(0, *place)

    def stroke(self):
        (x, y), (to_x, to_y) = self.somewhere(), self.somewhere()
        self.glass.down(0, x, y)
        for step in range(1, 6):
            self.glass.move(0, x + (to_x - x) * step / 6, y + (to_y - y) * step / 6)
        self.glass.up(0, to_x, to_y)

    def hold(self):
        place = self.somewhere()
        self.glass.down(0, *place)
        time.sleep(0.6)
        self.glass.up(0, *place)

    def palm(self):
        places = {finger: self.somewhere() for finger in range(self.choice.randrange(2, 11))}
        for finger, place in places.items():
            self.glass.down(finger, *place)
        for finger in self.choice.sample(list(places), len(places)):
            self.glass.up(finger, *places[finger])

    def buttons(self):
        self.kiosk.xdotool("mousemove", *self.somewhere(), "mousedown", 1, "mousedown", 3, "mouseup", 1, "mouseup", 3, "click", 2,
                           "click", 4, "click", 5)

    def key(self):
        self.kiosk.xdotool("key", self.choice.choice(KEYS))

    def dispatcher(self):
        if self.dead:
            self.hall.start("dispatcher", ready=False)
        else:
            self.hall.kill("dispatcher")
        self.dead = not self.dead

    def printer(self):
        fault = self.hall.paper / self.choice.choice(FAULTS)
        if fault.exists():
            fault.unlink()
        else:
            fault.touch()

    def panel(self):
        """Pulled while a finger is on it."""
        self.glass.down(0, *self.somewhere())
        self.glass.pull_panel()
        time.sleep(PULLED_S)
        self.glass.plug_panel()

    def monitor(self):
        self.glass.pull_monitor()
        time.sleep(PULLED_S)
        self.glass.plug_monitor()

    def freeze(self):
        self.hall.pause("kiosk-1")
        self.touch()
        self.hall.go_on("kiosk-1")

    def play(self, seconds):
        tricks = [self.touch] * 14 + [self.stroke, self.hold, self.palm, self.buttons, self.key, self.dispatcher, self.printer,
                                         self.panel, self.monitor, self.freeze]
        until, played = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            self.choice.choice(tricks)()
            self.hall.check_alive()
            played += 1
        return played

    def leave(self):
        if self.dead:
            self.hall.start("dispatcher")
        for fault in FAULTS:
            (self.hall.paper / fault).unlink(missing_ok=True)


class MonkeyTest(unittest.TestCase):
    def test_nothing_a_monkey_does_breaks_the_kiosk_or_makes_a_ticket_nobody_touched_for(self):
        print(f"seed {SEED}", flush=True)
        with Hall("dispatcher", "printer-1") as hall, contextlib.closing(Glass(hall)) as glass:
            hall.start("kiosk-1")
            kiosk = Screen(hall, "kiosk-1")
            kiosk.wait_screen("welcome")
            monkey = Monkey(hall, glass, kiosk, random.Random(SEED))
            played = monkey.play(SECONDS)
            monkey.leave()
            hall.check_alive()
            tickets = self.take_one(hall, glass, kiosk)
            touched = sum(line["action"].startswith(("service:", "category:", "take:")) for line in kiosk.lines("touch"))
            print(f"{played} tricks, {touched} touches of services, {tickets} tickets", flush=True)
            self.assertLessEqual(tickets, touched, "each ticket was touched for")
            self.assertEqual(hall.kill("kiosk-1", signal.SIGTERM), 0)

    def take_one(self, hall, glass, kiosk):
        """A visitor after the monkey; returns how many tickets there are now."""
        observer = hall.client("observer")

        def taken():
            return sum(bool(e["event"]) and e["event"]["kind"] == "ticket_taken" for e in observer.all_events())

        wait_until(lambda: not json.loads((hall.folder / "kiosk-1.alone").read_text())["waiting"], 30, "lone tickets are merged")
        wait_until(lambda: time.time() - kiosk.lines()[-1]["at_us"] / 1e6 > 1, 60, "the last of the monkey's touches is heard")
        self.reach_start(kiosk)
        before = taken()
        begun = time.monotonic()
        for action, screen in (("language:ru", "groups"), ("group:readings", "services"),
                               ("service:meter-sealing", "category"), ("category:", "ticket")):
            self.turn_to(action, glass, kiosk)
            self.tap(action, glass, kiosk)
            kiosk.wait_screen(screen, BACK_WITHIN_S)
        took = time.monotonic() - begun
        print(f"a ticket in {took:.1f} s", flush=True)
        self.assertLessEqual(took, BACK_WITHIN_S)
        self.assertEqual(taken(), before + 1)
        return before + 1

    def turn_to(self, action, glass, kiosk):
        """The monkey may have left large letters behind, or lower controls: then there are more pages."""
        for _ in range(8):
            actions = [target["action"] for target in kiosk.last("screen")["targets"]]
            if action in actions or "next" not in actions:
                return
            turned = kiosk.last("screen")["at_us"]
            self.tap("next", glass, kiosk)
            wait_until(lambda: kiosk.last("screen")["at_us"] > turned, BACK_WITHIN_S, "the next page")

    def tap(self, action, glass, kiosk):
        place = kiosk.target(action)
        kiosk.until_it_listens()
        glass.down(0, *place)
        glass.up(0, *place)

    def reach_start(self, kiosk):
        """Home from wherever the monkey has left it, by what stands on the screen."""
        until = time.monotonic() + 150  # an unanswered touch is asked again for two minutes
        while (kiosk.last("screen") or {}).get("screen") != "welcome":
            self.assertLess(time.monotonic(), until, f"stuck: {kiosk.last('screen')}")
            actions = [target["action"] for target in kiosk.last("screen")["targets"]]
            if "home" in actions:
                kiosk.touch("home")
            time.sleep(0.1)


if __name__ == "__main__":
    unittest.main()
