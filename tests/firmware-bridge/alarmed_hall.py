"""What the tests of alarms share: receivers of a guard company, a bridge on a mock bus, and its button."""
import sys
import unittest
from pathlib import Path

from plugged_bridge import PluggedBridge

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "e2e"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "alarm"))
from hall import Hall  # noqa: E402
from receiver import Receiver  # noqa: E402

BUTTON = """
[[panic]]
name = "button at the cashier's"
zone = 7
vid = 0x16c0
pid = 0x27d9
report_bytes = 1
[[panic.button]]
byte = 0
bit = 0
"""
DOWN, UP = "01", "00"
PATIENCE_MS = 600


class AlarmTest(unittest.TestCase):
    """A hall's folder, virtual receivers and a bridge whose button can be pressed."""

    def setUp(self):
        self.hall = Hall()  # its keys and its folder; nothing is started
        self.addCleanup(self.hall.close)
        self.alarms = self.hall.folder / "alarms"

    def receivers(self, *descriptions, patience=PATIENCE_MS):
        """Virtual receivers, and the file that describes them; each ("tcp", "sia-dcs", key or None)."""
        made, text = [], ""
        for i, (transport, token, secret) in enumerate(descriptions):
            receiver = self.enterContext(Receiver(transport, secret, patience / 1000))
            made.append(receiver)
            text += (f'[[receiver]]\nname = "receiver {i + 1}"\nhost = "127.0.0.1"\nport = {receiver.port}\n'
                     f'transport = "{transport}"\naccount = "1234"\nprefix = "0"\nreceiver = "1"\n'
                     f'token = "{token}"\nretry_ms = {patience}\n')
            if secret:
                file = self.hall.folder / f"{i}.key"
                file.touch(0o600)
                file.write_text(secret.hex())
                text += f'key_file = "{file.name}"\n'
        (self.hall.folder / "receivers.toml").write_text(text)
        return made

    def bridge(self, devices=BUTTON, plug="pad", alarms=None):
        bridge = self.enterContext(PluggedBridge(self.hall, devices, "--receivers",
                                                 self.hall.folder / "receivers.toml",
                                                 "--alarms", alarms or self.alarms))
        if plug:
            bridge.plug(plug)
        return bridge

    def taken(self, receiver, code):
        return [each.sequence for each in receiver.taken if each.data == code]

    def wait_taken(self, receiver, code, times=1, timeout=20):
        receiver.wait_for(lambda: len(self.taken(receiver, code)) >= times, timeout, f"{times} x {code} taken")
        return self.taken(receiver, code)

    def settle(self, bridge):
        """The test that each first start tells has been accepted: a path works, and nothing is under way."""
        bridge.log_says("The guard company has accepted it. signal=test")
