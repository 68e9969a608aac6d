"""SIA DC-09 once more, written from the published format (ANSI/SIA DC-09, 5.4 and 5.5) and from nothing in alarm/.

    frame = LF crc "0" length body CR;  body = "TOKEN" sequence [Rreceiver] Lprefix #account [ content
    content = [#account|data] "]" [_HH:MM:SS,MM-DD-YYYY];  with "*" before the token: hex of AES-CBC(pad|content)
"""
import datetime
import re
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TIME = "_%H:%M:%S,%m-%d-%Y"
BODY = re.compile(r'"(\*?)([A-Z-]+)"(\d{4})(?:R([0-9A-F]{1,6}))?(?:L([0-9A-F]{1,6}))#([0-9A-F]{3,16})\[(.*)', re.S)


class Wrong(Exception):
    """The bytes are no frame of DC-09."""


def _crc_table():
    # Bit by bit over the reflected polynomial x^16 + x^15 + x^2 + 1.
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ (0xA001 if value & 1 else 0)
        table.append(value)
    return table


CRC_TABLE = _crc_table()


def crc(data):
    value = 0
    for byte in data:
        value = (value >> 8) ^ CRC_TABLE[(value ^ byte) & 0xFF]
    return value


def frame(body):
    data = body.encode("latin-1")
    return b"\n%04X%04X%s\r" % (crc(data), len(data), data)


def timestamp(moment):
    return moment.strftime(TIME)


def _cipher(key):
    return Cipher(algorithms.AES(key), modes.CBC(bytes(16)))


def encrypt(key, content, pad=None):
    """Hex of the encrypted content; `pad`: the sixteen bytes to take the padding from."""
    missing = 16 - (len(content) + 1) % 16
    taken = (pad or secrets.token_hex(8).encode())[:missing]
    encryptor = _cipher(key).encryptor()
    return (encryptor.update(taken + b"|" + content.encode("latin-1")) + encryptor.finalize()).hex().upper()


def decrypt(key, digits):
    decryptor = _cipher(key).decryptor()
    text = (decryptor.update(bytes.fromhex(digits)) + decryptor.finalize()).decode("latin-1")
    pad, bar, content = text.partition("|")
    if not bar or not 1 <= len(pad) <= 16 or set("[]") & set(pad):
        raise Wrong(f"the padding is wrong: {pad!r}")
    return content


def message(token, sequence, receiver, prefix, account, data, moment, key=None, pad=None):
    """A frame of premises equipment."""
    line = f"{sequence:04}" + (f"R{receiver}" if receiver else "") + f"L{prefix}#{account}["
    content = (f"#{account}|{data}" if data else "") + "]" + timestamp(moment)
    if key is None:
        return frame(f'"{token}"{line}{content}')
    return frame(f'"*{token}"{line}{encrypt(key, content, pad)}')


class Message:
    """A frame that a receiver got, taken apart; Wrong when it is none."""

    def __init__(self, data, key=None):
        if len(data) < 10 or data[:1] != b"\n" or data[-1:] != b"\r":
            raise Wrong("no frame")
        body = data[9:-1]
        if int(data[1:5], 16) != crc(body):
            raise Wrong("checksum")
        if data[5:9] != b"%04X" % len(body):
            raise Wrong("length")
        found = BODY.fullmatch(body.decode("latin-1"))
        if not found:
            raise Wrong(f"body: {body!r}")
        star, self.token, sequence, self.receiver, self.prefix, self.account, content = found.groups()
        if bool(star) != (key is not None):
            raise Wrong("encrypted and should not be, or the other way round")
        self.sequence = int(sequence)
        content = decrypt(key, content) if key else content
        event, bracket, time = content.partition("]")
        if not bracket:
            raise Wrong(f"content: {content!r}")
        self.moment = datetime.datetime.strptime(time, TIME)
        self.data = event
        if event:
            account, bar, self.data = event.partition("|")
            if not bar or account != f"#{self.account}":
                raise Wrong(f"event: {event!r}")


def reply(verdict, asked, moment, key=None, sequence=None):
    """A receiver's answer to a Message."""
    sequence = asked.sequence if sequence is None else sequence
    if verdict == "NAK":  # never encrypted, and about nothing but the time
        return frame(f'"NAK"0000R0L0A0[]{timestamp(moment)}')
    line = f"{sequence:04}" + (f"R{asked.receiver}" if asked.receiver else "") + f"L{asked.prefix}#{asked.account}["
    if key is None:
        return frame(f'"{verdict}"{line}]')
    return frame(f'"*{verdict}"{line}{encrypt(key, "]" + timestamp(moment))}')
