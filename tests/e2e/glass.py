"""A touch panel: an X server of its own (Xorg, a dummy graphics card, the inputtest driver) whose ten fingers are real XI2
touches, as many at once as one likes. xdotool has one finger, and it is a mouse.

The bytes are those of xorg/xf86-input-inputtest-protocol.h.
"""
import ctypes
import os
import socket
import struct
import subprocess

from hall import end_with_parent, wait_until

WIDTH, HEIGHT = 1080, 1920
FULL = 65535  # the driver's own ends of an axis
VERSION, WAIT_FOR_SYNC, TOUCH = 0, 1, 6  # enum xf86ITEventType
BEGIN, UPDATE, END = 18, 19, 20          # XI_TouchBegin and the others
VALUATORS = 64
POSITION_AND_PRESSURE = 1 | 2 | 16

CONFIGURATION = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 65536
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "{width}x{height}" 151.50 1080 1096 1200 1320 1920 1921 1924 1989
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "{width}x{height}"
    Virtual {width} {height}
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "panel"
  Driver "inputtest"
  Option "SocketPath" "{folder}/panel"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "InputDevice"
  Identifier "keys"
  Driver "inputtest"
  Option "SocketPath" "{folder}/keys"
  Option "DeviceType" "Keyboard"
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "panel"
  InputDevice "keys" "CoreKeyboard"
EndSection
"""


class CursorImage(ctypes.Structure):
    """XFixesCursorImage of X11/extensions/Xfixes.h, as far as it is needed; a pixel is ARGB in a long."""

    _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short), ("width", ctypes.c_ushort), ("height", ctypes.c_ushort),
                ("xhot", ctypes.c_ushort), ("yhot", ctypes.c_ushort), ("serial", ctypes.c_ulong),
                ("pixels", ctypes.POINTER(ctypes.c_ulong))]


def visible_pixels_of_cursor(display):
    """Of the cursor the X server has now; 0: nobody sees one."""
    xlib, xfixes = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXfixes.so.3")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xfixes.XFixesGetCursorImage.restype = ctypes.POINTER(CursorImage)
    connection = ctypes.c_void_p(xlib.XOpenDisplay(display.encode()))
    first_event, first_error = ctypes.c_int(), ctypes.c_int()
    assert xfixes.XFixesQueryExtension(connection, ctypes.byref(first_event), ctypes.byref(first_error))
    image = xfixes.XFixesGetCursorImage(connection).contents
    visible = sum(1 for at in range(image.width * image.height) if image.pixels[at] >> 24 & 0xff)
    xlib.XCloseDisplay(connection)
    return visible


class Glass:
    """The panel of one kiosk; made before the kiosk is started. It ends with the hall.

    One connection for as long as the server lives: Xorg 21.1 hears nobody after the first has gone.
    """

    def __init__(self, hall, name="kiosk-1"):
        folder = hall.folder / "glass"
        folder.mkdir()
        (folder / "xorg.conf").write_text(CONFIGURATION.format(width=WIDTH, height=HEIGHT, folder=folder))
        readable, writable = os.pipe()
        with open(hall.log("glass"), "ab") as log:
            hall.processes["glass"] = subprocess.Popen(
                ["/usr/lib/xorg/Xorg", "-displayfd", str(writable), "-config", folder / "xorg.conf", "-logfile",
                 folder / "xorg.log", "-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts"],
                stdout=log, stderr=log, pass_fds=[writable], preexec_fn=end_with_parent)
        os.close(writable)
        with os.fdopen(readable) as numbers:
            hall.screens[name] = ":" + numbers.readline().strip()
        assert hall.screens[name] != ":", f"Xorg did not start: {(folder / 'xorg.log').read_text()[-2000:]}"
        self.display, self.panel = hall.screens[name], folder / "panel"
        self._connect()

    def _connect(self):
        wait_until(self.panel.exists, 10, "the panel")
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.line.connect(str(self.panel))
        self._send(VERSION, struct.pack("=HH", 1, 1))
        self._hear(12)  # the server's version

    def close(self):
        self.line.close()

    def pull_panel(self):
        """Its cable: fingers that were on it are gone."""
        self.line.close()
        self._x("xinput", "disable", "panel")

    def plug_panel(self):
        self._x("xinput", "enable", "panel")
        self._connect()

    def pull_monitor(self):
        self._x("xrandr", "--output", "DUMMY0", "--off")

    def plug_monitor(self):
        self._x("xrandr", "--output", "DUMMY0", "--auto")

    def _x(self, *command):
        subprocess.run(command, env={**os.environ, "DISPLAY": self.display}, check=True, capture_output=True, timeout=20)

    def down(self, finger, x, y):
        self._touch(finger, BEGIN, x, y)

    def move(self, finger, x, y):
        self._touch(finger, UPDATE, x, y)

    def up(self, finger, x, y):
        self._touch(finger, END, x, y)

    def _touch(self, finger, kind, x, y):
        places = [0.0] * VALUATORS
        places[0], places[1], places[4] = FULL * x / WIDTH, FULL * y / HEIGHT, 500.0
        valuators = struct.pack(f"=IB11x{VALUATORS}d{VALUATORS}d", 0, POSITION_AND_PRESSURE, *places, *[0.0] * VALUATORS)
        self._send(TOUCH, struct.pack("=II", finger, kind) + valuators)
        self._send(WAIT_FOR_SYNC, b"")
        self._hear(8)

    def _send(self, kind, body):
        self.line.sendall(struct.pack("=II", 8 + len(body), kind) + body)

    def _hear(self, size):
        heard = b""
        while len(heard) < size:
            more = self.line.recv(size - len(heard))
            assert more, "the X server has hung up"
            heard += more
