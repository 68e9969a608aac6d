"""The fingerprint of a CURVE key, written from protocol/SPEC.md alone: what two people compare to know a key again."""
import hashlib

Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def z85_bytes(text):
    found = b""
    for start in range(0, len(text), 5):
        value = 0
        for letter in text[start:start + 5]:
            value = value * 85 + Z85.index(letter)
        found += value.to_bytes(4, "big")
    return found


def fingerprint(public_key):
    """"K7QF-2M9X-0BTR-H4ZC" of a key of 40 characters."""
    digest = hashlib.blake2b(z85_bytes(public_key), digest_size=32, key=b"okno fingerprint 1").digest()
    bits = int.from_bytes(digest, "big") >> (256 - 80)
    letters = "".join(LETTERS[bits >> (75 - 5 * i) & 31] for i in range(16))
    return "-".join(letters[i:i + 4] for i in range(0, 16, 4))
