"""A real systemd for a test: a user's manager, and units of ours in it.

As root, in a namespace of its own with a /run and a control group of its own (containers have none that works); else the
one that the user has anyway. `ensure_manager` begins the test's process anew inside the namespace.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hall import ROOT, end_with_parent, wait_until

INSIDE = "OKNO_TEST_NAMESPACE"
# The control group must be made before the namespace, which then sees it as its root.
ENTER = """
set -e
groups=$1 group=$1/$2
shift 2
mkdir "$group"
echo $$ > "$group/cgroup.procs"
status=0
unshare --mount --pid --fork --kill-child --cgroup --mount-proc sh -c '
    set -e
    mount -t tmpfs run /run
    mkdir -p /run/systemd/system
    umount -R /sys/fs/cgroup
    mount -t cgroup2 none /sys/fs/cgroup
    exec "$@"' sh "$@" || status=$?
echo $$ > "$groups/cgroup.procs"
find "$group" -depth -type d -exec rmdir {} \\;
exit $status
"""


def ensure_manager():
    if os.geteuid() != 0 or os.environ.get(INSIDE):
        return
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    groups = next((fields[1] for fields in mounts if fields[2] == "cgroup2"), None)
    assert groups, "the kernel has no cgroup2 mounted, and systemd does not run without it"
    os.environ[INSIDE] = "yes"
    os.execvp("sh", ["sh", "-c", ENTER, "sh", groups, f"okno-test-{os.getpid()}", sys.executable, "-B", *sys.argv])


class ServiceManager:
    def __enter__(self):
        self.own = None
        self.environment = dict(os.environ)
        self.folder = Path(tempfile.mkdtemp(prefix="okno-manager-"))
        if os.geteuid() == 0:
            self.environment.update(XDG_RUNTIME_DIR=str(self.folder), XDG_CONFIG_HOME=str(self.folder), HOME=str(self.folder))
            self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
            with open(self.folder / "log", "wb") as log:
                self.own = subprocess.Popen(["/lib/systemd/systemd", "--user", "--log-target=console", "--show-status=no"],
                                            env={**self.environment, "SYSTEMD_LOG_TARGET": "console"}, stdout=log,
                                            stderr=log, preexec_fn=end_with_parent)
        assert "XDG_RUNTIME_DIR" in self.environment, "this user has no systemd of their own; root needs none"
        self.units = Path(self.environment["XDG_RUNTIME_DIR"]) / "systemd" / "user"
        self.units.mkdir(parents=True, exist_ok=True)
        self.made = []
        wait_until(lambda: self.told("is-system-running") in ("running", "degraded"), 20, "the service manager runs")
        return self

    def __exit__(self, *_):
        for unit in self.made:
            self.order("stop", unit)
            (self.units / unit).unlink()
            shutil.rmtree(self.units / f"{unit}.d")
        if self.own:
            self.own.terminate()
            self.own.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, unit, drop_in):
        """A unit of deploy/units as it is, and what has to be different here."""
        shutil.copy(ROOT / "deploy" / "units" / unit, self.units / unit)
        folder = self.units / f"{unit}.d"
        folder.mkdir()
        (folder / "test.conf").write_text(drop_in)
        self.made.append(unit)
        self.order("daemon-reload")

    def order(self, *words):
        run = subprocess.run(["systemctl", "--user", *words], env=self.environment, capture_output=True, text=True,
                             check=False, timeout=60)
        assert run.returncode == 0, f"systemctl {' '.join(words)}: {run.stderr}{self.log()}"
        return run.stdout

    def told(self, *words):
        return subprocess.run(["systemctl", "--user", *words], env=self.environment, capture_output=True, text=True,
                              check=False, timeout=60).stdout.strip()

    def process_of(self, unit):
        return int(self.order("show", "--property=MainPID", "--value", unit))

    def log(self):
        log = self.folder / "log"
        return "\n" + log.read_text(errors="replace") if log.exists() else ""
