"""A whole hall for a test: the real programs, started on free loopback ports in a folder of its own.

    with Hall("dispatcher", "kiosk-1", "printer-1") as hall:
        client = hall.client()                  # the administrator's key, the staff feed
        hall.kill("dispatcher")                 # kill -9
        hall.start("dispatcher")

The programs come from $OKNO_BIN (build/release/bin). When the `with` block ends by an exception the folder with
the logs is kept and its place is told; otherwise it is removed. Programs end with the test, however it ends.
"""
import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from zoneinfo import ZoneInfo

import zmq

sys.path.insert(0, str(Path(__file__).resolve().parent))
from okno_client import Client, NoAnswer  # noqa: E402
from ports import free_port  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BINARIES = Path(os.environ.get("OKNO_BIN", ROOT / "build" / "release" / "bin"))

DEVICES = {
    "kiosk-1": "kiosk", "display-1": "display", "printer-1": "printer", "bridge-1": "bridge",
    "console": "console", "administrator": "administrator", "observer": "observer",
}
SIZES = {"kiosk": "1080x1920", "display": "1920x1080"}
PR_SET_PDEATHSIG = 1


def end_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def wait_until(condition, timeout, what, every=0.005):
    """Returns what `condition` returned once it is true; TimeoutError that says `what` was waited for."""
    until = time.monotonic() + timeout
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() >= until:
            raise TimeoutError(f"{what}: not within {timeout} s")
        time.sleep(every)


