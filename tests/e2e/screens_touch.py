#!/usr/bin/python3
"""A finger on the kiosk's real window, and what the board shows of it.

Real programs under Xvfb; xdotool touches where the kiosk's trace says its tiles are. Set OKNO_PICTURES to a folder to
keep screenshots of the windows there.
"""
import collections
import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from hall import BINARIES, Hall, end_with_parent, wait_until  # noqa: E402

PICTURES = os.environ.get("OKNO_PICTURES")
DEAF_S = 0.45  # the kiosk ignores touches this long after its screen has changed


class Screen:
    """What a program with a window has shown, and a finger for it."""

    def __init__(self, hall, name):
        self.hall = hall
        self.name = name
        self.display = hall.screen_of(name)
        self.heard, self.read_up_to = [], 0  # of the trace

    def lines(self, kind=None):
        self.read_on()
        return [line for line in self.heard if kind in (None, line["trace"])]

    def last(self, kind):
        self.read_on()
        return next((line for line in reversed(self.heard) if line["trace"] == kind), None)

    def read_on(self):
        """What the program has written since: a trace of hours is not read again for each look."""
        file = self.hall.trace(self.name)
        if not file.exists():
            return
        with open(file, "rb") as trace:
            trace.seek(self.read_up_to)
            for line in trace:
                if not line.endswith(b"\n"):
                    break
                self.read_up_to += len(line)
                self.heard.append(json.loads(line))

    def wait_screen(self, screen, timeout=10):
        def shown():
            last = self.last("screen")
            return last if last and last["screen"] == screen else None
        try:
            return wait_until(shown, timeout, f"{self.name} shows {screen}")
        except TimeoutError as late:
            raise TimeoutError(f"{late}; it shows {(self.last('screen') or {}).get('screen')}") from None

    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], check=True, timeout=20,
                       env={**os.environ, "DISPLAY": self.display})

    def target(self, action):
        for target in self.last("screen")["targets"]:
            if target["action"] == action:
                return target["x"] + target["w"] // 2, target["y"] + target["h"] // 2
        raise AssertionError(f"{action} is not on the screen: {self.last('screen')}")

    def until_it_listens(self):
        since = self.last("screen")["at_us"] / 1e6
        wait_until(lambda: time.time() - since > DEAF_S, 5, "the kiosk listens")

    def touch(self, action, times=1):
        x, y = self.target(action)
        self.until_it_listens()
        self.xdotool("mousemove", x, y, *["click", 1] * times)

    def press(self, action):
        x, y = self.target(action)
        self.until_it_listens()
        self.xdotool("mousemove", x, y, "mousedown", 1)

    def release_at(self, x, y):
        self.xdotool("mousemove", x, y, "mouseup", 1)

    def picture(self, name):
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            subprocess.run(["import", "-window", "root", f"{PICTURES}/{name}.png"], check=True, timeout=60,
                           env={**os.environ, "DISPLAY": self.display})


    def pixels(self):
        return Pixels(subprocess.run(["import", "-window", "root", "-depth", "8", "ppm:-"], check=True, timeout=60,
                                     capture_output=True, env={**os.environ, "DISPLAY": self.display}).stdout)


class Pixels:
    """What really stands on a screen: a binary PPM, three bytes a pixel."""

    def __init__(self, ppm):
        kind, size, _, self.bytes = ppm.split(b"\n", 3)
        assert kind == b"P6", kind
        self.width, self.height = map(int, size.split())

    def colours(self, x, y, width, height):
        """{(red, green, blue): pixels} inside a rectangle."""
        found = collections.Counter()
        for row in range(y, y + height):
            line = self.bytes[3 * (row * self.width + x):3 * (row * self.width + x + width)]
            found.update(zip(line[0::3], line[1::3], line[2::3]))
        return found

    def share_of_text(self, x, y, width, height):
        """The share of pixels that stand out from the commonest colour by 4.5 : 1 or more (WCAG 2.1, 1.4.3)."""
        colours = self.colours(x, y, width, height)
        ground = colours.most_common(1)[0][0]
        return sum(count for colour, count in colours.items() if contrast(colour, ground) >= 4.5) / colours.total()


def luminance(colour):
    parts = [part / 255 for part in colour]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


