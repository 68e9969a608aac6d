"""A touch panel that the kernel plays (uinput): fingers by the multi-touch protocol, type B, as panels on USB speak it.

Numbers from linux/uinput.h and linux/input-event-codes.h.
"""
import fcntl
import os
import struct

UI_DEV_CREATE = 0x5501
UI_DEV_SETUP = 0x405c5503
UI_ABS_SETUP = 0x401c5504
UI_SET_EVBIT, UI_SET_KEYBIT, UI_SET_ABSBIT, UI_SET_PROPBIT = 0x40045564, 0x40045565, 0x40045567, 0x4004556e
EV_SYN, EV_KEY, EV_ABS = 0, 1, 3
BTN_TOUCH = 0x14a
ABS_X, ABS_Y = 0, 1
SLOT, POSITION_X, POSITION_Y, TRACKING_ID = 0x2f, 0x35, 0x36, 0x39
INPUT_PROP_DIRECT = 1
BUS_USB = 3
FINGERS = 10


class TouchPanel:
    def __init__(self, width, height):
        self.device = os.open("/dev/uinput", os.O_WRONLY | os.O_NONBLOCK)
        for request, bits in ((UI_SET_EVBIT, (EV_KEY, EV_ABS)), (UI_SET_KEYBIT, (BTN_TOUCH,)),
                              (UI_SET_PROPBIT, (INPUT_PROP_DIRECT,))):
            for bit in bits:
                fcntl.ioctl(self.device, request, bit)
        for axis, most in ((ABS_X, width - 1), (ABS_Y, height - 1), (SLOT, FINGERS - 1), (POSITION_X, width - 1),
                           (POSITION_Y, height - 1), (TRACKING_ID, 65535)):
            fcntl.ioctl(self.device, UI_SET_ABSBIT, axis)
            fcntl.ioctl(self.device, UI_ABS_SETUP, struct.pack("=H2xiiiiii", axis, 0, 0, most, 0, 0, 0))
        fcntl.ioctl(self.device, UI_DEV_SETUP, struct.pack("=HHHH80sI", BUS_USB, 0x16c0, 0x27dc, 1, b"touch panel", 0))
        fcntl.ioctl(self.device, UI_DEV_CREATE)
        self.touches, self.resting = 0, set()

    def close(self):
        os.close(self.device)

    def down(self, finger, x, y):
        self.touches += 1
        self.resting.add(finger)
        # No two touches of a real finger are at the same place. The kernel passes on what has changed, and SDL 2.26 does not
        # ask for the rest: of a program started between two touches of one place the second would be heard at 0, 0.
        x, y = int(x) + self.touches % 3, int(y) + self.touches % 3
        self._send((EV_ABS, SLOT, finger), (EV_ABS, TRACKING_ID, self.touches), (EV_ABS, POSITION_X, x),
                   (EV_ABS, POSITION_Y, y), (EV_KEY, BTN_TOUCH, 1), (EV_ABS, ABS_X, x), (EV_ABS, ABS_Y, y))

    def up(self, finger):
        self.resting.remove(finger)
        last = [] if self.resting else [(EV_KEY, BTN_TOUCH, 0)]
        self._send((EV_ABS, SLOT, finger), (EV_ABS, TRACKING_ID, -1), *last)

    def _send(self, *events):
        packed = b"".join(struct.pack("=qqHHi", 0, 0, *event) for event in (*events, (EV_SYN, 0, 0)))
        os.write(self.device, packed)
