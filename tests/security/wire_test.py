#!/usr/bin/python3
"""What the dispatcher writes down of those who ask for more than they may."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from fingerprint import fingerprint  # noqa: E402
from hall import Hall, wait_until  # noqa: E402
from okno_client import Refused  # noqa: E402


class Wire(unittest.TestCase):
    def setUp(self):
        self.hall = Hall("dispatcher")
        self.hall.__enter__()
        self.addCleanup(self.hall.close)

    def log(self):
        return self.hall.log("dispatcher").read_text()

    def test_a_device_that_oversteps_its_role_is_logged_once_for_each_kind(self):
        kiosk = self.hall.client("kiosk-1", "public")
        for kind, body in (("call_next", {"window": 1}), ("adopt_plan", {}), ("call_next", {"window": 2})):
            with self.assertRaises(Refused) as caught:
                kiosk.command(kind, **body)
            self.assertEqual("not_allowed", caught.exception.code)
        told = [line for line in self.log().splitlines() if "its role may not do" in line]
        self.assertEqual(2, len(told))
        for line, kind in zip(told, ("call_next", "adopt_plan")):
            self.assertTrue(line.endswith(f"device=kiosk-1 role=kiosk kind={kind}"), line)

    def test_a_stranger_s_key_is_logged_once_and_its_secret_never(self):
        self.hall.keys.add("stranger")
        stranger = self.hall.client("stranger", "public")
        wait_until(lambda: "A device was turned away." in self.log(), 10, "the stranger is logged")
        self.assertIsNone(stranger.receive(1.5))  # it knocks again and again
        public, secret = (self.hall.keys.folder / "stranger.secret").read_text().split()
        told = [line for line in self.log().splitlines() if "A device was turned away. domain=commands" in line]
        self.assertEqual([fingerprint(public)], [line.split("fingerprint=")[1].split()[0] for line in told])
        self.assertNotIn(secret, self.log())


if __name__ == "__main__":
    unittest.main()