class ScreensTouch(unittest.TestCase):
    def assert_readable(self, screen):
        """Each target of the screen is there as pixels: something to read on something to read it from."""
        pixels = screen.pixels()
        for target in screen.last("screen")["targets"]:
            share = pixels.share_of_text(target["x"], target["y"], target["w"], target["h"])
            self.assertGreater(share, 0.004, f"{target} is as good as empty")
            self.assertLess(share, 0.6, f"{target} is no text any more")

    def test_what_the_screens_say_they_show_is_there_to_read(self):
        with Hall("dispatcher", "kiosk-1", "display-1") as hall:
            kiosk, board = Screen(hall, "kiosk-1"), Screen(hall, "display-1")
            kiosk.wait_screen("welcome")
            self.assert_readable(kiosk)
            kiosk.touch("language:ru")
            kiosk.wait_screen("groups")
            self.assert_readable(kiosk)
            kiosk.touch("group:accounts")
            kiosk.wait_screen("services")
            self.assert_readable(kiosk)
            empty = board.pixels()
            client = hall.client()
            client.command("take_ticket", service="refund", language="ru")
            client.command("open_window", window=2)
            client.command("call_next", window=2)
            wait_until(lambda: (board.last("presented") or {"calls": []})["calls"] == ["C001>2"], 5, "the call")
            called = board.pixels()
            size = (0, 0, called.width, called.height)
            self.assertGreater(called.share_of_text(*size), empty.share_of_text(*size) + 0.002,
                               "the call is told to be on the board and nothing new is there to read")

    def test_a_wait_that_can_be_told_stands_on_the_service_before_a_ticket_is_taken(self):
        with Hall("dispatcher", "kiosk-1") as hall:
            kiosk = Screen(hall, "kiosk-1")
            client = hall.client()
            for _ in range(6):
                client.command("take_ticket", service="refund", language="ru")
            kiosk.wait_screen("welcome")
            kiosk.touch("language:ru")
            kiosk.wait_screen("groups")
            kiosk.touch("group:accounts")
            [tile] = [t for t in kiosk.wait_screen("services")["targets"] if t["action"] == "service:refund"]

            def text_on_the_tile():
                return kiosk.pixels().share_of_text(tile["x"], tile["y"], tile["w"], tile["h"])

            nobody_works = text_on_the_tile()
            client.command("open_window", window=2)
            wait_until(lambda: text_on_the_tile() > 1.08 * nobody_works, 20, "a range of minutes stands on the tile")
            kiosk.picture("kiosk-wait")

    def take(self, kiosk, group="accounts", service="refund", language="ru", times=1):
        """Touches the way to a ticket; returns what the ticket screen showed."""
        before = len(kiosk.lines("ticket"))
        kiosk.wait_screen("welcome")
        kiosk.touch(f"language:{language}")
        kiosk.wait_screen("groups")
        kiosk.touch(f"group:{group}")
        kiosk.wait_screen("services")
        kiosk.touch(f"service:{service}", times)
        kiosk.wait_screen("category")
        kiosk.touch("category:", times)
        kiosk.wait_screen("ticket")
        return wait_until(lambda: kiosk.lines("ticket")[before:], 5, "a ticket")[-1]

    def tickets_in_journal(self, client):
        return [entry["event"] for entry in client.all_events()
                if entry["event"] and entry["event"]["kind"] == "ticket_taken"]

    def test_a_double_touch_takes_one_ticket_and_its_number_is_shown_and_called(self):
        with Hall("dispatcher", "kiosk-1", "display-1") as hall:
            kiosk, board = Screen(hall, "kiosk-1"), Screen(hall, "display-1")
            client = hall.client()
            kiosk.wait_screen("welcome")
            kiosk.picture("kiosk-welcome")
            for _ in range(3):
                hall_ticket = client.command("take_ticket", service="refund", language="ru")
                self.assertTrue(hall_ticket.first("ticket_taken"))
            kiosk.touch("language:ru")
            kiosk.wait_screen("groups")
            kiosk.picture("kiosk-groups")
            kiosk.touch("group:accounts")
            kiosk.wait_screen("services")
            kiosk.picture("kiosk-services")
            kiosk.touch("service:refund", times=2)
            kiosk.wait_screen("category")
            kiosk.picture("kiosk-category")
            kiosk.touch("category:", times=2)
            kiosk.wait_screen("ticket")
            shown = wait_until(lambda: kiosk.last("ticket"), 5, "the ticket")
            kiosk.picture("kiosk-ticket")
            self.assertEqual("C004", shown["number"])
            taken = self.tickets_in_journal(client)
            self.assertEqual(1, len([event for event in taken if event["device"] == "kiosk-1"]))
            self.assertEqual({"letter": "C", "ordinal": 4}, taken[-1]["number"])
            self.assertEqual(shown["ticket"], taken[-1]["ticket"])

            client.command("open_window", window=2)
            client.command("call_by_number", window=2, number={"letter": "C", "ordinal": 4})
            wait_until(lambda: board.last("presented")["calls"] == ["C004>2"], 5, "the board shows the call")
            for window in (3, 6):
                client.command("open_window", window=window)
                client.command("call_next", window=window)
            wait_until(lambda: board.last("presented")["calls"] == ["C002>6", "C001>3", "C004>2"], 5, "the board")
            board.picture("board")
            kiosk.touch("home")
            kiosk.wait_screen("welcome")
            for name in ("kiosk-1", "display-1"):
                self.assertEqual(0, hall.kill(name, 15), f"{name} ends cleanly")

    def test_a_slide_off_the_tile_and_a_second_of_touching_elsewhere_take_nothing(self):
        with Hall("dispatcher", "kiosk-1") as hall:
            kiosk = Screen(hall, "kiosk-1")
            kiosk.wait_screen("welcome")
            x, y = kiosk.target("language:ru")
            kiosk.press("language:ru")
            kiosk.release_at(x, y + 600)
            kiosk.xdotool("mousemove", 5, 5, "click", 1)
            self.assertEqual([], kiosk.lines("touch"))
            kiosk.touch("language:ru")
            kiosk.wait_screen("groups")
            self.assertEqual(["language:ru"], [line["action"] for line in kiosk.lines("touch")])

    def test_a_touch_while_the_dispatcher_dies_becomes_one_ticket_when_it_is_back(self):
        with Hall("dispatcher", "kiosk-1") as hall:
            kiosk = Screen(hall, "kiosk-1")
            self.take(kiosk)
            kiosk.touch("home")
            kiosk.wait_screen("welcome")
            kiosk.touch("language:en")
            kiosk.wait_screen("groups")
            kiosk.touch("group:accounts")
            kiosk.wait_screen("services")
            kiosk.touch("service:debt")
            kiosk.wait_screen("category")
            kiosk.until_it_listens()
            hall.kill("dispatcher")
            kiosk.touch("category:")
            kiosk.wait_screen("taking")
            kiosk.wait_screen("ticket", 20)  # of the kiosk's own block: tests/e2e/alone_test.py
            hall.start("dispatcher")
            self.assertEqual(["C001", "C1000"], [line["number"] for line in kiosk.lines("ticket")])
            client = hall.client()
            wait_until(lambda: len(self.tickets_in_journal(client)) == 2, 10, "both are in the journal")

    def test_a_kiosk_killed_between_touch_and_answer_shows_that_ticket_after_its_restart(self):
        with Hall("dispatcher", "kiosk-1") as hall:
            kiosk = Screen(hall, "kiosk-1")
            kiosk.wait_screen("welcome")
            kiosk.touch("language:ru")
            kiosk.wait_screen("groups")
            kiosk.touch("group:accounts")
            kiosk.wait_screen("services")
            kiosk.touch("service:refund")
            kiosk.wait_screen("category")
            hall.pause("dispatcher")  # the request is on its way, the answer is not
            kiosk.touch("category:")
            kiosk.wait_screen("taking")
            hall.kill("kiosk-1")
            hall.go_on("dispatcher")
            hall.start("kiosk-1")
            kiosk.wait_screen("ticket", 20)
            self.assertEqual("C001", kiosk.last("ticket")["number"])
            self.assertEqual(1, len(self.tickets_in_journal(hall.client())))
            self.assertFalse((hall.folder / "kiosk-1.touch").exists())

    def test_without_a_dispatcher_the_screens_say_so_and_begin_when_it_comes(self):
        with Hall("kiosk-1", "display-1") as hall:
            kiosk, board = Screen(hall, "kiosk-1"), Screen(hall, "display-1")
            self.assertEqual("connecting", kiosk.last("screen")["screen"])
            self.assertEqual([], kiosk.last("screen")["targets"])
            hall.start("dispatcher")
            kiosk.wait_screen("welcome")
            wait_until(lambda: board.last("presented")["sequence"] > 0, 10, "the board follows")
            wait_until(lambda: (hall.folder / "kiosk-1.alone").exists(), 10, "the kiosk has numbers of its own")
            hall.kill("dispatcher")
            time.sleep(2)
            kiosk.wait_screen("welcome")
            kiosk.picture("kiosk-alone")
            board.picture("board-lost")
            hall.kill("kiosk-1")
            for forgotten in ("kiosk-1.alone", "kiosk-1.plan"):
                (hall.folder / forgotten).unlink()
            hall.start("kiosk-1")
            kiosk.wait_screen("lost")
            kiosk.picture("kiosk-lost")
            hall.start("dispatcher")
            kiosk.wait_screen("welcome")

    def test_a_call_rings_through_the_real_mixer_and_a_board_without_a_loudspeaker_goes_on(self):
        for driver, rings in (("disk", True), ("there-is-none", False)):
            with self.subTest(driver), Hall("dispatcher") as hall:
                played = hall.folder / "played.raw"
                trace = hall.trace("display-1")
                command = [BINARIES / "okno-display", "--name", "display-1", "--keys", hall.keys.folder,
                           "--commands", hall.commands, "--feed", hall.public, "--size", "640x360", "--trace", trace]
                environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": driver,
                               "SDL_DISKAUDIOFILE": str(played)}
                with open(hall.log("display-1"), "ab") as log:
                    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log,
                                               preexec_fn=end_with_parent)
                hall.processes["display-1"] = process
                client = hall.client()

                def lines():
                    return [json.loads(line) for line in trace.read_text().splitlines()] if trace.exists() else []

                wait_until(lambda: any(line.get("sequence", 0) > 0 for line in lines()), 10, "the board follows")
                client.command("take_ticket", service="refund", language="ru")
                client.command("open_window", window=2)
                client.command("call_next", window=2)
                wait_until(lambda: any("C001>2" in line.get("calls", []) for line in lines()), 5, "the call")
                if rings:
                    wait_until(lambda: any(line["trace"] == "chime" for line in lines()), 5, "the chime")
                    wait_until(lambda: any(played.read_bytes()), 5, "sound in the loudspeaker")
                self.assertEqual(0, hall.kill("display-1", 15))
                self.assertEqual(rings, any(line["trace"] == "chime" for line in lines()))

    def test_at_rest_the_screens_use_no_processor_and_little_memory(self):
        with Hall("dispatcher", "kiosk-1", "display-1") as hall:
            Screen(hall, "kiosk-1").wait_screen("welcome")
            names = ("kiosk-1", "display-1")

            def processor_s(name):
                fields = Path(f"/proc/{hall.processes[name].pid}/stat").read_text().rsplit(")", 1)[1].split()
                return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

            before = {name: processor_s(name) for name in names}
            since = time.monotonic()
            wait_until(lambda: time.monotonic() - since > 5, 10, "five seconds")
            for name in names:
                self.assertLess((processor_s(name) - before[name]) / 5, 0.02, f"{name} rests")
                status = Path(f"/proc/{hall.processes[name].pid}/status").read_text()
                resident_kb = int(status.split("VmRSS:")[1].split()[0])
                print(f"{name}: {resident_kb // 1024} MB resident", file=sys.stderr)
                self.assertLess(resident_kb, 70 * 1024, f"{name} is small")

    def test_a_call_is_on_the_board_soon(self):
        with Hall("dispatcher", "display-1") as hall:
            board = Screen(hall, "display-1")
            client = hall.client()
            wait_until(lambda: board.last("presented")["sequence"] > 0, 10, "the board follows")
            for window in (2, 3):
                client.command("open_window", window=window)
            latencies_ms = []
            for i in range(30):
                window = 2 + i % 2
                number = client.command("take_ticket", service="refund", language="ru").first("ticket_taken")["number"]
                pressed = time.time()
                client.command("call_next", window=window)
                line = f"{number['letter']}{number['ordinal']:03}>{window}"
                frame = wait_until(lambda: next((one for one in board.lines("presented") if line in one["calls"]), None),
                                   5, f"{line} on the board")
                latencies_ms.append(frame["at_us"] / 1e3 - pressed * 1e3)
                client.command("start_service", window=window)
                client.command("finish_service", window=window)
            latencies_ms.sort()
            # The budget (p99 50 ms) is the benchmark's business; here a board that is late for everybody is caught.
            self.assertLess(latencies_ms[15], 250)
            print(f"call to frame: median {latencies_ms[15]:.1f} ms, worst {latencies_ms[-1]:.1f} ms", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
