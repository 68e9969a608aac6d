#!/usr/bin/python3
"""A demo hall: every program of Okno on this computer. ./run builds them and then starts this.

The hall's folder (var/) keeps the journal, the keys, the users and the printed tickets; the next start goes on
with them. Ctrl-C stops everything.
"""
import argparse
import json
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from demo import ports, screens
from demo.folder import Folder
from demo.supervisor import Program, Stopped, Supervisor, say

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "deploy" / "plans" / "example.toml"
DEVICES = ROOT / "deploy" / "devices" / "example.toml"
PLAYLIST = ROOT / "deploy" / "demo" / "playlist"
DRIVER = ROOT / "tests" / "simulation" / "drive.py"
READY_S = 30.0
SCREENS, DISPATCHER, PROGRAMS, PEOPLE = range(4)  # the stages; the last is stopped first


def path_of_caller(text):
    """A path as the person wrote it: ./run works in the repository, they may have started it from elsewhere."""
    return Path(os.environ.get("OKNO_CALLED_FROM", "."), text)


def read_flags():
    flags = argparse.ArgumentParser(prog="./run", description="Starts a demo hall; Ctrl-C stops it.")
    flags.add_argument("--simulate", type=float, metavar="SECONDS",
                       help="let simulated visitors and operators use the real programs for so long, then print one "
                            "line of JSON; fails when anything was lost or doubled")
    flags.add_argument("--seed", type=int, help="what the simulated people choose (default: a new one each time)")
    flags.add_argument("--var", type=path_of_caller, metavar="FOLDER",
                       help="the hall's folder (default: var; a simulation: a temporary one)")
    flags.add_argument("--plan", type=path_of_caller, metavar="FILE", help="another plan than deploy/plans/example.toml")
    flags.add_argument("--hours", choices=["always", "plan"],
                       help="open round the clock (the example plan's default), or as the plan says")
    flags.add_argument("--web-port", type=int, metavar="PORT", help="of the console (default: 8080 or the next free)")
    flags.add_argument("--headless", action="store_true", help="show the screens in the browser, not in windows")
    flags.add_argument("--build", type=path_of_caller, default=ROOT / "build" / "release", metavar="FOLDER",
                       help="where the programs were built")
    given = flags.parse_args()
    if given.simulate is not None and not 5 <= given.simulate <= 86_400:
        flags.error("--simulate takes 5 to 86400 seconds")
    if given.seed is not None and given.simulate is None:
        flags.error("--seed belongs to --simulate")
    return given


