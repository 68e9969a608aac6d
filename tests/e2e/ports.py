"""Free loopback ports for tests that run side by side.

The kernel's own choice (port 0) is not one: it is free while it is asked for, and a moment later any outgoing
connection on the machine may sit on it. These lie below the range the kernel gives to connections
(/proc/sys/net/ipv4/ip_local_port_range starts at 32768), and a lock on a file keeps other tests away from each
until this process ends. tests/fakes/free_port.cpp does the same with the same files.
"""
import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

FIRST, LAST = 15000, 31999
LOCKS = Path(tempfile.gettempdir()) / f"okno-test-ports-{os.getuid()}"
_held = []  # open files: a lock lives as long as its descriptor


def free_port():
    LOCKS.mkdir(exist_ok=True)
    for port in random.sample(range(FIRST, LAST + 1), LAST + 1 - FIRST):
        lock = open(LOCKS / str(port), "w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the programs do
                probe.bind(("127.0.0.1", port))
        except OSError:
            lock.close()
            continue
        _held.append(lock)
        return port
    raise RuntimeError(f"every port from {FIRST} to {LAST} is in use")
