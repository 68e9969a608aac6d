#!/usr/bin/python3
"""Random and damaged messages at all three ports, from outside and from devices with every right. $OKNO_FUZZ_SECONDS
(10) and $OKNO_SEED say how long and which; a finding belongs into bad_input_test.py."""
import json
import os
import random
import re
import signal
import socket
import threading
import time
import unittest

from hall import ROOT, Hall
from okno_client import VERSION, make_request_id

SEED = int(os.environ.get("OKNO_SEED", random.SystemRandom().randrange(10**9)))
SECONDS = float(os.environ.get("OKNO_FUZZ_SECONDS", "10"))
CODES = set(re.findall(r"`([a-z_]+)`", (ROOT / "protocol" / "SPEC.md").read_text()))
TEXTS = ["", "a", "contract", "Ё" * 500, "\u0000", "\n", "\u202e", "💥", "x" * 2001, "'; DROP TABLE event; --", "../..",
         "%n%s", '{"a":1}', "\ufffe", "é", "e\u0301"]
NOT_AT_A_WINDOW = ("take_ticket", "report_print", "cancel_ticket", "adopt_plan", "return_ticket", "report_device")


class Wishes:
    """Commands as a confused program would send them: mostly of the right shape, with values that sometimes fit."""

    def __init__(self, chance, plan):
        self.chance = chance
        self.plan = plan
        self.services = [service["id"] for service in plan["services"]]

    def text(self, *known):
        return self.chance.choice(known if known and self.chance.random() < 0.8 else TEXTS)

    def window(self):
        return self.chance.choice([1, 2, 3, 4, 5, 6, 7, 8, 8, 0, 9, 9999])

    def number(self):
        return {"letter": self.text("A", "B", "E", "P"), "ordinal": self.chance.randint(0, 60)}

    def body(self, kind):
        if kind in ("snapshot", "events", "chain"):
            return {"from": self.chance.randint(0, 500), "at_most": self.chance.randint(0, 3000)}
        fields = {} if kind in NOT_AT_A_WINDOW else {"window": self.window()}
        if kind == "take_ticket":
            fields = {"service": self.text(*self.services), "language": self.text("ru", "en")}
            if self.chance.random() < 0.3:
                fields["category"] = self.text("disabled", "veterans", "")
        if kind in ("report_print", "cancel_ticket"):
            fields = {"ticket": self.chance.randint(0, 300)}
        if kind == "report_print":
            fields["print"] = self.text("reserved", "printing", "printed", "failed", "unknown")
        if kind == "adopt_plan":
            fields["plan"] = self.other_plan()
        if kind in ("call_by_number", "resume_ticket", "return_ticket"):
            fields["number"] = self.number()
        if kind == "finish_service":
            fields["outcome"] = self.text("resolved", "consultation", "")
        if kind == "pause_window":
            fields["reason"] = self.text("lunch", "break")
        if kind == "transfer_ticket":
            fields["to"] = self.chance.choice([{"window": self.window()}, {"service": self.text(*self.services)}])
        if kind in ("transfer_ticket", "park_ticket"):
            fields["reason"] = self.text()
        if kind == "park_ticket":
            fields["remind_after_s"] = self.chance.choice([None, 1, 1, 0, 600])
        if kind == "add_step":
            fields["service"] = self.text(*self.services)
        if kind in ("transfer_ticket", "add_step"):
            fields["back"] = self.chance.choice([True, False, False])
        if kind == "close_window":
            fields["sure"] = self.chance.choice([True, True, None])
        if kind == "open_window":
            fields["take_over"] = self.chance.choice([True, None, None, None])
        if kind == "enter_stage":
            fields["stage"] = self.text("greeting", "matter", "farewell")
        if kind == "report_device":
            fields["about"] = self.text("administrator", "kiosk-1", "console")
            fields["condition"] = self.text("ready", "paper_low", "no_paper", "cover_open", "cutter_jammed",
                                            "overheated", "out_of_reach", "faulty", "away")
        if self.chance.random() < 0.5:
            fields["person"] = self.text("anna")
        return fields

    def other_plan(self):
        plan = json.loads(json.dumps(self.plan))
        plan["windows"] = [w for w in plan["windows"] if self.chance.random() < 0.95]
        plan["services"] = [s for s in plan["services"] if self.chance.random() < 0.98]
        if self.chance.random() < 0.8:  # else it does not hang together
            known = {service["id"] for service in plan["services"]}
            for window in plan["windows"]:
                window["services"] = [service for service in window["services"] if service in known]
        plan["calling"]["missed_after_s"] = self.chance.choice([None, 1, 90])
        plan["calling"]["return_within_s"] = self.chance.choice([None, 1, 600])
        plan["calling"]["return_behind"] = self.chance.choice([0, 3])
        plan["ordering"]["policy"] = self.chance.choice(["arrival", "norm"])
        for window in plan["windows"]:
            window["push_s"] = self.chance.choice([None, None, None, 0, 1])
        return plan

    def damaged(self, text):
        data = bytearray(text)
        for _ in range(self.chance.randint(1, 4)):
            place = self.chance.randint(0, len(data))
            match self.chance.randrange(4):
                case 0:
                    data[place:place] = self.chance.randbytes(self.chance.randint(1, 8))
                case 1:
                    del data[place:place + self.chance.randint(1, 8)]
                case 2:
                    data[place:place + 1] = self.chance.randbytes(1)
                case 3:
                    data[place:place] = data[place:place + 20]
        return bytes(data)


