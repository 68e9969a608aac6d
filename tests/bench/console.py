#!/usr/bin/python3
"""The console under a crowd: 200 open pages, 2,000 programs that poll the API and 1,000 telephones that poll their
ticket's page, each every 5 s; beside them operators act by their pages and visitors take tickets.

    console.py [SECONDS]

The same operators and visitors are measured without the crowd first: that is the floor.
"""
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from budgets import tell_misses  # noqa: E402
from hall import Hall, wait_until  # noqa: E402
from okno_client import take  # noqa: E402
from ports import free_port  # noqa: E402
from ticket_word import ticket_word  # noqa: E402

BROWSERS, PROGRAMS, TELEPHONES, EVERY = 200, 2000, 1000, 5
WINDOWS = (1, 2, 3, 4, 5)
APART = 0.1  # between two actions of the operators together


class Browser:
    """Somebody who is logged in; `act` is what a button of the page does."""

    def __init__(self, hall, name, password):
        self.host, self.port = hall.web.split(":")
        answer, body = self.post("/api/login", {"name": name, "password": password}, {"X-Okno-Csrf": "none"})
        assert answer.status == 200, body
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        self.csrf = body["csrf"]

    def post(self, path, body, headers):
        connection = http.client.HTTPConnection(self.host, int(self.port), timeout=30)
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer, json.loads(answer.read())

    def act(self, kind, **body):
        """Seconds until the answer; the action may be refused by the hall, which takes as long."""
        wish = {"id": os.urandom(16).hex(), "kind": kind, "body": body}
        begun = time.monotonic()
        answer, said = self.post("/api/command", wish, {"Cookie": self.cookie, "X-Okno-Csrf": self.csrf})
        assert answer.status in (200, 409), said
        return time.monotonic() - begun


class Work(threading.Thread):
    """A busy hall: operators who call, start and finish by their page, visitors who come meanwhile."""

    def __init__(self, hall, browser, seconds):
        super().__init__(daemon=True)
        self.hall, self.browser, self.until = hall, browser, time.monotonic() + seconds
        self.acted, self.taken = [], []
        self.start()

    def run(self):
        client, turn = self.hall.client("kiosk-1", "public"), 0
        while time.monotonic() < self.until:
            begun = time.monotonic()
            take(client, "contract")
            self.taken.append(time.monotonic() - begun)
            window = WINDOWS[turn // 3 % len(WINDOWS)]
            kind, more = (("call_next", {}), ("start_service", {}), ("finish_service", {"outcome": "resolved"}))[turn % 3]
            self.acted.append(self.browser.act(kind, window=window, **more))
            turn += 1
            time.sleep(max(0, begun + APART - time.monotonic()))


def percentile(times, part):
    times = sorted(times)
    return times[min(len(times) - 1, int(part * len(times)))] * 1000


def row(what, times):
    print(f"{what:44} {len(times):6}   median {statistics.median(times) * 1000:7.1f} ms   p95 {percentile(times, 0.95):7.1f} ms"
          f"   p99 {percentile(times, 0.99):7.1f} ms")


def resident_mb(hall, name):
    status = Path(f"/proc/{hall.processes[name].pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def busy_s(hall, name):
    """Seconds of one core it has used."""
    fields = Path(f"/proc/{hall.processes[name].pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def crowd_of(hall, browsers, words, key):
    wanted = {
        "web": hall.web, "visitors": hall.visitors, "every": EVERY,
        "cookies": [[browsers[i % len(browsers)].cookie, "page=overview" if i % 10 == 0 else f"window={i % 7 + 1}"]
                    for i in range(BROWSERS)],
        "polls": [["/api/v1/hall" if i % 2 else f"/api/v1/tickets/{words[i % len(words)]}", key] for i in range(PROGRAMS)],
        "pages": [f"/t/{words[i % len(words)]}/now?lang=ru" for i in range(TELEPHONES)],
    }
    order = hall.folder / "crowd.json"
    order.write_text(json.dumps(wanted))
    return subprocess.Popen([sys.executable, Path(__file__).with_name("console_load.py"), order],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def streams_open(hall):
    host, port = hall.web.split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    connection.request("GET", "/metrics")
    return int(re.search(r"^okno_streams_open (\d+)", connection.getresponse().read().decode(), re.M)[1])


def measure(hall, seconds):
    password = hall.add_user("maria", "manager")
    browsers = [Browser(hall, "maria", password) for _ in range(BROWSERS // 4)]  # four tabs each
    client = hall.client()
    for window in WINDOWS:
        client.command("open_window", window=window)
    words = []
    for _ in range(300):
        event = take(client, "payment")
        words.append(ticket_word(hall.keys.folder, event["ticket"], event["at"]))
    key = hall.add_key("site", "hall,ticket", "--per-second", "5000")

    alone = Work(hall, browsers[0], seconds)
    alone.join()
    crowd = crowd_of(hall, browsers, words, key)
    wait_until(lambda: streams_open(hall) == BROWSERS, 60, "every page is open")
    before = busy_s(hall, "console")
    busy = Work(hall, browsers[0], seconds)
    resident = []
    while busy.is_alive():
        busy.join(1)
        resident.append(resident_mb(hall, "console"))
    used = busy_s(hall, "console") - before
    streams = streams_open(hall)
    seen = json.loads(crowd.communicate("")[0])

    print(f"{BROWSERS} open pages, {PROGRAMS} programs and {TELEPHONES} telephones, each every {EVERY} s; {seconds} s")
    row("action of a page, without the crowd", alone.acted)
    row("action of a page, with it", busy.acted)
    row("ticket taken at the dispatcher, without", alone.taken)
    row("ticket taken at the dispatcher, with it", busy.taken)
    print(f"dispatcher, with ÷ without: median {statistics.median(busy.taken) / statistics.median(alone.taken):.2f}, "
          f"p95 {percentile(busy.taken, 0.95) / percentile(alone.taken, 0.95):.2f}")
    print(f"polls: {seen}")
    print(f"streams open at the end: {streams}; lost: {seen['streams_lost']}")
    print(f"console: {100 * used / seconds:.0f} % of a core, resident {max(resident):.0f} MB at most; dispatcher: resident {resident_mb(hall, 'dispatcher'):.0f} MB")
    return tell_misses({
        "p95 of a page's action, ms": (percentile(busy.acted, 0.95), 100),
        "console, resident MB": (max(resident), 150), "streams lost": (seen["streams_lost"], 0),
        "a ticket's median at the dispatcher, with ÷ without": (statistics.median(busy.taken) / statistics.median(alone.taken), 2)})


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    hall = Hall("dispatcher")
    hall.visitors = f"127.0.0.1:{free_port()}"
    hall.console_flags = ["--visitor-pages", hall.visitors]
    with hall:
        hall.start("console")
        return measure(hall, seconds)


if __name__ == "__main__":
    sys.exit(main())
