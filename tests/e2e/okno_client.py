#!/usr/bin/python3
"""A client of Okno's wire, written from protocol/SPEC.md alone, to check that the specification is enough.

One thread, no callbacks: sockets are read while `command`, `wait` and friends run, each with a deadline.
Depends on Debian's python3-zmq and on nothing of the C++ code: the fold of the events is written anew.

    with Client(keys, "administrator", commands, feed) as client:
        client.command("open_window", window=3)
        follower = client.follow()
        follower.wait(lambda f: f.windows[3]["post"] == "open", timeout=2)

On the command line: okno_client.py --keys var/keys --name administrator command call_next window=3
"""
import argparse
import json
import os
import re
import struct
import sys
import time
from pathlib import Path

import zmq

from okno_fold import Fold

VERSION = b"okno/1"
RETRY_AFTER = 0.5
LOST_AFTER = 1.5
BEATS_BEHIND_AT_MOST = 2


class Refused(Exception):
    """The hall said no; `code` is for programs, `sentence` for people ({"ru", "en"})."""

    def __init__(self, code, sentence):
        super().__init__(f"{code}: {sentence.get('en', '')}")
        self.code = code
        self.sentence = sentence


class NoAnswer(Exception):
    """No reply came before the deadline. The command may have been carried out all the same."""


class Accepted:
    """The events a command caused, as [{"number": 17, "event": {…} or None}, …]."""

    def __init__(self, events):
        self.events = events

    def first(self, kind):
        """The first event of this kind; KeyError when the command caused none."""
        for entry in self.events:
            if entry["event"] and entry["event"]["kind"] == kind:
                return entry["event"]
        raise KeyError(f"no {kind} among {self.events}")


def make_request_id(clock_ms=None):
    """48 bits of the maker's clock in milliseconds, big-endian, then 80 random bits."""
    milliseconds = int(time.time() * 1000) if clock_ms is None else clock_ms
    return struct.pack(">Q", milliseconds & (2**48 - 1))[2:] + os.urandom(10)


def read_keys(folder, name):
    """Public and secret key of a device (Z85, 40 characters each)."""
    words = (Path(folder) / f"{name}.secret").read_text().split()
    return words[0].encode(), words[1].encode()


def socket_for(context, kind, endpoint, keys, server_public):
    """A client socket as the specification wants it. `keys` None: no CURVE at all (to be turned away)."""
    socket = context.socket(kind)
    if keys:
        socket.curve_publickey, socket.curve_secretkey = keys
        socket.curve_serverkey = server_public
    socket.setsockopt(zmq.LINGER, 0)
    socket.setsockopt(zmq.IMMEDIATE, kind != zmq.SUB)
    socket.setsockopt(zmq.RECONNECT_IVL, 50)
    socket.setsockopt(zmq.RECONNECT_IVL_MAX, 500)
    socket.setsockopt(zmq.CONNECT_TIMEOUT, 1000)
    socket.setsockopt(zmq.HEARTBEAT_IVL, 500)
    socket.setsockopt(zmq.HEARTBEAT_TIMEOUT, 1500)
    socket.setsockopt(zmq.HEARTBEAT_TTL, 1500)
    socket.setsockopt(zmq.SNDHWM, 20_000)
    socket.setsockopt(zmq.RCVHWM, 0)
    if kind == zmq.SUB:
        socket.setsockopt(zmq.SUBSCRIBE, b"")
    socket.connect(endpoint)
    return socket


