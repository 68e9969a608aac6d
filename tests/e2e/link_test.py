#!/usr/bin/python3
"""Followers and the link: cut cables, paused dispatchers, rushes, and clients that do not behave."""
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

import zmq

from cable import Cable
from hall import Hall, end_with_parent, wait_until
from okno_client import VERSION, Client, make_request_id, socket_for, take


class Link(unittest.TestCase):
    def test_a_paused_dispatcher_is_noticed_and_everything_is_made_up_for(self):
        with Hall() as hall:
            office = hall.client()
            followers = [office.follow(), hall.client("display-1", "public").follow()]
            for follower in followers:
                follower.wait(lambda f: f.synchronised)
            hall.pause("dispatcher")
            paused = time.monotonic()
            for follower in followers:
                wait_until(lambda: follower.pump(0.02) or follower.lost, 2.5, "the loss is noticed")
            self.assertGreater(time.monotonic() - paused, 0.9, "not before beats were missed")
            frames = [VERSION, make_request_id(), b"take_ticket", b'{"service": "contract", "language": "ru"}']
            self.assertTrue(office.send(frames))
            hall.go_on("dispatcher")
            self.equal_again(hall.client("observer"), followers[:1], within=1.0)
            self.equal_again(hall.client("kiosk-1"), followers[1:], within=1.0)
            self.assertEqual(len(office.request("take_ticket", frames[3], request_id=frames[1])["events"]), 1)
            self.assertEqual(len(office.snapshot()["state"]["tickets"]), 1)

    def test_after_a_cut_cable_every_follower_is_equal_again_within_a_second(self):
        with Hall() as hall, Cable(hall.commands) as commands, Cable(hall.public) as feed:
            office, near = hall.client(), hall.client("display-1", "public")
            far = [Client(hall.keys.folder, "display-1", commands.endpoint, feed.endpoint) for _ in range(5)]
            hall.clients += far
            boards = [client.follow() for client in far]
            for board in boards:
                board.wait(lambda f: f.synchronised)
            for cut_for in (0.3, 2.5, 4.0):
                with self.subTest(cut_for=cut_for):
                    commands.cut()
                    feed.cut()
                    until = time.monotonic() + cut_for
                    while time.monotonic() < until:
                        ticket = take(office)["ticket"]
                        for board in boards:
                            board.pump(0.001)
                    for board in boards:
                        self.assertNotIn(ticket, board.tickets, "nothing comes through a cut cable")
                        self.assertEqual(board.lost, cut_for > 2)
                    commands.heal()
                    feed.heal()
                    self.equal_again(near, boards, within=1.0)

    def equal_again(self, client, followers, within):
        """`client` has the rights of the followers and a connection of its own that works."""
        healed = time.monotonic()
        snapshot = client.snapshot()

        def all_there():  # in turns: a socket that nobody reads does not even subscribe again
            for follower in followers:
                follower.pump(0.01)
            return all(f.number == snapshot["number"] and f.synchronised and not f.lost for f in followers)

        wait_until(all_there, within - (time.monotonic() - healed), "equal again")
        for follower in followers:
            self.assertEqual(follower.hall.as_state(), snapshot["state"])

    def test_subscribers_who_never_read_disturb_nobody(self):
        with Hall() as hall:
            office = hall.client()
            deaf = []
            for _ in range(5):
                socket = socket_for(office.context, zmq.SUB, hall.staff, office.keys, office.server_public)
                socket.setsockopt(zmq.RCVHWM, 1)
                deaf.append(socket)
            silent = hall.client("console")  # asks and never reads the answers
            follower = office.follow()
            follower.wait(lambda f: f.synchronised)
            slowest = 0.0
            for i in range(1500):
                silent.send([VERSION, make_request_id(), b"snapshot", b"{}"]) if i % 10 == 0 else None
                before = time.monotonic()
                take(office)
                slowest = max(slowest, time.monotonic() - before)
            snapshot = office.snapshot()
            follower.wait_for_number(snapshot["number"])
            self.assertEqual(follower.hall.as_state(), snapshot["state"])
            self.assertLess(slowest, 2.0)
            for socket in deaf:
                socket.close()

    def test_a_device_that_asks_without_end_and_dies_takes_nobody_along(self):
        flood = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from okno_client import *
client = Client(sys.argv[1], "observer", sys.argv[2])
body = b'{{"from": 1, "at_most": 1, "x": [' + b"0," * 50_000 + b"0]}}"
while True:
    client.send([VERSION, make_request_id(), b"events", body])
"""
        with Hall() as hall:
            kiosk = hall.client("kiosk-1", "public")
            for _ in range(4):
                floods = [subprocess.Popen([sys.executable, "-c", flood, hall.keys.folder, hall.commands],
                                           preexec_fn=end_with_parent) for _ in range(2)]
                try:
                    until = time.monotonic() + 1.5
                    while time.monotonic() < until:
                        take(kiosk)
                finally:
                    for process in floods:
                        process.kill()
                        process.wait()
            until = time.monotonic() + 1.0  # two heartbeats
            while time.monotonic() < until:
                take(kiosk)
            hall.check_alive()

    def test_a_follower_that_starts_in_the_middle_of_a_rush_misses_nothing(self):
        with Hall() as hall:
            ended = threading.Event()

            def rush():
                with Client(hall.keys.folder, "kiosk-1", hall.commands) as kiosk:
                    while not ended.is_set():
                        take(kiosk)

            thread = threading.Thread(target=rush)
            thread.start()
            try:
                watchers = [hall.client("observer") for _ in range(10)]
                followers = []
                for watcher in watchers:
                    followers.append(watcher.follow())
                    followers[-1].wait(lambda f: f.synchronised)
            finally:
                ended.set()
                thread.join()
            snapshot = watchers[0].snapshot()
            for follower in followers:
                follower.wait_for_number(snapshot["number"])
                self.assertEqual(follower.hall.as_state(), snapshot["state"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
