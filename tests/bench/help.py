#!/usr/bin/python3
"""How long a call for help takes: from a button's report on a (mock) USB bus to the guard's page and to the receiver's
ACK, while the hall is busy; and how soon what could stop one is known. Everything is real but the bus and the receiver.

    help.py [PRESSES]

The floors are measured in the same run, under the same load: one durable command, acknowledged (before a guard's page
can know of a press the journal must), and a frame to a socket and back with a write to the disk before it.
"""
import http.client
import json
import os
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for folder in ("e2e", "alarm", "firmware-bridge"):
    sys.path.insert(0, str(ROOT / "tests" / folder))
from alarmed_hall import BUTTON, DOWN, UP  # noqa: E402
from hall import Hall, wait_until  # noqa: E402
from okno_client import Refused  # noqa: E402
from plugged_bridge import PluggedBridge  # noqa: E402
from receiver import Receiver  # noqa: E402

# The customer's rush hour: 60 visitors, some six commands each: one command in ten seconds. Ten times that is one a
# second; the load here is twenty.
COMMANDS_PER_SECOND = 20
APART = 0.12  # between two presses; a contact that opens for less than 30 ms never opened


class Load(threading.Thread):
    def __init__(self, hall):
        super().__init__(daemon=True)
        self.client, self.ends, self.took = hall.client(), threading.Event(), []
        self.client.command("open_window", window=3, person="anna")
        self.start()

    def run(self):
        steps = [("take_ticket", {"service": "contract", "language": "ru"}), ("take_ticket", {"service": "payment", "language": "ru"}),
                 ("call_next", {"window": 3}), ("start_service", {"window": 3}), ("finish_service", {"window": 3, "outcome": "resolved"})]
        turn = 0
        while not self.ends.wait(1 / COMMANDS_PER_SECOND):
            kind, body = steps[turn % len(steps)]
            turn, begun = turn + 1, time.monotonic()
            try:
                self.client.command(kind, **body)
            except Refused:
                continue
            self.took.append(time.monotonic() - begun)


class GuardPage(threading.Thread):
    """The stream of the guard's page, as the browser reads it: when each number of presses was first shown."""

    def __init__(self, hall, password):
        super().__init__(daemon=True)
        host, port = hall.web.split(":")
        log_in = http.client.HTTPConnection(host, int(port), timeout=30)
        log_in.request("POST", "/api/login", json.dumps({"name": "gleb", "password": password}),
                       {"Content-Type": "application/json", "X-Okno-Csrf": "none"})
        answer = log_in.getresponse()
        assert answer.status == 200, answer.read()
        cookie = answer.getheader("Set-Cookie").split(";")[0]
        self.stream = http.client.HTTPConnection(host, int(port), timeout=60)
        self.stream.request("GET", "/api/events?page=guard", headers={"Cookie": cookie})
        self.lines, self.shown = self.stream.getresponse(), {}
        self.start()

    def run(self):
        for line in self.lines:
            if line.startswith(b"data:"):
                now, page = time.monotonic(), json.loads(line[5:]).get("page", {})
                for call in page.get("calls", []):
                    for presses in range(1, call["presses"] + 1):
                        self.shown.setdefault(presses, now)


def disk_and_socket_floor(rounds):
    """Seconds of: a line written and synchronised, a frame to another thread by TCP and back."""
    server = socket.create_server(("127.0.0.1", 0))

    def echo():
        connection, _ = server.accept()
        while frame := connection.recv(4096):
            connection.sendall(frame)

    threading.Thread(target=echo, daemon=True).start()
    took = []
    with socket.create_connection(server.getsockname()) as connection, tempfile.TemporaryFile() as file:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(rounds):
            begun = time.monotonic()
            file.write(b"x" * 64)
            file.flush()
            os.fdatasync(file.fileno())
            connection.sendall(b"y" * 128)
            connection.recv(4096)
            took.append(time.monotonic() - begun)
            time.sleep(APART / 4)
    return took


