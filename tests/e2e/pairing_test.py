#!/usr/bin/python3
"""Devices come in by their fingerprint and are locked out, with a real dispatcher and real CURVE keys."""
import json
import sys
import time
import unittest
from pathlib import Path

import zmq

sys.path.insert(0, str(Path(__file__).resolve().parent))
from board import Board  # noqa: E402
from fingerprint import fingerprint  # noqa: E402
from hall import DEVICES, Hall, wait_until  # noqa: E402
from okno_client import Client, NoAnswer, Refused, socket_for  # noqa: E402

FLOOD = 60


class Device:
    """A new device: its own keys, and of the hall nothing but the dispatcher's public key."""

    def __init__(self, hall, name="kiosk-2"):
        self.hall = hall
        self.name = name
        self.keys = zmq.curve_keypair()
        self.fingerprint = fingerprint(self.keys[0].decode())
        self.client = Client(hall.keys.folder, name, hall.commands, hall.public, keys=self.keys)
        hall.clients.append(self.client)

    def is_in(self, patience=0.5):
        try:
            self.client.command("report_device", about=self.name, condition="ready", version="okno test", timeout=patience)
            return True
        except NoAnswer:
            return False

    def approval(self, **other):
        return {"fingerprint": self.fingerprint, "name": self.name, "role": "kiosk", "person": "elena", **other}


class Strangers:
    """Many keys that knock at once and for ever, as a computer that wants to hide another would do."""

    def __init__(self, hall, count):
        self.context = zmq.Context()
        server = (hall.keys.folder / "dispatcher.public").read_text().strip().encode()
        self.sockets = [socket_for(self.context, zmq.DEALER, hall.commands, zmq.curve_keypair(), server) for _ in range(count)]

    def close(self):
        for socket in self.sockets:
            socket.close()
        self.context.term()


