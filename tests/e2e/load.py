"""People for a hall under test: visitors who take tickets, operators who serve, followers who watch. Each is a
thread with a client of its own, and keeps what the hall has acknowledged, to be counted afterwards."""
import http.client
import json
import random
import subprocess
import threading
import time

from okno_client import Client, NoAnswer, Refused, make_request_id

PATIENCE = 60  # seconds a request is repeated; a killed program is back long before


class Person(threading.Thread):
    """Works until `leave` is called; a failure inside is raised again by `leave`."""

    def __init__(self, hall, name, seed):
        super().__init__(daemon=True, name=f"{type(self).__name__} {name} {seed}")
        self.hall = hall
        self.device = name
        self.random = random.Random(seed)
        self.leaving = threading.Event()
        self.failure = None
        self.acknowledged = []  # [{"number", "event"}], from the replies
        self.start()

    def run(self):
        try:
            with Client(self.hall.keys.folder, self.device, self.hall.commands, self.feed()) as client:
                self.work(client)
        except Exception as failure:  # told to the test by `leave`
            self.failure = failure

    def feed(self):
        return self.hall.public

    def work(self, client):
        while not self.leaving.is_set():
            self.turn(client)

    def say(self, client, kind, **body):
        accepted = client.command(kind, timeout=PATIENCE, **body)
        self.acknowledged += accepted.events
        return accepted

    def leave(self):
        self.leaving.set()
        self.join(PATIENCE + 10)
        if self.is_alive():
            raise NoAnswer(f"{self.name} does not come to an end")
        if self.failure:
            raise self.failure


class Visitors(Person):
    """Visitors who take tickets at one device, one after the other, `pause` seconds apart on average."""

    def __init__(self, hall, name, seed, services=("contract", "documents", "meter-reading"), pause=0.01):
        self.services = services
        self.pause = pause
        super().__init__(hall, name, seed)

    def turn(self, client):
        self.say(client, "take_ticket", service=self.random.choice(self.services), language="ru")
        self.leaving.wait(self.random.uniform(0, 2 * self.pause))


class Operator(Person):
    """Calls, serves and finishes at one window; now and then recalls, parks or transfers."""

    def __init__(self, hall, name, seed, window):
        self.window = window
        super().__init__(hall, name, seed)

    def turn(self, client):
        def at_window(kind, **body):
            self.say(client, kind, window=self.window, person="anna", **body)

        try:
            at_window("call_next")
            dice = self.random.random()
            if dice < 0.1:
                at_window("recall")
            at_window("start_service")
            if dice > 0.95:
                at_window("park_ticket", reason="looks for the passport")
            elif dice > 0.9:
                at_window("transfer_ticket", to={"service": "consultation"}, reason="")
            else:
                at_window("finish_service", outcome="resolved")
        except Refused as refused:
            if refused.code == "window_closed":
                at_window("open_window")
            elif refused.code == "nobody_waiting":
                self.leaving.wait(0.02)
            else:
                raise


class Watcher(Person):
    """Follows a feed all the time; `heard` is all it was told, `follower.hall` what it made of it."""

    def __init__(self, hall, name, staff):
        self.staff = staff
        self.follower = None
        self.reached = threading.Condition()
        super().__init__(hall, name, 0)

    def feed(self):
        return self.hall.staff if self.staff else self.hall.public

    def work(self, client):
        self.follower = client.follow()
        super().work(client)
        self.snapshot = client.snapshot(timeout=PATIENCE)
        self.follower.wait_for_number(self.snapshot["number"], 5)

    def turn(self, client):
        self.follower.pump(0.05)


class Finger(Person):
    """A finger at the kiosk's window, mostly for one service; it does not mind a kiosk that comes and goes.

    `shown` holds what the kiosk has shown as tickets, as (ticket, number); `touches` the touches it heard.
    """

    WISHES = ("category:", "service:payment", "group:cash-desk", "language:ru", "home")

    def __init__(self, hall, kiosk):
        self.trace = hall.trace(kiosk)
        self.display = hall.screens[kiosk]
        self.shown = []
        self.touches = 0
        super().__init__(hall, kiosk, 0)

    def work(self, client):
        with open(self.trace, "rb") as trace:
            screen, rest = None, b""
            while not self.leaving.is_set():
                *lines, rest = (rest + trace.read()).split(b"\n")
                for line in lines:
                    entry = json.loads(line)
                    if entry["trace"] == "screen":
                        screen = entry
                    self.note(entry)
                if screen:
                    self.touch(screen)
                self.leaving.wait(0.25)  # half the time the kiosk is deaf, for its screen has just changed

    def note(self, entry):
        if entry["trace"] == "ticket":
            self.shown.append((entry["ticket"], entry["number"]))
        elif entry["trace"] == "touch" and entry["action"].startswith("category:"):
            self.touches += 1

    def touch(self, screen):
        boxes = {target["action"]: target for target in screen["targets"]}
        for wish in self.WISHES:
            if box := boxes.get(wish):
                x, y = int(box["x"] + box["w"] / 2), int(box["y"] + box["h"] / 2)
                subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True, timeout=30,
                               env={"DISPLAY": self.display, "PATH": "/usr/bin:/bin"})
                return


class WebOperator(Operator):
    """An operator at the console's page: each press has an id, sent again until the console has answered it."""

    def __init__(self, hall, name, password, seed, window):
        self.log_in = {"name": name, "password": password}
        self.session = {"X-Okno-Csrf": "login"}
        self.log_ins = 0
        super().__init__(hall, "console", seed, window)

    def say(self, client, kind, **body):
        press = {"id": make_request_id().hex(), "kind": kind, "body": body}
        for _ in range(PATIENCE * 5):
            status, answer = self.post("/api/command", press)
            if status == 200:
                self.acknowledged += answer["events"]
                return
            if status == 401:
                self.session = {"X-Okno-Csrf": "login"}
                status, answer = self.post("/api/login", self.log_in)
                if status == 200:
                    self.session["X-Okno-Csrf"] = answer["csrf"]
                    self.log_ins += 1
                    continue
            elif status and answer["code"] not in ("dispatcher_away", "no_answer", "too_often"):
                raise Refused(answer["code"], answer["sentence"])
            time.sleep(0.2)
        raise NoAnswer(f"the console does not answer {kind}: {status} {answer}")

    def post(self, path, body):
        """Status and answer; (0, why) while the console is away."""
        connection = http.client.HTTPConnection(self.hall.web, timeout=5)
        try:
            connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **self.session})
            response = connection.getresponse()
            answer = json.loads(response.read())
            if cookie := response.getheader("Set-Cookie"):
                self.session["Cookie"] = cookie.split(";")[0]
            return response.status, answer
        except (OSError, http.client.HTTPException, ValueError) as away:
            return 0, away
        finally:
            connection.close()
