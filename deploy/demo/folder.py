"""The demo hall's folder (var/): its lock, plan, keys and users. What is there is kept: the next start goes on
with the same journal, the same keys and the same passwords."""
import datetime
import fcntl
import os
import re
import subprocess
from pathlib import Path

from demo.supervisor import say

USERS = [
    ("anna", "operator", 1), ("boris", "operator", 2), ("vera", "operator", 3), ("galina", "operator", 4),
    ("dmitry", "operator", 5), ("elena", "operator", 6), ("inna", "operator", 7), ("oleg", "operator", 8),
    ("maria", "manager", None),
    ("gleb", "guard", None),
]
HOURS = re.compile(r'"(?:closed|\d\d:\d\d-\d\d:\d\d(?:, *\d\d:\d\d-\d\d:\d\d)*)"')  # of a weekday or a special day
NO_SHOW = re.compile(r'^(no_show_not_before\s*=\s*)"[^"]*"', re.M)
COOL_DOWNS = re.compile(r'^((?:recall|finish)_not_before\s*=\s*)"[^"]*"', re.M)
LONGER_VISITS = re.compile(r'^(?:return_within|then)\s*=.*\n', re.M)
ZONE = re.compile(r'^(zone\s*=\s*)"[^"]*"', re.M)


class Folder:
    def __init__(self, path, binaries):
        self.path = Path(path).resolve()
        self.binaries = binaries
        for inner in ("", "log", "paper", "console"):
            (self.path / inner).mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)
        self.lock = open(self.path / "lock", "a+", encoding="ascii")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.lock.seek(0)
            raise SystemExit(f"The hall in {self.path} is running already (process {self.lock.read().strip()}). "
                             "Stop it there with Ctrl-C, or start another one with --var FOLDER.") from None
        self.lock.truncate(0)
        self.lock.write(str(os.getpid()))
        self.lock.flush()

    keys = property(lambda self: self.path / "keys")
    log = property(lambda self: self.path / "log")
    paper = property(lambda self: self.path / "paper")

    def make_keys(self):
        self._okno("okno", "keys", "init", self.keys)

    def make_users(self):
        """Users with random passwords, made once; [(name, role, window, password)]."""
        kept = self.path / "demo-logins.txt"
        known = {}
        if kept.exists():
            known = {words[0]: words[1] for line in kept.read_text().splitlines() if len(words := line.split()) == 2}
        for name, role, window in USERS:
            if name not in known:
                window_flags = ["--window", window] if window else []
                said = self._okno("okno-console", "add-user", "--data", self.path / "console", "--name", name,
                                  "--role", role, *window_flags)
                known[name] = said.split()[-1]
                self._keep_private(kept, "".join(f"{who} {password}\n" for who, password in known.items()))
        return [(name, role, window, known[name]) for name, role, window in USERS]

    def make_plan(self, source, always_open, simulated=False):
        """A copy of the plan; with `always_open` for a hall that can be tried at any hour.

        A simulated hall's clock shows about noon, so that no day begins in the middle of it, and its operators
        may give up on a visitor after a second and press again at once. There a visit is one service, and who is
        missed is gone: that is how the simulated people are counted. A plan with mistakes, told with the place in the
        person's own file, leaves the plan of the last start in force.
        """
        plan = self.path / "plan.toml"
        mistakes = self._mistakes(source)
        if mistakes:
            say(mistakes)
            if not plan.exists():
                raise SystemExit("The plan has mistakes and the hall has no other yet: please mend it and start again.")
            say("The plan has mistakes and is refused. The hall goes on with the plan it had before.")
            return plan
        text = Path(source).read_text(encoding="utf-8")
        if always_open:
            text = HOURS.sub('"00:00-24:00"', text)
        if simulated:
            text = NO_SHOW.sub(r'\1"1s"', text)
            text = COOL_DOWNS.sub(r'\1"0s"', text)
            text = LONGER_VISITS.sub("", text)
            ahead = 12 - datetime.datetime.now(datetime.timezone.utc).hour  # -11 to 12
            # POSIX counts westwards: Etc/GMT-3 is three hours ahead of Greenwich.
            text = ZONE.sub(rf'\1"Etc/GMT{-ahead:+d}"', text) if ahead else ZONE.sub(r'\1"Etc/UTC"', text)
        draft = plan.with_suffix(".new")
        draft.write_text(text, encoding="utf-8")
        self._okno("okno", "plan", "check", draft)
        draft.replace(plan)
        return plan

    def _mistakes(self, plan):
        """What `okno plan check` complains of; empty: nothing."""
        check = subprocess.run([str(self.binaries / "okno"), "plan", "check", str(plan)], capture_output=True,
                               text=True, check=False)
        return "" if check.returncode == 0 else check.stdout + check.stderr

    def _okno(self, program, *words):
        run = subprocess.run([str(self.binaries / program), *map(str, words)], capture_output=True, text=True,
                             check=False)
        if run.returncode != 0:
            raise SystemExit(f"{program} {' '.join(map(str, words))} failed:\n{run.stdout}{run.stderr}")
        return run.stdout

    @staticmethod
    def _keep_private(file, text):
        draft = file.with_suffix(".new")
        draft.touch(0o600)
        draft.write_text(text)
        draft.replace(file)
