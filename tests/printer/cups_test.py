#!/usr/bin/python3
"""okno-printer, the real dispatcher, and a real cupsd of its own; behind its queues sockets of ours."""
import os
import signal
import socket
import subprocess
import sys
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
from hall import Hall, end_with_parent, wait_until  # noqa: E402

# A backend that says what a printer of a maker's own backend would: it reads its lines from a file, then acts.
BACKEND = """#!/bin/sh
[ $# -ge 5 ] || { echo 'direct okno-test "Unknown" "A printer that talks"'; exit 0; }
while read -r line; do
    case $line in
        wait) while [ ! -e "$OKNO_SAYS.go" ]; do sleep 0.05; done ;;
        exit*) exit "${line#exit }" ;;
        *) echo "$line" >&2 ;;
    esac
done < "$OKNO_SAYS"
cat > /dev/null
"""


class Cups:
    """A cupsd in a folder of its own, for loopback and its socket only."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = folder / "cups.sock"
        self.environment = {**os.environ, "CUPS_SERVER": str(self.socket), "HOME": str(folder)}
        self.says = folder / "says"
        for name in ("etc", "spool", "spool/tmp", "cache", "state", "log", "bin", "bin/backend"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name in ("daemon", "notifier", "cgi-bin", "monitor", "filter"):
            if not (folder / "bin" / name).is_symlink():
                (folder / "bin" / name).symlink_to(f"/usr/lib/cups/{name}")
        (folder / "bin" / "backend" / "socket").symlink_to("/usr/lib/cups/backend/socket")
        talker = folder / "bin" / "backend" / "okno-test"
        talker.write_text(BACKEND)
        talker.chmod(0o755)
        (folder / "cupsd.conf").write_text(f"""