class DemoHall:
    def __init__(self, flags, folder):
        self.flags = flags
        self.folder = folder
        self.binaries = flags.build / "bin"
        self.supervisor = Supervisor(folder.log)
        self.ports = ports.Ports()
        self.command_port = self.ports.take(5710)
        self.commands, self.public, self.staff = (
            f"tcp://{ports.HOST}:{port}" for port in (self.command_port, self.ports.take(5711), self.ports.take(5712)))
        self.page_calls = f"tcp://{ports.HOST}:{self.ports.take(5713)}"
        self.web_port = (self.ports.take(8080) if flags.web_port is None
                         else self.ports.take_exactly(flags.web_port, "--web-port"))
        self.pages = {}
        self.traces = {}
        self.displays = {}

    def prepare(self):
        simulated = self.flags.simulate is not None
        always_open = self.flags.hours == "always" or (self.flags.hours is None and self.flags.plan is None)
        self.plan_folder = (self.flags.plan or EXAMPLE).parent
        self.plan = self.folder.make_plan(self.flags.plan or EXAMPLE, always_open, simulated=simulated)
        self.folder.make_keys()
        self.users = self.folder.make_users()

    def start(self):
        """Starts every program and waits until the hall can be used."""
        self._run("dispatcher", DISPATCHER, "okno-dispatcher", "--plan", self.plan, "--journal",
                  self.folder.path / "journal.db", "--keys", self.folder.keys, "--commands", self.commands,
                  "--public", self.public, "--staff", self.staff, "--backups", self.folder.path / "backups")
        self._device("printer-1", "okno-printer", "--kiosk", "kiosk-1", "--port", f"file:{self.folder.paper}",
                     "--logos", self.plan_folder)
        place = self._screens()
        self._device("console", "okno-console", "--listen", f"{ports.HOST}:{self.web_port}", "--data",
                     self.folder.path / "console", "--statistics", self.folder.path / "statistics.db",
                     "--web", ROOT / "console" / "web" / "dist", "--plan", self.plan,
                     "--bridge", f"bridge-1={self.page_calls}", feed=self.staff)
        self._device("bridge-1", "okno-bridge", "--devices", DEVICES, "--page-calls", self.page_calls, feed=self.staff)
        for what, port in [("the dispatcher", self.command_port), ("the console", self.web_port), *place.doors]:
            self.supervisor.wait_until(lambda port=port: ports.answers(port), READY_S, f"{what} does not answer")
        for name, trace in self.traces.items():
            self.supervisor.wait_until(lambda trace=trace: trace.exists() and trace.stat().st_size > 0, READY_S,
                                       f"{name} shows nothing")
        place.arrange(self.supervisor.programs)

    def _screens(self):
        simulated = self.flags.simulate is not None
        screen = None if simulated or self.flags.headless else screens.real_screen()
        place = (screens.Windows(screen) if screen
                 else screens.InMemory(self.supervisor, self.ports, in_browser=not simulated))
        for name, program, size in (("kiosk-1", "okno-kiosk", screens.KIOSK),
                                    ("display-1", "okno-display", screens.BOARD)):
            environment, flags, self.pages[name] = place.show(name, size)
            self.displays[name] = environment.get("DISPLAY")
            if simulated:
                self.traces[name] = self.folder.log / f"{name}.trace"
                self.traces[name].unlink(missing_ok=True)
                flags += ["--trace", self.traces[name]]
            if name == "display-1" and not simulated:
                flags += ["--playlist", PLAYLIST, "--voice-cache", self.folder.path / "voice"]
            self._device(name, program, *flags, environment=environment)
        return place

    def _device(self, name, program, *flags, feed=None, environment=None):
        self._run(name, PROGRAMS, program, "--name", name, "--keys", self.folder.keys, "--commands", self.commands,
                  "--feed", feed or self.public, *flags, environment=environment)

    def _run(self, name, stage, program, *flags, environment=None):
        self.supervisor.start(Program(name, [self.binaries / program, *flags], stage, environment))

    def simulate(self):
        """Lets people use the hall; returns the exit code."""
        seed = random.SystemRandom().randrange(1_000_000) if self.flags.seed is None else self.flags.seed
        hall = {
            "commands": self.commands, "staff": self.staff, "web_port": self.web_port,
            "keys": str(self.folder.keys), "paper": str(self.folder.paper), "displays": self.displays,
            "traces": {name: str(trace) for name, trace in self.traces.items()},
            "users": [{"name": name, "role": role, "window": window, "password": password}
                      for name, role, window, password in self.users],
        }
        description = self.folder.path / "hall.json"
        description.touch(0o600)
        description.write_text(json.dumps(hall))
        say(f"Simulating {self.flags.simulate:g} s with seed {seed} in {self.folder.path}")
        people = self.supervisor.start(Program(
            "people", [sys.executable, DRIVER, "--hall", description, "--seconds", self.flags.simulate,
                       "--seed", seed], PEOPLE, to_terminal=True))
        code = self.supervisor.wait_for_end(people)
        if self.supervisor.deaths:
            say(f"{self.supervisor.deaths} times a program ended by itself during the simulation.")
        return code or (1 if self.supervisor.deaths else 0)

    def tell(self):
        show = [("Console", f"http://localhost:{self.web_port}/", ""),
                ("Kiosk", self.pages["kiosk-1"] or "a window on this screen", "  the mouse is the finger"),
                ("Board", self.pages["display-1"] or "a window on this screen", ""),
                ("Tickets", f"{self.folder.paper}/", "  a file named paper_end in it takes the paper away"),
                ("Logs", f"{self.folder.log}/", "")]
        print("\nThe demo hall is open.\n")
        for what, where, more in show:
            print(f"  {what:<9}{where}{more}")
        print("\n  Log-ins of the console:")
        for name, role, window, password in self.users:
            print(f"    {name:<8} {password}   {f'{role}, window {window}' if window else role}")
        print("\nCtrl-C stops everything. The next start goes on with the same journal.", flush=True)


def main():
    flags = read_flags()
    temporary = flags.simulate is not None and flags.var is None
    path = Path(tempfile.mkdtemp(prefix="okno-simulation-")) if temporary else flags.var or ROOT / "var"
    code = 1
    hall = None
    try:
        hall = DemoHall(flags, Folder(path, flags.build / "bin"))
        hall.prepare()
        hall.start()
        if flags.simulate is not None:
            code = hall.simulate()
        else:
            hall.tell()
            hall.supervisor.run()
    except Stopped:
        code = 0 if flags.simulate is None else 130
        say("\nStopping the hall...")
    except (TimeoutError, RuntimeError, OSError) as failure:
        say(f"The hall could not be started: {failure}. The logs are in {path}/log.")
    finally:
        if hall:
            hall.supervisor.stop()
        if temporary and code == 0:
            shutil.rmtree(path, ignore_errors=True)
        elif temporary:
            say(f"The folder of the simulation is kept: {path}")
    if code == 0 and flags.simulate is None:
        say("The hall has stopped; nothing is left running.")
    sys.exit(code)


if __name__ == "__main__":
    os.umask(0o077)
    main()
