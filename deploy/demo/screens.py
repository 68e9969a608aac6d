"""Where the hall's screens are shown: windows on this computer's screen, or, where there is none, X servers in
memory (Xvfb) that a browser can look at and touch (x11vnc, noVNC)."""
import os
import re
import subprocess

from demo.ports import HOST
from demo.supervisor import Program

NOVNC = "/usr/share/novnc"
KIOSK = (1080, 1920)
BOARD = (1920, 1080)


def real_screen():
    """The size of the screen there is; None when there is none."""
    if not os.environ.get("DISPLAY"):
        return None
    asked = subprocess.run(["xdpyinfo"], capture_output=True, text=True, check=False)
    found = re.search(r"dimensions:\s+(\d+)x(\d+)", asked.stdout)
    return (int(found[1]), int(found[2])) if found else None


def fitted(size, room):
    """The largest size of this shape that fits into the room."""
    scale = min(1.0, room[0] / size[0], room[1] / size[1])
    return int(size[0] * scale), int(size[1] * scale)


class Windows:
    """Windows on a real screen."""

    doors = []

    def __init__(self, screen):
        self.screen = screen
        self.left = 0  # how much of the width is taken
        self.places = {}  # of each program's window: left, top

    def show(self, name, size):
        share = 0.68 if size[0] > size[1] else 0.28  # side by side; a panel and a title take some of the height
        width, height = fitted(size, (self.screen[0] * share, self.screen[1] * 0.85))
        gap = int(self.screen[0] * 0.013)
        self.places[name] = (self.left + gap, (self.screen[1] - height) // 2)
        self.left += gap + width
        return {}, ["--size", f"{width}x{height}"], None

    def arrange(self, programs):
        """Beside each other: without a window manager they would all lie in the middle. `timeout` ends the wait for a
        window that does not come."""
        for program in programs:
            if program.name in self.places:
                left, top = self.places[program.name]
                subprocess.run(["timeout", "5", "xdotool", "search", "--sync", "--all", "--pid", str(program.process.pid),
                                "--name", "", "windowmove", str(left), str(top)], capture_output=True, check=False)


class InMemory:
    """An X server for each screen; `in_browser`: with a page to see and touch it."""

    def __init__(self, supervisor, ports, in_browser):
        self.supervisor = supervisor
        self.ports = ports
        self.in_browser = in_browser
        self.next_page = 6080
        self.doors = []  # (what, port) that must answer before a browser can come

    def show(self, name, size):
        """What the program's environment and flags must be, and the address of the page."""
        display = self._x_server(name, size)
        environment = {"DISPLAY": display, "SDL_VIDEODRIVER": "x11", "SDL_FRAMEBUFFER_ACCELERATION": "0",
                       "SDL_AUDIODRIVER": "dummy"}
        page = self._page(name, display) if self.in_browser else None
        return environment, ["--size", f"{size[0]}x{size[1]}", "--fullscreen"], page

    def arrange(self, _programs):
        """Each has a screen of its own."""

    def _x_server(self, name, size):
        readable, writable = os.pipe()
        flags = ["-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp", "-noreset"]
        server = Program(f"{name}-screen", ["Xvfb", "-displayfd", writable, *flags], stage=0)
        self.supervisor.start(server, pass_fds=[writable])
        os.close(writable)
        with os.fdopen(readable) as numbers:
            display = ":" + numbers.readline().strip()
        if display == ":":
            raise RuntimeError(f"Xvfb did not start:\n{self.supervisor.last_words(server)}")
        server.command = ["Xvfb", display, *flags]  # started again, it is found where it was
        return display

    def _page(self, name, display):
        page, vnc = self.ports.take(self.next_page), self.ports.take(5900)
        self.next_page = page + 1
        self.doors += [(f"the screen of {name}", vnc), (f"the page of {name}", page)]
        self.supervisor.start(Program(
            f"{name}-vnc", ["x11vnc", "-display", display, "-localhost", "-no6", "-rfbport", vnc, "-forever", "-shared",
                            "-nopw", "-quiet", "-noxrecord", "-nosel"], stage=0))
        self.supervisor.start(Program(
            f"{name}-page", ["websockify", "--heartbeat", "30", "--web", NOVNC, f"{HOST}:{page}", f"{HOST}:{vnc}"],
            stage=0))
        return f"http://localhost:{page}/vnc.html?autoconnect=true&resize=scale"
