"""USB devices made of the kernel's gadget functions: what this machine plugs into itself (configfs, dummy_hcd)."""
import os
import re
import threading
import time
import tty
from pathlib import Path

GADGETS = Path("/sys/kernel/config/usb_gadget")

# HID 1.11, appendix B.1: a boot keyboard.
KEYBOARD = bytes.fromhex("05010906a101050719e029e71500250175019508810295017508810195067508150025650507190029658100c0")
# HID 1.11 and HID Usage Tables, page 0x0C: keys for sound and the like, as many keyboards have them at a second interface.
CONSUMER = bytes.fromhex("050c0901a101150025017501950819e229e98102c0")


class Gadget:
    """A device that can be plugged in and out. `controller` is its own: dummy_udc.0, 1 or 2."""

    def __init__(self, name, vendor, product, serial, controller):
        self.folder = GADGETS / name
        self.controller = f"dummy_udc.{controller}"
        self.folder.mkdir()
        (self.folder / "idVendor").write_text(f"{vendor:#06x}")
        (self.folder / "idProduct").write_text(f"{product:#06x}")
        texts = self.folder / "strings" / "0x409"
        texts.mkdir()
        (texts / "manufacturer").write_text("Okno")
        (texts / "product").write_text(name)
        (texts / "serialnumber").write_text(serial)
        self.configuration = self.folder / "configs" / "c.1"
        self.configuration.mkdir()

    def function(self, kind, **attributes):
        folder = self.folder / "functions" / kind
        folder.mkdir()
        for name, value in attributes.items():
            (folder / name).write_bytes(value if isinstance(value, bytes) else str(value).encode())
        (self.configuration / kind).symlink_to(folder)
        return folder

    def plug(self):
        (self.folder / "UDC").write_text(self.controller)

    def unplug(self):
        (self.folder / "UDC").write_text("\n")


def printer():
    gadget = Gadget("printer", 0x04b8, 0x0e15, "J5XF000001", 0)
    gadget.function("printer.0", pnp_string="MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;SN:J5XF000001;", q_len=10)
    return gadget


def keyboard():
    gadget = Gadget("number-pad", 0x16c0, 0x27db, "pad-1", 1)
    gadget.function("hid.0", protocol=1, subclass=1, report_length=8, report_desc=KEYBOARD)
    gadget.function("hid.1", protocol=0, subclass=0, report_length=1, report_desc=CONSUMER)
    return gadget


def plate():
    gadget = Gadget("plate", 0x2e8a, 0x000a, "plate-3", 2)
    gadget.function("acm.0")
    return gadget


def crc8(text):
    crc = 0
    for byte in text:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ 0x07) & 0xff if crc & 0x80 else crc << 1
    return crc


class PlateInsides:
    """The inside of a window plate (firmware-bridge/SPEC.md) behind the gadget's own end of the serial line."""

    ORDER = re.compile(rb"<([0-9A-F]{2})(S[FCSBXA]\d[01]\d{1,4}\|[^<>|]*)([0-9A-F]{2})>")

    def __init__(self, node):
        self.node = node
        self.shown = []
        self.changed = threading.Condition()
        threading.Thread(target=self._live, daemon=True).start()

    def _live(self):
        """The kernel hangs the line up when the plug is pulled; then it is opened anew."""
        while True:
            try:
                line = os.open(self.node, os.O_RDWR | os.O_NOCTTY)
                try:
                    tty.setraw(line)
                    self._obey(line)
                finally:
                    os.close(line)
            except (OSError, tty.error):
                time.sleep(0.05)

    def _obey(self, line):
        waiting = b""
        while heard := os.read(line, 256):
            waiting += heard
            while found := self.ORDER.search(waiting):
                waiting = waiting[found.end():]
                sequence, shown, crc = found.groups()
                if int(crc, 16) != crc8(sequence + shown):
                    continue
                with self.changed:
                    self.shown.append(shown.decode())
                    self.changed.notify_all()
                answer = sequence + b"+"
                os.write(line, b"<%s%02X>" % (answer, crc8(answer)))
        time.sleep(0.05)  # hung up

    def wait(self, words, timeout):
        with self.changed:
            if not self.changed.wait_for(lambda: words in self.shown, timeout):
                raise TimeoutError(f"the plate was not told '{words}', but {self.shown[-10:]}")


class Reports:
    """The device's side of a HID gadget: input reports go out when the host asks for them; output reports come in."""

    def __init__(self, node):
        self.node = Path(node)

    def send(self, report):
        until = time.monotonic() + 10
        while True:
            try:
                with open(self.node, "wb", buffering=0) as file:
                    file.write(report)
                return
            except OSError:  # just being plugged in
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)


    def wait_output(self, report, timeout):
        """Until the host has sent this output report."""
        until, heard = time.monotonic() + timeout, []
        while time.monotonic() < until:
            try:
                node = os.open(self.node, os.O_RDWR | os.O_NONBLOCK)
                try:
                    heard.append(os.read(node, 64))
                finally:
                    os.close(node)
                if heard[-1] == report:
                    return
            except OSError:  # nothing yet
                time.sleep(0.05)
        raise TimeoutError(f"the host did not send {report.hex()}, but {[each.hex() for each in heard]}")


def device_of(vendor, product):
    """Its folder as a host sees it; None: there is no such device."""
    for device in Path("/sys/bus/usb/devices").iterdir():
        vendor_file = device / "idVendor"
        if not vendor_file.exists() or int(vendor_file.read_text(), 16) != vendor:
            continue
        if int((device / "idProduct").read_text(), 16) == product:
            return device
    return None


def drivers_of(vendor, product):
    """Which drivers have the interfaces of this device; "": none has one; empty: there is no such device."""
    device = device_of(vendor, product)
    interfaces = sorted(device.glob(f"{device.name}:*")) if device else []
    return tuple((each / "driver").resolve().name if (each / "driver").exists() else "" for each in interfaces)
