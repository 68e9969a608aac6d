"""A virtual receiver of a guard company, TCP or UDP on loopback, that misbehaves as it is told.

    with Receiver("tcp", key) as receiver:
        receiver.script = ["NAK", "silence"]       # for the next events; afterwards ACK
        receiver.wait_for(lambda: receiver.taken)

Moods: ACK, NAK (its clock), DUH, silence, close (without an answer), close-after (the answer), slow (the answer
comes after the sender's patience), crc, sequence (a wrong one), deaf (takes the event and says nothing),
clear (an answer without encryption), garbage.
"""
import datetime
import socket
import sys
import threading
import time
from pathlib import Path

import dc09

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from ports import free_port  # noqa: E402

TAKES = ("ACK", "deaf", "close-after", "slow")


class Receiver:
    def __init__(self, transport="tcp", key=None, patience=0.3):
        self.transport, self.key, self.patience = transport, key, patience
        self.port = free_port()
        self.ahead = datetime.timedelta()  # its clock
        self.window = None  # (late, early) in seconds: what it grants to a sender's clock
        self.script = []  # moods for the next events, link tests aside
        self.null_mood = "ACK"
        self.taken = []  # Messages it has taken down, in order; link tests aside
        self.asked = []  # all events it was sent
        self.link_tests = 0
        self.complaints = []
        self.changed = threading.Condition()
        self.server = None
        self.connections = []

    def __enter__(self):
        self.open()
        return self

    def __exit__(self, *_):
        self.close()

    def open(self):
        kind = socket.SOCK_STREAM if self.transport == "tcp" else socket.SOCK_DGRAM
        self.server = socket.socket(socket.AF_INET, kind)
        self.server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.server.bind(("127.0.0.1", self.port))
        if self.transport == "tcp":
            self.server.listen(16)
        threading.Thread(target=self._accept if self.transport == "tcp" else self._datagrams,
                         args=(self.server,), daemon=True).start()

    def close(self):
        server, self.server = self.server, None
        try:
            server.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        server.close()
        for connection in self.connections:
            connection.close()
        self.connections = []

    def wait_for(self, condition, timeout=20, what="the receiver"):
        with self.changed:
            if not self.changed.wait_for(condition, timeout):
                got = [(each.sequence, each.data) for each in self.asked]
                raise TimeoutError(f"{what}: not within {timeout} s; asked: {got}; complaints: {self.complaints}")

    def now(self):
        return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) + self.ahead

    def _accept(self, server):
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            self.connections.append(connection)
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection):
        waiting = b""
        try:
            while True:
                got = connection.recv(4096)
                if not got:
                    break
                waiting += got
                while b"\r" in waiting:
                    frame, _, waiting = waiting.partition(b"\r")
                    if self._answer(frame + b"\r", connection.sendall):
                        return
        except OSError:
            pass
        finally:
            connection.close()

    def _datagrams(self, server):
        while True:
            try:
                frame, sender = server.recvfrom(4096)
                self._answer(frame, lambda data, to=sender: server.sendto(data, to))
            except OSError:
                return

    def _mood(self, message):
        if message.token == "NULL":
            self.link_tests += 1
            return self.null_mood
        self.asked.append(message)
        mood = self.script.pop(0) if self.script else "ACK"
        if self.window and mood == "ACK":
            late, early = self.window
            if not -late <= (message.moment - self.now()).total_seconds() <= early:
                return "NAK"
        if mood in TAKES:
            self.taken.append(message)
        return mood

    def _answer(self, frame, send):
        """Whether the connection is to be closed."""
        with self.changed:
            try:
                message = dc09.Message(frame, self.key)
            except (dc09.Wrong, ValueError) as wrong:
                self.complaints.append(f"{wrong}: {frame!r}")
                self.changed.notify_all()
                return False
            mood = self._mood(message)
            reply = self._reply(mood, message)
        if mood == "slow":
            time.sleep(self.patience * 1.5)
        if reply:
            send(reply)
        with self.changed:
            self.changed.notify_all()
        return mood in ("close", "close-after")

    def _reply(self, mood, message):
        if mood in ("ACK", "close-after", "slow"):
            return dc09.reply("ACK", message, self.now(), self.key)
        if mood in ("NAK", "DUH"):
            return dc09.reply(mood, message, self.now(), self.key)
        if mood == "crc":
            right = dc09.reply("ACK", message, self.now(), self.key)
            return right[:1] + (b"0000" if right[1:5] != b"0000" else b"0001") + right[5:]
        if mood == "sequence":
            return dc09.reply("ACK", message, self.now(), self.key, (message.sequence + 5000) % 9999 + 1)
        if mood == "clear":
            return dc09.reply("ACK", message, self.now(), None)
        if mood == "garbage":
            return b"\n\x00\xff" * 200 + b"\r"
        return None  # silence, deaf, close
