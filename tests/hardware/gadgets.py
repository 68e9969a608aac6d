"""USB devices made of the kernel's gadget functions: what this machine plugs into itself (configfs, dummy_hcd)."""
import time
from pathlib import Path

GADGETS = Path("/sys/kernel/config/usb_gadget")

# HID 1.11, appendix B.1: a boot keyboard.
KEYBOARD = bytes.fromhex("05010906a101050719e029e71500250175019508810295017508810195067508150025650507190029658100c0")
# firmware-bridge/SPEC.md, "A pad of your own".
PAD = bytes.fromhex("0600ff0901a1010509190129081500250175019508 8102c0".replace(" ", ""))


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
    return gadget


class Reports:
    """The device's side of a HID gadget: input reports go out when the host asks for them."""

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


def driver_of(vendor, product):
    """Which driver has the first interface of this device; "": none has; None: there is no such device."""
    for device in Path("/sys/bus/usb/devices").iterdir():
        vendor_file = device / "idVendor"
        if not vendor_file.exists() or int(vendor_file.read_text(), 16) != vendor:
            continue
        if int((device / "idProduct").read_text(), 16) != product:
            continue
        driver = next(device.glob("*:1.0/driver"), None)
        return driver.resolve().name if driver else ""
    return None

