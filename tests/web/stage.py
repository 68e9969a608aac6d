#!/usr/bin/python3
"""The hall behind the web tests: a real dispatcher and a real console, driven by lines of JSON.

    stdout  first {"url", "visitors": url, "passwords": {name: password}, "zone", "folder", "log"}, then one answer a line;
            both last are the console's
    stdin   {"do": "command", "kind": "take_ticket", "body": {…}, "as": "kiosk-1"} -> {"events": […]} | {"refused": code}
            {"do": "word", "ticket": id, "taken": ms} -> {"word": …}  of its QR code
            {"do": "stranger", "name": "kiosk-3"} -> {"fingerprint": …}  a device with keys of its own begins to knock
            {"do": "kill" | "start", "program": "dispatcher" | "console"} -> {}
            {"do": "bring_back", "program": …} -> {"accepts": ms, "answers": ms}  when it took connections again, and when a
                plain client that was there before had its first answer; by the clock of the day
            {"do": "events", "kind": "stage_entered"} -> {"events": […]}  all of that kind, from the journal
            {"do": "tap", "usage": 88} | {"do": "lit", "lamps": 2} -> {}  the pad's key is pressed; its lamps are these
            {"do": "hold" | "release" | "spoil"} -> {}  the statistics' file: another program holds it; a sum is changed

Nobody waits half a minute until an unanswered call for help is told once more: it takes 3 s.
With --rules who is missed may come back, a recall has a cool-down and window 7 calls by itself.
With --short-times a wait is long after 5 s, and so is a stage of a service after 8 s.
With --keypad a bridge reads a number pad of window 3 on a mock USB bus; its keys are those of the example.
With --first-start there are no users. With --reports finished reports are put into a folder.
With --past=45 the journal begins with simulated days of the example plan, the last of them yesterday.
With --editing the console knows the plan's file and the folder of the boards' playlist ("plan", "playlist").
Ends, and cleans up, when stdin is closed.
"""
import json
import socket
import sqlite3
import subprocess
import sys
import time
import tomllib
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import zmq

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "e2e"), str(TESTS / "firmware-bridge")]
from fingerprint import fingerprint  # noqa: E402
from hall import BINARIES, DEVICES, ROOT, Hall, by_clock_of, wait_until, without_holidays  # noqa: E402
from okno_client import Client, Refused  # noqa: E402
from plugged_bridge import PluggedBridge  # noqa: E402
from ports import free_port  # noqa: E402
from ticket_word import ticket_word  # noqa: E402

PEOPLE = {
    "anna": ["--role", "operator", "--window", "3"],
    "boris": ["--role", "operator", "--window", "7", "--call-by-number"],
    "vera": ["--role", "operator", "--window", "1"],
    "maria": ["--role", "manager"],
    "oleg": ["--role", "auditor"],
    "gleb": ["--role", "guard"],
    "elena": ["--role", "administrator"],
}


def add_people(hall):
    passwords = {}
    for name, flags in PEOPLE.items():
        done = subprocess.run(
            [BINARIES / "okno-console", "add-user", "--data", hall.folder / "console", "--name", name, *flags],
            check=True, capture_output=True, text=True)
        passwords[name] = done.stdout.split()[1]
    return passwords


def change_plan(hall, *changes):
    text = hall.plan.read_text()
    for was, now in changes:
        assert was in text, f"the example plan no longer says {was}"
        text = text.replace(was, now)
    hall.plan.write_text(text)


def slow_down(hall):
    """No test waits for these times, and a slow machine must not reach them in the middle of one."""
    change_plan(hall, ('missed_after = "90s"', 'missed_after = "10m"'),
                ('no_show_not_before = "10s"', 'no_show_not_before = "5m"'),
                ('escalate_after = "30s"', 'escalate_after = "3s"'))


def apply_rules(hall):
    """What the example plan has and a plain test is spared; a no-show may soon be reported."""
    change_plan(hall, ('no_show_not_before = "10s"', 'no_show_not_before = "1s"\nreturn_within = "15m"\nreturn_behind = 1'),
                ('recall_not_before = "0s"', 'recall_not_before = "3s"'),
                ('finish_not_before = "0s"', 'finish_not_before = "1s"'),
                ('[[window]]\nnumber = 7\n', '[[window]]\nnumber = 7\npush = "2s"\n'))


def shorten_times(hall):
    change_plan(hall, ('norm = { wait = "20m"', 'norm = { wait = "5s"'),
                *((f'at_most = "{usual}"', 'at_most = "8s"') for usual in ("3m", "10m", "1m")))


def plug_pad(hall):
    """The number pad of window 1 of the example, at window 3, with a lamp for each way a visitor stands."""
    [pad, *_] = tomllib.loads((ROOT / "deploy" / "devices" / "example.toml").read_text())["keypad"]
    lines = ["[[keypad]]", 'name = "number pad"', "window = 3", f"vid = {pad['vid']}", f"pid = {pad['pid']}",
             "keys = { " + ", ".join(f'{usage} = "{action}"' for usage, action in pad["keys"].items()) + " }"]
    for led, when in (("num_lock", "waiting"), ("caps_lock", "called"), ("scroll_lock", "serving")):
        lines += ["[[keypad.lamp]]", f'led = "{led}"', f'on = ["{when}"]']
    return PluggedBridge(hall, "\n".join(lines))