KINDS = ["take_ticket"] * 6 + ["call_next"] * 4 + [
    "report_print", "cancel_ticket", "open_window", "open_window", "pause_window", "resume_window", "close_window",
    "call_by_number", "recall", "start_service", "start_service", "finish_service", "finish_service", "report_no_show",
    "transfer_ticket", "transfer_ticket", "park_ticket", "resume_ticket", "add_step", "enter_stage", "return_ticket",
    "report_device", "adopt_plan", "check_time", "snapshot", "events", "chain"]


class Fuzz(unittest.TestCase):
    def test_nothing_that_is_sent_disturbs_the_hall(self):
        print(f"seed {SEED}", flush=True)
        until = time.monotonic() + SECONDS
        with Hall("dispatcher") as hall:
            office = hall.client()
            followers = [office.follow(), hall.client("display-1", "public").follow()]
            for follower in followers:
                follower.wait(lambda f: f.synchronised)
            outside = threading.Thread(target=self.knock, args=[hall, until])
            outside.start()
            seen = self.talk(hall, until, followers)
            outside.join()
            self.assertTrue(hall.alive("dispatcher"))
            undocumented = set(seen) - CODES - {"accepted"}
            self.assertEqual(undocumented, set(), "every refusal is in SPEC.md")
            for client, follower in zip((hall.client(), hall.client("display-1", "public")), followers):
                snapshot = client.snapshot()
                follower.wait_for_number(snapshot["number"])
                self.assertEqual(follower.hall.as_state(), snapshot["state"])
            before = office.snapshot()
            self.assertEqual(hall.kill("dispatcher", signal.SIGTERM), 0)
            hall.start("dispatcher")
            after = office.snapshot()
            if after["number"] == before["number"]:  # unless it adopted its own plan again
                self.assertEqual(after, before, "replayed it is the same hall")
            print(dict(sorted(seen.items(), key=lambda pair: -pair[1])))

    def talk(self, hall, until, followers):
        """Devices of every role say whatever comes to their mind; how often each answer came."""
        chance = random.Random(SEED)
        names = ("administrator", "administrator", "console", "kiosk-1", "observer")
        clients = [hall.client(name, "public") for name in names]
        wishes = Wishes(chance, clients[0].snapshot()["state"]["plan"])
        ids = [make_request_id() for _ in range(5)]
        seen = {}
        while time.monotonic() < until:
            client = chance.choice(clients)
            kind = chance.choice(KINDS)
            text = json.dumps(wishes.body(kind)).encode()
            request_id = make_request_id() if chance.random() < 0.9 else chance.choice(ids)
            frames = [VERSION, request_id, kind.encode(), text]
            if chance.random() < 0.3:
                frame = chance.randrange(4)
                frames[frame] = wishes.damaged(frames[frame])
            if chance.random() < 0.02:
                chance.shuffle(frames)
            client.send(frames)
            reply = client.receive(1)
            self.assertTrue(hall.alive("dispatcher"), f"{frames}")
            if reply:
                body = json.loads(reply[3])
                code = "accepted" if reply[2] == b"accepted" else body["code"]
                seen[code] = seen.get(code, 0) + 1
            for follower in followers:
                follower.pump(0)
        return seen

    @staticmethod
    def knock(hall, until):
        """Strangers who know no ZeroMQ, or only its first words."""
        chance = random.Random(SEED + 1)
        greeting = b"\xff" + bytes(8) + b"\x7f\x03\x01CURVE".ljust(22, b"\0") + b"\0" * 32
        while time.monotonic() < until:
            host, port = chance.choice([hall.commands, hall.public, hall.staff]).removeprefix("tcp://").split(":")
            data = bytearray(greeting + b"\x04\xc8\x05HELLO\x01\x00" + chance.randbytes(192))
            for _ in range(chance.choice([0, 0, 1, 3])):
                data[chance.randrange(len(data))] = chance.randrange(256)
            if chance.random() < 0.3:
                data = chance.randbytes(chance.randint(0, 2000))
            try:
                with socket.create_connection((host, int(port)), timeout=1) as raw:
                    raw.settimeout(0.002)
                    raw.sendall(data)
                    raw.recv(1000)
            except OSError:
                pass


if __name__ == "__main__":
    unittest.main(verbosity=2)
