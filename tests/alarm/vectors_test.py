#!/usr/bin/python3
"""The codec of alarm/ against an independent one (dc09.py): the same bytes for the same event, the same answer."""
import datetime
import os
import random
import subprocess
import sys
import unittest
from pathlib import Path

import dc09

BINARIES = Path(os.environ.get("OKNO_BIN", Path(__file__).resolve().parents[2] / "build" / "release" / "bin"))
UTC = datetime.timezone.utc
HEX = "0123456789ABCDEF"
SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(2**32)))


class Vectors(unittest.TestCase):
    def setUp(self):
        self.random = random.Random(SEED)
        self.codec = subprocess.Popen([BINARIES / "dc09-words"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      text=True, bufsize=1)

    def tearDown(self):
        self.codec.stdin.close()
        self.codec.wait(10)
        self.codec.stdout.close()

    def ask(self, *words):
        self.codec.stdin.write(" ".join(str(word) for word in words) + "\n")
        return self.codec.stdout.readline().strip()

    def digits(self, least, most):
        return "".join(self.random.choices(HEX, k=self.random.randint(least, most)))

    def key(self):
        size = self.random.choice([0, 16, 24, 32])
        return self.random.randbytes(size) if size else None

    def moment(self):
        return datetime.datetime.fromtimestamp(self.random.randrange(0, 4_000_000_000), UTC).replace(tzinfo=None)

    def data(self, token):
        zone = self.random.randint(1, 999)
        if token == "SIA-DCS":
            return f"Nri1/{self.random.choice(['PA', 'PH', 'HA', 'HH', 'TA', 'TR'])}{zone:03}"
        return f"{self.random.choice('13')}{self.random.choice(['120', '122', '137'])} 01 {zone:03}"

    def test_two_implementations_write_the_same_frame(self):
        for _ in range(2000):
            token = self.random.choice(["SIA-DCS", "ADM-CID", "NULL"])
            sequence, key, moment = self.random.randint(0, 9999), self.key(), self.moment()
            receiver = self.digits(1, 6) if self.random.random() < 0.7 else None
            prefix, account = self.digits(1, 6), self.digits(3, 16)
            data = "" if token == "NULL" else self.data(token)
            pad = bytes(self.random.choice([b for b in range(256) if b not in b"|[]"]) for _ in range(16))
            expected = dc09.message(token, sequence, receiver, prefix, account, data, moment, key, pad)
            seconds = int(moment.replace(tzinfo=UTC).timestamp())
            got = self.ask("encode", token, sequence, receiver or "-", prefix, account,
                           data.encode().hex() or "-", seconds, key.hex() if key else "-", pad.hex())
            self.assertEqual(bytes.fromhex(got), expected)
            self.assertEqual(dc09.Message(bytes.fromhex(got), key).data, data)

    def test_an_answer_of_an_independent_receiver_is_understood(self):
        for _ in range(2000):
            key, moment = self.key(), self.moment()
            asked = dc09.Message(dc09.message("SIA-DCS", self.random.randint(1, 9999), self.digits(1, 6),
                                              self.digits(1, 6), self.digits(3, 16), "Nri1/PA001", moment))
            verdict = self.random.choice(["ACK", "NAK", "DUH"])
            frame = dc09.reply(verdict, asked, moment, key)
            seconds = int(moment.replace(tzinfo=UTC).timestamp())
            time = seconds if key or verdict == "NAK" else "-"
            expected = f"{verdict} {asked.sequence} {asked.account} {time}"
            if verdict == "NAK":
                expected = f"NAK 0 - {time}"
            self.assertEqual(self.ask("parse", frame.hex(), key.hex() if key else "-"), expected)

    def test_an_answer_under_another_key_is_not(self):
        moment = self.moment()
        asked = dc09.Message(dc09.message("SIA-DCS", 7, "1", "2", "1234", "Nri1/PA001", moment))
        frame = dc09.reply("ACK", asked, moment, bytes(16))
        self.assertTrue(self.ask("parse", frame.hex(), "01" * 16).startswith("error it cannot be deciphered"))
        self.assertTrue(self.ask("parse", dc09.reply("ACK", asked, moment).hex(), "01" * 16)
                        .startswith("error it is in the clear"))

    def test_frames_of_devices_in_the_field(self):
        for crc, body in (("B097", '"NULL"0000L000#0809[]_21:00:01,02-20-2024'),
                          ("F68B", '"ADM-CID"0028L0#9757[#9757|1602 00 000]_20:59:45,02-20-2024'),
                          ("8542", '"NULL"0000L0#000[]_21:58:31,08-08-2019')):
            self.assertEqual(dc09.frame(body)[1:5].decode(), crc)


if __name__ == "__main__":
    print(f"SEED={SEED}", file=sys.stderr)
    unittest.main(verbosity=2)
