"""Operators at the console: a browser's part of the talk (log-in, CSRF, live page by SSE, commands), and a
person's part: calling, waiting, serving, sending on, losing patience with who does not come."""
import http.client
import json
import os
import random
import threading
import time

ANSWER_S = 8.0


def now_us():
    return time.time_ns() // 1000


def make_request_id():
    return f"{time.time_ns() // 1_000_000:012x}" + os.urandom(10).hex()


class Refused(Exception):
    def __init__(self, refusal):
        super().__init__(f"{refusal['code']}: {refusal['sentence'].get('en', '')}")
        self.code = refusal["code"]


class Browser:
    """A session of one user; the newest page is kept by a thread of its own."""

    def __init__(self, port, name, password):
        self.port = port
        self.cookie = ""
        self.csrf = "login"
        self.page = None
        self.news = threading.Condition()
        self.csrf = self.post("/api/login", {"name": name, "password": password})["csrf"]
        threading.Thread(target=self._follow, daemon=True).start()

    def post(self, path, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_S)
        try:
            connection.request("POST", path, json.dumps(body), {
                "Content-Type": "application/json", "X-Okno-Csrf": self.csrf, "Cookie": self.cookie})
            response = connection.getresponse()
            answer = json.loads(response.read())
            if cookie := response.getheader("Set-Cookie"):
                self.cookie = cookie.split(";")[0]
            if response.status != 200:
                raise Refused(answer)
            return answer
        finally:
            connection.close()

    def command(self, kind, body, request_id=None):
        """The events it caused. A request keeps its id; sent twice it has one effect and one answer."""
        wish = {"id": request_id or make_request_id(), "kind": kind, "body": body}
        return [entry["event"] for entry in self.post("/api/command", wish)["events"]]

    def wait(self, condition, timeout):
        """Waits until `condition(page)`; returns the page, or None when it did not come in time."""
        with self.news:
            if self.news.wait_for(lambda: self.page and condition(self.page), timeout):
                return self.page
            return None

    def _follow(self):
        while True:
            try:
                self._read_stream()
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)  # a browser's EventSource does the same

    def _read_stream(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        connection.request("GET", "/api/events", headers={"Cookie": self.cookie})
        response = connection.getresponse()
        if response.status != 200:
            raise OSError(f"the live page was refused: {response.status}")
        while line := response.readline():
            if line.startswith(b"data: "):
                page = json.loads(line[6:]).get("page")
                if page and page.get("known"):
                    with self.news:
                        self.page = page
                        self.news.notify_all()


class Operator(threading.Thread):
    """`calls` holds each call that was answered: when the key was pressed, the ticket, the window."""

    def __init__(self, hall, user, seed, closing):
        super().__init__(name=user["name"], daemon=True)
        self.window = user["window"]
        self.random = random.Random(f"{seed}/{user['name']}")
        self.closing = closing
        self.browser = Browser(hall["web_port"], user["name"], user["password"])
        self.calls = []
        self.failure = None

    def run(self):
        try:
            self.work()
        except Exception as failure:  # told by the main thread: the simulation has failed
            self.failure = failure

    def work(self):
        if not self.browser.wait(lambda page: "open_window" in page["can"] or page["post"]["state"] == "open", 10):
            raise RuntimeError("the window's page does not come")
        if self.browser.page["post"]["state"] != "open":
            self.do("open_window")
        while not self.closing.is_set():
            page = self.browser.wait(lambda page: page["queue"]["waiting"] and not page["visitor"], 0.5)
            if page:
                self.pause(0.05, 0.4)
                self.call_next()
        self.close()

    def close(self):
        """The last window for somebody who still waits (sent on as the others closed) serves them first."""
        while True:
            try:
                self.do("close_window")
                return
            except Refused as refusal:
                if refusal.code != "last_window_for_waiting":
                    raise
            self.call_next()

    def call_next(self):
        request_id = make_request_id()
        pressed_us = now_us()
        try:
            events = self.browser.command("call_next", {"window": self.window}, request_id)
            if self.random.random() < 0.2 and events != self.browser.command(
                    "call_next", {"window": self.window}, request_id):
                raise RuntimeError("a repeated press was answered in another way than the first")
        except Refused as refusal:
            if refusal.code != "nobody_waiting":  # another window was faster
                raise
            return
        self.note_call(pressed_us, events)
        self.serve()

    def note_call(self, pressed_us, events):
        called = [event for event in events if event["kind"] == "ticket_called"]
        if len(called) != 1:
            raise RuntimeError(f"a call was answered with {events}")
        self.calls.append({"pressed_us": pressed_us, "ticket": called[0]["ticket"], "window": self.window})

    def serve(self):
        chance = self.random.random()
        if chance < 0.1:
            self.wait_in_vain()
            return
        self.pause(0.2, 1.0)
        self.do("start_service")
        self.pause(0.5, 3.0)
        if chance < 0.25:
            self.send_on()
        elif chance < 0.3:
            self.park_and_resume()
        else:
            self.finish()

    def wait_in_vain(self):
        self.pause(0.5, 1.0)
        self.do("recall")
        self.pause(1.2, 1.6)  # the simulation's plan takes "did not come" a second after the last call
        self.do("report_no_show")

    def send_on(self):
        """To the cash desk or to a specialist's window; where everybody there has just gone, the visitor is served here."""
        to = {"window": 1 + self.window % 6}
        if self.window <= 6 and self.random.random() < 0.7:
            to = {"service": "payment"}
        try:
            self.do("transfer_ticket", to=to, reason="Wishes to pay")
        except Refused as refusal:
            if refusal.code not in ("destination_closed", "destination_unserved"):
                raise
            self.finish()

    def park_and_resume(self):
        visitor = self.browser.wait(lambda page: page["visitor"], 5)["visitor"]
        self.do("park_ticket", reason="Fetches a document")
        self.pause(0.3, 0.8)
        pressed_us = now_us()
        number = {"letter": visitor["letter"], "ordinal": visitor["ordinal"]}
        self.note_call(pressed_us, self.do("resume_ticket", number=number))
        self.do("start_service")
        self.finish()

    def finish(self):
        page = self.browser.page
        self.do("finish_service", outcome=self.random.choice(page["choices"]["outcomes"])["id"])

    def do(self, kind, **body):
        return self.browser.command(kind, {"window": self.window, **body})

    def pause(self, least, most):
        time.sleep(self.random.uniform(least, most))
