"""Free ports on the loopback address."""
import socket

HOST = "127.0.0.1"
TRIED = 50


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the programs do
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def answers(port):
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex((HOST, port)) == 0


class Ports:
    """Gives each asker a free port, the one it likes best or the next; never one port twice."""

    def __init__(self):
        self.given = set()

    def take(self, preferred):
        for port in range(preferred, min(preferred + TRIED, 65536)):
            if port not in self.given and is_free(port):
                self.given.add(port)
                return port
        raise SystemExit(f"The ports from {preferred} to {preferred + TRIED - 1} of this computer are all in use.")

    def take_exactly(self, port, flag):
        if not 1 <= port <= 65535 or port in self.given or not is_free(port):
            raise SystemExit(f"Port {port} is in use by another program or is none; choose another one with {flag}.")
        self.given.add(port)
        return port