def write_past(hall, days):
    """The days are those of the example plan, played by the clock that the hall goes on by; none is a holiday."""
    example = (ROOT / "deploy" / "plans" / "example.toml").read_text()
    played = hall.folder / "played.toml"
    played.write_text(by_clock_of(hall.zone, without_holidays(example)))
    subprocess.run([BINARIES / "past-days", played, hall.keys.folder, hall.journal, days], check=True, capture_output=True)


class Stage:
    def __init__(self, hall, pad):
        self.hall = hall
        self.pad = pad
        self.clients = {"administrator": hall.client()}
        self.holder = None  # of the statistics' file

    def obey(self, order):
        act = order.pop("do")
        return getattr(self, act)(**order) or {}

    def command(self, kind, body, **named):
        name = named.get("as", "administrator")
        if name not in self.clients:
            self.clients[name] = self.hall.client(name, "public")
        try:
            return {"events": self.clients[name].command(kind, **body).events}
        except Refused as refused:
            return {"refused": refused.code}

    def events(self, kind):
        entries = [entry["event"] for entry in self.clients["administrator"].all_events()]
        return {"events": [event for event in entries if event and event["kind"] == kind]}

    def word(self, ticket, taken):
        return {"word": ticket_word(self.hall.keys.folder, ticket, taken)}

    def stranger(self, name):
        keys = zmq.curve_keypair()
        self.clients[name] = Client(self.hall.keys.folder, name, self.hall.commands, self.hall.public, keys=keys)
        self.hall.clients.append(self.clients[name])
        return {"fingerprint": fingerprint(keys[0].decode())}

    def kill(self, program):
        self.hall.kill(program)

    def start(self, program):
        self.hall.start(program)

    def bring_back(self, program):
        endpoint = self.hall.web if program == "console" else self.hall.commands.removeprefix("tcp://")
        host, port = endpoint.split(":")

        def accepts():
            with socket.socket() as probe:
                return probe.connect_ex((host, int(port))) == 0

        self.hall.start(program, ready=False)
        wait_until(accepts, 20, f"{program} takes connections")
        accepted = time.time()
        if program == "console":
            urllib.request.urlopen(f"http://{endpoint}/", timeout=10).read()
        else:
            self.clients["administrator"].events(1, 1, timeout=10)
        return {"accepts": accepted * 1000, "answers": time.time() * 1000}

    def tap(self, usage):
        self.pad.tap(usage)

    def lit(self, lamps):
        self.pad.hear(f"lit {lamps:02x}")

    def hold(self):
        self.holder = sqlite3.connect(self.hall.statistics, isolation_level=None)
        self.holder.execute("BEGIN IMMEDIATE")

    def release(self):
        self.holder.close()

    def spoil(self):
        with sqlite3.connect(self.hall.statistics) as database:
            database.execute("UPDATE sums SET sum_ms = sum_ms + 1 WHERE span = 'day' AND scope = 'hall' AND quantity = 'wait'")


def prepare(hall, visitors):
    """What the flags ask for, before anything runs."""
    if "--rules" in sys.argv:
        apply_rules(hall)
    else:
        slow_down(hall)
    if "--short-times" in sys.argv:
        shorten_times(hall)
    hall.console_flags = ["--visitor-pages", visitors]
    hall.dispatcher_flags = ["--backups", hall.folder / "backups"]
    for flag in sys.argv[1:]:
        if flag.startswith("--past="):
            write_past(hall, flag.removeprefix("--past="))
    reports, playlist = hall.folder / "reports", hall.folder / "playlist"
    if "--reports" in sys.argv:
        reports.mkdir()
        hall.console_flags += ["--reports", str(reports)]
    playlist.mkdir()
    if "--editing" in sys.argv:
        hall.console_flags += ["--plan", str(hall.plan), "--playlist", str(playlist)]
    return {"reports": str(reports), "plan": str(hall.plan), "playlist": str(playlist)}


def main():
    hall = Hall("dispatcher", devices={**DEVICES, "kiosk-2": "kiosk"})
    visitors = f"127.0.0.1:{free_port()}"
    places = prepare(hall, visitors)
    with hall, ExitStack() as until_the_end:
        passwords = {} if "--first-start" in sys.argv else add_people(hall)
        hall.start("console")
        pad = None
        if "--keypad" in sys.argv:
            pad = until_the_end.enter_context(plug_pad(hall))
            pad.log_says("watches the keypads")
            pad.plug()
        stage = Stage(hall, pad)
        print(json.dumps({"url": f"http://{hall.web}/", "visitors": f"http://{visitors}/", "passwords": passwords,
                          "zone": hall.zone.key, "folder": str(hall.folder / "console"), "log": str(hall.log("console")), **places}), flush=True)
        for line in sys.stdin:
            print(json.dumps(stage.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
