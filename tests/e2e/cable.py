"""A cable between clients and the dispatcher that can be cut: while it is, bytes go nowhere, no connection is
closed and none is answered, as when somebody pulls the plug of a switch."""
import selectors
import socket
import threading


class Cable:
    """Forwards TCP from `endpoint` (its own, tcp://…) to `target`, in a thread of its own."""

    def __init__(self, target):
        host, port = target.removeprefix("tcp://").split(":")
        self._target = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.endpoint = "tcp://127.0.0.1:%d" % self._listener.getsockname()[1]
        self._whole = threading.Event()
        self._whole.set()
        self._ended = False
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._ended = True
        self._whole.set()
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        self._selector.close()

    def cut(self):
        self._whole.clear()

    def heal(self):
        self._whole.set()

    def _run(self):
        while not self._ended:
            for key, _ in self._selector.select(0.05):
                self._whole.wait()
                key.data(key.fileobj)

    def _accept(self, listener):
        near, _ = listener.accept()
        try:
            far = socket.create_connection(self._target, timeout=1)
        except OSError:
            near.close()
            return
        for source, drain in ((near, far), (far, near)):
            source.settimeout(5)
            self._selector.register(source, selectors.EVENT_READ, lambda s, d=drain: self._forward(s, d))

    def _forward(self, source, drain):
        try:
            data = source.recv(65536)
            if data:
                drain.sendall(data)
                return
        except OSError:
            pass
        for end in (source, drain):
            if end.fileno() >= 0:
                self._selector.unregister(end)
                end.close()