Listen {self.socket}
Browsing Off
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
JobKillDelay 1
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
""")
        (folder / "cups-files.conf").write_text(f"""
ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
ServerBin {folder}/bin
DataDir /usr/share/cups
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SetEnv OKNO_SAYS {self.says}
""")
        self.process = None

    def start(self):
        # The account that filters and backends run under must reach the folder.
        for part in [self.folder, *self.folder.parents]:
            if part == Path("/tmp"):
                break
            part.chmod(0o755)
        with open(self.folder / "stdout", "ab") as out:
            self.process = subprocess.Popen(
                ["/usr/sbin/cupsd", "-f", "-c", self.folder / "cupsd.conf", "-s", self.folder / "cups-files.conf"],
                stdout=out, stderr=out, preexec_fn=end_with_parent)
        wait_until(lambda: "is running" in self.run("lpstat", "-r", check=False), 20, "cupsd runs")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)

    def run(self, *command, check=True):
        done = subprocess.run([str(word) for word in command], env=self.environment, capture_output=True, text=True,
                              timeout=20)
        if check and done.returncode != 0:
            raise RuntimeError(f"{command}: {done.stderr}")
        return done.stdout

    def add(self, queue, uri, policy="abort-job"):
        self.run("/usr/sbin/lpadmin", "-p", queue, "-v", uri, "-E", "-o", f"printer-error-policy={policy}")

    def jobs(self, which):
        return self.run("lpstat", "-W", which, "-o").split("\n")[:-1]


class Socket:
    """What a raw port hears. `reads`: False, it takes the connection and no byte."""

    def __init__(self, reads=True):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"socket://127.0.0.1:{self.listener.getsockname()[1]}/?waiteof=false&contimeout=2"
        self.reads = reads
        self.heard = []
        self.peers = []
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.peers.append(peer)
            if not self.reads:
                continue
            bytes_heard = b""
            while part := peer.recv(65536):
                bytes_heard += part
            self.heard.append(bytes_heard)

    def close(self):
        if self.listener.fileno() < 0:
            return
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for peer in self.peers:
            peer.close()


class CupsPrinterTest(unittest.TestCase):
    def setUp(self):
        self.hall = self.enterContext(Hall("dispatcher"))
        self.cups = Cups(self.hall.folder / "cups")
        self.cups.start()
        self.addCleanup(self.cups.stop)
        self.kiosk = self.hall.client("kiosk-1", feed="public")
        self.watcher = self.hall.client("observer").follow()
        self.program = None

    def start(self, queue="tickets"):
        self.hall.printer_port = f"cups:{queue}"
        with open(self.hall.log("printer-1"), "ab") as log:
            self.program = subprocess.Popen(self.hall.command_line("printer-1"), stderr=log, env=self.cups.environment,
                                            preexec_fn=end_with_parent)
        self.addCleanup(self.end)

    def end(self):
        if self.program.poll() is None:
            self.program.terminate()
        return self.program.wait(15)

    def socket(self, **options):
        listener = Socket(**options)
        self.addCleanup(listener.close)
        return listener

    def take(self):
        return self.kiosk.command("take_ticket", service="meter-reading", language="ru").first("ticket_taken")

    def wait_print(self, ticket, outcome, timeout=30):
        try:
            self.watcher.wait(lambda f: f.tickets.get(ticket["ticket"], {}).get("print") == outcome, timeout)
        except TimeoutError as error:
            log = self.hall.log("printer-1").read_text()
            raise AssertionError(f"{error}; {self.watcher.tickets.get(ticket['ticket'])}; log:\n{log}") from None

    def condition(self, wanted, timeout=15):
        self.watcher.wait(lambda f: f.hall.devices.get("printer-1", {}).get("condition") == wanted, timeout)

    def log_says(self, words):
        wait_until(lambda: words in self.hall.log("printer-1").read_text(), 15, f"the log says '{words}'")

    def test_a_ticket_goes_through_the_queue_unchanged_and_is_not_called_printed(self):
        listener = self.socket()
        self.cups.add("tickets", listener.uri)
        self.start()
        self.condition("ready")
        self.wait_print(self.take(), "unknown")
        self.assertEqual(len(listener.heard), 1)
        self.assertTrue(listener.heard[0].startswith(b"\x1b\x40"))
        self.assertIn(b"\x1d\x56\x42\x00", listener.heard[0])
        self.log_says("cannot tell whether it came out")

    def test_behind_a_socket_that_is_not_there_the_ticket_is_given_up_and_does_not_come_out_later(self):
        listener = self.socket()
        self.cups.add("tickets", listener.uri)
        listener.close()
        self.start()
        self.condition("ready")
        self.wait_print(self.take(), "unknown")  # CUPS's own backend does not say that it never got through
        self.assertEqual(self.cups.jobs("not-completed"), [])

    def test_a_stopped_queue_gets_no_job_and_prints_none_when_it_goes_on(self):
        listener = self.socket()
        self.cups.add("tickets", listener.uri)
        self.cups.run("/usr/sbin/cupsdisable", "tickets")
        self.start()
        self.condition("faulty")
        self.wait_print(self.take(), "failed")
        self.cups.run("/usr/sbin/cupsenable", "tickets")
        self.condition("ready")
        self.wait_print(self.take(), "unknown")
        self.assertEqual(len(listener.heard), 1)

    def test_a_job_that_an_earlier_run_left_is_not_printed(self):
        listener = self.socket()
        self.cups.add("tickets", listener.uri)
        self.cups.run("/usr/sbin/cupsdisable", "tickets")
        stale = self.hall.folder / "stale"
        stale.write_text("an old ticket")
        self.cups.run("lp", "-d", "tickets", "-t", "Okno A007", stale)
        self.cups.run("lp", "-d", "tickets", "-t", "a letter", stale)
        self.start()
        wait_until(lambda: len(self.cups.jobs("not-completed")) == 1, 15, "the old ticket is cancelled")
        self.assertEqual(listener.heard, [])

    def test_what_is_missing_is_known_and_a_ticket_under_way_then_is_unknown(self):
        self.cups.says.write_text("STATE: +media-empty-error\nwait\nSTATE: -media-empty-error\nexit 5\n")
        self.cups.add("tickets", "okno-test://printer")
        self.start()
        self.condition("ready")
        ticket = self.take()
        self.condition("no_paper")
        Path(f"{self.cups.says}.go").touch()
        self.wait_print(ticket, "unknown")
        self.condition("ready")

    def test_a_printer_that_reads_nothing_does_not_hold_the_hall_up(self):
        self.cups.says.write_text("STATE: -connecting-to-device\nwait\n")
        self.cups.add("tickets", "okno-test://printer")
        self.start()
        self.condition("ready")
        self.wait_print(self.take(), "unknown")
        wait_until(lambda: self.cups.jobs("not-completed") == [], 15, "the late job is cancelled")

    def test_a_queue_that_is_not_there_or_keeps_jobs_is_named(self):
        self.start()
        self.log_says("CUPS has no queue tickets")
        self.condition("out_of_reach")
        self.wait_print(self.take(), "failed")
        self.cups.add("tickets", self.socket().uri, policy="retry-job")
        self.condition("ready")
        self.log_says("lpadmin -p tickets -o printer-error-policy=abort-job")

    def test_a_server_that_is_away_is_named_and_used_as_soon_as_it_is_back(self):
        listener = self.socket()
        self.cups.add("tickets", listener.uri)
        self.cups.stop()
        self.start()
        self.log_says("the CUPS server does not answer")
        self.wait_print(self.take(), "failed")
        self.cups.start()
        self.condition("ready")
        self.wait_print(self.take(), "unknown")
        self.assertEqual(self.end(), 0)


if __name__ == "__main__":
    unittest.main()
