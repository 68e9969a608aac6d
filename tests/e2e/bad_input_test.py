#!/usr/bin/python3
"""Whatever comes over the wire is refused in words or ignored; the dispatcher lives and the journal stays as it is."""
import json
import os
import random
import socket
import struct
import time
import unittest

import zmq

from hall import Hall, wait_until
from okno_client import VERSION, Refused, make_request_id, socket_for

GOOD = {"service": "contract", "language": "ru"}
SEED = int(os.environ.get("OKNO_SEED", random.SystemRandom().randrange(10**9)))


class BadInput(unittest.TestCase):
    """One hall for all; after each test it must work as before and have the same journal."""

    @classmethod
    def setUpClass(cls):
        print(f"seed {SEED}", flush=True)
        cls.hall = Hall("dispatcher")
        cls.hall.__enter__()
        cls.addClassCleanup(cls.hall.close)
        cls.office = cls.hall.client()
        cls.before = cls.office.all_events()

    def setUp(self):
        self.random = random.Random(f"{SEED} {self.id()}")
        self.client = self.hall.client()

    def tearDown(self):
        if not self.hall.alive("dispatcher"):
            self.hall.show_logs()
            self.fail("the dispatcher has ended")
        self.assertEqual(self.office.all_events(), self.before, "the journal is as it was")

    def assert_refused(self, code, kind, body, client=None):
        """`body`: bytes, or a value to send as JSON."""
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        with self.assertRaises(Refused) as caught:
            (client or self.client).request(kind, body, timeout=5)
        self.assertEqual(caught.exception.code, code, body[:100])
        return caught.exception.sentence["en"]

    def ask(self, *frames):
        """Sends raw frames and returns the raw reply."""
        wait_until(lambda: self.client.send(list(frames)), 5, "connected")
        reply = self.client.receive(5)
        self.assertIsNotNone(reply, "a reply is owed to every message")
        return reply

    def test_bodies_that_are_no_json(self):
        bodies = [b"", b" ", b"{", b"}", b"{]", b'{"a"', b"nul", b"{'service': 1}", b"\x00", b"\xff\xfe",
                  b'{"service":"\xff"}', b'{"service":"\xed\xa0\x80"}', b'{"service":"\\ud800"}',
                  b'{"service":"\xc0\xaf"}', b'{"window":NaN}', b'{"window":Infinity}', b'{"window":-}',
                  b'{"window":0x3}', b'{"window":03}', b'{"window":1e999}',
                  b'{"window":3}garbage', b'{"window":3}{"window":3}', b'\xef\xbb\xbf', b'/* */{}', b'{"a":"\x01"}']
        for body in bodies:
            with self.subTest(body):
                for kind in ("call_next", "take_ticket", "adopt_plan", "events"):
                    self.assert_refused("malformed", kind, body)

    def test_json_of_another_shape(self):
        for body in (None, True, 3, "text", [], [{}], {}, {"window": None}, {"Window": 3}):
            with self.subTest(body):
                self.assert_refused("malformed", "call_next", body)

    def test_wrong_types_in_every_field(self):
        commands = {
            "take_ticket": GOOD, "report_print": {"ticket": 1, "print": "printed"}, "cancel_ticket": {"ticket": 1},
            "pause_window": {"window": 1, "reason": "lunch"}, "call_next": {"window": 1},
            "call_by_number": {"window": 1, "number": {"letter": "A", "ordinal": 1}},
            "transfer_ticket": {"window": 1, "to": {"service": "contract"}},
            "add_step": {"window": 1, "service": "contract"}, "enter_stage": {"window": 1, "stage": "matter"},
            "return_ticket": {"number": {"letter": "A", "ordinal": 1}},
            "report_device": {"about": "administrator", "condition": "ready"},
            "assign_services": {"window": 1, "services": ["contract"], "reason": "a long queue"},
            "close_service": {"service": "contract", "reason": "no forms"}, "reopen_service": {"service": "contract", "reason": "forms are here"},
            "post_message": {"text": {"ru": "Лифт", "en": "Lift"}, "lasts_s": 60, "reason": "repair"},
            "prioritise_ticket": {"number": {"letter": "A", "ordinal": 1}, "head_start_s": 60, "reason": "ill"},
            "call_manager": {"window": 1}, "answer_manager_call": {"window": 1},
            "events": {"from": 1, "at_most": 1},
        }
        well_formed = (("text", {}), ("services", []))  # the hall's rules refuse these
        wrong = [None, True, -1, 3.5, 1e300, 2**63, 2**64, "", "x" * 2001, "line\nfeed", [], {}, [1], {"a": 1}]
        ids = {"service", "language", "reason", "stage", "about"}  # a wrong text is malformed only when no plan could hold it
        for kind, fields in commands.items():
            for name in fields:
                for value in wrong:
                    if (name in ids and value == "") or (name, value) in well_formed:
                        continue
                    with self.subTest(kind=kind, name=name, value=str(value)[:20]):
                        sentence = self.assert_refused("malformed", kind, {**fields, name: value})
                        self.assertIn(f"{kind}.{name}", sentence, "the sentence names the field")
                missing = {n: v for n, v in fields.items() if n != name}
                self.assertIn(f"{kind}.{name} is missing", self.assert_refused("malformed", kind, missing))
        for ordinal in (-1, "1", None, 10**10):
            number = {"letter": "A", "ordinal": ordinal}
            self.assert_refused("malformed", "call_by_number", {"window": 1, "number": number})
        for kind, name, value in (
                ("take_ticket", "category", 3), ("close_window", "sure", 1), ("open_window", "take_over", "yes"), ("transfer_ticket", "back", "yes"),
                ("add_step", "back", "yes"), ("park_ticket", "remind_after_s", 0),
                ("park_ticket", "remind_after_s", 86_401), ("park_ticket", "remind_after_s", "1m"),
                ("finish_service", "reference", " 17"), ("finish_service", "reference", "x" * 65), ("finish_service", "reference", 17),
                ("assign_services", "helps", "contract"), ("assign_services", "sure", 1), ("close_service", "reason", "x" * 201),
                ("post_message", "text", {"ru": "я" * 101}), ("post_message", "lasts_s", 604_801),
                ("prioritise_ticket", "head_start_s", 86_401)):
            with self.subTest(kind=kind, name=name, value=value):
                fields = commands.get(kind, {"window": 1})
                self.assertIn(f"{kind}.{name}", self.assert_refused("malformed", kind, {**fields, name: value}))
        for person in (3, [], "x" * 2001, "a\u0000b"):
            self.assert_refused("malformed", "open_window", {"window": 1, "person": person})

    def test_things_the_plan_does_not_know(self):
        for code, kind, body in (
                ("unknown_service", "take_ticket", {**GOOD, "service": "contract'; DROP TABLE event; --"}),
                ("unknown_service", "take_ticket", {**GOOD, "service": ""}),
                ("unknown_language", "take_ticket", {**GOOD, "language": "RU"}),
                ("unknown_window", "call_next", {"window": 0}), ("unknown_window", "open_window", {"window": 9999}),
                ("unknown_ticket", "cancel_ticket", {"ticket": 2**63 - 1}),
                ("unknown_ticket", "report_print", {"ticket": 0, "print": "printed"}),
                ("unknown_category", "take_ticket", {**GOOD, "category": "kings"}),
                ("unknown_ticket", "return_ticket", {"number": {"letter": "A", "ordinal": 999}}),
                ("foreign_device", "report_device", {"about": "printer-1", "condition": "ready"}),
                ("nobody_at_window", "add_step", {"window": 1, "service": "contract"}),
                ("nobody_at_window", "enter_stage", {"window": 1, "stage": "matter"}),
                ("unknown_service", "close_service", {"service": "fishing", "reason": "no forms", "person": "olga"}),
                ("unfit_services", "assign_services", {"window": 1, "services": ["fishing"], "reason": "a queue", "person": "olga"}),
                ("unfit_services", "assign_services", {"window": 1, "services": [], "reason": "a queue", "person": "olga"}),
                ("message_incomplete", "post_message", {"text": {}, "lasts_s": 60, "reason": "repair", "person": "olga"}),
                ("reason_required", "close_service", {"service": "contract", "reason": "  ", "person": "olga"}),
                ("person_required", "withdraw_message", {"reason": "mended"}),
                ("reason_required", "reopen_service", {"service": "contract", "reason": "", "person": "olga"}),
                ("unknown_category", "prioritise_ticket",
                 {"number": {"letter": "A", "ordinal": 999}, "category": "kings", "reason": "ill", "person": "olga"}),
                ("unknown_window", "call_manager", {"window": 9999}),
                ("nobody_calls_manager", "answer_manager_call", {"window": 1, "person": "olga"}),
                ("unknown_reason", "pause_window", {"window": 1, "reason": "fishing"})):
            with self.subTest(code):
                self.assert_refused(code, kind, body)

    def test_plans_of_another_shape(self):
        plan = self.office.snapshot()["state"]["plan"]
        optional = ("park_reminder_s", "panic", "slip", "rating", "areas", "boards", "kiosks", "staff", "forwarding")  # a plan may do without them
        for name in plan:
            for value in (None, 3, "x", {}, [None], [{}], [plan]):
                if (name, value) in (("hall", {}), ("park_reminder_s", 3)) or (name in optional and value is None):
                    continue
                with self.subTest(name=name, value=str(value)[:20]):
                    sentence = self.assert_refused("malformed", "adopt_plan", {"plan": {**plan, name: value}})
                    self.assertIn(f".{name}", sentence)
            if name not in optional:
                self.assert_refused("malformed", "adopt_plan", {"plan": {n: v for n, v in plan.items() if n != name}})

    def test_unknown_kinds(self):
        for kind in ("", "call", "CALL_NEXT", "call_next ", "call_next\x00", "ticket_taken", "snapshots", "a" * 100_000,
                     "\u202ecall_next", "../../etc/passwd", "%s%n"):
            with self.subTest(kind[:20]):
                self.assert_refused("unknown_kind", kind, {"window": 1})
        reply = self.ask(VERSION, make_request_id(), b"\xff\xfe\x00", b"{}")
        self.assertEqual(json.loads(reply[3])["code"], "unknown_kind")

    def test_deep_json(self):
        for body in (b"[" * 200_000, b'{"a":' * 50_000, b'{"window":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
                     b'{"window":3,"x":' + b'{"y":' * 40 + b"1" + b"}" * 41):
            with self.subTest(body[:20]):
                self.assert_refused("malformed", "call_next", body)

    def test_long_requests(self):
        long = json.dumps({"window": 1, "x": "y" * (256 * 1024)}).encode()
        self.assert_refused("too_long", "call_next", long)
        self.assert_refused("too_long", "x" * (256 * 1024), {})
        just_fits = b'{"window":9998,"x":"' + b"y" * (256 * 1024 - 9 - 22) + b'"}'
        self.assertEqual(len(just_fits) + len("call_next"), 256 * 1024)
        self.assert_refused("unknown_window", "call_next", just_fits)
        self.assert_refused("too_long", "call_next", just_fits + b" ")

    def test_absurdly_long_frames_end_the_connection_and_nothing_else(self):
        other = self.hall.client("observer")
        for _ in range(5):
            self.client.send([VERSION, make_request_id(), b"call_next", b"x" * (8 * 1024 * 1024)])
            other.snapshot(timeout=5)
        self.client.reconnect()
        self.client.snapshot(timeout=5)

    def test_frames_that_are_no_request(self):
        good = [VERSION, make_request_id(), b"call_next", b'{"window": 1}']
        zero = bytes(16)
        for frames, code, request_id in (
                ([b""], "malformed", zero), ([b"okno/1"], "malformed", zero), (good[:3], "malformed", good[1]),
                ([*good, b"more"], "malformed", good[1]), ([b"", *good], "malformed", None),
                ([b"okno/2", *good[1:]], "unknown_version", good[1]),
                ([b"OKNO/1", *good[1:]], "unknown_version", good[1]),
                ([b"okno/1\x00", *good[1:]], "unknown_version", good[1]),
                ([VERSION, good[1][:15], *good[2:]], "malformed", zero), ([VERSION, b"", *good[2:]], "malformed", zero),
                ([VERSION, good[1] + b"x", *good[2:]], "malformed", zero), ([b"x"] * 3000, "malformed", zero)):
            with self.subTest(frames[:3]):
                reply = self.ask(*frames)
                self.assertEqual(reply[2], b"refused")
                self.assertEqual(json.loads(reply[3])["code"], code)
                if request_id:
                    self.assertEqual(reply[1], request_id)

    def test_random_messages_from_a_known_device(self):
        words = [VERSION, b"okno/1", make_request_id(), b"take_ticket", b"call_next", b"snapshot", b"events", b"{}",
                 b"", b'{"window": 1}', json.dumps(GOOD).encode(), b'{"from": 1, "at_most": 5}']
        observer = self.hall.client("observer", "public")  # may ask for everything and change nothing
        wait_until(lambda: observer.send(words[:4]), 5, "connected")
        for _ in range(3000):
            frames = []
            for _ in range(self.random.randint(1, 6)):
                frame = self.random.choice(words) if self.random.random() < 0.7 else b""
                if self.random.random() < 0.3:
                    frame += self.random.randbytes(self.random.randint(0, 40))
                frames.append(frame)
            observer.send(frames)
            observer.receive(0)
        observer.reconnect()
        observer.snapshot()

    def test_other_sockets_and_bytes_that_are_no_zeromq_at_all(self):
        endpoints = [self.hall.commands, self.hall.public, self.hall.staff]
        greeting = b"\xff" + bytes(8) + b"\x7f\x03\x01CURVE".ljust(24, b"\0")[:24] + b"\0" * 31
        starts = [b"", b"GET / HTTP/1.1\r\nHost: hall\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"\xff" * 64,
                  b"\x00" * 64, greeting, greeting + b"\x04\x26\x05HELLO" + bytes(200),
                  greeting + b"\x06" + struct.pack(">Q", 2**63 - 1)]
        for endpoint in endpoints:
            host, port = endpoint.removeprefix("tcp://").split(":")
            for start in starts * 5:
                with socket.create_connection((host, int(port)), timeout=5) as raw:
                    raw.settimeout(0.005)
                    try:
                        raw.sendall(start + self.random.randbytes(self.random.randint(0, 300)))
                        raw.recv(1000)
                    except OSError:
                        pass
        for kind in (zmq.REQ, zmq.ROUTER, zmq.PUSH, zmq.PUB, zmq.SUB, zmq.PAIR, zmq.DEALER):
            for endpoint in endpoints:
                other = socket_for(self.office.context, kind, endpoint, self.office.keys, self.office.server_public)
                other.setsockopt(zmq.SNDTIMEO, 20)
                try:
                    other.send_multipart([b"\xff" * 10, b"okno/1"])
                except zmq.ZMQError:
                    pass
                other.close()
        self.client.snapshot()

    def test_many_connections_at_once(self):
        host, port = self.hall.commands.removeprefix("tcp://").split(":")
        knocking = [socket.create_connection((host, int(port)), timeout=5) for _ in range(300)]
        try:
            before = time.monotonic()
            self.client.snapshot(timeout=10)
            self.assertLess(time.monotonic() - before, 5)
        finally:
            for raw in knocking:
                raw.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