def row(name, took, floor, budget):
    p99 = sorted(took)[len(took) * 99 // 100]
    floor_p99 = sorted(floor)[len(floor) * 99 // 100]
    print(f"| {name} | {1000 * statistics.median(took):.1f} ms | {1000 * p99:.1f} ms | {1000 * floor_p99:.1f} ms | "
          f"{p99 / floor_p99:.1f} | {budget} |")


def presses(hall, receiver, bridge, page, count):
    """Seconds from each report of the button to the page and to the ACK."""
    pressed, accepted = [], []
    for number in range(1, count + 1):
        taken = len(receiver.taken)
        pressed.append(time.monotonic())
        bridge.order(f"report {DOWN}")
        receiver.wait_for(lambda taken=taken: len(receiver.taken) > taken)
        accepted.append(time.monotonic())
        time.sleep(APART / 2)
        bridge.order(f"report {UP}")
        time.sleep(APART / 2)
    wait_until(lambda: count in page.shown, 20, "the page shows the last press")
    return [page.shown[n + 1] - pressed[n] for n in range(count)], [a - p for p, a in zip(pressed, accepted)]


def known_after(hall, act, known):
    """Seconds until a follower's snapshot says so, asked each 20 ms."""
    office, begun = hall.client(), time.monotonic()
    act()
    while not known({d["device"]: d["condition"] for d in office.snapshot()["state"]["devices"]}):
        assert time.monotonic() - begun < 30, "it is never known"
        time.sleep(0.02)
    return time.monotonic() - begun


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with Hall("dispatcher") as hall, Receiver("tcp", bytes(range(32))) as receiver:
        password = hall.add_user("gleb", "guard")
        hall.start("console")
        (hall.folder / "guard.key").touch(0o600)
        (hall.folder / "guard.key").write_text(bytes(range(32)).hex())
        (hall.folder / "receivers.toml").write_text(
            f'[[receiver]]\nname = "main"\nhost = "127.0.0.1"\nport = {receiver.port}\ntransport = "tcp"\naccount = "1234"\n'
            'prefix = "0"\nreceiver = "1"\ntoken = "sia-dcs"\nkey_file = "guard.key"\n')
        start = lambda: PluggedBridge(hall, BUTTON, "--receivers", hall.folder / "receivers.toml",  # noqa: E731
                                      "--alarms", hall.folder / "alarms")
        with start() as bridge:
            bridge.plug("pad")
            bridge.log_says("The guard company has accepted it. signal=test")
            page, load = GuardPage(hall, password), Load(hall)
            time.sleep(2)
            to_page, to_ack = presses(hall, receiver, bridge, page, count)
            floor = disk_and_socket_floor(count)
            load.ends.set()
            load.join()
            print(f"{count} presses, {COMMANDS_PER_SECOND} commands/s beside them\n")
            print("| press → | median | p99 | floor's p99 | p99 ÷ floor's | budget, p99 |\n|---|---|---|---|---|---|")
            row("guard's page", to_page, load.took, "150 ms")
            row("ACK of the receiver (AES-256)", to_ack, floor, "500 ms")
            part = "bridge-1/panic/button at the cashier's"
            away, back = [], []
            for _ in range(5):
                away.append(known_after(hall, bridge.unplug, lambda d: d.get(part) == "out_of_reach"))
                back.append(known_after(hall, lambda: bridge.plug("pad"), lambda d: d.get(part) == "ready"))
        dead = []
        for _ in range(5):
            with start() as bridge:
                wait_until(lambda: "ready" in str(hall.client().snapshot()["state"]["devices"]), 10, "it is there")
                time.sleep(1.5)
                dead.append(known_after(hall, bridge.kill, lambda d: d.get("bridge-1") == "away"))
    print("\n| known in the hall after | slowest of 5 | budget |\n|---|---|---|")
    for name, took in (("a button is unplugged", away), ("it is plugged in again", back), ("kill -9 of the bridge", dead)):
        print(f"| {name} | {max(took):.2f} s | 3 s |")


if __name__ == "__main__":
    main()
