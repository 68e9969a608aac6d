#!/usr/bin/python3
"""The hall behind the web tests: a real dispatcher and a real console, driven by lines of JSON.

    stdout  first {"url", "visitors": url, "passwords": {name: password}, "folder", "log"}, then one answer a line; both last
            are the console's
    stdin   {"do": "command", "kind": "take_ticket", "body": {…}, "as": "kiosk-1"} -> {"events": […]} | {"refused": code}
            {"do": "word", "ticket": id, "taken": ms} -> {"word": …}  of its QR code
            {"do": "stranger", "name": "kiosk-3"} -> {"fingerprint": …}  a device with keys of its own begins to knock
            {"do": "kill" | "start", "program": "dispatcher" | "console"} -> {}

Nobody waits half a minute until an unanswered call for help is told once more: it takes 3 s.
With --rules who is missed may come back, a recall has a cool-down and window 7 calls by itself.
With --first-start there are no users. With --reports finished reports are put into a folder.
With --past=45 the journal begins with simulated days of the example plan, the last of them yesterday.
With --editing the console knows the plan's file and the folder of the boards' playlist ("plan", "playlist").
Ends, and cleans up, when stdin is closed.
"""
import json
import re
import subprocess
import sys
from pathlib import Path

import zmq

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from fingerprint import fingerprint  # noqa: E402
from hall import BINARIES, DEVICES, ROOT, Hall  # noqa: E402
from okno_client import Client, Refused  # noqa: E402
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


def slow_down(plan):
    """No test waits for these times, and a slow machine must not reach them in the middle of one."""
    text = plan.read_text()
    for was, now in (('missed_after = "90s"', 'missed_after = "10m"'),
                     ('no_show_not_before = "10s"', 'no_show_not_before = "5m"'),
                     ('escalate_after = "30s"', 'escalate_after = "3s"')):
        assert was in text, f"the example plan no longer says {was}"
        text = text.replace(was, now)
    plan.write_text(text)


def apply_rules(plan):
    """What the example plan has and a plain test is spared; a no-show may soon be reported."""
    text = plan.read_text()
    for was, now in (('no_show_not_before = "10s"', 'no_show_not_before = "1s"\nreturn_within = "15m"\nreturn_behind = 1'),
                     ('recall_not_before = "0s"', 'recall_not_before = "3s"'),
                     ('finish_not_before = "0s"', 'finish_not_before = "1s"'),
                     ('[[window]]\nnumber = 7\n', '[[window]]\nnumber = 7\npush = "2s"\n')):
        assert was in text, f"the plan no longer says {was}"
        text = text.replace(was, now)
    plan.write_text(text)


def write_past(hall, days):
    """The days were played by the clock of the example plan, so the hall goes on by it."""
    zone = re.search(r'^zone *= *"(.*?)"', (ROOT / "deploy" / "plans" / "example.toml").read_text(), re.M).group(1)
    hall.plan.write_text(re.sub(r'^(zone *= *)".*?"', rf'\1"{zone}"', hall.plan.read_text(), flags=re.M))
    subprocess.run([BINARIES / "past-days", ROOT / "deploy" / "plans" / "example.toml", hall.keys.folder, hall.journal, days],
                   check=True, capture_output=True)


def obey(hall, clients, order):
    if order["do"] == "command":
        name = order.get("as", "administrator")
        if name not in clients:
            clients[name] = hall.client(name, "public")
        try:
            return {"events": clients[name].command(order["kind"], **order["body"]).events}
        except Refused as refused:
            return {"refused": refused.code}
    if order["do"] == "word":
        return {"word": ticket_word(hall.keys.folder, order["ticket"], order["taken"])}
    if order["do"] == "stranger":
        keys = zmq.curve_keypair()
        clients[order["name"]] = Client(hall.keys.folder, order["name"], hall.commands, hall.public, keys=keys)
        hall.clients.append(clients[order["name"]])
        return {"fingerprint": fingerprint(keys[0].decode())}
    getattr(hall, order["do"])(order["program"])
    return {}


def main():
    hall = Hall("dispatcher", devices={**DEVICES, "kiosk-2": "kiosk"})
    if "--rules" in sys.argv:
        apply_rules(hall.plan)
    else:
        slow_down(hall.plan)
    visitors = f"127.0.0.1:{free_port()}"
    hall.console_flags = ["--visitor-pages", visitors]
    hall.dispatcher_flags = ["--backups", hall.folder / "backups"]
    for flag in sys.argv[1:]:
        if flag.startswith("--past="):
            write_past(hall, flag.removeprefix("--past="))
    reports = hall.folder / "reports"
    if "--reports" in sys.argv:
        reports.mkdir()
        hall.console_flags += ["--reports", str(reports)]
    playlist = hall.folder / "playlist"
    playlist.mkdir()
    if "--editing" in sys.argv:
        hall.console_flags += ["--plan", str(hall.plan), "--playlist", str(playlist)]
    with hall:
        passwords = {} if "--first-start" in sys.argv else add_people(hall)
        hall.start("console")
        clients = {"administrator": hall.client()}
        print(json.dumps({"url": f"http://{hall.web}/", "visitors": f"http://{visitors}/", "passwords": passwords,
                          "folder": str(hall.folder / "console"), "log": str(hall.log("console")),
                          "reports": str(reports), "plan": str(hall.plan), "playlist": str(playlist)}), flush=True)
        for line in sys.stdin:
            print(json.dumps(obey(hall, clients, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