class Client:
    """One device. `feed` is needed only to follow: the public or the staff endpoint."""

    def __init__(self, keys_dir, name, commands, feed=None, keys=None, server_public=None):
        self.name = name
        self.feed = feed
        self.keys = keys or read_keys(keys_dir, name)
        self.server_public = server_public or (Path(keys_dir) / "dispatcher.public").read_text().strip().encode()
        self.context = zmq.Context()
        self.commands_endpoint = commands
        self.commands = socket_for(self.context, zmq.DEALER, commands, self.keys, self.server_public)
        self.followers = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for follower in self.followers:
            follower.feed.close()
            follower.commands.close()
        self.commands.close()
        self.context.term()

    def reconnect(self):
        """A new connection, as after a cut: replies on their way to the old one are lost."""
        self.commands.close()
        self.commands = socket_for(self.context, zmq.DEALER, self.commands_endpoint, self.keys, self.server_public)

    def command(self, kind, *, request_id=None, timeout=10.0, **body):
        """Sends until it is answered, always with the same id. Accepted, or raises Refused, NoAnswer."""
        return Accepted(self.request(kind, body, request_id=request_id, timeout=timeout)["events"])

    def snapshot(self, timeout=10.0):
        """{"number": the last event in it, "state": the hall}."""
        return self.request("snapshot", {}, timeout=timeout)

    def events(self, from_, at_most, timeout=10.0):
        """{"events": [{"number", "event" or None}], "head": the journal's last number}."""
        return self.request("events", {"from": from_, "at_most": at_most}, timeout=timeout)

    def chain(self, number=None, timeout=10.0):
        """{"number", "chain": hex, "head"}: what the events up to that one (without it: all) amount to."""
        return self.request("chain", {} if number is None else {"number": number}, timeout=timeout)

    def all_events(self):
        """The whole journal, as this device may see it."""
        entries, head = [], 1
        while len(entries) < head:
            page = self.events(len(entries) + 1, 2000)
            head = page["head"]
            entries += page["events"]
        return entries

    def request(self, kind, body, *, request_id=None, timeout=10.0):
        request_id = request_id or make_request_id()
        text = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        frames = [VERSION, request_id, kind.encode(), text]
        until = time.monotonic() + timeout
        next_try = 0.0
        self.read_late_replies()
        while True:
            now = time.monotonic()
            if now >= until:
                raise NoAnswer(f"{kind} was not answered in {timeout} s")
            if now >= next_try:
                # Not connected yet counts as not sent: asked again soon, then each 500 ms.
                next_try = now + (RETRY_AFTER if self.send(frames) else 0.02)
            reply = self.receive(min(until, next_try) - now)
            if reply and reply[1] == request_id:
                return self.result(reply)

    @staticmethod
    def result(reply):
        body = json.loads(reply[3])
        if reply[2] == b"refused":
            raise Refused(body["code"], body["sentence"])
        assert reply[2] == b"accepted", reply[2]
        return body

    def send(self, frames):
        """Raw frames, once, without waiting; False while there is no connection."""
        try:
            self.commands.send_multipart(frames, zmq.NOBLOCK)
            return True
        except zmq.Again:
            return False

    def receive(self, timeout):
        """The next reply, four frames; None when none comes in time."""
        if not self.commands.poll(max(0, int(timeout * 1000) + 1)):
            return None
        reply = self.commands.recv_multipart()
        assert len(reply) == 4 and reply[0] == VERSION and len(reply[1]) == 16, reply
        return reply

    def read_late_replies(self):
        """Drops answers to repeats. Reading until nothing is left also keeps libzmq from looking after its
        connections in the middle of a message, where it aborts when one has just been lost (4.3.4, fq.cpp)."""
        try:
            while True:
                self.commands.recv_multipart(zmq.NOBLOCK)
        except zmq.Again:
            pass

    def follow(self):
        follower = Follower(self)
        self.followers.append(follower)
        return follower


def take(client, service="contract", **how):
    """Takes a ticket; the event ticket_taken."""
    return client.command("take_ticket", service=service, language="ru", **how).first("ticket_taken")