class Keys:
    """A folder of CURVE keys in the format of SPEC.md, "Keys"."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.authorized = self.folder / "authorized_keys"

    def add(self, name, role=None):
        """Makes the key pair of a device; with a role it is let in."""
        public, secret = zmq.curve_keypair()
        (self.folder / f"{name}.public").write_bytes(public + b"\n")
        secret_file = self.folder / f"{name}.secret"
        secret_file.touch(0o600)
        secret_file.write_bytes(public + b"\n" + secret + b"\n")
        if role:
            self.write(self.lines() + [f"{public.decode()} {role} {name}"])

    def revoke(self, name):
        self.write([line for line in self.lines() if line.split()[2] != name])

    def lines(self):
        return self.authorized.read_text().splitlines() if self.authorized.exists() else []

    def write(self, lines):
        new = self.authorized.with_suffix(".new")
        new.write_text("".join(line + "\n" for line in lines))
        new.replace(self.authorized)


# What a test that does not ask for it is spared: each rule by its line of the example plan.
PLAIN_RULES = {
    "policy": '"arrival"', "recall_not_before": '"0s"', "finish_not_before": '"0s"',
    "return_within": None, "return_behind": None, "then": None, "helps": None, "push": None,  # None: no such line
}


def without_holidays(plan):
    return re.sub(r'^\[\w+\.special\][^\[]*', "", plan, flags=re.M)


def by_clock_of(zone, plan):
    return re.sub(r'^(zone *= *)".*?"', rf'\1"{zone}"', plan, flags=re.M)


def noon_plan(folder):
    """The example plan for a hall that never closes and whose clock shows about noon: no test meets a midnight.

    Its rules are plain: strict order, no cool-down, who is missed is gone, a visit is one service.
    """
    text = without_holidays((ROOT / "deploy" / "plans" / "example.toml").read_text())
    text = re.sub(r'^\[service\.schedule\][^\[]*', "", text, flags=re.M)
    text = re.sub(r'^((?:mon|tues|wednes|thurs|fri|satur|sun)day *= *)".*"', r'\1"00:00-24:00"', text, flags=re.M)
    for rule, value in PLAIN_RULES.items():
        line = "" if value is None else f"{rule} = {value}\n"
        text = re.sub(rf"^{rule} *=.*\n", line, text, flags=re.M)
    ahead = 12 - time.gmtime().tm_hour  # POSIX counts westwards: Etc/GMT-3 is three hours ahead of Greenwich
    zone = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/UTC"
    plan = folder / "plan.toml"
    plan.write_text(by_clock_of(zone, text))
    return plan


class Hall:
    def __init__(self, *programs, devices=DEVICES):
        self.programs = programs or ("dispatcher",)
        self.folder = Path(tempfile.mkdtemp(prefix="okno-hall-"))
        self.plan = noon_plan(self.folder)
        self.keys = Keys(self.folder / "keys")
        self.keys.add("dispatcher")
        self.keys.add("visitors")  # the secret of the words in QR codes
        for name, role in devices.items():
            self.keys.add(name, role)
        self.commands, self.public, self.staff = (f"tcp://127.0.0.1:{free_port()}" for _ in range(3))
        self.web = f"127.0.0.1:{free_port()}"
        self.page_calls = f"tcp://127.0.0.1:{free_port()}"  # of bridge-1, whether it runs or not
        self.journal = self.folder / "journal.db"
        self.paper = self.folder / "paper"
        self.printer_port = f"file:{self.paper}"
        self.printer_flags = []
        self.kiosk_flags = []
        self.console_flags = []
        self.statistics = self.folder / "statistics.db"
        self.dispatcher_flags = []
        self.processes = {}
        self.clients = []
        self.screens = {}  # the X display of each program that has a window
        (self.folder / "log").mkdir()

    def __enter__(self):
        try:
            for name in self.programs:
                self.start(name)
        except BaseException:
            self.close(keep=True)
            raise
        return self

    def __exit__(self, failure, *_):
        self.close(keep=failure is not None)

    def close(self, keep=False):
        for client in self.clients:
            client.close()
        for name in reversed(list(self.processes)):
            self.kill(name, signal.SIGKILL)
        if keep:
            self.show_logs()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def show_logs(self):
        print(f"\nThe hall's folder is kept: {self.folder}", file=sys.stderr)
        for log in sorted((self.folder / "log").iterdir()):
            lines = log.read_text(errors="replace").splitlines()
            print(f"--- {log.name}, the last of {len(lines)} lines", *lines[-15:], sep="\n", file=sys.stderr)

    @property
    def zone(self):
        """What its clock goes by: its days are not Greenwich's, and seldom those of the example plan."""
        return ZoneInfo(tomllib.loads(self.plan.read_text())["hall"]["zone"])

    def client(self, name="administrator", feed="staff"):
        """A client with the key of `name`; `feed`: "staff" or "public". Closed with the hall."""
        client = Client(self.keys.folder, name, self.commands, {"staff": self.staff, "public": self.public}[feed])
        self.clients.append(client)
        return client

    # Programs

    def start(self, name, ready=True):
        """Starts a program and, unless told otherwise, waits until it works."""
        assert name not in self.processes, f"{name} runs already"
        command = self.command_line(name)
        environment = dict(os.environ)
        if name.startswith(("kiosk", "display")):
            environment.update(DISPLAY=self.screen_of(name), SDL_VIDEODRIVER="x11", SDL_AUDIODRIVER="dummy",
                               SDL_FRAMEBUFFER_ACCELERATION="0")
        with open(self.log(name), "ab") as log:
            self.processes[name] = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                                    env=environment, preexec_fn=end_with_parent)
        if ready:
            self.wait_ready(name)

    def log(self, name):
        return self.folder / "log" / f"{name}.log"

    def trace(self, name):
        return self.folder / "log" / f"{name}.trace"

    def kill(self, name, with_signal=signal.SIGKILL):
        """Ends a program and returns its exit code (negative: the signal that ended it)."""
        process = self.processes.pop(name)
        process.send_signal(with_signal)
        try:
            return process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise

    def pause(self, name):
        self.processes[name].send_signal(signal.SIGSTOP)

    def go_on(self, name):
        self.processes[name].send_signal(signal.SIGCONT)

    def alive(self, name):
        return self.processes[name].poll() is None

    def check_alive(self):
        """Fails when a program has ended by itself."""
        for name, process in self.processes.items():
            assert process.poll() is None, f"{name} ended by itself with code {process.returncode}"

    def wait_ready(self, name, timeout=20):
        """The dispatcher answers; a screen has drawn something; the web page is there; others: they run."""
        if name == "dispatcher":
            with Client(self.keys.folder, "observer", self.commands) as client:
                until = time.monotonic() + timeout
                while True:
                    assert self.alive(name), f"{name} ended with code {self.processes[name].returncode}"
                    try:
                        return client.events(1, 1, timeout=0.5)
                    except NoAnswer:
                        if time.monotonic() > until:
                            raise
        if name.startswith(("kiosk", "display")):
            trace = self.trace(name)
            seen = trace.stat().st_size if trace.exists() else 0
            return wait_until(lambda: trace.exists() and trace.stat().st_size > seen, timeout, f"{name} draws")
        if name == "console":
            return wait_until(self.web_answers, timeout, "the console answers")
        self.check_alive()

    def web_answers(self):
        host, port = self.web.split(":")
        with socket.socket() as probe:
            return probe.connect_ex((host, int(port))) == 0

    def command_line(self, name):
        kind = name.split("-")[0]
        if kind == "dispatcher":
            return [BINARIES / "okno-dispatcher", "--plan", self.plan, "--journal", self.journal,
                    "--keys", self.keys.folder, "--commands", self.commands, "--public", self.public,
                    "--staff", self.staff, *self.dispatcher_flags]
        feed = self.staff if kind in ("console", "bridge") else self.public
        program = [BINARIES / f"okno-{kind}", "--name", name, "--keys", self.keys.folder,
                   "--commands", self.commands, "--feed", feed]
        return program + {
            "kiosk": ["--size", SIZES["kiosk"], "--trace", self.trace(name), *self.kiosk_flags],
            "display": ["--size", SIZES["display"], "--sound", "no", "--trace", self.trace(name)],
            "printer": ["--kiosk", "kiosk-1", "--port", self.printer_port, *self.printer_flags],
            "console": ["--listen", self.web, "--data", self.folder / "console",
                        "--statistics", self.statistics, "--web", ROOT / "console/web/dist",
                        "--bridge", f"bridge-1={self.page_calls}", *self.console_flags],
            "bridge": ["--devices", self.devices_file(), "--page-calls", self.page_calls],
        }[kind]

    def devices_file(self):
        """A bridge with nothing plugged in."""
        file = self.folder / "devices.toml"
        if not file.exists():
            file.write_text("")
        return file

    def screen_of(self, name):
        """The X display of a program: a server of its own, of the window's size, that outlives the program."""
        if name not in self.screens:
            readable, writable = os.pipe()
            server = f"{name}-screen"
            with open(self.log(server), "ab") as log:
                self.processes[server] = subprocess.Popen(
                    ["Xvfb", "-displayfd", str(writable), "-screen", "0", f"{SIZES[name.split('-')[0]]}x24",
                     "-nolisten", "tcp", "-noreset"],
                    stdout=log, stderr=log, pass_fds=[writable], preexec_fn=end_with_parent)
            os.close(writable)
            with os.fdopen(readable) as numbers:
                self.screens[name] = ":" + numbers.readline().strip()
            assert self.screens[name] != ":", "Xvfb did not start"
        return self.screens[name]

    def add_key(self, name, scopes, *flags):
        """A key of the console's API; returns it."""
        command = [BINARIES / "okno-console", "add-key", "--data", self.folder / "console", "--name", name,
                   "--scopes", scopes, *flags]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.split()[-1]

    def add_user(self, name, role, window=None):
        """A user of the console; returns the password."""
        command = [BINARIES / "okno-console", "add-user", "--data", self.folder / "console", "--name", name,
                   "--role", role, *(["--window", str(window)] if window else [])]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.split()[-1]
