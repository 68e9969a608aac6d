"""The word that stands for a ticket outside of the hall, made from SPEC.md ("Keys") alone."""
import base64
import hashlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def ticket_word(keys, ticket, taken_ms):
    """`keys`: the folder of keys; its visitors.secret is the hall's."""
    secret = (keys / "visitors.secret").read_bytes().split()[1]
    key = hashlib.blake2b(b"okno ticket words 1", key=secret, digest_size=32).digest()
    block = ticket.to_bytes(8, "big") + taken_ms.to_bytes(8, "big")
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return base64.urlsafe_b64encode(cipher.update(block)).rstrip(b"=").decode()