class PairingTest(unittest.TestCase):
    def setUp(self):
        self.hall = Hall("dispatcher").__enter__()
        self.addCleanup(self.hall.close)
        self.console = self.hall.client("console")

    def traced(self, name, kind):
        text = self.hall.trace(name).read_text() if self.hall.trace(name).exists() else ""
        lines = [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
        return [line for line in lines if line["trace"] == kind]

    def losses(self, name):
        return self.hall.log(name).read_text().count("The dispatcher cannot be heard.")

    def devices(self):
        return self.console.request("devices", {})

    def knocks(self):
        return [knock["fingerprint"] for knock in self.devices()["knocking"]]

    def refusal(self, kind, **body):
        with self.assertRaises(Refused) as refused:
            self.console.request(kind, body)
        return refused.exception.code

    def test_a_device_that_knocks_is_approved_comes_in_and_is_locked_out(self):
        device = Device(self.hall)
        self.assertFalse(device.is_in())
        wait_until(lambda: device.fingerprint in self.knocks(), 5, "the knock is told")
        self.assertEqual(self.refusal("approve_device", **device.approval(role="console")), "not_a_device_role")
        self.assertEqual(self.refusal("approve_device", **device.approval(name="kiosk-1")), "device_name_taken")
        self.assertEqual(self.console.request("approve_device", device.approval())["state"], "approved")
        began = time.monotonic()
        wait_until(lambda: device.is_in(3), 5, "the device comes in")
        self.assertLess(time.monotonic() - began, 5)
        self.assertNotIn(device.fingerprint, self.knocks())
        told = next(each for each in self.devices()["devices"] if each["name"] == "kiosk-2")
        self.assertEqual((told["role"], told["fingerprint"]), ("kiosk", device.fingerprint))
        self.assertLess(told["heard_ago_ms"], 5000)
        self.assertEqual(told["address"], "127.0.0.1")
        state = self.console.snapshot()["state"]
        known = next(each for each in state["devices"] if each["device"] == "kiosk-2")
        self.assertEqual(known["version"], "okno test")

        self.assertEqual(self.console.request("revoke_device", {"name": "kiosk-2", "person": "elena"})["state"], "revoked")

        def is_out():
            try:
                device.client.command("report_device", about="kiosk-2", condition="ready", timeout=1)
                return False
            except Refused as refused:
                return refused.code == "not_allowed"
            except NoAnswer:
                return True
        wait_until(is_out, 5, "the device is out")
        device.client.reconnect()
        self.assertFalse(device.is_in())
        self.assertEqual(self.refusal("approve_device", **device.approval()), "key_revoked")

    def test_a_device_is_found_by_its_fingerprint_in_a_flood_of_strangers(self):
        early = Device(self.hall, "kiosk-2")
        self.assertFalse(early.is_in())
        wait_until(lambda: early.fingerprint in self.knocks(), 5, "the knock is told")
        flood = Strangers(self.hall, FLOOD)
        try:
            wait_until(lambda: self.devices()["more_knocking"], 20, "the page says that there are more")
            late = Device(self.hall, "kiosk-3")
            self.assertFalse(late.is_in(1))
            self.assertIn(early.fingerprint, self.knocks())     # not pushed out
            self.assertNotIn(late.fingerprint, self.knocks())   # no place, and the page says so
            self.assertLessEqual(len(self.knocks()), 32)
            answer = self.console.request("approve_device", late.approval())
            self.assertEqual(answer["state"], "expected")
            wait_until(lambda: late.is_in(3), 10, "the late device comes in")
            self.console.request("approve_device", early.approval())
            wait_until(lambda: early.is_in(3), 10, "the early device comes in")
            # The hall has not suffered: a command is answered soon, and nobody else came in.
            self.console.command("take_ticket", service="payment", language="ru", timeout=2)
            names = {each["name"] for each in self.devices()["devices"]}
            self.assertEqual(names, {*DEVICES, "kiosk-2", "kiosk-3"})
        finally:
            flood.close()

    def test_new_screens_show_their_fingerprints_until_they_are_let_in_and_never_again(self):
        names = ("kiosk-9", "display-9")
        for name in names:
            self.hall.keys.add(name)  # a key, but no right to come in
        board = Board(self.hall, name="display-9")
        self.hall.start("kiosk-9")
        for name in names:
            told = wait_until(lambda: self.traced(name, "name_tag"), 20, f"{name} shows its fingerprint")[-1]
            public = (self.hall.keys.folder / f"{name}.public").read_text().strip()
            self.assertEqual((told["device"], told["fingerprint"]), (name, fingerprint(public)))
            self.assertEqual(self.console.request("approve_device", {"fingerprint": told["fingerprint"], "name": name,
                             "role": name.split("-")[0], "person": "elena"})["state"], "approved")
        wait_until(lambda: self.traced("kiosk-9", "screen")[-1]["screen"] == "welcome", 20, "the kiosk is in")
        board.wait_following()
        # A link that is lost later is no matter for the administrator.
        shown = [len(self.traced(name, "name_tag")) for name in names]
        losses = [self.losses(name) for name in names]
        self.hall.pause("dispatcher")
        wait_until(lambda: all(self.losses(name) > before for name, before in zip(names, losses)), 20, "both notice")
        self.hall.go_on("dispatcher")
        wait_until(lambda: all("is heard again" in self.hall.log(name).read_text() for name in names), 20, "both are back")
        self.assertEqual([len(self.traced(name, "name_tag")) for name in names], shown)

    def test_only_console_and_administrator_administrate_and_the_console_keeps_its_own_key(self):
        kiosk = self.hall.client("kiosk-1", "public")
        for kind in ("devices", "approve_device", "revoke_device", "backups", "make_backup", "log"):
            with self.assertRaises(Refused) as refused:
                kiosk.request(kind, {"name": "display-1", "person": "x"})
            self.assertEqual(refused.exception.code, "not_allowed")
        with self.assertRaises(Refused):
            kiosk.command("open_window", window=1)
        self.assertEqual(self.refusal("revoke_device", name="console", person="elena"), "key_protected")
        self.assertEqual(self.refusal("revoke_device", name="administrator", person="elena"), "key_protected")
        self.assertEqual(self.refusal("revoke_device", name="kiosk-1"), "person_required")
        self.assertEqual(self.refusal("make_backup", person="elena"), "no_backup_folder")
        texts = [line["text"] for line in self.console.request("log", {})["lines"]]
        self.assertTrue(any("role may not do" in text and "kiosk-1" in text for text in texts), texts)


if __name__ == "__main__":
    unittest.main()