class Follower:
    """Follows a feed: snapshot, then the numbered tail; asks again whenever a number is missing.

    `number` is that of the last entry in the state, `lost` tells that no beat has come for 1.5 s. The counters
    `resyncs` and `losses` and the list `heard` [(number, event or None, when heard)] are for tests.
    """

    def __init__(self, client):
        self.feed = socket_for(client.context, zmq.SUB, client.feed, client.keys, client.server_public)
        self.commands = socket_for(client.context, zmq.DEALER, client.commands_endpoint, client.keys,
                                   client.server_public)
        self.hall = None
        self.number = 0
        self.synchronised = False
        self.lost = False
        self.losses = 0
        self.resyncs = 0
        self.heard = []
        self.last_heard = time.monotonic()
        self._snapshot = None  # the frames of the request under way
        self._next_try = 0.0
        self._backlog = {}
        self._beats_behind = 0

    tickets = property(lambda self: self.hall.tickets)
    windows = property(lambda self: self.hall.windows)
    calls = property(lambda self: self.hall.calls)

    def at_window(self, window):
        """The ticket called to or served at a window; None when there is none."""
        for ticket in self.tickets.values():
            if ticket["at"].get("window") == window:
                return ticket
        return None

    def wait(self, predicate, timeout=5.0):
        """Follows until predicate(self) is true and returns what it returned; TimeoutError otherwise.

        The predicate is first asked when a state is there; use `pump` to watch `lost` alone.
        """
        until = time.monotonic() + timeout
        while True:
            self.pump(0)
            result = predicate(self) if self.hall else None
            if result:
                return result
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not seen in {timeout} s (number {self.number}, lost {self.lost}, "
                                   f"synchronised {self.synchronised})")
            self.pump(min(left, 0.1))

    def wait_for_number(self, number, timeout=5.0):
        return self.wait(lambda f: f.synchronised and f.number >= number, timeout)

    def pump(self, timeout):
        """Reads what has come; waits at most `timeout` seconds for the first of it."""
        poller = zmq.Poller()
        poller.register(self.feed, zmq.POLLIN)
        poller.register(self.commands, zmq.POLLIN)
        poller.poll(int(timeout * 1000))
        for frames in self._drain(self.feed):
            self._hear(frames)
        for frames in self._drain(self.commands):
            if self._snapshot and frames[1] == self._snapshot[1]:
                self._snapshot = None
                if frames[2] == b"accepted":
                    self._take_snapshot(json.loads(frames[3]))
        now = time.monotonic()
        if not self.lost and now - self.last_heard >= LOST_AFTER:
            self.lost = True
            self.losses += 1
        if not self.synchronised:
            self._ask(now)

    @staticmethod
    def _drain(socket):
        while True:
            try:
                yield socket.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                return

    def _ask(self, now):
        if not self._snapshot:
            self._snapshot = [VERSION, make_request_id(), b"snapshot", b"{}"]
            self._next_try = now
        if now >= self._next_try:
            try:
                self.commands.send_multipart(self._snapshot, zmq.NOBLOCK)
                self._next_try = now + RETRY_AFTER
            except zmq.Again:
                pass

    def _take_snapshot(self, body):
        self.hall = Fold(body["state"])
        self.number = body["number"]
        self.synchronised = True
        self.resyncs += 1
        self._beats_behind = 0
        self._catch_up()

    def _hear(self, frames):
        self.last_heard = time.monotonic()
        self.lost = False
        number = struct.unpack(">Q", frames[1])[0]
        if frames[0] == b"e":
            self._backlog[number] = json.loads(frames[2]) if frames[2] else None
            if self.synchronised:
                self._catch_up()
        elif frames[0] == b"b" and self.synchronised:
            self._beats_behind = self._beats_behind + 1 if number < self.number else 0
            if number > self.number or self._beats_behind > BEATS_BEHIND_AT_MOST:
                self.synchronised = False

    def _catch_up(self):
        for number in [n for n in self._backlog if n <= self.number]:
            del self._backlog[number]
        while self.number + 1 in self._backlog:
            self.number += 1
            event = self._backlog.pop(self.number)
            if event:
                self.hall.apply(event)
            self.heard.append((self.number, event, self.last_heard))
        if self._backlog:
            self.synchronised = False


def read_value(name, text):
    """window=3, number=A012, to=window:4, to=service:contract, service=contract, or JSON."""
    number = re.fullmatch(r"([^\d\s]+)(\d+)", text)
    if name == "number" and number:
        return {"letter": number[1], "ordinal": int(number[2])}
    destination = re.fullmatch(r"(window|service):(.+)", text)
    if name == "to" and destination:
        return {destination[1]: int(destination[2]) if destination[1] == "window" else destination[2]}
    try:
        return json.loads(text)
    except ValueError:
        return text


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", required=True, help="folder of keys")
    parser.add_argument("--name", default="administrator", help="whose key to use")
    parser.add_argument("--commands", default="tcp://127.0.0.1:5710")
    parser.add_argument("--feed", default="tcp://127.0.0.1:5712")
    actions = parser.add_subparsers(dest="action", required=True)
    command = actions.add_parser("command", help="send a command, e.g. command call_next window=3")
    command.add_argument("kind")
    command.add_argument("fields", nargs="*", metavar="name=value")
    actions.add_parser("snapshot", help="print the state of the hall")
    events = actions.add_parser("events", help="print a part of the journal")
    events.add_argument("first", type=int)
    events.add_argument("at_most", type=int)
    follow = actions.add_parser("follow", help="print each event as it comes")
    follow.add_argument("--seconds", type=float, default=float("inf"))
    return parser.parse_args()


def show(value):
    print(json.dumps(value, ensure_ascii=False), flush=True)


def follow_and_show(client, seconds):
    follower = client.follow()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        follower.pump(0.1)
        for number, event, _ in follower.heard:
            show({"number": number, "event": event})
        follower.heard.clear()


def main():
    arguments = read_arguments()
    with Client(arguments.keys, arguments.name, arguments.commands, arguments.feed) as client:
        try:
            if arguments.action == "command":
                pairs = (field.split("=", 1) for field in arguments.fields)
                body = {name: read_value(name, value) for name, value in pairs}
                show(client.request(arguments.kind, body))
            elif arguments.action == "snapshot":
                show(client.snapshot())
            elif arguments.action == "events":
                show(client.events(arguments.first, arguments.at_most))
            else:
                follow_and_show(client, arguments.seconds)
        except Refused as refused:
            show({"code": refused.code, "sentence": refused.sentence})
            return 1
        except NoAnswer as silence:
            print(silence, file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
