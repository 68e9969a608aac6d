"""Keeps programs running and leaves nothing behind. One thread, no callbacks: signals are waited for.

Each program has a session and a process group of its own, so a Ctrl-C at the terminal reaches the supervisor
alone; the kernel kills each program when the supervisor dies, however it dies. A program that ends is started
again, later each time it ends soon. Nothing is ever killed by name.
"""
import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
WAITED_FOR = STOPPING | {signal.SIGCHLD}
SOON_S = 10.0           # a program that ends within this time is started again with a delay
FIRST_DELAY_S = 0.25
LONGEST_DELAY_S = 10.0
PATIENCE_S = 4.0        # for a program that was asked to end
LOG_BYTES_AT_MOST = 5_000_000
LIBC = ctypes.CDLL(None)


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def say(*words):
    print(*words, file=sys.stderr, flush=True)


class Program:
    """What to run. Programs of a higher stage are stopped before those of a lower one."""

    def __init__(self, name, command, stage, environment=None, to_terminal=False):
        self.name = name
        self.command = [str(word) for word in command]
        self.stage = stage
        self.environment = environment or {}
        self.to_terminal = to_terminal  # its words go where ours go, not into a log
        self.process = None
        self.started = 0.0
        self.delay = 0.0
        self.start_at = 0.0   # when it is to be started again
        self.wanted = True


class Supervisor:
    def __init__(self, log_folder):
        self.log_folder = log_folder
        self.programs = []
        self.deaths = 0
        signal.pthread_sigmask(signal.SIG_BLOCK, WAITED_FOR)

    def start(self, program, pass_fds=()):
        self.programs.append(program)
        self._spawn(program, pass_fds)
        return program

    def wait_until(self, condition, timeout, what):
        """Looks after the programs until `condition()` is true; TimeoutError says what did not come."""
        until = time.monotonic() + timeout
        while not (result := condition()):
            if time.monotonic() >= until:
                raise TimeoutError(f"{what} (waited {timeout:.0f} s)")
            self._turn(0.05)
        return result

    def wait_for_end(self, program):
        """Looks after the programs until this one has ended by itself; returns its exit code."""
        program.wanted = False
        while not has_ended(program):
            self._turn(1.0)
        return reap(program)

    def run(self):
        """Looks after the programs until Stopped."""
        while True:
            self._turn(1.0)

    def stop(self):
        """Ends everything, the highest stage first. A second Ctrl-C ends the patience."""
        patience = PATIENCE_S
        for stage in sorted({program.stage for program in self.programs}, reverse=True):
            ours = [program for program in self.programs if program.stage == stage and program.process]
            alive = [program for program in ours if not has_ended(program)]
            for program in alive:
                send(program, signal.SIGTERM)
            until = time.monotonic() + patience
            while alive and time.monotonic() < until:
                got = signal.sigtimedwait(WAITED_FOR, 0.05)
                if got and got.si_signo in STOPPING:
                    patience = until = 0.0
                alive = [program for program in alive if not has_ended(program)]
            for program in alive:
                say(f"{program.name} does not end; it is killed.")
            for program in ours:
                reap(program)

    def log_of(self, name):
        return self.log_folder / f"{name}.log"

    def last_words(self, program, lines=4):
        if program.to_terminal:
            return ""
        text = self.log_of(program.name).read_text(errors="replace").splitlines()[-lines:]
        return "\n".join("    " + line for line in text)

    def _turn(self, timeout):
        """Waits for a signal or the next start that is due; starts what is due."""
        due = [p.start_at for p in self.programs if p.start_at]
        if due:
            timeout = min(timeout, max(0.0, min(due) - time.monotonic()))
        got = signal.sigtimedwait(WAITED_FOR, timeout)
        if got and got.si_signo in STOPPING:
            raise Stopped
        now = time.monotonic()
        for program in self.programs:
            if program.start_at and now >= program.start_at:
                self._spawn(program)
            elif not program.start_at and program.wanted and has_ended(program):
                self._plan_restart(program, now)

    def _plan_restart(self, program, now):
        self.deaths += 1
        code = reap(program)
        soon = now - program.started < SOON_S
        program.delay = min(LONGEST_DELAY_S, max(FIRST_DELAY_S, program.delay * 2)) if soon else 0.0
        program.start_at = now + program.delay
        say(f"{program.name} has ended ({ending(code)}); it is started again. It said last:")
        say(self.last_words(program))

    def _spawn(self, program, pass_fds=()):
        program.start_at = 0.0
        program.started = time.monotonic()
        parent = os.getpid()

        def prepare():
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WAITED_FOR)
            if os.getppid() != parent:  # died between the fork and the request
                os._exit(1)

        log = None if program.to_terminal else open(self._log_file(program.name), "ab")
        try:
            program.process = subprocess.Popen(
                program.command, env={**os.environ, **program.environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, pass_fds=pass_fds,
                preexec_fn=prepare)
        finally:
            if log:
                log.close()

    def _log_file(self, name):
        file = self.log_of(name)
        if file.exists() and file.stat().st_size > LOG_BYTES_AT_MOST:
            file.replace(file.with_suffix(".old.log"))
        return file


def has_ended(program):
    """Without reaping it: until then the number of its process group cannot become somebody else's."""
    if program.process.returncode is not None:
        return True
    return os.waitid(os.P_PID, program.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def send(program, number):
    try:
        os.killpg(program.process.pid, number)
    except ProcessLookupError:
        pass


def reap(program):
    """Kills what is left of a program, its own children too; returns its exit code."""
    if program.process.returncode is None:
        send(program, signal.SIGKILL)
        program.process.wait()
    return program.process.returncode


def ending(code):
    if code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
