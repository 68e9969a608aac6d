"""Visitors at the kiosk: a finger (xdotool) on the real window, eyes that read what the kiosk says it shows."""
import json
import random
import subprocess
import time

KIOSK = "kiosk-1"
DEAF_S = 0.45          # the kiosk ignores touches right after its screen has changed
PATIENCE_S = 15.0      # a visitor who sees nothing happen for so long has found a fault
TOUCH_HEARD_S = 1.0
TAPS_AT_MOST = 3


def now_us():
    return time.time_ns() // 1000


class Finger:
    """One xdotool for the whole time, fed line by line: starting one for each touch would cost 10 ms."""

    def __init__(self, display):
        self.process = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, text=True,
                                        env={"DISPLAY": display, "PATH": "/usr/bin:/bin"})

    def tap(self, x, y, times=1):
        """Returns when the first touch began, in microseconds."""
        began = now_us()
        self.process.stdin.write(f"mousemove {x} {y} " + "click --repeat 2 --delay 60 1\n" if times == 2 else
                                 f"mousemove {x} {y} click 1\n")
        self.process.stdin.flush()
        return began

    def close(self):
        self.process.stdin.close()
        self.process.wait(5)


class Eyes:
    """Reads a trace file as it grows."""

    def __init__(self, file):
        self.file = open(file, "rb")
        self.rest = b""
        self.seen = []
        self.screen = None  # the newest

    def look(self):
        self.rest += self.file.read()
        *lines, self.rest = self.rest.split(b"\n")
        for line in lines:
            entry = json.loads(line)
            self.seen.append(entry)
            if entry["trace"] == "screen":
                self.screen = entry
        return self

    def wait(self, condition, timeout):
        """What `condition(self)` returned once it was true; None when it was not in time."""
        until = time.monotonic() + timeout
        while not (result := condition(self.look())):
            if time.monotonic() >= until:
                return None
            time.sleep(0.003)
        return result

    def target(self, action):
        for target in (self.screen or {}).get("targets", []):
            if target["action"] == action:
                return target
        return None


class Visitors:
    """One after another, as at one kiosk. `visits` holds what happened to each."""

    def __init__(self, hall, plan, seed, closing):
        self.random = random.Random(f"{seed}/visitors")
        self.plan = plan
        self.closing = closing  # threading.Event: nobody else comes in
        self.finger = Finger(hall["displays"][KIOSK])
        self.eyes = Eyes(hall["traces"][KIOSK])
        self.visits = []

    def run(self):
        while not self.closing.wait(min(2.5, self.random.expovariate(2.0))):
            self.visit()
        self.finger.close()

    def visit(self):
        """Language, group, service, its details, category, ticket; some press twice, as people do."""
        service = self.random.choice(self.plan["services"])
        language = self.random.choice(self.plan["languages"])
        twice = self.random.random() < 0.15
        self.touch(f"language:{language}")
        self.touch(f"group:{service['group']}")
        known = len(self.eyes.look().seen)
        touched = self.touch(f"service:{service['id']}", times=2 if twice else 1)
        if service.get("online") or service.get("schedule"):  # the kiosk tells its details first
            touched = self.touch(f"take:{service['id']}", times=2 if twice else 1)
        if self.plan["categories"]:
            entitled = self.random.random() < 0.1
            category = self.random.choice(self.plan["categories"])["id"] if entitled else ""
            touched = self.touch(f"category:{category}", times=2 if twice else 1)
        visit = {"service": service["id"], "touched_us": touched, "ticket": None, "number": None}
        self.visits.append(visit)
        shown = self.eyes.wait(lambda eyes: [e for e in eyes.seen[known:] if e["trace"] == "ticket"], PATIENCE_S)
        if shown:
            visit.update(ticket=shown[0]["ticket"], number=shown[0]["number"])
            self.closing.wait(self.random.uniform(0.2, 0.8))  # reads the number
            self.touch("home")

    def touch(self, action, times=1):
        """Waits until the target is there and can hear, then taps somewhere on it."""
        if not self.eyes.wait(lambda eyes: eyes.target(action), PATIENCE_S):
            shown = [target["action"] for target in (self.eyes.screen or {}).get("targets", [])]
            raise RuntimeError(f"the kiosk does not offer {action}, but {shown}")
        for _ in range(TAPS_AT_MOST):
            known = len(self.eyes.seen)
            self.pause_until(self.eyes.screen["at_us"] / 1e6 + DEAF_S + self.random.uniform(0.05, 0.25))
            box = self.eyes.look().target(action)
            if not box:  # the screen changed under the finger: somebody is not that fast
                break
            x = box["x"] + box["w"] * self.random.uniform(0.2, 0.8)
            y = box["y"] + box["h"] * self.random.uniform(0.2, 0.8)
            began = self.finger.tap(int(x), int(y), times)
            if self.eyes.wait(lambda eyes: [e for e in eyes.seen[known:]
                                            if e["trace"] == "touch" and e["action"] == action], TOUCH_HEARD_S):
                return began
        raise RuntimeError(f"the kiosk does not hear a touch on {action}")

    @staticmethod
    def pause_until(wall_s):
        time.sleep(max(0.0, wall_s - time.time()))
